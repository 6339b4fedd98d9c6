"""A warehouse without files: loaded into as ever, rolled up and verified only when somebody looks.

For tests of what is in a batch and what comes out of it. What is promised of files, of the pointer, of dry runs and of
the public version after several loads needs a real data folder: the fixture `empty`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count

import duckdb
import pytest

from etl import pipeline
from etl.batch import approve, undo
from etl.snapshot import publish
from etl.snapshot.out_tables import refresh_in_force
from etl.snapshot.reference import write_reference
from pora.schema import CORE_TABLES
from pora.warehouse import db
from pora.warehouse.db import Snapshot

_NUMBERS = count(1)  # of all that were published in this process: what is kept of a snapshot is kept under its id


class InMemory:
    """One for a whole process; `clear` before each test."""

    def __init__(self, province_code: str) -> None:
        self.con = duckdb.connect(config={"threads": 1})  # more do not help with few rows, and cost a third more
        publish._create_core(self.con, province_code)
        write_reference(self.con)
        refresh_in_force(self.con)
        self._number = 0
        self._is_stale = True
        self.open()  # so that every table and view is there

    @property
    def id(self) -> str:
        return f"in-memory-{self._number}"

    def clear(self) -> None:
        """Takes out what was loaded; rows of the reference have no batch."""
        for table in CORE_TABLES:
            if "batch_id" in table.column_names:
                self.con.execute(f"DELETE FROM {table.name} WHERE batch_id IS NOT NULL")  # noqa: S608 - of the schema
            elif table.name != "core_snapshot":
                self.con.execute(f"DELETE FROM {table.name}")  # noqa: S608 - the same
        refresh_in_force(self.con)
        self.publish()

    def publish(self) -> str:
        self._number = next(_NUMBERS)
        self._is_stale = True
        return self.id

    def open(self) -> Snapshot:
        if self._is_stale:
            publish._finish(self.con, self.id)
            self._is_stale = False
        return Snapshot(self.id, self.con)

    @contextmanager
    def open_writer(self) -> Iterator[InMemory]:
        """What is written stays, so it has to be published."""
        batches, number = self._count_batches(), self._number
        yield self
        assert self._number > number or self._count_batches() == batches, "a dry run needs a real data folder"

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """As of a writer: with temp tables of its own."""
        return self.con.cursor()

    def is_behind(self) -> bool:
        """Never: nobody else writes."""
        return False

    def _count_batches(self) -> object:
        return self.con.execute("SELECT count(*) FROM core_batch").fetchone()

    def stand_in(self, patch: pytest.MonkeyPatch) -> None:
        """For the warehouse of the data folder, for every writer and reader."""
        for module, name in (
            (pipeline, "open_writer"),
            (pipeline, "open_draft"),
            (undo, "open_writer"),
            (approve, "open_writer"),
        ):
            patch.setattr(module, name, self.open_writer)
        patch.setattr(pipeline, "lock_warehouse", nullcontext)
        patch.setattr(db, "_open", _Opening(self))
        patch.setattr(db, "require_current", lambda: self.id)


class _Opening:
    """For `db._open`: whatever is asked for is the snapshot in force, since there is no older one."""

    def __init__(self, warehouse: InMemory) -> None:
        self._warehouse = warehouse

    def __call__(self, _snapshot_id: str) -> Snapshot:
        return self._warehouse.open()

    def cache_clear(self) -> None:
        """Nothing is kept."""
