"""Wild grids for the table finder: it gives rows or refuses, and never loses a person of a table it knows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.readers import ReadDefaults, describe_read_report
from etl.readers.formats.cells import Merge, SheetCells, SheetRow, clean_cells
from etl.readers.read_report import ReadReport
from etl.readers.tables.formatted_tables import read_formatted_tables
from etl.readers.texts.headings import RAW_DIMENSIONS
from pora.errors import RefusedError

WORDS = (
    *("NO", "KECAMATAN", "Kabupaten/Kota", "WILAYAH", "JUMLAH", "TOTAL", "KEWARGANEGARAAN", "L", "P", "L/P", "ITAS"),
    *("CHINA", "KOREA", "LAIN-LAIN", "TIDAK DIRINCI", "WNA", "PENGUNGSI", "PENCARI SUAKA", "KETERANGAN", "BULAN"),
    *("TAHUN", "Periode", "Maret 2024", "45370", "Bae", "Dawe", "Kab. Kudus", "KABUPATEN KENDAL", "Kota Kudus", "A."),
    *("NAMA", "No. Paspor", "EA1234567", "Sumber : BPS", "Kepala", "NIP. 1970", "Semarang, 5 April 2024", "1.234"),
    *("1,234", "2.5e0", "50-an", "-", "NIHIL", "0", "1", "2", "3", "48", "(1)", "(2)", "(3)", "#RUMUS!", ": Kudus"),
)
CELLS = st.one_of(st.none(), st.sampled_from(WORDS), st.text(max_size=8))
SHEETS = st.sampled_from((None, "Sheet1", "Maret", "Bae", "REKAP", "Kudus", "03-2024"))


HEADINGS = st.sampled_from(
    (
        ["NO", "KECAMATAN", "JUMLAH"],
        ["NO", "KECAMATAN", "KEWARGANEGARAAN", "L", "P", "JUMLAH"],
        ["WILAYAH", "CHINA", "KOREA", "THAYLAND", "TOTAL"],
        ["KECAMATAN", "JUMLAH", None, None, "KET"],
        ["NO", "NAMA", "KEBANGSAAN", "L/P", "KECAMATAN"],
        ["Kabupaten", "Kecamatan", "Periode", "Negara", "Izin Tinggal", "Jumlah"],
    )
)


@st.composite
def grids(draw: st.DrawFn) -> SheetCells:
    lines = draw(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=14))
    for heading in draw(st.lists(HEADINGS, max_size=2)):
        lines.insert(draw(st.integers(0, len(lines))), heading)
    rows = [SheetRow(number, cells) for number, line in enumerate(lines, start=1) if (cells := clean_cells(line))]
    corners = st.tuples(st.integers(1, 14), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))
    merges = [
        Merge(top, left, top + high, left + wide) for top, left, high, wide in draw(st.lists(corners, max_size=3))
    ]
    return SheetCells(draw(SHEETS), tuple(rows), tuple(merges), draw(st.booleans()))


@settings(max_examples=600, deadline=None)
@given(st.lists(grids(), min_size=1, max_size=3), st.booleans())
def test_any_grid_gives_rows_or_one_clear_refusal(sheets: list[SheetCells], drop_personal: bool) -> None:
    try:
        found, rows = read_formatted_tables(
            "a.xlsx", sheets, ReadDefaults(drop_personal=drop_personal), ReadReport("xlsx")
        )
    except RefusedError as error:
        assert "\n" not in str(error)
        return
    assert describe_read_report(found)
    assert found.rows == len(rows)
    numbers = {row.number for sheet in sheets for row in sheet.rows}
    for row in rows:
        assert row.row_number in numbers
        assert set(row.dimensions) <= {*RAW_DIMENSIONS, "sheet"}
        assert row.person_count != ""


KECAMATAN = ("Bae", "Dawe", "Gebog", "Jati", "Undaan", "Mejobo")
COUNTRIES = ("China", "Jepang", "India", "Lain-lain")
TITLES = st.lists(
    st.sampled_from(("KANTOR IMIGRASI KELAS I", "DATA ORANG ASING", "KABUPATEN KUDUS", "", "MARET 2024", "Nomor: 12")),
    max_size=5,
)
COUNT = st.one_of(st.none(), st.integers(0, 999))


@st.composite
def printed_tables(draw: st.DrawFn) -> tuple[SheetCells, list[tuple[str, str, str]]]:
    """A wide or tall table somewhere in a sheet, and the (kecamatan, country, count) that stand in it."""
    left = draw(st.integers(0, 3))
    wide = draw(st.booleans())
    names = draw(st.lists(st.sampled_from(KECAMATAN), min_size=1, unique=True))
    lines: list[list[object]] = [[title] for title in draw(TITLES)]
    body: list[list[object]] = []
    expected: list[tuple[str, str, str]] = []
    for number, name in enumerate(names, start=1):
        counts = {country: draw(COUNT) for country in COUNTRIES}
        filled = {country: count for country, count in counts.items() if count is not None}
        expected += [(name, country, str(count)) for country, count in filled.items()]
        if wide:
            body.append([number, name, *counts.values(), sum(filled.values()) if filled else None])
        else:
            body += [[None, name, country, count] for country, count in filled.items()]
    if wide:
        lines += [["NO", "KECAMATAN", "KEWARGANEGARAAN", None, None, None, "JUMLAH"], [None, None, *COUNTRIES]]
    else:
        lines.append(["NO", "KECAMATAN", "KEWARGANEGARAAN", "JUMLAH"])
    if draw(st.booleans()):
        lines.append(list(range(1, len(body[0]) + 1 if body else 5)))
    lines += body
    if draw(st.booleans()):
        lines += [["JUMLAH", None, *[None] * (4 if wide else 1), sum(int(count) for *_rest, count in expected)]]
    if draw(st.booleans()):
        lines += [[], [None, None, "Kudus, 5 April 2024"], [None, None, "Kepala Kantor"], [None, None, "NIP. 1970"]]
    padded = [clean_cells([None] * left + [None if cell is None else str(cell) for cell in line]) for line in lines]
    rows = tuple(SheetRow(number, cells) for number, cells in enumerate(padded, start=1) if cells)
    return SheetCells("Sheet1", rows), expected


@settings(max_examples=300, deadline=None)
@given(printed_tables())
def test_a_table_is_found_wherever_it_stands_and_nobody_is_lost(
    made: tuple[SheetCells, list[tuple[str, str, str]]],
) -> None:
    grid, expected = made
    if not expected:
        return
    _found, rows = read_formatted_tables("a.xlsx", [grid], ReadDefaults(), ReadReport("xlsx"))
    read = [
        (row.dimensions["kecamatan"], row.dimensions["nationality"], row.person_count)
        for row in rows
        if row.person_count
    ]
    assert read == expected
