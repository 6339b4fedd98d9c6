"""The rows of an export, in Arrow batches: what a scope may see of a table, month by month.

Month by month, since a table sorted as a whole would lie in memory as a whole. Every table is sorted by month first, so
the months one after another are the table; only one with months across is read as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from pora.access.roles import Scope
from pora.export.arrangement import arrange
from pora.export.taking import Taking
from pora.locale import _, official, speaking
from pora.schema import STATUS_MARKS, STATUSES, Column, Table
from pora.warehouse import queries
from pora.warehouse.db import BATCH_ROWS, Snapshot, use_snapshot
from pora.warehouse.queries.request import ExportRequest

_ARROW_TYPES = {"BIGINT": pa.int64(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_(), "DATE": pa.date32()}


def ignore_progress(_rows: int) -> None:
    """For callers that show no progress."""


def is_status(column: Column) -> bool:
    return column.name == "status" or column.allowed == STATUSES


def mark_status(column: Column, value: object) -> object:
    """A status without a number as its mark; every other value as it is."""
    return STATUS_MARKS.get(value, value) if is_status(column) and isinstance(value, str) else value


@dataclass(frozen=True)
class ExportSource:
    """A request, answered by a snapshot for a scope. `months` holds how many rows each has, `across` the values that
    became columns, `table` the columns of the file, `taking` who takes it; None where nobody does."""

    request: ExportRequest
    snapshot: Snapshot
    scope: Scope
    facts: queries.SnapshotFacts
    across: queries.Across
    table: Table
    months: tuple[tuple[str | None, int], ...]
    say_rows: Callable[[int], None] = ignore_progress
    taking: Taking | None = None

    @property
    def rows(self) -> int:
        return sum(rows for _month, rows in self.months)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table.columns

    @property
    def schema(self) -> pa.Schema:
        """Codes, months and statuses are text, counts whole numbers."""
        fields = [(column.name, _ARROW_TYPES.get(column.sql_type, pa.string())) for column in self.columns]
        return pa.schema(fields)

    @property
    def headings(self) -> list[str]:
        """The first line of a file in the language that was asked for; else the names of the columns."""
        if self.request.headings is None:
            return [column.name for column in self.columns]
        with speaking(self.request.headings), official():
            return [_(column.label) for column in self.columns]

    def read_batches(self) -> Iterator[pa.RecordBatch]:
        """All rows in their order, types as in `schema`, statuses as the database has them. Batches never cross a
        month; a table without rows gives none."""
        for month, _rows in self.months:
            part = self.request if month is None else replace(self.request, period=month, since=None)
            for batch in queries.stream_export(self.snapshot, self.scope, part, self.across, BATCH_ROWS):
                yield batch.cast(self.schema)
                self.say_rows(batch.num_rows)

    def read_rows(self) -> Iterator[tuple[object, ...]]:
        """All rows as values of Python, statuses as marks."""
        for batch in self.read_batches():
            yield from read_row_values(self.columns, batch)

    def read_marked(self) -> Iterator[pa.RecordBatch]:
        """All batches, statuses as marks."""
        for batch in self.read_batches():
            columns = zip(self.columns, batch.columns, strict=True)
            arrays = [
                pa.array(_read_column(column, values), pa.string()) if is_status(column) else values
                for column, values in columns
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def read_row_values(columns: tuple[Column, ...], batch: pa.RecordBatch | pa.Table) -> Iterator[tuple[object, ...]]:
    """The rows as values of Python, statuses as marks."""
    read = (_read_column(column, values) for column, values in zip(columns, batch.columns, strict=True))
    return zip(*read, strict=True)


def _read_column(column: Column, values: pa.Array) -> list[object]:
    found = values.to_pylist()
    return [mark_status(column, value) for value in found] if is_status(column) else found


def open_source(
    request: ExportRequest, scope: Scope, snapshot_id: str | None, say_rows: Callable[[int], None] = ignore_progress
) -> ExportSource:
    """Raises AccessError where the scope has no such table, SnapshotError where there is no such snapshot, UsageError
    where too many values would lie across."""
    snapshot = use_snapshot(snapshot_id)
    facts = queries.select_facts(snapshot, scope)
    across = queries.select_across(snapshot, scope, request)
    months = queries.count_rows_by_month(snapshot, scope, request, across)
    return ExportSource(request, snapshot, scope, facts, across, arrange(request, across), months, say_rows)
