"""Synthetic case tables: one tidy CSV an office, 24 months. Not one row is real.

They meet the published totals of their time, so that the two coordination meetings can be reproduced; the
split over kecamatan and all details are invented. Twice the same run gives the same bytes.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.sample_people import Row, describe_foreign_national, describe_refugee, name_people
from etl.sample_places import place_of
from etl.sample_plan import PERIODS, Part, plan_foreign_nationals, plan_refugees
from pora.offices import office_by_kabupaten
from pora.schema import (
    CATEGORY,
    DIMENSIONS,
    KABUPATEN_CODE,
    KECAMATAN_CODE,
    ORANG_ASING,
    PERIOD,
    PERSON_COUNT,
)

FILE_PREFIX = "contoh-sintetis-"
COLUMNS = tuple(c.name for c in (PERIOD, KECAMATAN_CODE, KABUPATEN_CODE, CATEGORY, *DIMENSIONS, PERSON_COUNT))
_NOTHING: Row = ("", "", "", "", "", "")


@dataclass(frozen=True)
class SampleFile:
    """One written file and the office that it is to be loaded for."""

    path: Path
    office_code: str


def write_sample_tables(folder: Path) -> list[SampleFile]:
    """Writes one CSV an office into the folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for office_code, parts in sorted(_plan_by_office().items()):
        path = folder / f"{FILE_PREFIX}{office_code}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(sorted(row for part in parts for row in _detail(part)))
        files.append(SampleFile(path, office_code))
    return files


def _plan_by_office() -> dict[str, list[Part]]:
    offices: dict[str, list[Part]] = {
        office: plan_refugees(office) for office in set(office_by_kabupaten(PERIODS[0]).values())
    }
    for kabupaten_code in office_by_kabupaten(PERIODS[0]):
        for part in plan_foreign_nationals(kabupaten_code):
            offices[office_by_kabupaten(part.period)[kabupaten_code]].append(part)
    return offices


def _detail(part: Part) -> Iterator[tuple[str | int, ...]]:
    """The rows of one place and month: people with the same details are one row, nobody is one row with 0."""
    head = (part.period, part.kecamatan_code, part.kabupaten_code, part.category)
    place = place_of(part.kecamatan_code or part.kabupaten_code)
    area = part.kecamatan_code or f"{part.kabupaten_code} unplaced"
    people = name_people(place, area, PERIODS.index(part.period), part.person_count)
    describe = describe_foreign_national if part.category == ORANG_ASING else describe_refugee
    counted = Counter(describe(person) for person in people) or {_NOTHING: 0}
    for row, count in counted.items():
        yield (*head, *row, count)
