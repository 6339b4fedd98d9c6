"""A new snapshot, whole or not at all.

The writer works on a copy of the current snapshot under a temporary name. Only when everything is written, checked
and on disk does the file get its name, and only then does the pointer move. Killed at any moment, the last snapshot
stays in force. Readers keep the file that they opened.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl.snapshot.out_tables import refresh_in_force, write_out_tables
from etl.snapshot.reference import write_reference
from etl.snapshot.verify import verify_tables
from pora import paths, schema
from pora.errors import PoraError, SnapshotError
from pora.locale import _
from pora.warehouse.failures import explain_failure, mark_version, require_same_core
from pora.warehouse.snapshots import POINTER, require_current, snapshot_path

LOCK_SECONDS = 60
WRITER_MEMORY = "1500MB"


def _sync(path: Path) -> None:
    """Forces the file, or a folder's list of names, to disk (Windows has no such call for folders)."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_leftovers() -> None:
    """Deletes what a killed writer left; called under the lock."""
    for path in paths.warehouse().glob(".tmp-*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in paths.intake().glob(".*.part"):
        path.unlink()


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    spill = path.with_suffix(".spill")
    return duckdb.connect(path, config={"memory_limit": WRITER_MEMORY, "temp_directory": str(spill)})


def _open_copy(path: Path) -> duckdb.DuckDBPyConnection:
    """A copy of the snapshot in force. Raises SnapshotError where there is none, or it can't be read."""
    snapshot_id = require_current()
    shutil.copyfile(snapshot_path(snapshot_id), path)
    try:
        with ExitStack() as on_failure:
            con = on_failure.enter_context(_connect(path))
            require_same_core(con, snapshot_id)
            on_failure.pop_all()
            return con
    except duckdb.Error as error:
        raise explain_failure(error, snapshot_id) from error


def _create_core(con: duckdb.DuckDBPyConnection, province_code: str) -> None:
    con.execute("CREATE SCHEMA exact")
    con.execute("CREATE SCHEMA public")
    for table in schema.CORE_TABLES:
        con.execute(table.ddl())
    con.execute("INSERT INTO core_snapshot VALUES ('', 'epoch'::TIMESTAMP, ?, false)", [province_code])


def _finish(con: duckdb.DuckDBPyConnection, snapshot_id: str) -> None:
    """Roll-ups and checks, in the writer's connection."""
    con.execute(
        "UPDATE core_snapshot SET snapshot_id = ?, published_at = ?, "
        "has_sample = (SELECT coalesce(bool_or(is_sample), false) FROM core_batch)",
        [snapshot_id, datetime.now(UTC).replace(tzinfo=None)],
    )
    mark_version(con)
    write_out_tables(con)
    verify_tables(con)
    con.execute("CHECKPOINT")


def _switch(temporary: Path, snapshot_id: str) -> None:
    """Gives the finished file its name and moves the pointer: each step atomic, each on disk before the next."""
    if temporary.with_name(temporary.name + ".wal").exists():
        raise SnapshotError(_("Snapshot baru belum tertulis lengkap; yang lama tetap berlaku. Ulangi perintah ini."))
    _sync(temporary)
    temporary.replace(snapshot_path(snapshot_id))
    pointer = paths.warehouse() / f".tmp-{POINTER}"
    pointer.write_text(f"{snapshot_id}\n", "ascii")
    _sync(pointer)
    _sync(paths.warehouse())
    pointer.replace(paths.warehouse() / POINTER)
    _sync(paths.warehouse())


def _new_id() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


@contextmanager
def lock_warehouse() -> Iterator[None]:
    """One writer at a time; a second one waits up to a minute, then raises PoraError."""
    paths.warehouse().mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(paths.warehouse() / "publish.lock", timeout=LOCK_SECONDS):
            _remove_leftovers()
            yield
    except Timeout as error:
        raise PoraError(_("Pemuatan lain masih berjalan. Tunggu sampai selesai, lalu ulangi.")) from error


class Writer:
    """A copy of the current snapshot, open for writing. `publish` puts it in force; without it, nothing changed."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.con = con
        self.path = path
        self.snapshot_id: str | None = None

    def publish(self) -> str:
        snapshot_id = _new_id()
        _finish(self.con, snapshot_id)
        self.con.close()
        _switch(self.path, snapshot_id)
        self.snapshot_id = snapshot_id
        return snapshot_id


@contextmanager
def open_writer(new_for_province: str | None = None) -> Iterator[Writer]:
    """The writer on the current snapshot, or on an empty one for `new_for_province`.

    Raises SnapshotError where there is no snapshot to extend, PoraError where another writer is at work.
    """
    with lock_warehouse(), ExitStack() as at_end:
        temporary = paths.warehouse() / f".tmp-{secrets.token_hex(4)}.duckdb"
        at_end.callback(_remove_leftovers)
        if new_for_province is None:
            con = at_end.enter_context(_open_copy(temporary))
        else:
            con = at_end.enter_context(_connect(temporary))
            _create_core(con, new_for_province)
        try:
            write_reference(con)
            refresh_in_force(con)
            yield Writer(con, temporary)
        except duckdb.Error as error:
            raise SnapshotError(
                _("Basis data gagal ditulis ({reason}). Snapshot lama tetap berlaku.").format(
                    reason=str(error).partition("\n")[0]
                )
            ) from error
