"""What a reader may see, worked out from the reference files and not from the database; and every question."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from pora.reference.areas import area_index
from pora.reference.offices import office_by_kabupaten
from pora.warehouse import queries

LAST = "2026-01"  # the newest month that is loaded


@cache  # tens of thousands of rows lie in a few places
def members(code: str, period: str) -> set[str]:
    """The kabupaten/kota of a place in a month."""
    whole = set(area_index().kabupaten_of("33"))
    if code in ("ID", "33"):
        return whole
    if code in area_index().groups():
        return set(area_index().groups()[code].codes)
    if code.startswith("kanim-"):
        return {kabupaten for kabupaten, office in office_by_kabupaten(period).items() if office == code} & whole
    return {code} if len(code) == 5 else set()


def sees(areas: set[str], code: str, period: str) -> bool:
    """Whether an area lies in one of the areas in a month."""
    if code in areas:
        return True
    if len(code) == len("33.19.05.2001") and code[:8] in areas:
        return True
    if code[:2].isdigit() and len(code) >= 5:
        return any(code[:5] in members(area, period) for area in areas)
    inside = members(code, period)
    return any(bool(inside) and inside <= members(area, period) for area in areas)


def sees_part(areas: set[str], office: str, period: str) -> bool:
    """Whether what an office reports without kabupaten/kota lies in one of the areas."""
    return bool(areas & {"ID", "33"}) or sees(areas, office, period)


def sees_row(
    areas: set[str], row: dict[str, Any], asked_period: str | None = None, asked_area: str | None = None
) -> bool:
    """Whether a row of counts may be seen: by its narrowest area, or by the area that was asked for."""
    period = row.get("period") or asked_period or LAST
    names = ("desa_code", "kecamatan_code", "area_code", "kabupaten_code")
    codes = [row[name] for name in names if isinstance(row.get(name), str)]
    if codes or asked_area:
        return sees(areas, codes[0] if codes else str(asked_area), period)
    return sees_part(areas, "kanim-pemalang", period)


QUESTIONS: dict[str, Callable[..., Any]] = {
    name: one
    for name, one in vars(queries).items()
    if inspect.isfunction(one) and one.__module__.startswith("pora.warehouse.queries") and name != "write_statement"
}


def read_rows(answer: Any) -> list[dict[str, Any]]:
    if isinstance(answer, pd.DataFrame):
        return [dict(row) for row in answer.to_dict("records")]
    if inspect.isgenerator(answer):
        return [row for batch in answer for row in batch.to_pylist()]
    if isinstance(answer, pa.Table):
        return [dict(row) for row in answer.to_pylist()]
    if isinstance(answer, list):
        return [row for row in answer if isinstance(row, dict)]
    return []
