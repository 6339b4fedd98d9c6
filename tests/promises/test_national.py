"""Another province, and the whole country: the same product, from the offices to the map."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from builders import case, counts, load_all, query, write_table

from etl import pipeline
from etl.__main__ import main
from etl.commands.match import run_match
from etl.commands.status import read_data_area, read_status
from etl.sample.tables import write_sample_tables
from etl.snapshot.publish import open_writer
from pora.access.roles import local_scope
from pora.deck.model import TextTable
from pora.deck.reports import make_completeness_content
from pora.deck.subject import Subject
from pora.errors import UsageError
from pora.reference.places import name_place, place_level
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import ExportRequest
from tests.promises.other_areas import NATION, OFFICE

# --- counts --------------------------------------------------------------------------------------------------


def test_the_slide_of_completeness_lists_what_mutu_lists(nation: Path) -> None:
    """Provinces of the country, then kabupaten/kota, then kecamatan."""

    def parts_of(area_code: str) -> tuple[str, list[str]]:
        content = make_completeness_content(
            Subject(use_snapshot(), local_scope(), Cut(area_code, "2024-03", "orang_asing"))
        )
        assert content is not None
        (table,) = content.blocks
        assert isinstance(table, TextTable)
        return table.headings[0], list(table.rows["area_code"])

    heading, codes = parts_of(NATION)
    assert heading == "Provinsi" and len(codes) == 10 and {len(code) for code in codes} == {2}
    assert parts_of("34")[0] == "Kabupaten/kota"
    assert parts_of("34.04")[0] == "Kecamatan"


def test_counts_roll_up_from_kecamatan_to_the_country(nation: Path) -> None:
    assert counts("kabupaten_kota") == {"33.19": (7, None, "angka", 1, 0), "34.04": (8, 3, "angka", 2, 0)}
    assert counts("provinsi") == {"33": (7, None, "angka", 1, 0), "34": (10, 5, "angka", 2, 0)}
    assert counts("nasional") == {"ID": (17, 5, "angka", 3, 0)}


def test_completeness_is_of_the_whole_country(nation: Path) -> None:
    rows = query(
        "SELECT level, count(*), sum(kecamatan_count)::INTEGER FROM exact.out_area_month "
        "WHERE category = 'orang_asing' AND level IN ('nasional', 'provinsi', 'kabupaten_kota') GROUP BY ALL ORDER BY 2"
    )
    assert rows == [("nasional", 1, 7277), ("provinsi", 38, 7277), ("kabupaten_kota", 514, 7277)]


@pytest.mark.parametrize(("level", "expected"), [("provinsi", {"33": 0, "34": 5}), ("kecamatan", {"34.04.01": 5})])
def test_a_filter_counts_by_province_too(nation: Path, level: str, expected: dict[str, int]) -> None:
    chosen = CaseFilter(nationality="CHN")
    cut = Cut(NATION, "2024-03", "orang_asing")
    cells = queries.select_matching_cells(use_snapshot(), local_scope(), cut, level, chosen).set_index("area_code")
    assert {code: cells.loc[code, "person_count"] for code in expected} == expected
    if level == "provinsi":
        assert cells.loc["34", "unknown_count"] == 5  # the office's own part counts in its province


def test_an_export_of_the_country_has_every_row(nation: Path) -> None:
    def ask(table: str) -> ExportRequest:
        return ExportRequest(table, "2024-03", NATION, "orang_asing")

    tables = ("out_kecamatan_month", "out_area_month", "case_counts")
    scope, snapshot = local_scope(), use_snapshot()
    found = {
        table: sum(rows for _month, rows in queries.count_rows_by_month(snapshot, scope, ask(table)))
        for table in tables
    }
    (areas,) = query("SELECT count(*) FROM exact.out_area_month WHERE category = 'orang_asing'")
    assert found == {"out_kecamatan_month": 7277, "out_area_month": areas[0], "case_counts": 5}


# --- places on the command line ------------------------------------------------------------------------------


def test_a_name_that_two_provinces_have_is_a_tie_in_the_country_only() -> None:
    (in_country,), (in_province,) = run_match(["Sukajadi"], province=NATION), run_match(["Sukajadi"], province="32")
    assert (in_country.code, in_country.error_code) == (None, "ambiguous-area")
    assert {candidate.code for candidate in in_country.candidates} == {"14.71.01", "32.73.07"}
    assert in_province.code == "32.73.07"


def test_the_database_says_what_it_is_about(nation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_data_area() == NATION and read_status()["province_code"] == NATION
    assert main(["match", "Sukajadi"]) == 1  # a tie, since this database is of the country
    assert "Kota Pekanbaru (14.71.01)" in capsys.readouterr().out
    assert (place_level(NATION), name_place(NATION)) == ("nasional", "Indonesia")


def test_an_office_must_be_of_the_province_and_a_province_without_any_says_where_to_write_it(
    data_dir: Path, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "x.csv", [case("34.04.01", 5)])
    with open_writer(new_for_province="34") as writer:
        writer.publish()
    with pytest.raises(UsageError) as error:
        load_all(file, office="kanim-semarang")
    assert str(error.value) == (
        "Belum ada kantor di Daerah Istimewa Yogyakarta yang dikenal. "
        f"Tulis kantornya di {data_dir / 'office.csv'}; caranya ada di docs/national.md."
    )
    (data_dir / "office.csv").write_text(OFFICE, "utf-8")
    with pytest.raises(UsageError, match=r"'kanim-semarang' tidak dikenal\. Yang ada: kanim-uji\."):
        load_all(file, office="kanim-semarang")
    assert load_all(file, office="kanim-uji").reports[0].loaded


def test_an_office_whose_files_are_loaded_can_not_be_taken_out(nation: Path) -> None:
    (nation / "office.csv").unlink()
    (nation / "office_area.csv").unlink()
    with pytest.raises(UsageError, match="Berkas dari kantor 'kanim-uji' sudah dimuat"):
        pipeline.publish()


def test_a_synthetic_office_sends_no_real_file(nation: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'contoh' tidak dikenal"):
        load_all(write_table(tmp_path / "x.csv", [case("34.04.01", 5)]), office="contoh")


# --- sample --------------------------------------------------------------------------------------------------


def test_build_makes_another_province_with_a_sample_of_its_own(yogya: Path) -> None:
    (note,) = json.loads((yogya.parent / "notes.json").read_text())
    assert note.startswith("Sumber batas wilayah tidak ada: ") and note.endswith(". Dasbor memakai peta petak.")
    assert query("SELECT office_code, is_sample FROM core_batch") == [("contoh", True)]
    assert query("SELECT DISTINCT level, area_code FROM ref_member_month") == [("provinsi", "34")]
    assert query("SELECT count(*) FROM core_figure") == [(0,)]  # nothing is known to have been published there
    (shown,) = query("SELECT has_sample, province_code FROM core_snapshot")
    assert shown == (True, "34")
    states = {state for (state,) in query("SELECT DISTINCT status FROM exact.out_kecamatan_month")}
    assert states == {"angka", "nol", "belum_lapor", "tidak_berlaku"}  # of actions nobody tells by kecamatan


def test_a_sample_of_a_province_is_made_the_same_every_time(tmp_path: Path) -> None:
    first, again = (write_sample_tables(tmp_path / name, "34") for name in ("first", "again"))
    assert [file.office_code for file in first] == ["contoh"]
    assert first[0].path.read_bytes() == again[0].path.read_bytes()
    cases = pd.read_csv(first[0].path, dtype=str, keep_default_na=False)
    assert set(cases["kabupaten_code"]) == {"34.01", "34.02", "34.03", "34.04", "34.71"}
    assert cases["period"].nunique() == 24
