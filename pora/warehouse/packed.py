"""Snapshots that are seldom opened, as blocks: a block that several of them have is stored once, compressed.

A load changes some thirty of DuckDB's blocks, so an old snapshot costs what changed since and not a whole copy.
Promise: what is unpacked is byte for byte what was packed, or a SnapshotError. `pora-<id>.packed` names the blocks,
`blocks/` has them under the hash of their content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from pora import paths
from pora.errors import SnapshotError
from pora.locale import _
from pora.whole_files import open_whole, write_whole

_HEAD, _BLOCK = 12_288, 262_144  # bytes; as DuckDB lays out its file


@dataclass(frozen=True)
class Packed:
    """`size` in bytes, as it was; `log_head`: that of the audit log of its moment, empty where it has none; `blocks`:
    their hashes, in order."""

    size: int
    log_head: str
    blocks: tuple[str, ...]


def packed_path(snapshot_id: str) -> Path:
    return paths.warehouse() / f"pora-{snapshot_id}.packed"


def block_path(name: str) -> Path:
    return paths.warehouse() / "blocks" / name[:2] / name


def list_packed() -> list[str]:
    """Ids of all that are packed, in their order."""
    return sorted(path.stem.removeprefix("pora-") for path in paths.warehouse().glob("pora-*.packed"))


def read_packed(snapshot_id: str) -> Packed:
    """Raises SnapshotError where it says nothing that can be read."""
    try:
        said = json.loads(packed_path(snapshot_id).read_text("utf-8"))
        return Packed(int(said["size"]), str(said["log_head"]), tuple(said["blocks"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(snapshot_id) from error


def pack(snapshot_id: str, path: Path, log_head: str) -> None:
    """Stores the file under the id; the file itself stays. Only under the lock of whoever publishes."""
    with path.open("rb") as file:
        blocks = tuple(map(_keep, _split(file)))
    packed = Packed(path.stat().st_size, log_head, blocks)
    write_whole(packed_path(snapshot_id), json.dumps(asdict(packed)).encode())


def unpack(snapshot_id: str, path: Path) -> None:
    """Writes the file anew, whole or not at all."""
    packed = read_packed(snapshot_id)
    with open_whole(path) as file:
        for place, name in enumerate(packed.blocks):
            rest = packed.size - _HEAD - (place - 1) * _BLOCK
            file.write(_read(snapshot_id, name, min(_BLOCK, rest) if place else min(_HEAD, packed.size)))


def _split(file: BinaryIO) -> Iterator[bytes]:
    yield file.read(_HEAD)
    yield from iter(lambda: file.read(_BLOCK), b"")


def _keep(block: bytes) -> str:
    from pyarrow import Codec

    name = _hash(block)
    if not block_path(name).is_file():
        write_whole(block_path(name), Codec("zstd").compress(block, asbytes=True))
    return name


def _read(snapshot_id: str, name: str, size: int) -> bytes:
    from pyarrow import Codec

    try:
        block: bytes = Codec("zstd").decompress(block_path(name).read_bytes(), size, asbytes=True)
    except OSError as error:  # Arrow's word for bytes that are none of its own, too
        raise _damaged(snapshot_id) from error
    if _hash(block) != name:
        raise _damaged(snapshot_id)
    return block


def _hash(block: bytes) -> str:
    return hashlib.blake2b(block, digest_size=20).hexdigest()


def _damaged(snapshot_id: str) -> SnapshotError:
    words = _("Snapshot lama {id} rusak di disk. Pulihkan dari cadangan; snapshot yang berlaku tidak apa-apa.")
    return SnapshotError(words.format(id=snapshot_id))
