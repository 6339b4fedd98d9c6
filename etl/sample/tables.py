"""Synthetic case tables: one tidy CSV an office, 24 months. Not one row is real.

In Jawa Tengah they meet the published totals of their time, so that the two coordination meetings can be reproduced;
the split over kecamatan and all details are invented, and so is everything elsewhere. What is in the area of no known
office is sent by the synthetic one. Twice the same run gives the same bytes.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from etl.sample.actions import plan_actions
from etl.sample.desa import place_in_desa, reports_by_desa
from etl.sample.people import Person, describe_foreign_national, describe_refugee, name_people
from etl.sample.places import place_of
from etl.sample.plan import (
    PERIODS,
    PlannedPart,
    plan_foreign_nationals,
    plan_invented_refugees,
    plan_published_refugees,
)
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.offices import SAMPLE_OFFICE, office_by_kabupaten
from pora.schema import (
    CATEGORY,
    DESA_CODE,
    DIMENSIONS,
    KABUPATEN_CODE,
    KECAMATAN_CODE,
    OFFICE_CODE,
    ORANG_ASING,
    PERIOD,
    PERSON_COUNT,
)

FILE_PREFIX = "contoh-sintetis-"
_PLACE_COLUMNS = (PERIOD, KABUPATEN_CODE, KECAMATAN_CODE, DESA_CODE)
# With the office, as in our own exports: a row without a desa is then of people of no known desa.
CASE_COLUMNS = tuple(c.name for c in (*_PLACE_COLUMNS, CATEGORY, *DIMENSIONS, PERSON_COUNT, OFFICE_CODE))
_NOTHING: Person = ("", "", "", "", "", "")
_NO_PLACE = "Tidak dirinci"  # a blank could be of the place above it, so the file would be read cell by cell


@dataclass(frozen=True)
class SampleFile:
    """One written file and the office that it is to be loaded for."""

    path: Path
    office_code: str


def write_sample_tables(folder: Path, area_code: str) -> list[SampleFile]:
    """Writes one CSV an office of a province, or of the country, into the folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for office_code, parts in sorted(_plan_by_office(area_code).items()):
        path = folder / f"{FILE_PREFIX}{office_code}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(CASE_COLUMNS)
            shown = tqdm(parts, desc=_("Tulis data contoh"), leave=False, disable=None)
            rows = [row for part in shown for row in _detail(part)]
            writer.writerows(sorted((*row, office_code) for row in (*rows, *_list_actions(office_code, parts))))
        files.append(SampleFile(path, office_code))
    return files


def _plan_by_office(area_code: str) -> dict[str, list[PlannedPart]]:
    offices: defaultdict[str, list[PlannedPart]] = defaultdict(list)
    sender = {period: office_by_kabupaten(period) for period in PERIODS}
    for code in area_index().kabupaten_of(area_code):
        for part in (*plan_foreign_nationals(code), *plan_invented_refugees(code)):
            offices[sender[part.period].get(code, SAMPLE_OFFICE.office_code)].append(part)
    for office_code in offices:
        offices[office_code] += plan_published_refugees(office_code)
    return offices


def _detail(part: PlannedPart) -> Iterator[tuple[str | int, ...]]:
    """The rows of one place and month: people with the same details are one row, nobody is one row with 0."""
    place = place_of(part.kecamatan_code or part.kabupaten_code)
    area = part.kecamatan_code or f"{part.kabupaten_code} unplaced"
    people = name_people(place, area, PERIODS.index(part.period), part.person_count)
    describe = describe_foreign_national if part.category == ORANG_ASING else describe_refugee
    for desa_code, own in _place_people(part, people).items():
        counted = Counter(describe(person) for person in own) or {_NOTHING: 0}
        for row, count in counted.items():
            place_codes = (part.kabupaten_code or _NO_PLACE, part.kecamatan_code, desa_code)
            yield (part.period, *place_codes, part.category, *row, "", count)


def _place_people(part: PlannedPart, people: list[str]) -> dict[str, list[str]]:
    """The people of a part by desa, under "" without one."""
    if part.category == ORANG_ASING and reports_by_desa(part.kecamatan_code, part.period):
        return place_in_desa(part.kecamatan_code, part.period, people)
    return {"": people}


def _list_actions(office_code: str, parts: Iterable[PlannedPart]) -> Iterator[tuple[str | int, ...]]:
    """The rows of what an office did in the kabupaten/kota that it reports on."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for part in parts:
        places[part.period] |= {part.kabupaten_code} - {""}
    for period, codes in places.items():
        for kabupaten, category, nationality, kind, count in plan_actions(office_code, sorted(codes), period):
            yield (period, kabupaten or _NO_PLACE, "", "", category, nationality, *_NOTHING[1:], kind, count)
