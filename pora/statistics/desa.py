"""The desa of a kecamatan as bars, those of a kabupaten/kota as cells of a map, and how many reported."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.locale import _
from pora.statistics.dimensions import DetailBar
from pora.statistics.measures import NOT_DETAILED

_NUMBERS = (schema.ANGKA, schema.NOL)


def list_desa_bars(desa: pd.DataFrame) -> list[DetailBar]:
    """Bars of `queries.select_desa`: every desa with its number or its state, then who is not detailed by desa, also if
    it is 0."""
    bars = []
    for row in desa.to_dict("records"):
        is_rest, count = pd.isna(row["desa_code"]), row["person_count"]
        name = _("Tidak dirinci per desa") if is_rest else row["desa_name"]
        bars.append(DetailBar(name, None if pd.isna(count) else int(count), row["status"], is_rest))
    return bars


def complete_desa(cells: pd.DataFrame, kecamatan: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The cells of all desa of a kabupaten/kota, in the order of `known` (area_code, area_name, parent_code,
    parent_name), from those of kecamatan that report by desa in any month, and the cells of its kecamatan in this one.

    A desa of a kecamatan that reported, but none of its desa, is `NOT_DETAILED`: its persons are in the kecamatan, and
    that is neither zero nor nothing reported."""
    values = cells.drop(columns=["area_name", "parent_code", "parent_name"], errors="ignore")
    found = known.merge(values, on="area_code", how="left")
    found["status"] = found["status"].fillna(schema.BELUM_LAPOR)
    detailed = set(found.loc[found["status"] != schema.BELUM_LAPOR, "parent_code"])
    reported = set(kecamatan.loc[kecamatan["status"].isin(_NUMBERS), "area_code"])
    is_not_detailed = found["parent_code"].isin(reported - detailed)
    return found.assign(status=found["status"].mask(is_not_detailed, NOT_DETAILED))


def find_desa_reports(kecamatan: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """One row per kecamatan, in the order of its cells (with `desa_count`, all that there are): area_code, desa_count,
    reporting_count (desa that reported, zero included), is_reported (the kecamatan itself), is_detailed (by desa)."""
    found = reports.set_index("kecamatan_code")["reporting_count"]
    reporting = kecamatan["area_code"].map(found).fillna(0).astype(int)
    return kecamatan[["area_code", "desa_count"]].assign(
        reporting_count=reporting,
        is_reported=kecamatan["status"].isin(_NUMBERS),
        is_detailed=reporting > 0,
    )


def roll_up_desa_reports(kecamatan: pd.DataFrame, length: int) -> pd.DataFrame:
    """The sums of `find_desa_reports` by so many first letters of their codes: desa_count, reporting_count, and of
    kecamatan kecamatan_count, reported_count, detailed_count."""
    groups = kecamatan.groupby(kecamatan["area_code"].str[:length], sort=True)
    return groups.agg(
        desa_count=("desa_count", "sum"),
        reporting_count=("reporting_count", "sum"),
        kecamatan_count=("area_code", "size"),
        reported_count=("is_reported", "sum"),
        detailed_count=("is_detailed", "sum"),
    ).reset_index(names="area_code")
