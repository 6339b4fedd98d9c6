"""The columns of an export: those of its table, or as it is arranged, with one for each value that lies across."""

from __future__ import annotations

from dataclasses import replace

from pora import schema
from pora.locale import _, format_period, official, speaking
from pora.reference.places import is_place, name_place
from pora.schema import Column, Table
from pora.statistics.dimensions import name_value
from pora.warehouse.queries.request import NAME_OF, ExportRequest, across_suffix
from pora.wording.counts import category_words, level_words


def name_across(dimension: str, value: str | None) -> str:
    """The value as a heading says it."""
    if value is None:
        return _("Tidak dirinci").lower()
    if dimension == schema.PERIOD.name:
        return format_period(value)
    if is_place(value):
        return name_place(value)
    if dimension in {column.name for column in schema.DIMENSIONS}:
        return name_value(dimension, value)
    return {**category_words(), **level_words()}.get(value, value)


def arrange(request: ExportRequest, across: tuple[str | None, ...]) -> Table:
    """The table as the file has it; `across` has the values of the dimension that lies across."""
    if not request.is_arranged:
        return request.columns
    columns = {column.name: column for column in request.columns.columns}
    kept = [columns[name] for name in request.kept]
    counted = [columns[name] for name in request.counted]
    with speaking(request.headings), official():
        if request.across:
            counted = [_lay_across(column, request.across, value) for value in across for column in counted]
        words = _("Per {dimensions}, disusun dari tabel {table}")
        grain = words.format(dimensions=", ".join(_(c.label).lower() for c in kept), table=request.table)
    key = tuple(column.name for column in kept if column.name not in NAME_OF.values())
    return Table(request.table, grain, (*kept, *counted), key)


def _lay_across(column: Column, dimension: str, value: str | None) -> Column:
    """Nothing stands where the table has no row: the cell is empty, and so is its status."""
    label = f"{_(column.label)}, {name_across(dimension, value)}"
    return replace(column, name=f"{column.name}_{across_suffix(value)}", label=label, required=False)
