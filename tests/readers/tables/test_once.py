"""Two tables of one file that count the same persons, however they are spelled: refused."""

from __future__ import annotations

import pytest

from etl.readers import ReadDefaults
from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.read_report import ReadReport
from etl.readers.tables.formatted_tables import read_formatted_tables
from pora.errors import RefusedError

TITLE = "DATA WNA KABUPATEN KUDUS MARET 2024"


def grid(sheet: str, table: str) -> SheetCells:
    lines = [TITLE, *(line.strip() for line in table.strip().splitlines())]
    rows = (SheetRow(number, tuple(line.split("|"))) for number, line in enumerate(lines, start=1))
    return SheetCells(sheet, tuple(rows))


def read(*grids: SheetCells) -> list[tuple[str | None, ...]]:
    _found, rows = read_formatted_tables("a.xlsx", grids, ReadDefaults(), ReadReport("xlsx"))
    return [(row.dimensions.get("kecamatan"), row.dimensions.get("nationality"), row.person_count) for row in rows]


BY_KECAMATAN = "KECAMATAN|JUMLAH\nBae|5\nJati|4"
REFUSED = (
    "Berkas a.xlsx memuat dua tabel tentang orang yang sama: lembar {} baris 2 dan lembar {} baris 2. Sisakan satu "
    "rincian, atau tulis bulan atau wilayah masing-masing di nama lembarnya."
)


@pytest.mark.parametrize(
    "other",
    [
        "NEGARA|JUMLAH\nChina|6\nJepang|3",
        "KABUPATEN|JUMLAH\nKab. Kudus|9",
        "KABUPATEN|L|P\nPati|1|2\nKUDUS|5|4",
        "KECAMATAN|L|P\nKec. Bae|5|0\nKEC. JATI|4|0",
        "KODE|JUMLAH\n33.19.07|5",
    ],
)
def test_a_second_table_of_the_same_persons_is_refused(other: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(grid("Satu", BY_KECAMATAN), grid("Dua", other))
    assert (refused.value.code, str(refused.value)) == ("duplicate-table", REFUSED.format("Satu", "Dua"))
    with pytest.raises(RefusedError, match="dua tabel tentang orang yang sama"):
        read(grid("Dua", other), grid("Satu", BY_KECAMATAN))


def test_tables_below_each_other_are_no_different() -> None:
    table = f"{BY_KECAMATAN}\nJUMLAH|9\nMENURUT NEGARA\nNEGARA|JUMLAH\nChina|6\nJepang|3"
    with pytest.raises(RefusedError, match="lembar Satu baris 2 dan lembar Satu baris 7"):
        read(grid("Satu", table))


def test_persons_without_a_kecamatan_may_have_a_sheet_of_their_own() -> None:
    unplaced = "KABUPATEN|NEGARA|JUMLAH\nKudus|China|2"
    assert read(grid("Satu", BY_KECAMATAN), grid("Tidak dirinci", unplaced)) == [
        ("Bae", None, "5"),
        ("Jati", None, "4"),
        (None, "China", "2"),
    ]


def test_other_places_and_countries_in_a_second_table_are_other_persons() -> None:
    first, second = "KECAMATAN|NEGARA|JUMLAH\nBae|China|5", "KECAMATAN|NEGARA|JUMLAH\nKec. Bae|Jepang|4\nDawe|China|3"
    assert read(grid("Satu", first), grid("Dua", second)) == [
        ("Bae", "China", "5"),
        ("Kec. Bae", "Jepang", "4"),
        ("Dawe", "China", "3"),
    ]
    with pytest.raises(RefusedError, match="dua tabel tentang orang yang sama"):
        read(grid("Satu", first), grid("Dua", second.replace("Jepang", "CHN")))
