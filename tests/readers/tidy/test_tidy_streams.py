"""Tidy files that stream though a column or a spelling of theirs needs a look: as the reader of cells has them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import readers
from etl.readers import ReadDefaults, describe_read_report, read_file
from etl.readers.formats.sniff import CHUNK_BYTES, scan_text
from etl.readers.tidy.stream import ROWS_DATABASE, drop_raw
from pora.errors import RefusedError

_ROWS = "SELECT row_number, period, desa, kecamatan, nationality, person_count FROM raw ORDER BY ALL"


def read(path: Path, streams: bool = True) -> tuple[object, list[str]]:
    """(rows of `raw`, words of the report), or (code, sentence) of the refusal; asserts that it streams."""
    with duckdb.connect() as con, pytest.MonkeyPatch.context() as patch:
        if not streams:
            patch.setattr(readers, "plan_tidy", lambda *_arguments: None)
        try:
            found = read_file(path, con, ReadDefaults())
        except RefusedError as error:
            return error.code, [str(error)]
        is_view = con.execute("SELECT count(*) FROM duckdb_views() WHERE view_name = 'raw'").fetchall() == [(1,)]
        assert is_view == streams
        return con.execute(_ROWS).fetchall(), describe_read_report(found)


def write(folder: Path, text: str) -> Path:
    path = folder / "tabel.csv"
    path.write_text(text, "utf-8")
    return path


def test_codes_in_formulas_of_text_stream(tmp_path: Path) -> None:
    table = (
        'periode,kecamatan,kewarganegaraan,jumlah\n="2024-03",="Bae",="CHN",="5"\n="2024-03", ="Jati" ,"=""JPN""",6\n'
    )
    rows, _said = read(write(tmp_path, table))
    assert rows == [(2, "2024-03", None, "Bae", "CHN", "5"), (3, "2024-03", None, "Jati", "JPN", "6")]
    assert read(write(tmp_path, table), streams=False)[0] == rows


def test_a_formula_of_text_is_seen_where_two_pieces_of_the_file_meet(tmp_path: Path) -> None:
    line = 'a,="33.19.07"\n'
    before = "b" * (CHUNK_BYTES - line.index('"') - 1) + "\n"
    path = write(tmp_path, before + line + "c\n")
    assert path.read_bytes()[CHUNK_BYTES - 1 : CHUNK_BYTES + 1] == b'="' and scan_text(path).has_formulas
    assert not scan_text(write(tmp_path, before)).has_formulas


def test_lines_that_end_otherwise_from_a_piece_of_the_file_on_are_seen_and_a_last_line_without_an_end_is_none(
    tmp_path: Path,
) -> None:
    def scan(content: bytes) -> bool:
        path = tmp_path / "tabel.csv"
        path.write_bytes(content)
        return scan_text(path).is_regular

    lines, returns = (b"Bae,1" + end for end in (b"\n", b"\r\n"))
    piece = lines * -(-CHUNK_BYTES // len(lines))  # ends with the line in which the first megabyte does
    assert [scan(piece + lines), scan(piece + returns), scan(piece + b"Bae,1")] == [True, False, True]
    piece = returns * -(-CHUNK_BYTES // len(returns))
    assert [scan(piece + returns), scan(piece + lines), scan(piece + b"Bae,1")] == [True, False, True]


def test_each_connection_of_a_writer_has_its_rows_in_the_database_for_rows(tmp_path: Path) -> None:
    table = "period,kecamatan,person_count\n2024-03,Bae,{}\n2024-04,Jati,6\n"
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{tmp_path / 'rows.duckdb'}' AS {ROWS_DATABASE}")
        cursors = [con.cursor(), con.cursor()]
        for cursor, count in zip(cursors, "57", strict=True):
            read_file(write(tmp_path, table.format(count)), cursor, ReadDefaults())
        for cursor, count in zip(cursors, "57", strict=True):
            assert cursor.execute(_ROWS).fetchall() == read(write(tmp_path, table.format(count)))[0]
        stored = f"SELECT count(*) FROM duckdb_tables() WHERE database_name = '{ROWS_DATABASE}'"  # noqa: S608 - our name
        assert con.execute(stored).fetchall() == [(2,)]
        for cursor in cursors:
            drop_raw(cursor)
        assert con.execute(stored).fetchall() == [(0,)]


def test_a_passport_in_a_formula_of_text_is_seen(tmp_path: Path) -> None:
    table = 'periode,kecamatan,kewarganegaraan,jumlah\n2024-03,Bae,="EA1234567",5\n'
    assert read(write(tmp_path, table))[0] == "personal-data"


def test_a_column_of_status_streams_and_a_hidden_count_is_refused(tmp_path: Path) -> None:
    table = "period,kecamatan,person_count,status\n2024-03,Bae,5,angka\n2024-03,Jati,,{}\n"
    rows, said = read(write(tmp_path, table.format("[x]")))
    assert rows == [(2, "2024-03", None, "Bae", None, "5"), (3, "2024-03", None, "Jati", None, None)]
    assert said[-1] == "Kolom status tidak dibaca: judul tidak dikenal."
    for mark in ("[c]", "disamarkan"):
        code, sentence = read(write(tmp_path, table.format(mark)))
        assert (code, "baris 3: jumlahnya disamarkan" in sentence[0]) == ("constraint-error", True)


def test_rows_of_a_kecamatan_beside_those_of_its_desa_count_once(tmp_path: Path) -> None:
    table = """periode,kecamatan,desa,kewarganegaraan,jumlah
2024-03,Bae,Gondangmanis,CHN,5
2024-03,Bae,Ngembalrejo,JPN,4
2024-03,Bae,,CHN,5
2024-03,BAE,,,9
2024-03,Jati,,,7
"""
    placed = [
        (2, "2024-03", "Gondangmanis", "Bae", "CHN", "5"),
        (3, "2024-03", "Ngembalrejo", "Bae", "JPN", "4"),
        (6, "2024-03", None, "Jati", None, "7"),
    ]
    rows, said = read(write(tmp_path, table))
    assert rows == placed and "Baris 4-5 dilewati: baris jumlah." in said
    rows, said = read(write(tmp_path, table.replace(",,,9", ",,,12")))
    assert rows == placed
    assert said[-1] == "Jumlah tercetak tidak cocok, baris 5, kolom jumlah: tercetak 12, baris berjumlah 9."
    assert read(write(tmp_path, table.replace(",,,9", ",,,8"))) == (
        "mixed-levels",
        [
            "Baris kecamatan dan baris desa/kelurahan bercampur: baris 5 berisi 8, tetapi baris desa 2-3 berjumlah 9. "
            "Sisakan satu tingkat saja, kecamatan atau desa. Orang yang desanya tidak diketahui: tulis 'Tidak dirinci' "
            "sebagai desanya."
        ],
    )


def test_rows_without_a_desa_in_an_export_of_ours_are_persons_and_no_subtotal(tmp_path: Path) -> None:
    table = "period,kecamatan_code,desa_code,person_count,office_code\n"
    table += "2024-03,33.19.07,33.19.07.2001,5,kanim-pati\n2024-03,33.19.07,,5,kanim-pati\n"
    for streams in (True, False):
        with duckdb.connect() as con, pytest.MonkeyPatch.context() as patch:
            if not streams:
                patch.setattr(readers, "plan_tidy", lambda *_arguments: None)
            read_file(write(tmp_path, table), con, ReadDefaults())
            assert con.execute("SELECT desa_code, person_count FROM raw ORDER BY ALL").fetchall() == [
                ("33.19.07.2001", "5"),
                (None, "5"),
            ]


COUNTS = st.sampled_from(("0", "1", "2", "3", "5", "1.234", "-", "abc", ""))
ROW = st.tuples(
    st.sampled_from(("2024-03", "2024-04")),
    st.sampled_from(("Bae", "BAE", "Jati", "Undaan")),
    st.sampled_from(("", "Gondangmanis", "Jati Kulon")),
    st.sampled_from(("", "CHN", "JPN")),
    COUNTS,
)


@settings(max_examples=75, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8), st.booleans())
def test_a_file_with_desa_gives_what_the_reader_of_cells_gives(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], sums: bool
) -> None:
    lines = [",".join(row) for row in rows]
    if sums:
        parts = [row for row in rows if row[1] == "Bae" and row[2]]
        lines.append(f"2024-03,Bae,,,{sum(int(row[4]) for row in parts if row[4].isdigit() and row[0] == '2024-03')}")
    path = write(
        tmp_path_factory.mktemp("desa"), "\n".join(["periode,kecamatan,desa,kewarganegaraan,jumlah", *lines, ""])
    )
    assert read(path)[0] == read(path, streams=False)[0]
