# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""The rows of an export, in Arrow batches: what a scope may see of a table, month by month.

Month by month, since a table sorted as a whole would lie in memory as a whole. Every table is sorted by month first, so
the months one after another are the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from pora import queries
from pora.access import Scope
from pora.db import Snapshot, open_snapshot
from pora.export.request import ExportRequest
from pora.queries.exports import _find_statement
from pora.schema import STATUS_MARKS, STATUSES, Column

BATCH_ROWS = 30_000
_ARROW_TYPES = {"BIGINT": pa.int64(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_(), "DATE": pa.date32()}


def ignore_progress(_rows: int) -> None:
    """For callers that show no progress."""


def is_status(column: Column) -> bool:
    return column.name == "status" or column.allowed == STATUSES


def mark_status(column: Column, value: object) -> object:
    """A status without a number as its mark; every other value as it is."""
    return STATUS_MARKS.get(value, value) if is_status(column) and isinstance(value, str) else value


@dataclass(frozen=True)
class Source:
    """A request, answered by a snapshot for a scope. `months` holds how many rows each has."""

    request: ExportRequest
    snapshot: Snapshot
    scope: Scope
    facts: queries.SnapshotFacts
    months: tuple[tuple[str, int], ...]
    say_rows: Callable[[int], None] = ignore_progress

    @property
    def rows(self) -> int:
        return sum(rows for _month, rows in self.months)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.request.columns.columns

    @property
    def schema(self) -> pa.Schema:
        """Codes, months and statuses are text, counts whole numbers."""
        fields = [(column.name, _ARROW_TYPES.get(column.sql_type, pa.string())) for column in self.columns]
        return pa.schema(fields)

    def read_batches(self) -> Iterator[pa.RecordBatch]:
        """All rows in their order, types as in `schema`, statuses as the database has them. Batches never cross a
        month; a table without rows gives none."""
        statement = _find_statement(self.scope, self.request.table)
        for month, _rows in self.months:
            parameters = _parameters(self.request) | {"period": month}
            with self.snapshot._cursor(self.scope, statement, parameters) as cursor:
                for batch in cursor.to_arrow_reader(BATCH_ROWS):
                    yield batch.cast(self.schema)
                    self.say_rows(batch.num_rows)

    def read_rows(self) -> Iterator[tuple[object, ...]]:
        """All rows as values of Python, statuses as marks."""
        for batch in self.read_batches():
            columns = zip(self.columns, batch.columns, strict=True)
            yield from zip(*(_read_values(column, values) for column, values in columns), strict=True)

    def read_marked(self) -> Iterator[pa.RecordBatch]:
        """All batches, statuses as marks."""
        for batch in self.read_batches():
            columns = zip(self.columns, batch.columns, strict=True)
            arrays = [
                pa.array(_read_values(column, values), pa.string()) if is_status(column) else values
                for column, values in columns
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def _read_values(column: Column, values: pa.Array) -> list[object]:
    found = values.to_pylist()
    return [mark_status(column, value) for value in found] if is_status(column) else found


def _parameters(request: ExportRequest) -> dict[str, object]:
    return {"period": request.period, "area_code": request.area, "category": request.category}


def open_source(
    request: ExportRequest, scope: Scope, snapshot_id: str | None, say_rows: Callable[[int], None] = ignore_progress
) -> Source:
    """Raises AccessError where the scope has no such table, SnapshotError where there is no such snapshot."""
    snapshot = open_snapshot(snapshot_id)
    unsorted, _order, _columns = _find_statement(scope, request.table).rpartition("ORDER BY")
    counted = snapshot.frame(
        scope, f"SELECT period, count(*) AS n FROM ({unsorted}) GROUP BY period ORDER BY period", _parameters(request)
    )
    months = tuple((str(period), int(rows)) for period, rows in zip(counted["period"], counted["n"], strict=True))
    return Source(request, snapshot, scope, queries.select_facts(snapshot, scope), months, say_rows)
