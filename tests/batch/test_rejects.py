"""Rejected rows as a file: mended and loaded again, nothing lost, nothing that a spreadsheet program would run."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from builders import case, counts, disk, load_all, query, write_table

from etl import pipeline
from etl.__main__ import main
from etl.batch import rejects
from etl.batch.rejects import NOTES
from etl.pipeline import Outcome
from etl.readers.texts.headings import resolve_heading
from pora import paths
from pora.errors import UsageError
from pora.schema.load_report import LoadOptions

pytestmark = pytest.mark.usefixtures("in_memory")

ROWS = [
    case("33.19.01", 7, nationality="CHN"),
    case("33.19.02", "banyak", nationality="Chinna"),
    case(None, 4, kabupaten_code="33.19"),
    case("33.19.03", None),
]
MENDED = {"33.19.01": (7, None, "angka", 1, 0), "33.19.02": (5, None, "angka", 1, 0)}


def load_with_rejects(path: Path, target: Path, **options: object) -> Outcome:
    given = LoadOptions(**{"office": "kanim-semarang", **options})  # type: ignore[arg-type]
    return pipeline.load([path], given, dry_run=False, rejects=target)


def read(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def mend(path: Path, cells: dict[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


def test_rows_stand_as_they_were_the_rejected_ones_first_with_column_and_error(tmp_path: Path) -> None:
    target = tmp_path / "perbaikan.xlsx"
    found = load_with_rejects(write_table(tmp_path / "cases.csv", ROWS), target)
    rows = read(target)
    assert rows[0] == (
        "No", "period", "kecamatan_code", "Kecamatan", "kabupaten_code", "category", "nationality", "person_count",
        *NOTES,
    )  # fmt: skip
    assert [row[:9] for row in rows[1:]] == [
        (1, "2024-03", "33.19.02", None, None, "orang_asing", "Chinna", "banyak", "nationality, person_count"),
        (2, "2024-03", "33.19.01", None, None, "orang_asing", "CHN", "7", None),
        (3, "2024-03", None, None, "33.19", "orang_asing", None, "4", None),
        (4, "2024-03", "33.19.03", None, None, "orang_asing", None, None, None),
    ]
    assert [row[9:] for row in rows[1:]] == [
        (" ".join(sorted(e.message for e in found.reports[0].errors)), None, "3"),
        (None, None, "2"),
        (None, None, "4"),
        (None, None, "5"),
    ]
    assert found.notes == ["perbaikan.xlsx: perbaiki baris yang ada kesalahannya, lalu muat berkas itu seluruhnya."]


@pytest.mark.parametrize("accept_partial", [False, True])
def test_a_mended_file_loads_again_and_no_good_row_is_lost(tmp_path: Path, accept_partial: bool) -> None:
    target = tmp_path / "perbaikan.xlsx"
    source = write_table(tmp_path / "cases.csv", ROWS)
    assert load_with_rejects(source, target, accept_partial=accept_partial).reports[0].loaded is accept_partial
    report = load_all(mend(target, {"G2": "Tiongkok", "H2": 5})).reports[0]
    assert (report.rows_in, report.rejected, report.loaded, report.errors) == (4, 0, True, ())
    assert counts("kecamatan") == MENDED
    assert counts("kabupaten_kota") == {"33.19": (16, 4, "angka", 2, 0)}


def test_a_printed_file_is_mended_without_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Maret 2024"
    for line in (
        ["DATA ORANG ASING PEMEGANG IZIN TINGGAL"],
        ["KABUPATEN KUDUS"],
        ["NO", "KECAMATAN", "CHINA", "JEPANG"],
        [1, "Kaliwungu", 3, 4],
        [2, "Jatti", 1, None],
        [3, "Bae", None, 0],
    ):
        book.active.append(line)
    book.save(tmp_path / "cetak.xlsx")
    target = tmp_path / "perbaikan.xlsx"
    assert not load_with_rejects(tmp_path / "cetak.xlsx", target).reports[0].loaded
    rows = read(target)
    assert rows[0][1:8] == (
        "Periode", "KECAMATAN", "Kabupaten/kota", "Kategori", "Kewarganegaraan", "Jumlah orang", NOTES[0]
    )  # fmt: skip
    assert rows[1][1:8] == ("2024-03", "Jatti", "KABUPATEN KUDUS", "orang_asing", "CHINA", "1", "KECAMATAN")
    assert rows[1][-2:] == ("Maret 2024", "5")
    assert load_all(mend(target, {"C2": "Jati"})).reports[0].loaded
    assert counts("kecamatan") == {
        "33.19.01": (7, None, "angka", 1, 0),
        "33.19.03": (1, None, "angka", 1, 0),
        "33.19.07": (0, None, "nol", 1, 0),
    }


def test_nothing_in_the_file_is_a_formula_or_a_link(tmp_path: Path) -> None:
    hostile = ['=HYPERLINK("http://x.test","x")', "+1+1", "-2", "@SUM(A1)", "http://x.test", "\tx", "x\x01y"]
    rows = [case("33.19.01", value) for value in hostile]
    target = tmp_path / "perbaikan.xlsx"
    load_with_rejects(write_table(tmp_path / "cases.csv", rows), target)
    sheet = openpyxl.load_workbook(target).active
    cells = [cell for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.quotePrefix, cell.hyperlink) for cell in cells} == {("s", True, None)}
    assert {str(row[5].value) for row in sheet.iter_rows(min_row=2)} >= {"+1+1", "-2", "@SUM(A1)"}


def test_no_byte_of_a_personal_column_is_written(tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text(
        "Periode,Nama,No Paspor,Kecamatan,Kabupaten,Kategori,Kewarganegaraan\n"
        "2024-03,Zebulon Quarterman,X1234567,Baee,Kudus,WNA,USA\n",
        "utf-8",
    )
    target = tmp_path / "perbaikan.xlsx"
    assert load_with_rejects(source, target).reports[0].errors[0].code == "personal-data"
    assert not target.exists()
    assert load_with_rejects(source, target, drop_personal=True).reports[0].rejected == 1
    assert [cell for row in read(target) for cell in row if "Quarterman" in str(cell) or "X1234567" in str(cell)] == []
    assert read(target)[1][3] == "Kudus"


def test_the_notes_are_ignored_and_our_headings_are_known_when_the_file_is_read_again() -> None:
    assert [getattr(resolve_heading(note), "column", None) for note in NOTES] == ["ignored"] * len(NOTES)
    for name, label in rejects._LABELS.items():
        assert getattr(resolve_heading(label), "column", None) == name


def test_a_good_file_a_file_at_fault_as_a_whole_and_a_very_long_one_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "perbaikan.xlsx"
    assert load_with_rejects(write_table(tmp_path / "good.csv", [case("33.19.01", 7)]), target).notes == []
    other = load_with_rejects(write_table(tmp_path / "other.csv", [case("33.19.01", 8)]), target, office="kanim-pati")
    assert other.notes == ["Tidak ada baris yang perlu diperbaiki; perbaikan.xlsx tidak ditulis."]
    monkeypatch.setattr(rejects, "MOST_REJECTED_ROWS", 3)
    long = load_with_rejects(write_table(tmp_path / "long.csv", ROWS), target)
    assert long.notes == ["Lebih dari 3 baris: perbaikan.xlsx tidak ditulis. Perbaiki di berkas asalnya."]
    assert not target.exists()


def test_the_option_takes_one_xlsx_that_is_not_the_file_itself(tmp_path: Path) -> None:
    source = write_table(tmp_path / "cases.csv", ROWS)
    with pytest.raises(UsageError, match="harus berakhiran .xlsx"):
        load_with_rejects(source, tmp_path / "perbaikan.csv")
    with pytest.raises(UsageError, match="hanya untuk satu berkas"):
        pipeline.load([source, source], LoadOptions("kanim-semarang"), dry_run=False, rejects=tmp_path / "a.xlsx")
    with pytest.raises(UsageError, match="menimpa"):
        load_with_rejects(tmp_path / "a.xlsx", tmp_path / "a.xlsx")


def test_the_command_writes_it_beside_its_report_and_never_into_the_data_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, before = tmp_path / "perbaikan.xlsx", disk()
    source = write_table(tmp_path / "cases.csv", ROWS)
    assert main(["load", str(source), "--office", "kanim-semarang", "--rejects", str(target)]) == 1
    assert "perbaikan.xlsx: perbaiki baris" in capsys.readouterr().out
    assert (target.exists(), disk()) == (True, before)
    assert query("SELECT count(*) FROM core_batch") == [(0,)] and not paths.intake().exists()
