"""What a page shows of an export before it is made: the first rows, how many there are, how large it gets, the SQL."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from pora.access.roles import Scope
from pora.export.arrangement import arrange
from pora.export.csv_text import CSV
from pora.export.source import read_row_values
from pora.schema import Table
from pora.warehouse import queries
from pora.warehouse.db import BoundParameters, Snapshot
from pora.warehouse.queries.request import ExportRequest


@dataclass(frozen=True)
class Preview:
    """`lines` are the first rows, statuses as marks; `csv_bytes` is reckoned from them."""

    table: Table
    lines: list[tuple[object, ...]]
    rows: int
    csv_bytes: int
    sql: str
    parameters: BoundParameters


def make_preview(snapshot: Snapshot, scope: Scope, request: ExportRequest, most: int) -> Preview:
    """Raises AccessError and UsageError as the export itself does."""
    across = queries.select_across(snapshot, scope, request)
    table = arrange(request, across)
    rows = sum(rows for _month, rows in queries.count_rows_by_month(snapshot, scope, request, across))
    first = queries.select_preview(snapshot, scope, request, across, most)
    sql, parameters = queries.write_statement(scope, request, across)
    lines = list(read_row_values(table.columns, first))
    return Preview(table, lines, rows, _reckon(table, first, rows), sql, parameters)


def _reckon(table: Table, first: pa.Table, rows: int) -> int:
    if not len(first):
        return 0
    written = sum(len(CSV.write_batch(table.columns, batch)) for batch in first.combine_chunks().to_batches())
    return written * rows // len(first)
