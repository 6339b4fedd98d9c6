"""The dimensions of a count for display: their names in links, the words of their values, and bars of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from pora import schema
from pora.locale import _
from pora.reference.countries import country_name
from pora.reference.terms import term_label

# Names in links, as the fields of a view have them.
DIMENSION_OF: Mapping[str, schema.Column] = {
    "kewarganegaraan": schema.NATIONALITY,
    "izin": schema.IZIN_TINGGAL,
    "status_unhcr": schema.UNHCR_STATUS,
    "kartu_unhcr": schema.UNHCR_CARD,
    "keperluan": schema.PURPOSE,
    "jk": schema.SEX,
    "jenis": schema.ACTION_KIND,
}


def name_value(dimension: str, value: str | None) -> str:
    """A value in words; None is "Tidak dirinci"."""
    return country_name(value) if dimension == schema.NATIONALITY.name else term_label(dimension, value)


@dataclass(frozen=True)
class Details:
    """All months and dimensions of a place; `rows`: value, person_count, status; `slices`: where those of a month and
    dimension are."""

    rows: pd.DataFrame
    slices: Mapping[tuple[str, str], slice]

    def pick(self, period: str, dimension: str) -> pd.DataFrame:
        """The rows of one month and dimension, the largest first, who is not detailed last."""
        return self.rows.iloc[self.slices.get((period, dimension), slice(0))]


def index_details(details: pd.DataFrame) -> Details:
    """Of `queries.select_details`, whose rows of a month and dimension lie together."""
    slices, start = {}, 0
    for key, group in groupby(zip(details["period"].tolist(), details["dimension"].tolist(), strict=True)):
        end = start + sum(1 for _row in group)
        slices[key], start = slice(start, end), end
    return Details(details[["value", "person_count", "status"]], slices)


class DetailBar(NamedTuple):
    """A bar of a detail. `value` is missing where `status` (pora/schema) says that there is no number; `is_rest`: of
    several values, or of who is not detailed."""

    area_name: str
    value: int | None
    status: str
    is_rest: bool


def make_detail_bars(detail: pd.DataFrame, dimension: str, top: int) -> pd.DataFrame:
    """`list_detail_bars` as `draw_bars` takes them."""
    names, counts, states, is_rest = zip(*list_detail_bars(detail, dimension, top), strict=True)
    value = pd.array(list(counts), dtype="Int64")
    return pd.DataFrame({"area_name": names, "value": value, "status": states, "is_rest": is_rest})


def list_detail_bars(detail: pd.DataFrame, dimension: str, top: int) -> list[DetailBar]:
    """Bars of `Details.pick`: the `top` largest values, the others as one (none if one of them is suppressed), then who
    is not detailed, always, and if it is 0. One bar of all where the whole detail is suppressed."""
    rows = list(zip(*(detail[name].tolist() for name in ("value", "person_count", "status")), strict=True))
    named = [row for row in rows if isinstance(row[0], str)]
    bars = [
        DetailBar(name_value(dimension, value), None if pd.isna(count) else int(count), status, False)
        for value, count, status in named[:top]
    ]
    if len(named) > top:
        bars.append(_add_up(named[top:], _("Lainnya")))
    rest_words = _("Seluruh rincian") if is_suppressed_whole(detail) else name_value(dimension, None)
    bars.append(_add_up([row for row in rows if not isinstance(row[0], str)], rest_words))
    return bars


def is_suppressed_whole(detail: pd.DataFrame) -> bool:
    """Whether nothing is shown of the detail of a place and month, zeros neither: its only row is no value's."""
    return len(detail) == 1 and bool(detail["value"].isna().iloc[0]) and detail["status"].iloc[0] == schema.DISAMARKAN


def _add_up(rows: list[tuple[Any, Any, str]], name: str) -> DetailBar:
    """One bar with the sum; 0 if there are none."""
    if any(status == schema.DISAMARKAN for _value, _count, status in rows):
        return DetailBar(name, None, schema.DISAMARKAN, True)
    count = sum(int(count) for _value, count, _status in rows)
    return DetailBar(name, count, schema.ANGKA if count else schema.NOL, True)
