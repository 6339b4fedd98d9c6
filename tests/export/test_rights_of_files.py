"""What each role gets in each form of a file: the rows of its version that lie in its areas, no more and no fewer.

The oracle reads the tables with plain SQL and works out from the reference files what lies where
(tests/promises/scope_oracle.py).
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from builders import SIX_OF_KUDUS, case, load_rows, point_to
from kept import keep
from shapes import lay_boundaries

from pora.access.roles import ROLES, Account, Scope
from pora.errors import AccessError
from pora.export.files import make_export
from pora.export.formats import FORMATS
from pora.export.geo import GeoForm
from pora.schema import STATUS_MARKS
from pora.warehouse import db
from pora.warehouse.queries.request import FULL_GRAIN, ExportRequest
from pora.warehouse.snapshots import require_current
from tests.promises.scope_oracle import sees_row

FIRST, LAST = "2025-12", "2026-01"
AREAS: dict[str, set[str] | None] = {
    "kecamatan": {"33.19.02"},
    "kabupaten": {"33.19"},
    "office": {"kanim-pemalang"},
    "everything": None,
    "nothing": set(),
}
Row = dict[str, Any]
Cells = tuple[str, ...]


def scope_of(role: str, areas: set[str] | None) -> Scope:
    return Account("tester", role, None if areas is None else frozenset(areas)).scope


# Roles with the same version get the same files: each version is asked once, under the names of all its roles.
VERSIONS = {
    version: "+".join(role for role in ROLES if ROLES[role].version == version)
    for version in sorted({role.version for role in ROLES.values()})
}
PLAIN = [
    ExportRequest("out_kecamatan_month", LAST),
    ExportRequest("out_kabupaten_month", FIRST),
    ExportRequest("out_area_month", FIRST),
    ExportRequest("out_area_month_detail"),
    ExportRequest(FULL_GRAIN),
]


@pytest.fixture(scope="module")
def folder(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two offices, two months, small and large counts, a part in no kecamatan, boundaries of Kudus. For reading."""
    kudus = [
        case(code, count * times, period=month, nationality="CHN" if count > 6 else None, sex="L")
        for month, times in ((FIRST, 1), (LAST, 2))
        for code, count in SIX_OF_KUDUS.items()
    ]
    small = [case("33.19.04", 2, period=LAST), case("33.19.05", 0, period=LAST)]
    city = [case("33.74.01", 80, period=FIRST, nationality="KOR"), case(None, 3, kabupaten_code="33.74", period=FIRST)]
    pemalang = [
        case("33.28.01", 11, period=FIRST, nationality="CHN"),
        case("33.27.01", 40, period=LAST),
        case("33.29.05", 3, category="pengungsi", period=FIRST),
        case(None, 16, category="pengungsi", period=FIRST),
    ]

    def make(folder: Path) -> None:
        lay_boundaries(folder)
        assert load_rows(folder, kudus + small + city).loaded
        assert load_rows(folder, pemalang, office="kanim-pemalang").loaded

    with pytest.MonkeyPatch.context() as patch:
        folder = keep("rights", make, tmp_path_factory, empty_data)
        point_to(folder, patch)
        db._open.cache_clear()
        yield folder
    db._open.cache_clear()


@pytest.fixture(scope="module")
def stored(folder: Path) -> dict[tuple[str, str], list[Row]]:
    """All rows of both versions of the tables, read before the product opens the snapshot."""
    found = {}
    current = (folder / "warehouse" / "CURRENT").read_text().strip()
    with duckdb.connect(folder / "warehouse" / f"pora-{current}.duckdb", read_only=True) as con:
        for version, asked in [(version, asked) for version in VERSIONS for asked in PLAIN]:
            if version == "public" and asked.table == FULL_GRAIN:
                continue
            table = "out_case_counts" if asked.table == FULL_GRAIN else asked.table
            names = asked.columns.column_names
            statement = f"SELECT {', '.join(names)} FROM {version}.{table}"  # noqa: S608 - constants
            rows = [dict(zip(names, values, strict=True)) for values in con.execute(statement).fetchall()]
            found[version, asked.table] = rows
    return found


@pytest.fixture
def snapshot_id(stored: object, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    point_to(folder, monkeypatch)
    return require_current()


# --- reading each form back -----------------------------------------------------------------------------------


def _read_csv(data: bytes, separator: str = ",") -> list[Cells]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator)
    return [tuple(cell.removeprefix('="').removesuffix('"') for cell in row) for row in rows][1:]


def _read_xlsx(data: bytes) -> list[Cells]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return [_write(row) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]


def _read_parquet(data: bytes) -> list[Cells]:
    table = pq.read_table(io.BytesIO(data))
    columns = table.drop(["geometry"]) if "geometry" in table.column_names else table
    return [_write(row.values()) for row in columns.to_pylist()]


def _read_geojson(data: bytes) -> list[Cells]:
    return [_write(one["properties"].values()) for one in json.loads(data)["features"]]


def _read_topojson(data: bytes) -> list[Cells]:
    return [_write(one["properties"].values()) for one in json.loads(data)["objects"]["data"]["geometries"]]


def _read_package(data: bytes) -> list[Cells]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _read_csv(archive.read("data.csv"))


def _write(values: Any) -> Cells:
    return tuple("" if value is None else str(value) for value in values)


READERS: dict[str, Callable[[bytes], list[Cells]]] = {
    "csv": _read_csv,
    "csv-excel": lambda data: _read_csv(data, ";"),
    "xlsx": _read_xlsx,
    "parquet": _read_parquet,
    "geojson": _read_geojson,
    "topojson": _read_topojson,
    "geoparquet": _read_parquet,
    "sdmx-csv": _read_csv,
    "datapackage": _read_package,
}


def export(asked: ExportRequest, form: str, scope: Scope, snapshot_id: str) -> list[Cells]:
    made = make_export(asked, form, "made", scope, snapshot_id, "tester")
    rows = READERS[form](made.data)
    described = json.loads(made.metadata)
    assert (described["pora:version"], described["pora:rows"]) == (scope.version, len(rows))
    assert described["pora:areas"] == (None if scope.areas is None else sorted(scope.areas))
    return rows


# --- the oracle -----------------------------------------------------------------------------------------------


def choose_inside(rows: list[Row], period: str | None, areas: set[str] | None) -> list[Row]:
    """The rows that lie in the areas."""
    wanted = [row for row in rows if period in (None, row["period"])]
    return [row for row in wanted if areas is None or sees_row(areas, row)]


def mark(rows: list[Row]) -> list[Cells]:
    return sorted(_write(STATUS_MARKS.get(value, value) for value in row.values()) for row in rows)


KEYS = {
    "out_area_month": ("period", "level", "area_code", "category"),
    "out_area_month_detail": ("period", "level", "area_code", "category", "dimension", "value"),
    "out_kabupaten_month": ("period", "kabupaten_code", "category"),
    "out_kecamatan_month": ("period", "kecamatan_code", "category"),
}
OBSERVED = {"angka": "A", "nol": "A", "disamarkan": "Q", "belum_lapor": "O", "tidak_berlaku": "M"}


def observe(table: str, version: str, rows: list[Row]) -> list[Cells]:
    """The rows as observations of SDMX."""
    found = []
    for row in rows:
        key = ("_U" if row[name] is None else row[name] for name in KEYS[table])
        is_hidden = row["status"] == "disamarkan"
        said = (OBSERVED[row["status"]], "N" if version == "exact" else "C" if is_hidden else "F")
        head = ("dataflow", f"PORA:{table.upper()}(1.0)", "I", "M")
        found.append(_write((*head, *key, row["person_count"], *said)))
    return sorted(found)


def sum_by_nationality(rows: list[Row]) -> list[Cells]:
    totals: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = (row["period"], row["category"], row["nationality"])
        totals[key] = totals.get(key, 0) + row["person_count"]
    return sorted(_write((*key, total, "angka" if total else "nol")) for key, total in totals.items())


def lay_months_across(rows: list[Row]) -> list[Cells]:
    found: dict[tuple[Any, ...], dict[str, tuple[Any, str]]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("kecamatan_code", "kecamatan_name", "kabupaten_code", "category"))
        status = STATUS_MARKS.get(row["status"], row["status"])
        found.setdefault(key, {})[row["period"]] = (row["person_count"], status)
    months = sorted({row["period"] for row in rows})
    return sorted(
        _write((*key, *(value for month in months for value in cells.get(month, (None, None)))))
        for key, cells in found.items()
    )


ARRANGED: list[tuple[ExportRequest, Callable[[list[Row]], list[Cells]]]] = [
    (ExportRequest(FULL_GRAIN, dimensions=("nationality",)), sum_by_nationality),
    (ExportRequest("out_kecamatan_month", across="period"), lay_months_across),
]


# --- every form, version and kind of area ----------------------------------------------------------------------


@pytest.mark.parametrize("areas", AREAS.values(), ids=AREAS)
@pytest.mark.parametrize("version", VERSIONS, ids=VERSIONS.values())
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_exactly_what_its_reader_may_see(
    snapshot_id: str,
    stored: dict[tuple[str, str], list[Row]],
    form: str,
    version: str,
    areas: set[str] | None,
) -> None:
    scope = scope_of(VERSIONS[version].split("+")[0], areas)
    asked_for = [(one, mark) for one in PLAIN] + ARRANGED
    possible = [(one, expect) for one, expect in asked_for if FORMATS[form].find_obstacle(one) is None]
    if form == "sdmx-csv":
        possible = [(one, partial(observe, one.table, version)) for one, _expect in possible]
    assert len(possible) == {"sdmx-csv": 4}.get(form, 2 if isinstance(FORMATS[form], GeoForm) else len(asked_for))
    rows = 0
    for asked, expect in possible:
        if version == "public" and asked.table == FULL_GRAIN:
            with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
                export(asked, form, scope, snapshot_id)
            continue
        inside = choose_inside(stored[version, asked.table], asked.period, areas)
        assert sorted(export(asked, form, scope, snapshot_id)) == expect(inside), asked
        rows += len(inside)
    assert (rows > 0) == (areas != set())


@pytest.mark.parametrize("form", FORMATS)
def test_a_small_number_is_a_mark_and_an_empty_cell_in_public_form(snapshot_id: str, form: str) -> None:
    asked = ExportRequest("out_kecamatan_month", LAST, "33.19.04", "orang_asing")
    start = (LAST, "33.19.04", "Undaan", "33.19", "orang_asing")
    if form == "sdmx-csv":
        start = ("dataflow", "PORA:OUT_KECAMATAN_MONTH(1.0)", "I", "M", LAST, "33.19.04", "orang_asing")
    for role in ROLES:
        cells = ("", "[c]") if ROLES[role].version == "public" else ("2", "angka")
        if form == "sdmx-csv":
            cells = ("", "Q", "C") if ROLES[role].version == "public" else ("2", "A", "N")
        for areas in ({"33.19.04"}, {"kanim-semarang"}, None):
            assert export(asked, form, scope_of(role, areas), snapshot_id) == [(*start, *cells)]
        assert export(asked, form, scope_of(role, {"33.29"}), snapshot_id) == []
