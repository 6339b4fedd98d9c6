# ruff: noqa: S608 - names of tables and columns come from pora/schema/
"""The database is what pora/schema/ says, and the dictionary leaves nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import query

from etl.snapshot.scoped_views import NOT_PUBLIC
from pora import schema
from pora.schema import OUT_TABLES, SCOPED_TABLES, TABLES, Table

LOCATED = [
    (version, table) for table in TABLES for version in (("exact", "public") if table in OUT_TABLES else ("main",))
]
VIEWS = [
    *((version, table) for version in ("exact_scoped", "public_scoped") for table in SCOPED_TABLES),
    *(("public", table) for table in NOT_PUBLIC),
]


def names(value: object) -> str | None:
    return f"{value[0]}.{value[1].name}" if isinstance(value, tuple) else None


@pytest.mark.parametrize("located", [*LOCATED, *VIEWS], ids=names)
def test_the_columns_of_the_database_are_those_of_the_schema(empty: Path, located: tuple[str, Table]) -> None:
    version, table = located
    rows = query(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? "
        "ORDER BY column_index",
        version,
        table.name,
    )
    assert rows == [(column.name, column.sql_type) for column in table.columns]


def test_the_database_has_no_other_table(empty: Path) -> None:
    found = query(
        "SELECT schema_name || '.' || table_name FROM duckdb_columns() WHERE NOT internal GROUP BY ALL ORDER BY ALL"
    )
    assert [name for (name,) in found] == sorted(f"{version}.{table.name}" for version, table in (*LOCATED, *VIEWS))


def test_required_columns_refuse_nothing_else(empty: Path) -> None:
    rows = query("SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT is_nullable")
    assert set(rows) == {
        (table.name, column.name)
        for version, table in LOCATED
        if version == "main" and table not in schema.DERIVED_TABLES
        for column in table.columns
        if column.required
    }


@pytest.mark.parametrize("located", LOCATED, ids=names)
def test_keys_are_unique_and_values_are_allowed_after_a_build(on_built: Path, located: tuple[str, Table]) -> None:
    version, table = located
    if table.key:
        key = ", ".join(table.key)
        assert query(f"SELECT count(*) - count(DISTINCT ({key})) FROM {version}.{table.name}") == [(0,)]
    for column in table.columns:
        if column.allowed:
            found = query(f"SELECT DISTINCT {column.name} FROM {version}.{table.name} WHERE {column.name} IS NOT NULL")
            assert {value for (value,) in found} <= set(column.allowed), column.name
        if column.required:
            assert query(f"SELECT count(*) FROM {version}.{table.name} WHERE {column.name} IS NULL") == [(0,)]


def test_every_code_that_a_build_stores_is_in_the_reference(on_built: Path) -> None:
    references = [
        ("core_case", "kecamatan_code", "ref_area", "area_code"),
        ("core_case", "kabupaten_code", "ref_area", "area_code"),
        ("core_case", "nationality", "ref_country", "nationality"),
        ("core_case", "batch_id", "core_batch", "batch_id"),
        ("core_coverage", "kecamatan_code", "ref_area", "area_code"),
        ("core_batch", "office_code", "ref_office", "office_code"),
        ("core_slice", "batch_id", "core_batch", "batch_id"),
        ("ref_office_area", "kabupaten_code", "ref_area", "area_code"),
        ("ref_area", "parent_code", "ref_area", "area_code"),
    ]
    for table, column, other, key in references:
        orphans = query(
            f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {other})"
        )
        assert orphans == [(0,)], (table, column)


def test_a_kecamatan_always_lies_in_its_kabupaten(on_built: Path) -> None:
    for table in ("core_case", "core_coverage", "exact.out_kecamatan_month", "exact.out_case_counts"):
        assert query(f"SELECT count(*) FROM {table} WHERE NOT starts_with(kecamatan_code, kabupaten_code || '.')") == [
            (0,)
        ]


def test_the_truths_about_jawa_tengah_come_out_of_a_build(on_built: Path) -> None:
    rows = query(
        "SELECT area_code, kecamatan_count FROM exact.out_area_month WHERE period = '2024-03' "
        "AND category = 'orang_asing' AND area_code IN ('33', 'kanim-semarang', 'kanim-pemalang') ORDER BY ALL"
    )
    assert rows == [("33", 576), ("kanim-pemalang", 91), ("kanim-semarang", 101)]
    assert query(
        "SELECT count(*) FROM exact.out_kabupaten_month WHERE period = '2024-03' AND category = 'pengungsi'"
    ) == [(35,)]


def test_a_build_meets_the_published_figures(on_built: Path) -> None:
    rows = query(
        "SELECT f.area_code, f.period, f.person_count, a.person_count, a.unplaced_count FROM core_figure f "
        "JOIN exact.out_area_month a USING (period, level, area_code, category) "
        "WHERE f.value_precision = 'exact' AND f.period >= '2023-01' ORDER BY ALL"
    )
    assert {(area, period): tuple(values) for area, period, *values in rows} == {
        ("33", "2023-10"): (9884, 9884, rows[0][4]),
        ("33.19", "2024-03"): (48, 48, None),
        ("33.28", "2023-09"): (115, 115, 31),
        ("33.28.01", "2023-09"): (28, 28, None),
        ("33.28.06", "2023-09"): (43, 43, None),
        ("33.28.10", "2023-09"): (0, 0, None),
        ("33.28.15", "2023-09"): (13, 13, None),
        ("33.29.05", "2024-07"): (3, 3, None),
        ("33.74", "2023-03"): (1811, 1811, None),
        ("kanim-pati", "2024-07"): (1200, 1200, None),
        ("kanim-pemalang", "2024-07"): (19, 19, 16),
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_dictionary_explains_every_table_and_column(table: Table) -> None:
    assert table.grain.startswith("Satu baris")
    assert len(set(table.column_names)) == len(table.columns)
    assert set(table.key) <= set(table.column_names)
    for column in table.columns:
        assert column.label and column.label[0].isupper(), column.name
        assert len(column.description) > 3 and column.sql_type, column.name


def test_one_name_is_one_thing_in_every_table() -> None:
    types: dict[str, set[str]] = {}
    for table in TABLES:
        for column in table.columns:
            types.setdefault(column.name, set()).add(column.sql_type)
    assert [name for name, found in types.items() if len(found) > 1] == []
