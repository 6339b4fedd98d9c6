"""Which files of the data folder a backup holds.

All but what is made anew (cache, sample, demo), locks, what a writer has not finished, and files of snapshots that are
neither in force nor the last of their month; packed ones cost little. So whatever the product comes to keep there is in
it, too. Trap: the order matters. The snapshot in force is chosen first, and what it rests on (received files, log) only
grows after that.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pora import paths
from pora.access.audit_copy import copy_events
from pora.access.audit_file import open_log_file
from pora.access.audit_log import open_log
from pora.config import settings
from pora.stores.postgres import has_database
from pora.temporary import open_temporary_folder
from pora.warehouse.snapshots import POINTER, list_snapshots, snapshot_path

_MADE_ANEW = ("cache", "sample", "demo")


def list_kept_snapshots(current: str) -> list[str]:
    """The snapshot in force, and the last one of each month: ids in their order."""
    last_of_month = {one[:6]: one for one in list_snapshots()}
    return sorted({current, *last_of_month.values()})


def list_files(current: str) -> Iterator[tuple[str, Path]]:
    """Name within the data folder, with `/`, and path of every file that is copied as it stands; the pointer and the
    log are not among them."""
    folder = settings().data_dir
    kept = {snapshot_path(one) for one in list_kept_snapshots(current)}
    own = {paths.warehouse() / POINTER, paths.audit()}
    for path in _walk(folder):
        if path.parent == paths.warehouse() and path.suffix == ".duckdb" and path not in kept:
            continue
        if path not in own and not _is_passing(path):
            yield path.relative_to(folder).as_posix(), path


def _walk(folder: Path) -> Iterator[Path]:
    """Files in their order; also in folders that were moved to another disk and linked from here."""
    seen: set[str] = set()
    left_out = {settings().cache_dir, *(folder / name for name in _MADE_ANEW)}
    if has_database():  # what counts is there; what lies here is from before
        left_out |= set(list_shared_folders())
    for at, inner, names in os.walk(folder, followlinks=True):
        here = Path(at)
        if (real := os.path.realpath(at)) in seen:
            inner.clear()
            continue
        seen.add(real)
        inner[:] = sorted(name for name in inner if here / name not in left_out and not name.startswith(".tmp-"))
        yield from (here / name for name in sorted(names) if (here / name).is_file())


def _is_passing(path: Path) -> bool:
    """A lock, an unfinished file, or a part of the log's database, which is copied in a way of its own."""
    is_of_log = path.name.startswith(f"{paths.audit().name}-") and path.parent == paths.audit().parent
    return is_of_log or path.suffix in (".lock", ".part") or path.name.startswith(".tmp-")


def list_shared_folders() -> list[Path]:
    """What a shared database holds instead, where there is one."""
    return [paths.audit().parent, paths.decks(), paths.saved_views(), paths.ended_sessions().parent]


def copy_log() -> bytes | None:
    """The log as it is now, as a file, read while others may write to it; None where there is none."""
    if has_database():
        return _copy_tables()
    if not paths.audit().is_file():
        return None
    with open_temporary_folder() as folder:
        copy = folder / "audit.sqlite"
        with open_log_file(paths.audit()) as log, closing(sqlite3.connect(copy)) as target:
            log.connection.backup(target)
        return copy.read_bytes()


def _copy_tables() -> bytes:
    with open_temporary_folder() as folder:
        copy = folder / "audit.sqlite"
        with open_log() as log, log.lock(), open_log_file(copy) as target, target.lock():
            copy_events(log, target)
        return copy.read_bytes()
