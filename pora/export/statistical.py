"""Statistical metadata that travel with a table: MS-Var of its columns, MS-Ind, MS-Keg as the office wrote it. In
Indonesian, whatever the language of the file: they are a national form."""

from __future__ import annotations

from collections.abc import Sequence

from pora.export.source import ExportSource
from pora.reference.activity_metadata import read_activity
from pora.schema.statistical import (
    ACTIVITY_HEADINGS,
    INDICATOR_FIELDS,
    VARIABLE_FIELDS,
    list_indicators,
    list_variables,
)

Sheet = tuple[Sequence[str], Sequence[Sequence[str]]]  # headings, rows


def list_sheets(source: ExportSource) -> dict[str, Sheet]:
    """By the name of the national form."""
    return {
        "MS-Var": (VARIABLE_FIELDS, list_variables(source.columns)),
        "MS-Ind": (INDICATOR_FIELDS, list_indicators()),
        "MS-Keg": (ACTIVITY_HEADINGS, read_activity()),
    }


def describe_statistics(source: ExportSource) -> dict[str, object]:
    """The same for JSON: one object a row; of the activity one object."""
    described: dict[str, object] = {
        name: [dict(zip(headings, row, strict=True)) for row in rows]
        for name, (headings, rows) in list_sheets(source).items()
    }
    return described | {"MS-Keg": dict(read_activity())}
