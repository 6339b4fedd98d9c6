"""What is kept of old snapshots, once they are neither in force nor the way back: their blocks.

Promise: killed at any moment, each snapshot can still be opened, from its own file or from its blocks. Trap: an old one
may have been unpacked to be read; its file goes again with a later publish.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from contextlib import suppress

from pora import paths
from pora.warehouse.log_heads import read_log_head_of
from pora.warehouse.packed import block_path, list_packed, pack, packed_path, read_packed
from pora.warehouse.snapshots import list_unpacked, snapshot_path

_READ_SECONDS = 3600  # since it was unpacked


def pack_all_but(kept: Collection[str | None]) -> None:
    """Packs every other snapshot and takes its file away; what the system refuses stays until the next time. Only under
    `lock_warehouse`."""
    packed = set(list_packed())
    for one in list_unpacked():
        path = snapshot_path(one)
        with suppress(OSError):
            if one in kept or (one in packed and path.stat().st_mtime > time.time() - _READ_SECONDS):
                continue
            if one not in packed:
                pack(one, path, read_log_head_of(path))
            path.unlink()


def count_own_bytes(snapshot_ids: Iterable[str]) -> dict[str, int]:
    """What goes with each of them in their order: its file and the blocks that no other one has by then."""
    left = {one: set(read_packed(one).blocks) for one in list_packed()}
    found = {}
    for one in snapshot_ids:
        blocks = left.pop(one, set()).difference(*left.values())
        files = [snapshot_path(one), packed_path(one), *map(block_path, blocks)]
        found[one] = sum(path.stat().st_size for path in files if path.is_file())
    return found


def delete_snapshots(snapshot_ids: Iterable[str]) -> list[str]:
    """Deletes them, then the blocks that none has any more; those that went. One that a program on Windows holds open
    stays until the next time. Only under `lock_warehouse`."""
    gone = []
    for one in snapshot_ids:
        with suppress(PermissionError):
            snapshot_path(one).unlink(missing_ok=True)
            packed_path(one).unlink(missing_ok=True)
            gone.append(one)
    needed = {name for one in list_packed() for name in read_packed(one).blocks}
    for path in (paths.warehouse() / "blocks").glob("*/*"):
        if path.name not in needed:
            path.unlink(missing_ok=True)
    return gone
