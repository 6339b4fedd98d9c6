"""The dimensions of a count for display: their names in links, the words of their values, and bars of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any

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


def pick_detail(details: pd.DataFrame, period: str, dimension: str) -> pd.DataFrame:
    """Of `queries.select_details` one month and dimension: value, person_count, status."""
    periods = details["period"].tolist()
    month = details.iloc[bisect_left(periods, period) : bisect_right(periods, period)]
    return month.loc[month["dimension"] == dimension, ["value", "person_count", "status"]]


def make_detail_bars(detail: pd.DataFrame, dimension: str, top: int) -> pd.DataFrame:
    """Bars as `draw_bars` takes them, from `pick_detail`: the `top` largest values, the others as one
    (none if one of them is suppressed), then who is not detailed, always, and if it is 0. One bar of all where the
    whole detail is suppressed."""
    rows = list(zip(detail["value"], detail["person_count"], detail["status"], strict=True))
    named = [row for row in rows if isinstance(row[0], str)]
    bars = [(name_value(dimension, value), count, status, False) for value, count, status in named[:top]]
    if len(named) > top:
        bars.append(_add_up(named[top:], _("Lainnya")))
    rest_words = _("Seluruh rincian") if is_suppressed_whole(detail) else name_value(dimension, None)
    bars.append(_add_up([row for row in rows if not isinstance(row[0], str)], rest_words))
    names, counts, states, is_rest = zip(*bars, strict=True)
    value = pd.array([None if pd.isna(count) else int(count) for count in counts], dtype="Int64")
    return pd.DataFrame({"area_name": names, "value": value, "status": states, "is_rest": is_rest})


def is_suppressed_whole(detail: pd.DataFrame) -> bool:
    """Whether nothing is shown of the detail of a place and month, zeros neither: its only row is no value's."""
    return len(detail) == 1 and bool(detail["value"].isna().iloc[0]) and detail["status"].iloc[0] == schema.DISAMARKAN


def _add_up(rows: list[tuple[Any, Any, str]], name: str) -> tuple[str, int | None, str, bool]:
    """One bar with the sum; 0 if there are none."""
    if any(status == schema.DISAMARKAN for _value, _count, status in rows):
        return name, None, schema.DISAMARKAN, True
    count = sum(int(count) for _value, count, _status in rows)
    return name, count, schema.ANGKA if count else schema.NOL, True
