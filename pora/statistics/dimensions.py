"""The dimensions of a count for display: their names in links, the words of their values, and bars of them."""

from __future__ import annotations

from collections.abc import Mapping

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
}


def name_value(dimension: str, value: str | None) -> str:
    """A value in words; None is "Tidak dirinci"."""
    return country_name(value) if dimension == schema.NATIONALITY.name else term_label(dimension, value)


def make_detail_bars(detail: pd.DataFrame, dimension: str, top: int) -> pd.DataFrame:
    """Bars as `draw_bars` takes them, from `queries.select_detail`: the `top` largest values, the others as one
    (none if one of them is suppressed), then who is not detailed, always, and if it is 0. One bar of all where the
    whole detail is suppressed."""
    is_unknown = detail["value"].isna()
    values = detail.loc[~is_unknown].assign(
        area_name=[name_value(dimension, value) for value in detail["value"].dropna()]
    )
    bars = values.iloc[:top]
    parts = [bars.assign(is_rest=False)]
    if len(values) > top:
        parts.append(_add_up(values.iloc[top:], _("Lainnya")))
    rest_words = _("Seluruh rincian") if is_suppressed_whole(detail) else name_value(dimension, None)
    parts.append(_add_up(detail.loc[is_unknown], rest_words))
    columns = ["area_name", "value", "status", "is_rest"]
    bars = pd.concat([part.assign(value=part["person_count"].astype("Int64"))[columns] for part in parts])
    return bars.reset_index(drop=True)


def is_suppressed_whole(detail: pd.DataFrame) -> bool:
    """Whether nothing is shown of the detail of a place and month, zeros neither: its only row is no value's."""
    return len(detail) == 1 and bool(detail["value"].isna().iloc[0]) and detail["status"].iloc[0] == schema.DISAMARKAN


def _add_up(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """One row with the sum; 0 if there are none."""
    is_hidden = bool((rows["status"] == schema.DISAMARKAN).any())
    count = None if is_hidden else int(rows["person_count"].sum())
    status = schema.DISAMARKAN if is_hidden else schema.ANGKA if count else schema.NOL
    return pd.DataFrame({"area_name": [name], "person_count": [count], "status": [status], "is_rest": [True]})
