"""What agencies count of one kabupaten/kota: published, and loaded from their own tables."""

from __future__ import annotations

from typing import Any

from pora import schema
from pora.statistics.agencies import AgencyFigures, choose_agency_figures, join_agency_files
from pora.warehouse import queries
from pora.warehouse.change import Ask


def read_agency_figures(ask: Ask, area_code: str, period: str) -> AgencyFigures:
    """Those nearest to a month. Who sees the public form is given the published ones alone."""
    published = ask(queries.select_agency_figures, area_code)
    cells = ask(queries.select_agency_files, area_code)
    return choose_agency_figures(join_agency_files(published, cells), period)


def read_own_cell(ask: Ask, area_code: str, period: str) -> dict[str, Any] | None:
    """What the case tables have for the same month, which is counted apart: status and person_count. None where that
    month is not loaded, or not for this reader."""
    series = ask(queries.select_series, schema.Cut(area_code, period, schema.ORANG_ASING))
    rows = series.loc[series["period"] == period]
    return {str(name): value for name, value in rows.iloc[-1].items()} if len(rows) else None
