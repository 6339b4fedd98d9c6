# ruff: noqa: S608 - names of tables and columns come from pora/schema/
"""Level by level: whatever is loaded comes out again, once, at every level, with its completeness beside it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from builders import Row, case, write_table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_memory import InMemory

from etl.batch.load import load_file
from etl.snapshot.out_tables import write_out_tables
from etl.snapshot.verify import verify_tables
from pora.errors import SnapshotError
from pora.schema import CATEGORIES, CORE_TABLES
from pora.schema.load_report import LoadOptions
from tests.snapshot.expected_areas import SENDER, expect_areas

# Areas of two offices, a kabupaten without any row, and the same name in two kabupaten.
PLACES = [
    ("33.19.01", "33.19"),
    ("33.19.02", "33.19"),
    (None, "33.19"),
    ("33.24.10", "33.24"),
    ("33.29.05", "33.29"),
    (None, "33.29"),
    (None, None),
]


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    """Of this module alone, since its tests damage what is in it."""
    return InMemory("33").con


@pytest.fixture(autouse=True)
def no_cases(con: duckdb.DuckDBPyConnection) -> None:
    clear(con)


def clear(con: duckdb.DuckDBPyConnection) -> None:
    for table in CORE_TABLES:
        if table.name != "core_snapshot":
            con.execute(f"DELETE FROM {table.name}")


def load_tables(con: duckdb.DuckDBPyConnection, folder: Path, tables: list[list[Row]], office: str = SENDER) -> None:
    for number, rows in enumerate(tables):
        path = write_table(folder / f"{number}.csv", rows)
        report = load_file(con, path, LoadOptions(office=office, replace=True)).report
        assert report.loaded, report.errors
    write_out_tables(con)
    verify_tables(con)


def read_areas(con: duckdb.DuckDBPyConnection, version: str = "exact") -> dict[tuple[str, ...], tuple[object, ...]]:
    rows = con.execute(
        "SELECT period, level, area_code, category, person_count, unplaced_count, status, reporting_count, "
        f"incomplete_count, kecamatan_count FROM {version}.out_area_month"
    ).fetchall()
    return {tuple(row[:4]): tuple(row[4:]) for row in rows}


rows_of_a_file = st.builds(
    lambda place, period, category, count, sex: case(
        place[0], count, kabupaten_code=place[1], period=period, category=category, sex=sex
    ),
    st.sampled_from(PLACES),
    st.sampled_from(["2023-12", "2024-01", "2024-03"]),
    st.sampled_from(CATEGORIES),
    st.none() | st.integers(0, 3000),
    st.sampled_from([None, "L", "P"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(rows_of_a_file, min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_level_is_the_sum_of_its_rows_in_force_and_says_who_reported(
    con: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory, tables: list[list[Row]]
) -> None:
    clear(con)
    load_tables(con, tmp_path_factory.mktemp("tables"), tables)
    assert read_areas(con) == expect_areas(tables)


def test_months_between_the_first_and_the_last_are_there_without_a_report(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    load_tables(con, tmp_path, [[case("33.19.01", 1, period="2023-11"), case("33.19.01", 2, period="2024-02")]])
    kaliwungu = {key[0]: value for key, value in read_areas(con).items() if key[2:] == ("33.19.01", "orang_asing")}
    assert kaliwungu == {
        "2023-11": (1, None, "angka", 1, 0, 1),
        "2023-12": (None, None, "belum_lapor", 0, 0, 1),
        "2024-01": (None, None, "belum_lapor", 0, 0, 1),
        "2024-02": (2, None, "angka", 1, 0, 1),
    }


def test_refugees_are_never_in_the_sum_of_foreign_nationals(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    load_tables(con, tmp_path, [[case("33.19.01", 5), case("33.19.01", 3, category="pengungsi")]])
    province = {key[3]: value[0] for key, value in read_areas(con).items() if key[1] == "provinsi"}
    assert province == {"orang_asing": 5, "pengungsi": 3}


def test_an_office_counts_the_kabupaten_that_it_covers_that_month(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Kab. Tegal belongs to Kanim Pemalang to the end of 2025; then its office is not known."""
    rows = [case("33.28.01", 4, period=period) for period in ("2025-12", "2026-01")]
    load_tables(con, tmp_path, [rows], "kanim-pemalang")
    offices = {key[:3]: value for key, value in read_areas(con).items() if key[3] == "orang_asing"}
    assert offices["2025-12", "kanim", "kanim-pemalang"] == (4, None, "angka", 1, 0, 91)
    assert offices["2026-01", "kanim", "kanim-pemalang"] == (None, None, "belum_lapor", 0, 0, 73)
    assert offices["2026-01", "provinsi", "33"] == (4, None, "angka", 1, 0, 576)
    assert ("2026-01", "kanim", "kanim-tegal") not in offices


def test_what_an_office_does_not_place_counts_in_a_group_that_holds_all_of_its_area(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """The 19 of the Brebes meeting: 3 in Sirampog, 16 somewhere in the former Karesidenan Pekalongan."""
    rows = [
        case("33.29.05", 3, category="pengungsi"),
        case(None, 16, category="pengungsi"),
    ]
    load_tables(con, tmp_path, [rows], "kanim-pemalang")
    shown = {key[2]: value[:4] for key, value in read_areas(con).items() if key[3] == "pengungsi" and value[0]}
    assert shown == {
        "33.29.05": (3, None, "angka", 1),
        "33.29": (3, None, "angka", 1),
        "kanim-pemalang": (19, 16, "angka", 1),
        "eks-karesidenan-pekalongan": (19, 16, "angka", 1),
        "33": (19, 16, "angka", 1),
    }


def test_the_first_report_stays_known_after_a_correction(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    first = [case("33.19.01", 5), case("33.19.02", 4), case(None, 2, kabupaten_code="33.19")]
    corrected = [case("33.19.01", 7), case("33.19.02", 4), case("33.19.03", 1)]
    load_tables(con, tmp_path, [first, [case("33.19.01", 6)], corrected])
    read = "SELECT area_code, person_count, first_count FROM exact.out_area_month WHERE category = 'orang_asing'"
    shown = {code: counts for code, *counts in con.execute(read).fetchall() if any(counts)}
    assert shown == {
        "33.19.01": [7, 5],
        "33.19.02": [4, 4],
        "33.19.03": [1, None],
        "33.19": [12, 11],
        "kanim-semarang": [12, 11],
        "eks-karesidenan-pati": [12, 11],
        "33": [12, 11],
    }


def read_detail(con: duckdb.DuckDBPyConnection, area_code: str) -> dict[tuple[str, str | None], int]:
    rows = con.execute(
        "SELECT dimension, value, person_count FROM exact.out_area_month_detail WHERE area_code = ?", [area_code]
    ).fetchall()
    return {(dimension, value): count for dimension, value, count in rows}


def test_each_dimension_adds_up_to_its_area_with_who_is_not_detailed(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows = [
        case("33.19.01", 5, nationality="CHN", izin_tinggal="ITAS", sex="L"),
        case("33.19.01", 2, nationality="CHN", izin_tinggal="ITK", sex=None),
        case(None, 4, kabupaten_code="33.19", nationality="JPN"),
    ]
    load_tables(con, tmp_path, [rows])
    assert read_detail(con, "33.19.01") == {
        ("nationality", "CHN"): 7,
        ("izin_tinggal", "ITAS"): 5,
        ("izin_tinggal", "ITK"): 2,
        ("sex", "L"): 5,
        ("sex", None): 2,
        ("purpose", None): 7,
    }
    assert (
        read_detail(con, "33.19")
        == read_detail(con, "33")
        == {
            ("nationality", "CHN"): 7,
            ("nationality", "JPN"): 4,
            ("izin_tinggal", "ITAS"): 5,
            ("izin_tinggal", "ITK"): 2,
            ("izin_tinggal", None): 4,
            ("sex", "L"): 5,
            ("sex", None): 6,
            ("purpose", None): 11,
        }
    )


def test_the_tables_by_kecamatan_and_kabupaten_say_what_the_areas_say(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    load_tables(con, tmp_path, [[case("33.19.01", 0), case("33.19.02", 5), case(None, 3, kabupaten_code="33.19")]])
    areas = read_areas(con)
    for table, level in (("kecamatan", "kecamatan"), ("kabupaten", "kabupaten_kota")):
        rows = con.execute(
            f"SELECT period, '{level}', {table}_code, category, person_count, status FROM exact.out_{table}_month"
        ).fetchall()
        assert {tuple(row[:4]): tuple(row[4:]) for row in rows} == {
            key: (value[0], value[2]) for key, value in areas.items() if key[1] == level
        }


def test_the_public_version_has_every_table_of_the_exact_one(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    load_tables(con, tmp_path, [[case("33.19.02", 5)]])
    assert read_areas(con, "public").keys() == read_areas(con).keys()


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (
            "UPDATE exact.out_area_month SET person_count = person_count + 1 WHERE level = 'provinsi'",
            "Jumlah seluruh wilayah",
        ),
        ("DELETE FROM exact.out_area_month WHERE level = 'provinsi'", "Jumlah seluruh"),
        (
            "INSERT INTO exact.out_area_month FROM exact.out_area_month "
            "WHERE (period, category) IN (FROM touched_month) LIMIT 1",
            "exact.out_area_month",
        ),
        ("UPDATE exact.out_area_month_detail SET person_count = 1 WHERE dimension = 'sex'", "Rincian"),
        ("UPDATE public.out_kecamatan_month SET status = 'kosong'", "public.out_kecamatan_month"),
        ("UPDATE core_case SET sex = 'X'", "main.core_case"),
    ],
    ids=[
        "a person too many",
        "no total",
        "a row twice",
        "a detail too few",
        "a status that is none",
        "a value that is none",
    ],
)
def test_no_snapshot_leaves_with_tables_that_break_a_rule(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, damage: str, named: str
) -> None:
    load_tables(con, tmp_path, [[case("33.19.02", 5)]])
    con.execute(damage)
    with pytest.raises(SnapshotError, match=named):
        verify_tables(con)
