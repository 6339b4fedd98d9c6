"""The one place that opens a snapshot: read-only, cut off from files and network, settings locked.

One connection per snapshot and process, one cursor per query at a time (a connection shared by threads returns short
results without an error). Frames leave, never relations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

import duckdb

from pora import paths
from pora.access.roles import Scope, Version
from pora.errors import NoSnapshotError
from pora.warehouse.failures import explain_failure, require_same_core
from pora.warehouse.small_frames import read_frame
from pora.warehouse.snapshots import find_current, require_current, require_file, snapshot_path
from pora.warehouse.time_limit import limit_time

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

P = ParamSpec("P")
R = TypeVar("R")
BoundParameters = dict[str, object]
BATCH_ROWS = 30_000
READER_MEMORY = "1GB"
MOST_KEPT = 200  # answers that pages cut from: months of all areas (of a province 0.1 MB each), places in all months
# Bytes of a snapshot with some millions of rows. In a smaller one DuckDB, which shares out groups of 120,000 rows,
# wakes the other cores for nothing: of 72 months a third of the work of all questions.
LARGE, CORES_OF_LARGE = 50_000_000, 4
MOST_IDLE = 8  # cursors of a version that are kept for the next question
QUERY_SECONDS = 60.0  # for an answer as a whole; one in batches may take as long as its reader


class Snapshot:
    """One published snapshot, open for reading."""

    def __init__(self, snapshot_id: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.id = snapshot_id
        self._connection = connection
        self._kept: dict[object, object] = {}
        own = ref(self)  # else it would hold itself, and its file stay open when nobody holds it any more
        self._lately: Callable[..., Any] = lru_cache(MOST_KEPT)(
            lambda read, *args, **named: read(own(), *args, **named)
        )
        self._idle: dict[Version, list[duckdb.DuckDBPyConnection]] = {"exact": [], "public": []}  # without limits

    def keep(
        self, read: Callable[Concatenate[Snapshot, Scope, P], R], scope: Scope, *args: P.args, **named: P.kwargs
    ) -> R:
        """The answer of `read`, asked once a snapshot: for what is in `main`, and so the same for every scope."""
        key = (read, args, tuple(named.items()))
        if key not in self._kept:
            self._kept[key] = read(self, scope, *args, **named)
        answer: R = self._kept[key]  # type: ignore[assignment]
        return answer

    def keep_lately(
        self, read: Callable[Concatenate[Snapshot, Scope, P], R], scope: Scope, *args: P.args, **named: P.kwargs
    ) -> R:
        """The answer of `read` to this scope, asked once as long as it is among the last that were wanted."""
        answer: R = self._lately(read, scope, *args, **named)
        return answer

    def require_same_core(self) -> None:
        """Raises SnapshotError where an older or newer version of the product made it. For who reads whole rows of core
        tables; a question that names a missing column is refused anyway."""
        with self._connection.cursor() as cursor:
            require_same_core(cursor, self.id)

    @contextmanager
    def _cursor(
        self, scope: Scope, sql: str, parameters: BoundParameters | None, seconds: float | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """The answer to a statement, which is broken off after so many seconds."""
        try:
            with self._enter(scope) as cursor, limit_time(cursor, seconds):
                yield cursor.execute(sql, parameters or {})
        except duckdb.Error as error:
            raise explain_failure(error, self.id, self._connection) from error

    @contextmanager
    def _enter(self, scope: Scope) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor to which names mean what they mean to this reader. Those of a whole version are kept for the next
        question; one that is limited to areas is of one question, as is one that failed."""
        idle = self._idle[scope.version] if scope.limits is None else []
        try:
            cursor = idle.pop()
        except IndexError:
            cursor = self._connection.cursor()
            _set_meaning(cursor, scope)
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        if scope.limits is None and len(idle) < MOST_IDLE:
            idle.append(cursor)
        else:
            cursor.close()

    def frame(self, scope: Scope, sql: str, parameters: BoundParameters | None = None) -> pd.DataFrame:
        """The whole answer; out tables resolve to the version that the scope may see."""
        with self._cursor(scope, sql, parameters, QUERY_SECONDS) as cursor:
            return read_frame(cursor)

    def rows(self, scope: Scope, sql: str, parameters: BoundParameters | None = None) -> list[tuple[Any, ...]]:
        """The whole answer as tuples; a missing value is None."""
        with self._cursor(scope, sql, parameters, QUERY_SECONDS) as cursor:
            return cursor.fetchall()

    def records(self, scope: Scope, sql: str, parameters: BoundParameters | None = None) -> list[dict[str, Any]]:
        """The whole answer, each row by the names of its columns; a missing value is None."""
        with self._cursor(scope, sql, parameters, QUERY_SECONDS) as cursor:
            names = [name for name, *_rest in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def table(self, scope: Scope, sql: str, parameters: BoundParameters | None = None) -> pa.Table:
        """The whole answer, with whole numbers that stay whole beside empty cells."""
        with self._cursor(scope, sql, parameters, QUERY_SECONDS) as cursor:
            return cursor.to_arrow_table()

    def batches(
        self, scope: Scope, sql: str, parameters: BoundParameters | None = None, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The answer in Arrow batches of at most so many rows, for what is too large to hold."""
        with self._cursor(scope, sql, parameters) as cursor:
            yield from cursor.to_arrow_reader(rows)


def _set_meaning(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """What names mean to this reader: out tables, and the views that keep to the areas of a scope."""
    if scope.limits is None:
        cursor.execute("USE exact" if scope.version == "exact" else "USE public")
        return
    cursor.execute("USE exact_scoped" if scope.version == "exact" else "USE public_scoped")
    cursor.execute("SET VARIABLE areas = $areas::VARCHAR[]", {"areas": sorted(scope.limits)})


@lru_cache(maxsize=4)
def _open(snapshot_id: str) -> Snapshot:
    path = require_file(snapshot_id)
    try:
        connection = duckdb.connect(
            path,
            read_only=True,
            config={
                "enable_external_access": False,
                "autoload_known_extensions": False,
                "lock_configuration": True,
                "memory_limit": READER_MEMORY,
                "threads": CORES_OF_LARGE if path.stat().st_size > LARGE else 1,
            },
        )
    except duckdb.Error as error:
        raise explain_failure(error, snapshot_id) from error
    return Snapshot(snapshot_id, connection)


def use_snapshot(snapshot_id: str | None = None) -> Snapshot:
    """The named snapshot, or the one in force; as long as its file has not come, the one that was in force here before.
    Raises SnapshotError with what to do."""
    wanted = snapshot_id or _find_here()
    with _opening.setdefault(
        wanted, Lock()
    ):  # else all who click after a publish open it, and none has what another asked
        return _open(wanted)


_opening: dict[str, Lock] = {}  # by snapshot, so that one that must be unpacked holds up nobody else
_last: dict[Path, str] = {}  # by warehouse: the newest snapshot that this process found in force


def _find_here() -> str:
    """A folder that is copied from another machine may have the pointer before the file that it names."""
    try:
        current = require_current()
    except NoSnapshotError:
        last = _last.get(paths.warehouse(), "")
        if last and find_current() != last and snapshot_path(last).is_file():
            return last
        raise
    _last[paths.warehouse()] = current
    return current
