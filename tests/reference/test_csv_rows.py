"""CSV that an operator keeps by hand: read as it is written, and any fault named with its line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pora.errors import UsageError
from pora.reference.csv_rows import file_stamp, file_version, read_csv_rows

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


def read(path: Path, content: str | bytes) -> list[tuple[int, str, str]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(row.line, row["name"], row["day"]) for row in read_csv_rows(path, ("name", "day"))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "daftar.csv"


def test_without_a_file_there_are_no_rows(path: Path) -> None:
    assert read_csv_rows(path, ("name", "day")) == []


def test_every_row_comes_with_the_line_on_which_it_begins(path: Path) -> None:
    assert read(path, 'name,day\n\n"Kanim X\nCabang",\n ,\nBudi,2026-01-26') == [
        (3, "Kanim X Cabang", ""),
        (6, "Budi", "2026-01-26"),
    ]


def test_a_line_break_in_quotes_is_a_space_however_the_program_writes_it(path: Path) -> None:
    for ending in ("\n", "\r\n", "\r", "\u2028", "\x0b"):
        assert read(path, f'name,day\r\n"Kanim X{ending}Cabang",\r\n') == [(2, "Kanim X Cabang", "")]


def test_columns_stand_in_any_order_after_a_mark_and_between_semicolons(path: Path) -> None:
    assert read(path, '\ufeff day ; name\r\n2026-01-26;"Imigrasi; Kudus, Jepara"\r\n;;\r\n'.replace(";;", ";")) == [
        (2, "Imigrasi; Kudus, Jepara", "2026-01-26")
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ", baris 1: baris judul harus berisi name,day."),
        ("name\n", ", baris 1: baris judul harus berisi name,day."),
        ("\nname,day,name\n", ", baris 2: baris judul harus berisi name,day."),
        (
            "name,day\nAni\n",
            ", baris 2: 1 sel, seharusnya 2. Beri tanda kutip pada teks yang memuat koma atau titik koma.",
        ),
        (
            "name,day\nA,,\n",
            ", baris 2: 3 sel, seharusnya 2. Beri tanda kutip pada teks yang memuat koma atau titik koma.",
        ),
        (
            'name,day\nA,\n"B\n,\nC,\n',
            ", baris 3: bukan CSV yang utuh. Periksa tanda kutipnya, dan apakah sebuah sel terlalu panjang.",
        ),
        (
            'name,day\n"A" b,\n',
            ", baris 2: bukan CSV yang utuh. Periksa tanda kutipnya, dan apakah sebuah sel terlalu panjang.",
        ),
        ("name,day\n".encode("utf-16"), " bukan teks UTF-8. Simpan sebagai CSV UTF-8."),
        ("name,day\nCafé,\n".encode("cp1252"), " bukan teks UTF-8. Simpan sebagai CSV UTF-8."),
    ],
)
def test_a_fault_is_named_with_file_and_line(path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(UsageError) as error:
        read(path, content)
    assert str(error.value) == f"{path}{message}"


def test_a_folder_in_its_place_is_an_error_in_words(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UsageError, match="daftar.csv tidak dapat dibaca: "):
        read_csv_rows(path, ("name", "day"))


@pytest.mark.parametrize(
    "text", ["2024-W01-1", "20240101", "2024W011", "2026-1-26", "26-01-2026", "2026-02-30", "٢٠٢٦-٠١-٢٦"]
)
def test_a_day_is_written_in_one_way(path: Path, text: str) -> None:
    read(path, f"name,day\nAni,{text}\n")
    [row] = read_csv_rows(path, ("name", "day"))
    with pytest.raises(UsageError) as error:
        row.day("day")
    assert str(error.value) == f"{path}, baris 2: '{text}' di kolom day bukan tanggal. Tulis seperti 2026-01-26."


def test_a_day_is_a_day_and_an_empty_cell_is_none(path: Path) -> None:
    path.write_text("name,day\nAni,2026-01-26\nBudi,\n", "utf-8")
    assert [row.day("day") for row in read_csv_rows(path, ("name", "day"))] == [dt.date(2026, 1, 26), None]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS), max_size=5), st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]))
def test_what_any_program_writes_is_read_as_it_was_meant(
    path: Path, rows: list[tuple[str, str]], delimiter: str, ending: str
) -> None:
    text = io.StringIO(newline="")
    # Python before 3.13 leaves a bare \r without quotes unless it stands in the line ending.
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([("name", "day"), *rows])
    meant = [(" ".join(name.split()), " ".join(day.split())) for name, day in rows]
    assert [cells for _line, *cells in read(path, text.getvalue())] == [list(row) for row in meant if any(row)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60).map(lambda rest: b"name,day\n" + rest))
def test_any_bytes_are_rows_or_a_sentence(path: Path, content: bytes) -> None:
    try:
        rows = read(path, content)
    except UsageError as error:
        assert str(error).startswith(str(path))
        return
    assert all(any(cells) for _line, *cells in rows)


def test_the_stamp_changes_with_the_file_even_at_the_same_size_and_time(path: Path) -> None:
    assert file_stamp(path) == ()
    path.write_text("a")
    first = file_stamp(path)
    other = path.with_name("other")
    other.write_text("b")
    os.utime(other, ns=(first[0], first[0]))
    other.replace(path)
    assert file_stamp(path) != first


def test_where_no_file_is_every_path_is_alike_and_two_files_never(path: Path) -> None:
    other = path.with_name("other")
    assert file_version(path) == file_version(other)
    for one in (path, other):
        one.write_text("a")
    assert file_version(path) == file_version(path) != file_version(other)
