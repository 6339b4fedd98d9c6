"""Web pages and XML of Excel 2003 that hold a table: cells where a spreadsheet program shows them, or one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.readers.formats.cells import Merge, SheetCells
from etl.readers.formats.sniff import read_head
from etl.readers.formats.web_tables import read_web
from pora.errors import RefusedError


def read(path: Path, text: str) -> list[SheetCells]:
    path.write_text(text, "utf-8")
    return read_web(path, read_head(path))


def cells(grid: SheetCells) -> list[tuple[int, tuple[str | None, ...]]]:
    return [(row.number, row.cells) for row in grid.rows]


def test_spans_raised_marks_hidden_rows_and_missing_end_tags(tmp_path: Path) -> None:
    page = (
        "<table><tr><td colspan=2>WNA<td>Jumlah<tr><td rowspan=2>Jati<td>L<td>48<sup>1</sup>"
        "<tr style='display: none'><td>P<td>5<br></table><table><tr><td>Sumber<td>&lt;SIAK&gt;</table>"
    )
    (grid,) = read(tmp_path / "a.xls", page)
    assert cells(grid) == [
        (1, ("WNA", None, "Jumlah")),
        (2, ("Jati", "L", "48¹")),
        (3, (None, "P", "5")),
        (5, ("Sumber", "<SIAK>")),
    ]
    assert grid.hidden_rows == frozenset({3})
    assert grid.merges == (Merge(1, 0, 1, 1), Merge(2, 0, 3, 0))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<table><tr><td><table><tr><td>a</table></table>", "tabel di dalam tabel"),
        ("<html><p>Laporan</p></html>", "berisi halaman web, bukan tabel"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "berisi XML, bukan tabel"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Work', "berisi XML"),
    ],
)
def test_what_is_no_plain_table_is_named_for_what_it_is(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(tmp_path / "a.xls", text)


def test_xml_2003_places_cells_and_tells_errors_formulas_and_numbers(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Juli"><Table>'
        '<Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="String">WNA</Data></Cell>'
        '<Cell><Data ss:Type="String">L</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">5</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1+2"/>'
        '<Cell><Data ss:Type="Number">1.5</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    (grid,) = read(tmp_path / "a.xls", sheet)
    assert cells(grid) == [(3, ("WNA", None, "L")), (4, (None, "5", "#N/A", "#RUMUS!", "1.5e0"))]
    assert (grid.sheet, grid.hidden_rows, grid.merges) == ("Juli", frozenset({4}), (Merge(3, 0, 3, 1),))
