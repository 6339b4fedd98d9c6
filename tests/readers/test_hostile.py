"""Files that mean harm or are broken: one clear line, and nothing read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from etl.readers import ReadDefaults, read_file
from etl.readers.formats import workbook
from pora.errors import RefusedError
from tests.office_files.tall import tall_letterhead


def refuse(path: Path) -> str:
    """The message of the refusal; `raw` must not exist afterwards."""
    with duckdb.connect() as con:
        with pytest.raises(RefusedError) as caught:
            read_file(path, con, ReadDefaults())
        assert con.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]
    message = str(caught.value)
    assert "\n" not in message and message.endswith((".", "?"))
    return message


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def repack(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The same archive with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, change(name, content))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"   ", b"\xef\xbb\xbf", b"\0" * 5000])
def test_a_file_with_nothing_in_it(tmp_path: Path, content: bytes) -> None:
    assert refuse(write(tmp_path / "a.xlsx", content)) == "Berkas a.xlsx kosong."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "dokumen PDF"),
        (b"<html><table><tr><td>KECAMATAN</td></tr></table></html>", "halaman web"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "halaman web"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "XML"),
        (b"\x89PNG\r\n\x1a\n", "gambar"),
        (b"{\\rtf1", "dokumen RTF"),
    ],
)
def test_another_kind_under_the_name_of_a_table(tmp_path: Path, content: bytes, kind: str) -> None:
    message = f"Berkas a.xls berisi {kind}, bukan tabel. Kirim sebagai CSV, XLSX, XLS atau ODS."
    assert refuse(write(tmp_path / "a.xls", content)) == message


def test_the_name_is_not_believed(tmp_path: Path) -> None:
    tall_letterhead(tmp_path / "a.csv")
    with duckdb.connect() as con:
        assert read_file(tmp_path / "a.csv", con, ReadDefaults()).kind == "xlsx"


def test_random_bytes(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(100_000)  # noqa: S311 - no secret
    for head in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert "erkas a.xlsx" in refuse(write(tmp_path / "a.xlsx", head + noise))


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    tall_letterhead(path)
    path.write_bytes(path.read_bytes()[:-500])
    assert refuse(path) == "Berkas a.xlsx rusak atau bukan lembar kerja. Buka di program lembar kerja dan simpan ulang."


def test_another_document_in_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert refuse(path) == "Berkas a.xlsx bukan lembar kerja. Kirim sebagai CSV, XLSX, XLS atau ODS."


def test_entities_in_a_workbook_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    tall_letterhead(path)
    bomb = b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    repack(path, lambda name, content: bomb + content if "sheet1" in name else content)
    assert refuse(path) == "Berkas a.xlsx memuat entitas XML dan tidak dibuka. Simpan ulang dari program lembar kerja."


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    tall_letterhead(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.bin", "w") as part:
        for _ in range(400):
            part.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    assert "mengembang tidak wajar" in refuse(path)


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """The directory says that the sheet is small; it holds far more."""
    path = tmp_path / "a.xlsx"
    tall_letterhead(path)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 20_001))
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist() if "sheet1" not in name]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(20):
                part.write(rows)
            part.write(b"</sheetData></worksheet>")
        true_size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    content = path.read_bytes()
    path.write_bytes(content.replace(true_size.to_bytes(4, "little"), (5000).to_bytes(4, "little")))
    assert "a.xlsx" in refuse(path)


def test_one_cell_in_the_last_corner(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "Kecamatan"
    book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    assert "mengembang tidak wajar" in refuse(tmp_path / "a.xlsx")


def test_many_parts_in_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    tall_letterhead(path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(6_000):
            archive.writestr(f"xl/x{number}.bin", b"")
    assert "mengembang tidak wajar" in refuse(path)


def test_a_large_workbook_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_FILE_BYTES", 1000)
    tall_letterhead(tmp_path / "a.xlsx")
    assert "terlalu besar" in refuse(tmp_path / "a.xlsx")


def test_a_workbook_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_SECONDS", 0)
    tall_letterhead(tmp_path / "a.xlsx")
    assert "terlalu besar" in refuse(tmp_path / "a.xlsx")


def test_a_million_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"kecamatan" + b",jumlah" * 1_000_000 + b"\n" + b",1" * 1_000_000)
    message = "Baris 1 berkas a.csv berisi lebih dari 1.000 kolom. Hapus isi di sebelah kanan tabel, atau "
    message += "periksa pemisah kolomnya."
    assert refuse(path) == message


def test_two_hundred_megabytes_of_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"bukan tabel\n")
        file.truncate(200 * 2**20)
    assert "Berkas a.csv" in refuse(path)
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"a;b;c\n" * (2**20 // 6))
    assert "terlalu besar" in refuse(path)


def test_one_endless_cell(tmp_path: Path) -> None:
    for content in (b"x" * 5_000_000, b'"' + b"x" * 5_000_000):
        assert refuse(write(tmp_path / "a.csv", content)) == (
            "Baris 1 berkas a.csv tidak dapat dibaca: tanda kutip tidak ditutup, atau isi sel terlalu panjang."
        )


def test_a_nul_byte_in_a_printed_csv(tmp_path: Path) -> None:
    content = b"DATA ORANG ASING\n\nKecamatan;Jumlah\nBae\0;5\n"
    assert "byte NUL pada baris 4" in refuse(write(tmp_path / "a.csv", content))


def test_a_cell_too_many_in_a_printed_csv(tmp_path: Path) -> None:
    content = b"DATA ORANG ASING\n\nKecamatan,Jumlah\nBae,5\nDawe,Kudus,2\n"
    message = "Baris 5 berisi 3 kolom, seharusnya paling banyak 2. Perbaiki baris itu."
    assert refuse(write(tmp_path / "a.csv", content)) == message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "tidak-ada.csv", tmp_path):
        assert "tidak dapat dibuka" in refuse(path)


def test_a_formula_that_runs_a_program_stays_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"Kecamatan,Kategori,Jumlah\n=cmd|'/c calc'!A1,orang asing,5\n")
    with duckdb.connect() as con:
        read_file(path, con, ReadDefaults())
        assert con.execute("SELECT kecamatan FROM raw").fetchall() == [("=cmd|'/c calc'!A1",)]


def test_a_path_that_climbs_is_just_a_path(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", b"Kecamatan,Kategori,Jumlah\nBae,orang asing,5\n")
    (tmp_path / "sub").mkdir()
    with duckdb.connect() as con:
        assert read_file(tmp_path / "sub" / ".." / "a.csv", con, ReadDefaults()).rows == 1


def test_names_of_sheets_are_only_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "..' -- (1)"
    for row in (("Kecamatan", "Kategori", "Jumlah"), ("Bae'); DROP TABLE raw; --", "orang asing", 5)):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    with duckdb.connect() as con:
        read_file(write(tmp_path / "a.xlsx", content.getvalue()), con, ReadDefaults())
        assert con.execute("SELECT sheet, kecamatan FROM raw").fetchall() == [
            ("..' -- (1)", "Bae'); DROP TABLE raw; --")
        ]
