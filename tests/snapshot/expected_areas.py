# ruff: noqa: S608 - names of tables and columns come from pora/schema/
"""out_area_month as it must be, in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd
from builders import Row

from pora.reference.areas import area_index
from pora.reference.offices import kabupaten_of, office_by_kabupaten
from pora.schema import CATEGORIES, STOCKS

SENDER = "kanim-semarang"


def expect_areas(tables: list[list[Row]]) -> dict[tuple[str, ...], tuple[object, ...]]:
    """out_area_month as it must be: the last file that has a period, category and kabupaten counts for it."""
    in_force: dict[tuple[str, str, str | None], list[Row]] = {}
    for rows in tables:
        slices = defaultdict(list)
        for row in rows:
            slices[str(row["period"]), str(row["category"]), row["kabupaten_code"]].append(row)
        in_force.update(slices)
    periods = sorted({period for period, _category, _kabupaten in in_force})
    return {
        key: value
        for period in pd.period_range(periods[0], periods[-1], freq="M").strftime("%Y-%m")
        for category in CATEGORIES
        if category in STOCKS or (period, category) in {key[:2] for key in in_force}
        for key, value in expect_month(in_force, str(period), category)
    }


def expect_month(
    in_force: dict[tuple[str, str, str | None], list[Row]], period: str, category: str
) -> Iterator[tuple[tuple[str, ...], tuple[object, ...]]]:
    placed: dict[str, int] = {}
    unplaced: dict[str | None, int] = {}
    for (row_period, row_category, kabupaten), rows in in_force.items():
        if (row_period, row_category) != (period, category):
            continue
        for row in (row for row in rows if row["person_count"] is not None):
            count = int(str(row["person_count"]))
            if code := row["kecamatan_code"]:
                placed[str(code)] = placed.get(str(code), 0) + count
            else:
                unplaced[kabupaten] = unplaced.get(kabupaten, 0) + count
    kabupaten_of_java = area_index().kabupaten_of("33")
    areas = [("kecamatan", code, (), [code]) for code in area_index().kecamatan_of("33")]
    areas += [("kabupaten_kota", k, (k,), list(area_index().kecamatan_of(k))) for k in kabupaten_of_java]
    for office in set(office_by_kabupaten(period).values()):
        members = kabupaten_of(office, period)
        own = (None,) if office == SENDER else ()
        areas.append(("kanim", office, members + own, [c for k in members for c in area_index().kecamatan_of(k)]))
    for group in area_index().groups().values():
        own = (None,) if set(kabupaten_of(SENDER, period)) <= set(group.codes) else ()
        areas.append(
            (
                "kelompok",
                group.code,
                (*group.codes, *own),
                [c for k in group.codes for c in area_index().kecamatan_of(k)],
            )
        )
    areas.append(("provinsi", "33", (*kabupaten_of_java, None), list(area_index().kecamatan_of("33"))))
    for level, code, parts, kecamatan in areas:
        here = [placed[k] for k in kecamatan if k in placed]
        beside = [unplaced[part] for part in parts if part in unplaced]
        total = sum(here) + sum(beside) if here or beside else None
        status = "belum_lapor" if total is None else "angka" if total else "nol"
        named = {one[:5] for one in placed}  # kabupaten/kota that are reported by kecamatan
        if category not in STOCKS and level == "kecamatan" and code[:5] not in named:
            status = "tidak_berlaku"
        yield (
            (period, level, code, category),
            (total, sum(beside) if beside else None, status, len(here), 0, len(kecamatan)),
        )
