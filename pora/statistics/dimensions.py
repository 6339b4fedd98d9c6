"""The dimensions of a count for display: their names in links, the words of their values, and bars of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


class DetailRow(NamedTuple):
    """Persons of a value of a dimension; `value` None: not detailed; `person_count` None where `status` says why."""

    value: str | None
    person_count: int | None
    status: str


def pick_detail(details: Iterable[tuple[Any, ...]], dimension: str) -> list[DetailRow]:
    """The rows of a dimension among those of `queries.list_details`."""
    return [DetailRow(*row) for of, *row in details if of == dimension]


def frame_details(rows: Sequence[DetailRow]) -> pd.DataFrame:
    """value, person_count, status."""
    frame = pd.DataFrame(rows, columns=DetailRow._fields)
    return frame.astype({"value": "str", "person_count": "Int64"})


class DetailBar(NamedTuple):
    """A bar of a detail. `value` is missing where `status` (pora/schema) says that there is no number; `is_rest`: of
    several values, or of who is not detailed."""

    area_name: str
    value: int | None
    status: str
    is_rest: bool


def make_detail_bars(detail: Sequence[DetailRow], dimension: str, top: int) -> pd.DataFrame:
    """`list_detail_bars` as `draw_bars` takes them."""
    names, counts, states, is_rest = zip(*list_detail_bars(detail, dimension, top), strict=True)
    value = pd.array(list(counts), dtype="Int64")
    return pd.DataFrame({"area_name": names, "value": value, "status": states, "is_rest": is_rest})


def list_detail_bars(detail: Sequence[DetailRow], dimension: str, top: int) -> list[DetailBar]:
    """Bars of the rows of a month and dimension, the largest first, who is not detailed last: the `top` largest values,
    the others as one (none if one of them is suppressed), then who is not detailed, always, and if it is 0. One bar of
    all where the whole detail is suppressed."""
    named = [row for row in detail if row.value is not None]
    bars = [DetailBar(name_value(dimension, value), count, status, False) for value, count, status in named[:top]]
    if len(named) > top:
        bars.append(_add_up(named[top:], _("Lainnya")))
    is_closed = is_suppressed_whole([(row.value, row.status) for row in detail])
    rest_words = _("Seluruh rincian") if is_closed else name_value(dimension, None)
    bars.append(_add_up([row for row in detail if row.value is None], rest_words))
    return bars


def is_suppressed_whole(rows: Sequence[tuple[str | None, str]]) -> bool:
    """Whether nothing is shown of the detail of a place and month, zeros neither: its only row (value, status) is no
    value's."""
    return list(rows) == [(None, schema.DISAMARKAN)]


def _add_up(rows: Sequence[DetailRow], name: str) -> DetailBar:
    """One bar with the sum; 0 if there are none."""
    if any(status == schema.DISAMARKAN for _value, _count, status in rows):
        return DetailBar(name, None, schema.DISAMARKAN, True)
    count = sum(row.person_count or 0 for row in rows)
    return DetailBar(name, count, schema.ANGKA if count else schema.NOL, True)
