"""Rows made in Python as a table that DuckDB reads at once; a frame of pandas costs it ten times as much."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa


def make_text_table(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> pa.Table:
    """Columns of text, rows in their order; without rows the columns alone."""
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pa.table([pa.array(column, pa.string()) for column in cells], list(columns))
