"""What is seen of a cell against what is stored in it: another number, nothing, or a line through it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from spreadsheet import convert

from etl.readers import ReadDefaults, describe_read_report, read_file
from etl.readers.formats.web_tables import read_web
from etl.readers.formats.workbook import read_workbook
from etl.workbooks.looks import find_other_look
from pora.errors import RefusedError

XML_2003 = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="a"><Font ss:StrikeThrough="1"/></Style>
<Style ss:ID="b"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="c"><NumberFormat ss:Format="0,"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="Standard"/></Style></Styles>
<Worksheet ss:Name="Data"><Table>
<Row><Cell><Data ss:Type="String">Kecamatan</Data></Cell><Cell><Data ss:Type="String">WNA</Data></Cell></Row>
<Row ss:StyleID="a"><Cell><Data ss:Type="String">Bae</Data></Cell><Cell><Data ss:Type="Number">5</Data></Cell></Row>
<Row><Cell ss:StyleID="a"><Data ss:Type="String">Jati</Data></Cell>
<Cell ss:StyleID="b"><Data ss:Type="Number">6</Data></Cell></Row>
<Row><Cell><ss:Data ss:Type="String"><S>Da</S>we</ss:Data></Cell>
<Cell ss:StyleID="c"><Data ss:Type="Number">6000</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Gebog</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="Number">7</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
PAGE = """<html><table><tr><td>Kecamatan</td><td>WNA</td></tr><tr style="text-decoration: line-through"><td>Bae</td>
<td>5</td></tr><tr><td><s>Jati</s></td><td>6</td></tr><tr><td>Dawe</td><td><del>5</del> 7</td></tr></table></html>"""


def write_book(path: Path, *, number: str = "0", row: bool = False, part: bool = False) -> Path:
    """Kecamatan Bae 4, Jati 5, Dawe 6000: Dawe in a number format, Jati struck through, or a part of its count."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        struck, form = book.add_format({"font_strikeout": True}), book.add_format({"num_format": number})
        sheet.write_row(0, 0, ["Kecamatan", "WNA"])
        sheet.write_row(1, 0, ["Bae", 4])
        sheet.write_row(2, 0, ["Jati", 5], struck if row else None)
        if part:
            sheet.write_rich_string(2, 1, struck, "5", "7")
        sheet.write(3, 0, "Dawe")
        sheet.write(3, 1, 6000, form)
    return path


def write_all_looks(path: Path) -> Path:
    """Rows 2 to 7: struck through, a part of a text, a percent, a scale, nothing seen, thousands; each 6000 in B."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        struck = book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ["Kecamatan", "WNA"])
        sheet.write_row(1, 0, ["Bae", 6000], struck)
        sheet.write_rich_string(2, 0, struck, "Da", "we")
        sheet.write(2, 1, 6000)
        for row, number in enumerate(("0%", "0,", ";;;", "#,##0"), start=3):
            sheet.write(row, 0, "Jati")
            sheet.write(row, 1, 6000, book.add_format({"num_format": number}))
    return path


@pytest.mark.parametrize("kind", ["", "xlsx", "xls", "ods"])
def test_every_format_tells_what_is_seen(kind: str, tmp_path: Path) -> None:
    path = write_all_looks(tmp_path / "a.xlsx")
    (grid,) = read_workbook(convert(path, kind=kind)[0] if kind else path)[0]
    assert [row.cells[1] for row in grid.rows] == ["WNA", *["6000"] * 6]
    assert grid.struck == {(2, 0), (2, 1), (3, 0)}
    assert grid.shown == {(4, 1): "600000%", (5, 1): "6", (6, 1): ""}


def test_a_workbook_of_excel_2003_tells_what_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(XML_2003, "utf-8")
    (grid,) = read_web(path, path.read_bytes())
    assert (grid.struck, grid.shown) == ({(2, 0), (2, 1), (3, 0), (4, 0)}, {(3, 1): "600.00%", (4, 1): "6"})


def test_a_page_tells_what_is_struck_through(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(PAGE, "utf-8")
    (grid,) = read_web(path, path.read_bytes())
    assert (grid.struck, grid.rows[3].cells) == ({(2, 0), (2, 1), (3, 0), (4, 1)}, ("Dawe", "5 7"))


def read(path: Path) -> list[str]:
    with duckdb.connect() as con:
        return describe_read_report(read_file(path, con, ReadDefaults(period="2024-03", kabupaten="33.19")))


def refuse(path: Path) -> tuple[str | None, str]:
    with pytest.raises(RefusedError) as refused:
        read(path)
    return refused.value.code, str(refused.value)


def test_what_is_struck_through_is_refused_with_its_rows(tmp_path: Path) -> None:
    expected = (
        "struck-out",
        "Lembar Data baris 3 dicoret. Hapus baris atau isi yang tidak berlaku lagi, atau hilangkan coretannya bila "
        "masih berlaku.",
    )
    assert refuse(write_book(tmp_path / "row.xlsx", row=True)) == expected
    assert refuse(write_book(tmp_path / "part.xlsx", part=True)) == expected


def test_a_count_that_is_shown_as_another_one_is_refused_with_both(tmp_path: Path) -> None:
    assert refuse(write_book(tmp_path / "a.xlsx", number="0%")) == (
        "other-look",
        "Lembar Data baris 4, kolom WNA: tersimpan 6000, tetapi format selnya menampilkan '600000%'. Ubah format "
        "menjadi Angka tanpa persen atau skala, periksa isinya, lalu simpan.",
    )


def test_a_count_that_a_format_hides_is_read_and_said(tmp_path: Path) -> None:
    said = read(write_book(tmp_path / "a.xlsx", number=";;;"))
    assert "Jumlah di baris 4 tidak terlihat karena format selnya dan ikut dibaca." in said


@pytest.mark.parametrize(
    ("code", "count", "look"),
    [
        ("0%", 5, "500%"),
        ("0.0,,", 5234000, "5.2"),
        ('[>=1000]0,"rb";0', 5000, "5 rb"),
        ('[>=1000]0,"rb";0', 5, None),
        ('0"0"', 5, "5 0"),
        ("0E+00", 1234, "1E+03"),
        ('"-"', 5, "-"),
        (";", 5, ""),
        ("0;-0;;@", 0, None),
        ("General", 5, None),
        ("00000", 5, None),
        ("0.00", 5, None),
        ("#\\ ##0", 5000, None),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 5000, None),
        ('0" orang"', 5, None),
        ("[$-421]#,##0", 5000, None),
        ("# ?/?", 5, None),
        ("@", 5, None),
    ],
)
def test_a_number_format_shows_the_count_or_another_one(code: str, count: int, look: str | None) -> None:
    assert find_other_look(code, count) == look
