"""A row that names a desa counts there and in its kecamatan; one that names none stays in its kecamatan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import case, counts, load, load_rows, query
from in_memory import InMemory
from openpyxl import Workbook

from pora.access.roles import Scope
from pora.errors import AccessError
from pora.reference.areas import area_index
from pora.schema import Cut
from pora.statistics.desa import list_desa_bars
from pora.warehouse import queries
from pora.warehouse.queries.exports import write_statement
from pora.warehouse.queries.request import EXACT_TABLES, ExportRequest
from pora.wording.desa import describe_desa_reports

pytestmark = pytest.mark.usefixtures("in_memory")

JATI_KULON, PLOSO = "33.19.03.2007", "33.19.03.2006"


def cases() -> list[tuple[object, ...]]:
    return query("SELECT kecamatan_code, desa_code, sum(person_count)::BIGINT FROM core_case GROUP BY ALL ORDER BY ALL")


def covered() -> list[str]:
    return [code for (code,) in query("SELECT desa_code FROM core_desa_coverage ORDER BY ALL")]


LONG = "Periode;Kabupaten;Kecamatan;Desa;Jumlah\n"
FORMS = {
    "tidy by name": LONG + "2024-03;Kudus;Jati;Ds. Jati Kulon;4\n2024-03;Kudus;Jati;Ploso;0\n2024-03;Kudus;Bae;;6\n",
    "tidy by code": f"period,kecamatan_code,desa_code,person_count\n2024-03,,{JATI_KULON},4\n"
    f"2024-03,33.19.03,{PLOSO},0\n2024-03,33.19.07,,6\n",
    "code of a desa in the column of kecamatan": f"period,kecamatan_code,person_count\n2024-03,{JATI_KULON},4\n"
    f"2024-03,{PLOSO},0\n2024-03,33.19.07,6\n",
    "totals of kecamatan": LONG + "2024-03;Kudus;Jati;;4\n2024-03;Kudus;Jati;JATI KULON;4\n"
    "2024-03;Kudus;Jati;Ploso;0\n2024-03;Kudus;Bae;;6\n",
    "wide, below a title": "DATA WNA KABUPATEN KUDUS;;;\nMARET 2024;;;\nKecamatan;Desa/Kelurahan;L;P\n"
    "Jati;Jati Kulon;3;1\nJati;Ploso;0;0\nBae;;4;2\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_desa_is_read_in_every_form_of_table(form: str, tmp_path: Path) -> None:
    file = tmp_path / "kudus.csv"
    file.write_text(FORMS[form], "utf-8")
    report = load(file, category="orang_asing")
    assert report.loaded, report.errors
    assert cases() == [("33.19.03", PLOSO, 0), ("33.19.03", JATI_KULON, 4), ("33.19.07", None, 6)]
    assert covered() == [PLOSO, JATI_KULON]
    assert {code: found[0] for code, found in counts("kecamatan").items()} == {"33.19.03": 4, "33.19.07": 6}
    assert counts("kabupaten_kota")["33.19"][:2] == (10, None)


def test_a_register_counts_the_persons_of_each_desa(tmp_path: Path) -> None:
    book = Workbook()
    rows = [("REGISTER ORANG ASING KABUPATEN KUDUS",), ("Maret 2024",)]
    rows += [("No", "Kecamatan", "Desa", "Kewarganegaraan", "Jenis Kelamin", "Izin Tinggal")]
    rows += [(1, "Jati", "Ploso", "CHN", "L", "ITAS"), (2, "Jati", "Ploso", "CHN", "L", "ITAS")]
    rows += [(3, "Jati", "Jati Kulon", "CHN", "L", "ITAS"), (4, "Bae", "Tidak dirinci", "JPN", "P", "ITAS")]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "register.xlsx")
    report = load(tmp_path / "register.xlsx", category="orang_asing")
    assert report.loaded, report.errors
    assert cases() == [("33.19.03", PLOSO, 2), ("33.19.03", JATI_KULON, 1), ("33.19.07", None, 1)]


def test_a_kecamatan_that_is_not_the_sum_of_its_desa_is_stored_beside_it_and_counted_by_desa(tmp_path: Path) -> None:
    file = tmp_path / "kudus.csv"
    file.write_text(LONG + "2024-03;Kudus;Jati;;9\n2024-03;Kudus;Jati;Ploso;4\n2024-03;Kudus;Jati;Megawon;3\n", "utf-8")
    assert load(file, category="orang_asing").loaded
    assert query("SELECT row_number, heading, printed, computed FROM core_total_check") == [(2, "Jumlah", 9, 7)]
    assert counts("kecamatan")["33.19.03"][0] == 7


def test_a_desa_without_its_kecamatan_or_of_another_one_is_a_rejected_row(tmp_path: Path) -> None:
    rows = [case(None, 2, kabupaten_code="33.19", desa="Ploso"), case("33.19.07", 3, desa="Ploso")]
    rows += [case("33.19.03", 4, desa="Plosok")]
    report = load_rows(tmp_path, rows)
    assert not report.loaded
    assert [(e.row, e.column, e.value, e.code) for e in report.errors] == [
        (2, "desa", "Ploso", "ambiguous-area"),
        (3, "desa", "Ploso", "area-conflict"),
        (4, "desa", "Plosok", "unknown-area"),
    ]


def test_a_desa_whose_count_is_blank_is_not_reported(tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.03", 4, desa="Ploso"), case("33.19.03", None, desa="Megawon")]).loaded
    assert covered() == [PLOSO]
    assert counts("kecamatan")["33.19.03"] == (4, None, "angka", 1, 0)


def test_a_kecamatan_that_reports_by_desa_has_a_row_for_each_of_its_desa_and_no_other_kecamatan_has(
    tmp_path: Path,
) -> None:
    rows = [
        case("33.19.03", 4, desa="Ploso"),
        case("33.19.03", 0, desa="Megawon"),
        case("33.19.03", 2, desa="Tidak dirinci"),
    ]
    assert load_rows(tmp_path, [*rows, case("33.19.07", 6)]).loaded
    months = query(
        "SELECT desa_code, desa_name, kecamatan_code, person_count, status FROM exact.out_desa_month ORDER BY ALL"
    )
    assert [row[0] for row in months] == list(area_index().desa_of("33.19.03"))
    assert [row[1:] for row in months if row[4] != "belum_lapor"] == [
        ("Ploso", "33.19.03", 4, "angka"),
        ("Megawon", "33.19.03", 0, "nol"),
    ]
    assert {row[3] for row in months if row[4] == "belum_lapor"} == {None} and len(months) == 14
    assert counts("kecamatan")["33.19.03"][0] == 4 + 0 + 2


def test_reported_desa_that_are_not_in_a_new_file_are_a_loss_and_told_once(tmp_path: Path) -> None:
    by_desa = [case("33.19.03", 4, desa="Ploso"), case("33.19.03", 0, desa="Megawon")]
    assert load_rows(tmp_path, [*by_desa, case("33.19.07", 1, desa="Bacin")]).loaded
    report = load_rows(tmp_path, [case("33.19.03", 4), case("33.19.07", 1, desa="Bacin")])
    assert [(error.code, error.message) for error in report.errors] == [
        (
            "lost-report",
            "Kab. Kudus, Maret 2024, orang asing: 2 desa/kelurahan yang sudah lapor tidak ada lagi di berkas ini (di "
            "Jati); rinciannya per desa hilang. Lengkapi berkasnya, atau muat dengan --replace bila memang untuk "
            "mengganti.",
        )
    ]
    whole = load_rows(tmp_path, [case("33.19.07", 1, desa="Bacin")])
    assert ["1 kecamatan" in error.message for error in whole.errors] == [True]
    more = [case("33.19.07", 2, desa="Bacin"), case("33.19.03", 1, desa="Tidak dirinci")]
    assert load_rows(tmp_path, [*by_desa, *more]).loaded


def test_a_corrected_part_without_desa_takes_the_counts_by_desa_with_it(tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.03", 4, desa="Ploso")]).loaded
    assert load_rows(tmp_path, [case("33.19.03", 5)], replace=True).loaded
    assert query("SELECT count(*) FROM exact.out_desa_month") == [(0,)]
    assert counts("kecamatan")["33.19.03"][0] == 5


def test_a_kecamatan_tells_how_many_of_its_desa_reported_and_what_has_none_and_nothing_in_public(
    tmp_path: Path, in_memory: InMemory
) -> None:
    rows = [case("33.19.03", 4, desa="Ploso"), case("33.19.03", 0, desa="Megawon")]
    assert load_rows(tmp_path, [*rows, case("33.19.03", 2, desa="Tidak dirinci"), case("33.19.07", 6)]).loaded
    jati, snapshot = Cut("33.19.03", "2024-03", "orang_asing"), in_memory.open()
    desa = queries.select_desa(snapshot, Scope("exact"), jati)
    assert describe_desa_reports(desa) == ["2 dari 14 desa/kelurahan melapor"]
    bars = list_desa_bars(desa)
    assert [tuple(bar) for bar in bars if bar.status != "belum_lapor"] == [
        ("Ploso", 4, "angka", False),
        ("Megawon", 0, "nol", False),
        ("Tidak dirinci per desa", 2, "angka", True),
    ]
    assert len(bars) == 15 and sum(bar.value is None for bar in bars) == 12
    for scope, cut in ((Scope("public"), jati), (Scope("exact"), replace(jati, area_code="33.19.07"))):
        assert queries.select_desa(snapshot, scope, cut).empty
        assert describe_desa_reports(queries.select_desa(snapshot, scope, cut)) == []


@pytest.mark.parametrize(("area", "seen"), [("33.19.03", 14), ("33.19", 14), (PLOSO, 1), ("33.19.07", 0)])
def test_a_reader_of_an_area_gets_its_desa_and_no_others(
    tmp_path: Path, in_memory: InMemory, area: str, seen: int
) -> None:
    assert load_rows(tmp_path, [case("33.19.03", 4, desa="Ploso"), case("33.19.03", 3, desa="Megawon")]).loaded
    scope, snapshot = Scope("exact", frozenset({area})), in_memory.open()
    found = snapshot.rows(scope, "SELECT desa_code FROM out_desa_month ORDER BY ALL")
    assert len(found) == seen and (seen != 1 or found == [(PLOSO,)])
    full = {code for (code,) in snapshot.rows(scope, "SELECT desa_code FROM out_case_counts")}
    assert full == {0: set(), 1: {PLOSO}, 14: {PLOSO, "33.19.03.2012"}}[seen]
    public = Scope("public", frozenset({area}))
    assert snapshot.rows(public, "SELECT desa_code FROM out_desa_month") == []


def test_the_same_details_in_two_desa_are_no_repetition_and_no_subtotal(tmp_path: Path) -> None:
    of_ploso = [case("33.19.03", n, desa="Ploso", nationality=who) for n, who in ((2, "JPN"), (3, "CHN"))]
    rows = [
        *of_ploso,
        case("33.19.03", 2, desa="Megawon", nationality="JPN"),
        case("33.19.03", 7, desa="Tidak dirinci"),
    ]
    assert load_rows(tmp_path, rows).warnings == ()
    subtotal = load_rows(tmp_path, [*rows, case("33.19.03", 5, desa="Ploso")]).warnings
    assert len(subtotal) == 1 and "1 tempat memuat baris tanpa rincian" in subtotal[0] and "(Jati)" in subtotal[0]


def test_the_full_grain_names_the_desa_and_the_office(tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.03", 4, desa="Ploso"), case(None, 3)]).loaded
    assert query(
        "SELECT kecamatan_code, desa_code, person_count, office_code FROM exact.out_case_counts ORDER BY ALL"
    ) == [("33.19.03", PLOSO, 4, "kanim-semarang"), (None, None, 3, "kanim-semarang")]


def test_no_public_table_has_a_desa_and_no_public_reader_may_ask_for_one(tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.03", 4, desa="Ploso")]).loaded
    held = [
        name
        for (name,) in query(
            "SELECT table_name FROM duckdb_columns() WHERE column_name = 'desa_code' AND schema_name = 'public'"
        )
        if query(f"SELECT 1 FROM public.{name} LIMIT 1")  # noqa: S608 - names of tables
    ]
    assert set(held) <= {"core_village"}  # a list of villages, with no count of anyone
    for table in EXACT_TABLES:
        with pytest.raises(AccessError):
            write_statement(Scope("public"), ExportRequest(table))
