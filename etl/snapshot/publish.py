"""A new snapshot, whole or not at all.

The writer works on a copy of the current snapshot in a folder of its own. Only when everything is written, checked
and on disk does the file get its name, and only then does the pointer move. Killed at any moment, the last snapshot
stays in force. Readers keep the file that they opened.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.cores import use_one_core
from etl.readers.tidy.stream import ROWS_DATABASE
from etl.snapshot.case_sums import SumCases, sum_cases
from etl.snapshot.draft import open_draft_folder
from etl.snapshot.one_writer import announce, lock_warehouse
from etl.snapshot.out_tables import refresh_in_force, write_out_tables
from etl.snapshot.pack import pack_all_but
from etl.snapshot.reference import write_reference
from etl.snapshot.upgrade import upgrade_core
from etl.snapshot.verify import verify_tables
from pora import paths, schema
from pora.config import settings
from pora.errors import PoraError, SnapshotError
from pora.locale import _
from pora.warehouse.failures import explain_failure, has_same_tables, mark_version
from pora.warehouse.log_heads import mark_log_head
from pora.warehouse.snapshots import POINTER, find_current, require_current, require_file, snapshot_path
from pora.whole_files import sync

MEMORY, DRAFT = "memory", "draft"  # as DuckDB calls the first
# The first formats of files, which DuckDB writes unless told, pack text with a third more work.
STORAGE = "v1.4.0"


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that snapshots are attached to, as DRAFT; temp tables outlast a change of the snapshot, and
    so do the rows of large files, in a database of their own."""
    memory = f"{settings().writer_memory_mb}MB"
    con = duckdb.connect(config={"memory_limit": memory, "temp_directory": str(folder / "spill")})
    use_one_core(con)
    con.execute("PRAGMA disable_checkpoint_on_shutdown")  # what was not published is thrown away, and so are the rows
    _attach(con, folder / "rows.duckdb", ROWS_DATABASE)
    return con


def _attach_copy(con: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, bool]:
    """Attaches a copy of the snapshot in force, with core tables of this version: the id of the snapshot, and whether
    all its tables were of this version already. Raises SnapshotError where there is none, or it can't be read."""
    snapshot_id = require_current()
    shutil.copyfile(require_file(snapshot_id), path)
    try:
        _use_draft(con, path)
        is_of_now = has_same_tables(con)
        upgrade_core(con, snapshot_id)
    except duckdb.Error as error:
        raise explain_failure(error, snapshot_id) from error
    return snapshot_id, is_of_now


def _attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    quoted = str(path).replace("'", "''")
    con.execute(f"ATTACH '{quoted}' AS {name} (STORAGE_VERSION '{STORAGE}')")


def _use_draft(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    _attach(con, path, DRAFT)
    con.execute(f"USE {DRAFT}")


def _detach(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"USE {MEMORY}")
    con.execute(f"DETACH {DRAFT}")


def _create_core(con: duckdb.DuckDBPyConnection, province_code: str) -> None:
    con.execute("CREATE SCHEMA exact")
    con.execute("CREATE SCHEMA public")
    for table in schema.CORE_TABLES:
        con.execute(table.ddl())
    con.execute("INSERT INTO core_snapshot VALUES ('', 'epoch'::TIMESTAMP, ?, false, false)", [province_code])


def _finish(
    con: duckdb.DuckDBPyConnection, snapshot_id: str, is_full: bool = False, sum_by: SumCases = sum_cases
) -> None:
    """Roll-ups and checks, in the writer's connection."""
    con.execute(
        "UPDATE core_snapshot SET snapshot_id = ?, published_at = ?, needs_approval = ?, "
        "has_sample = (SELECT coalesce(bool_or(is_sample), false) FROM core_batch)",
        [snapshot_id, datetime.now(UTC).replace(tzinfo=None), settings().needs_approval],
    )
    mark_version(con)
    mark_log_head(con)
    write_out_tables(con, is_full, sum_by)
    verify_tables(con)
    con.execute("CHECKPOINT")


def _switch(temporary: Path, snapshot_id: str) -> None:
    """Gives the finished file its name and moves the pointer: each step atomic, each on disk before the next."""
    if temporary.with_name(temporary.name + ".wal").exists():
        raise SnapshotError(_("Snapshot baru belum tertulis lengkap; yang lama tetap berlaku. Ulangi perintah ini."))
    sync(temporary)
    temporary.replace(snapshot_path(snapshot_id))
    pointer = temporary.with_name(POINTER)
    pointer.write_text(f"{snapshot_id}\n", "ascii")
    sync(pointer)
    sync(paths.warehouse())
    pointer.replace(paths.warehouse() / POINTER)
    sync(paths.warehouse())


def _new_id() -> str:
    """In the order of names after the one in force, also within a second."""
    former = find_current() or ""
    while True:
        second, mark = f"{datetime.now(UTC):%Y%m%d-%H%M%S}", secrets.token_hex(2)
        if not former.startswith(second) or f"{second}-{mark}" > former:
            return f"{second}-{mark}"


class Writer:
    """A copy of the snapshot in force, open for writing. `publish` puts it in force; without it, nothing changed.
    `is_of_now`: this version of the product wrote the snapshot."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path, new_for_province: str | None) -> None:
        self.con = con
        self._folder = folder
        self._path = folder / "new.duckdb"
        self._base_id: str | None = None
        self._cursors: list[duckdb.DuckDBPyConnection] = []
        self.snapshot_id: str | None = None
        self.is_of_now = True
        if new_for_province is None:
            self._start()
        else:
            _use_draft(con, self._path)
            _create_core(con, new_for_province)
            self._refresh()

    def _start(self) -> None:
        self._path = self._folder / f"{secrets.token_hex(4)}.duckdb"
        self._base_id, self.is_of_now = _attach_copy(self.con, self._path)
        self._refresh()

    def _refresh(self) -> None:
        if write_reference(self.con):
            refresh_in_force(self.con)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection to the same copy, with temp tables of its own that outlast `renew` and `publish`."""
        cursor = self.con.cursor()
        cursor.execute(f"USE {DRAFT}")
        self._cursors.append(cursor)
        return cursor

    def _use(self, database: str) -> None:
        """Turns all cursors to a database; what they read of another one is then at an end."""
        for cursor in self._cursors:
            cursor.execute(f"USE {database}")

    def is_behind(self) -> bool:
        """Whether another snapshot is in force by now. Certain only under `lock_warehouse`."""
        return find_current() != self._base_id

    def renew(self) -> None:
        """Starts anew on the snapshot that is in force now: whatever was added has to be added again."""
        province_code = self._province_code()
        self._use(MEMORY)
        _detach(self.con)
        self._path.unlink()
        self._start()
        self._use(DRAFT)
        if self._province_code() != province_code:
            raise PoraError(_("Basis data diganti selagi berkas dibaca. Ulangi perintah ini."))

    def _province_code(self) -> str:
        return str((self.con.execute("SELECT province_code FROM core_snapshot").fetchone() or [""])[0])

    def rehearse(self) -> None:
        """All of `publish` but the switch. Raises as it does."""
        _finish(self.con, _new_id(), not self.is_of_now)

    def publish(self, is_full: bool = False, sum_by: SumCases = sum_cases) -> str:
        """The id of the new snapshot; with `is_full` all months are made anew, changed or not. Only under
        `lock_warehouse`, and not behind the snapshot in force."""
        snapshot_id = _new_id()
        self._use(MEMORY)
        _finish(self.con, snapshot_id, is_full or not self.is_of_now, sum_by)
        _detach(self.con)
        former = find_current()
        with announce(snapshot_id):
            _switch(self._path, snapshot_id)
        pack_all_but({snapshot_id, former})
        self.snapshot_id = snapshot_id
        return snapshot_id


@contextmanager
def open_draft(new_for_province: str | None = None) -> Iterator[Writer]:
    """A writer without the lock, on the snapshot in force or on an empty one: for what takes long and may still come
    to nothing. Take `lock_warehouse` to publish, and `renew` before that if it is behind.

    Raises SnapshotError where there is no snapshot to extend.
    """
    with open_draft_folder() as folder:
        try:
            with _connect(folder) as con:
                yield Writer(con, folder, new_for_province)
        except duckdb.Error as error:
            for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                if os.strerror(number) in str(error):
                    raise OSError(number, os.strerror(number), str(folder)) from error
            raise SnapshotError(
                _("Basis data gagal ditulis ({reason}). Snapshot lama tetap berlaku.").format(
                    reason=str(error).partition("\n")[0]
                )
            ) from error


@contextmanager
def open_writer(new_for_province: str | None = None) -> Iterator[Writer]:
    """The writer that holds the lock from the start. Raises PoraError where another one is at work."""
    with lock_warehouse(), open_draft(new_for_province) as writer:
        yield writer
