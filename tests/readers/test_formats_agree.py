"""One table through every format and several writers: the same rows, whoever saved the file."""

from __future__ import annotations

import csv
import html
import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from openpyxl import Workbook
from spreadsheet import convert

from etl.readers import ReadDefaults, read_file

Cell = str | int | None
Lines = list[list[Cell]]
_PLACES = "row_number, count_heading, period, kabupaten, kecamatan"
_COLUMNS = f"{_PLACES}, category, nationality, izin_tinggal, sex, person_count"
NAMES = ("Bae", "Kec. Dawe", "GEBOG", "Jati", "Undaan", "Mejobo", "Tidak dirinci", "Antah Berantah")
COUNTRIES = ("China", "Jepang", "Korea Selatan", "Côte d'Ivoire", "CHN")
COUNTS: tuple[Cell, ...] = (0, 1, 7, 48, 1234, None, "-", "1.234", "3 orang", "48¹", "2*", "sekitar 5", "nihil")


def make_tall(chance: random.Random) -> Lines:
    lines: Lines = [["DATA WNA KABUPATEN KUDUS"], ["Maret 2024"], ["NO", "KECAMATAN", "KEWARGANEGARAAN", "JUMLAH"]]
    lines += [[number, chance.choice(NAMES), chance.choice(COUNTRIES), chance.choice(COUNTS)] for number in range(1, 9)]
    return [*lines, ["JUMLAH", None, None, 60], [None, None, "Kudus, 5 April 2024"]]


def make_wide(chance: random.Random) -> Lines:
    lines: Lines = [["DATA WNA KABUPATEN KUDUS MARET 2024"], ["NO", "KECAMATAN", "ITK", "ITAS", "ITAP", "KETERANGAN"]]
    return lines + [
        [
            number,
            chance.choice(NAMES),
            *chance.choices(COUNTS, k=3),
            chance.choice(("", "cek", "<3")),
        ]
        for number in range(1, 9)
    ]


TABLES = {
    f"{make.__name__.removeprefix('make_')}-{seed}": make(random.Random(seed))  # noqa: S311 - no secret
    for make in (make_tall, make_wide)
    for seed in range(3)
}


def write_csv(path: Path, lines: Lines) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)


def write_html(path: Path, lines: Lines) -> None:
    rows = ("".join(f"<td>{html.escape('' if cell is None else str(cell))}</td>" for cell in line) for line in lines)
    path.write_text("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>", "utf-8")


def write_openpyxl(path: Path, lines: Lines) -> None:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(path)


def write_xlsxwriter(path: Path, lines: Lines) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)


WRITERS = {
    "csv": (write_csv, "csv"),
    "html": (write_html, "xls"),
    "openpyxl": (write_openpyxl, "xlsx"),
    "xlsxwriter": (write_xlsxwriter, "xlsx"),
}


def read(path: Path) -> list[tuple[object, ...]]:
    with duckdb.connect() as con:
        read_file(path, con, ReadDefaults())
        return con.execute(f"SELECT {_COLUMNS} FROM raw ORDER BY ALL").fetchall()  # noqa: S608 - our names


@pytest.mark.parametrize("name", TABLES)
def test_every_writer_gives_the_same_rows(name: str, tmp_path: Path) -> None:
    found = {}
    for writer, (write, suffix) in WRITERS.items():
        path = tmp_path / f"{writer}.{suffix}"
        write(path, TABLES[name])
        found[writer] = read(path)
    assert found == dict.fromkeys(WRITERS, found["csv"])
    assert len(found["csv"]) >= 8


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Every table as LibreOffice saves it, each format at one start of the program."""
    folder = tmp_path_factory.mktemp("saved")
    paths = [folder / f"{name}.xlsx" for name in TABLES]
    for path in paths:
        write_openpyxl(path, TABLES[path.stem])
    for kind in ("xlsx", "xls", "ods"):
        convert(*paths, kind=kind)
    yield folder


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_format_of_libreoffice_gives_the_same_rows(kind: str, saved: Path) -> None:
    found = {name: read(saved / "converted" / f"{name}.{kind}") for name in TABLES}
    assert found == {name: read(saved / f"{name}.xlsx") for name in TABLES}
