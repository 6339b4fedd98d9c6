from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.readers import ReadDefaults, ReadReport, describe_read_report, read_file
from etl.readers.texts.headings import RAW_COLUMNS
from pora.errors import RefusedError

HEADING = "periode,kode_kecamatan,kategori,kewarganegaraan,jumlah"
ROW = "2024-03,33.19.07,orang_asing,CHN,5"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


def read(
    con: duckdb.DuckDBPyConnection, folder: Path, content: str | bytes, name: str = "berkas.csv", **said: object
) -> ReadReport:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, con, ReadDefaults(**said))  # type: ignore[arg-type]


def rows(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT row_number, period, kecamatan_code, category, nationality, person_count FROM raw ORDER BY row_number"
    ).fetchall()


def refusal(con: duckdb.DuckDBPyConnection, folder: Path, content: str | bytes, **said: object) -> tuple[str, str]:
    with pytest.raises(RefusedError) as caught:
        read(con, folder, content, **said)
    return caught.value.code, str(caught.value)


def test_raw_has_the_agreed_columns_whatever_the_file_has(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, f"{HEADING}\n{ROW}\n")
    described = con.execute("DESCRIBE raw").fetchall()
    assert [row[0] for row in described] == list(RAW_COLUMNS)
    assert {row[0]: row[1] for row in described if row[1] != "VARCHAR"} == {"row_number": "BIGINT"}
    assert con.execute("SELECT * FROM raw").fetchall() == [
        (None, 2, "jumlah", "2024-03", "33.19.07", *[None] * 5, "orang_asing", "CHN", *[None] * 6, "5")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_delimiters(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, delimiter: str, encoding: str, line_end: str
) -> None:
    lines = ["Kecamatan|Kewarganegaraan|Jumlah", "Bae|Côte d'Ivoire|5", "Dawe|Curaçao|0"]
    text = "".join(line.replace("|", delimiter) + line_end for line in lines)
    found = read(con, tmp_path, text.encode(encoding))
    assert con.execute("SELECT row_number, kecamatan, nationality, person_count FROM raw").fetchall() == [
        (2, "Bae", "Côte d'Ivoire", "5"),
        (3, "Dawe", "Curaçao", "0"),
    ]
    assert (found.kind, found.delimiter, found.rows) == ("csv", delimiter, 2)


def test_a_letter_of_cp1252_far_down_is_found(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    filler = "Bae;China;1\r\n" * 20_000
    content = ("Kecamatan;Kewarganegaraan;Jumlah\r\n" + filler + "Bae;Curaçao;2\r\n").encode("cp1252")
    assert read(con, tmp_path, content).encoding == "cp1252"
    assert con.execute("SELECT nationality FROM raw WHERE row_number = 20002").fetchall() == [("Curaçao",)]


def test_row_numbers_are_those_of_the_file_in_a_long_file(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Several row groups and threads: the count of each row is its own number."""
    con.execute("SET threads = 4")
    lines = "".join(f"2024-03,33.19.07,orang_asing,CHN,{n}\n" for n in range(2, 700_002))
    assert read(con, tmp_path, f"{HEADING}\n{lines}").rows == 700_000
    assert con.execute("SELECT count(*) FROM raw WHERE row_number <> person_count::BIGINT").fetchall() == [(0,)]


def test_spaces_are_trimmed_and_blank_cells_are_null(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, f'{HEADING}\n 2024-03 ,"33.19.07 ",  ,"", 5\n')
    assert rows(con) == [(2, "2024-03", "33.19.07", None, None, "5")]


def test_rows_without_any_cell_are_left_out_and_keep_their_numbers(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    found = read(con, tmp_path, f"{HEADING}\n,,,,\n{ROW}\n,,,,\n")
    assert [row[0] for row in rows(con)] == [3]
    assert found.rows == 1


def test_an_empty_line_inside_does_not_shift_row_numbers(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, f"{HEADING}\n{ROW}\n\n{ROW}\n\n\n")
    assert [row[0] for row in rows(con)] == [2, 4]


def test_a_quoted_line_end_is_one_row(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, f'{HEADING}\r\n2024-03,33.19.07,orang_asing,"CH\nN",5\r\n{ROW}\r\n')
    assert [row[0] for row in rows(con)] == [2, 3]


def test_a_total_row_at_the_end_is_not_data(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = read(con, tmp_path, f"kecamatan,{HEADING}\nBae,{ROW}\nDawe,{ROW}\nTOTAL,,,,,11\n")
    assert [row[0] for row in rows(con)] == [2, 3]
    assert [(check.row_number, check.printed, check.computed) for _s, check in found.mismatches] == [(4, 11, 10)]


def test_the_sender_fills_only_columns_that_the_file_has_not(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, "kecamatan,jumlah\nBae,5\n", period="2024-04", kabupaten="33.19")
    assert con.execute("SELECT period, kabupaten_code, kecamatan FROM raw").fetchall() == [("2024-04", "33.19", "Bae")]
    read(con, tmp_path, "periode,kecamatan,jumlah\n,Bae,5\n", period="2024-04")
    assert con.execute("SELECT period, kabupaten_code, kecamatan FROM raw").fetchall() == [(None, None, "Bae")]


def test_a_second_file_replaces_raw(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, f"{HEADING}\n{ROW}\n")
    read(con, tmp_path, f"{HEADING}\n\n{ROW}\n")
    read(con, tmp_path, f"{HEADING}\n{ROW}\n{ROW}\n")
    assert [row[0] for row in rows(con)] == [2, 3]


@pytest.mark.parametrize(
    "name", ["data[1].csv", "*.csv", "a?.csv", "dari kantor (2).csv", "tahun=2024.csv", "x.csv.gz"]
)
def test_names_of_files_are_names_not_patterns(con: duckdb.DuckDBPyConnection, tmp_path: Path, name: str) -> None:
    (tmp_path / "data1.csv").write_text(f"{HEADING}\n{ROW}\n{ROW}\n")
    assert read(con, tmp_path, f"{HEADING}\n{ROW}\n", name).rows == 1


def test_the_report_of_a_tidy_file(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = read(con, tmp_path, "No;Kecamatan;Jumlah\n1;Bae;5\n", period="2024-03")
    assert describe_read_report(found) == [
        "Tabel: baris 2-2, judul di baris 1, tabel memanjang, 1 baris data.",
        "Kolom: Kecamatan, Jumlah → Jumlah orang.",
        "Periode Maret 2024 dibaca dari perintah muat.",
        "Kolom No tidak dibaca: tidak diperlukan.",
    ]


def test_a_row_with_too_many_or_too_few_cells_is_refused_with_its_row(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert refusal(con, tmp_path, f"{HEADING}\n{ROW}\n{ROW},6\n") == (
        "extra-cell",
        "Baris 3 berkas berkas.csv berisi 6 kolom, seharusnya 5. Perbaiki baris itu.",
    )
    assert refusal(con, tmp_path, f"{HEADING}\n{ROW}\n2024-03,33.19.07\n{ROW}\n") == (
        "missing-cell",
        "Baris 3 berkas berkas.csv berisi 2 kolom, seharusnya 5. Perbaiki baris itu.",
    )


def test_an_open_quote_is_refused_with_its_row(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert refusal(con, tmp_path, f'{HEADING}\n{ROW}\n2024-03,"33.19.07,orang_asing,CHN,5\n{ROW}\n') == (
        "source-error",
        "Tanda kutip pada baris 3 berkas berkas.csv tidak ditutup. Perbaiki baris itu.",
    )


def test_a_nul_byte_is_refused_with_its_row(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    code, message = refusal(con, tmp_path, f"{HEADING}\n{ROW}\n{ROW}\0\n")
    assert (code, message.split(":")[0]) == ("encoding-error", "Berkas berkas.csv memuat byte NUL pada baris 3")


def test_personal_content_under_a_harmless_heading_is_refused(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    filler = f"{ROW}\n" * 5_000
    for content in (
        f"{HEADING}\n2024-03,33.19.07,orang_asing,EA1234567,5\n",
        f"{HEADING}\n{filler}x,x,x,EA1234567,1\n",
    ):
        assert refusal(con, tmp_path, content) == (
            "personal-data",
            "Berkas berkas.csv memuat data pribadi pada: kewarganegaraan. Hapus kolom itu, atau muat dengan "
            "--drop-personal agar hanya jumlahnya yang dibaca.",
        )
        assert read(con, tmp_path, content, drop_personal=True).dropped == ("kewarganegaraan",)
        assert con.execute("SELECT count(*) FROM raw WHERE nationality IS NOT NULL").fetchall() == [(0,)]


@pytest.mark.parametrize("second_line", ["WNI", "(%)", "Kelahiran"])
def test_half_a_heading_is_no_heading(con: duckdb.DuckDBPyConnection, tmp_path: Path, second_line: str) -> None:
    """Spreadsheet programs save a heading of two lines as one quoted cell: `Jumlah` alone would count citizens."""
    content = f'Kecamatan,"Jumlah\n{second_line}"\nJati,900\nBae,800\n'
    assert refusal(con, tmp_path, content, category="orang_asing")[0] == "missing-label"


def test_a_heading_of_two_lines_is_read_whole(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    read(con, tmp_path, 'Kecamatan,"Jumlah\nWNA"\nJati,5\nBae,4\n')
    query = "SELECT row_number, kecamatan, category, person_count FROM raw ORDER BY row_number"
    assert con.execute(query).fetchall() == [(2, "Jati", "WNA", "5"), (3, "Bae", "WNA", "4")]


def test_a_name_that_stands_once_holds_for_the_rows_below_it(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """A table with merged names, saved as CSV: as in XLSX, and its row without any name is the sum."""
    lines = ["Kecamatan,Kewarganegaraan,Jumlah", "Jati,China,3", ",Jepang,2", ",,5", "Bae,China,1", ",,1"]
    read(con, tmp_path, "\n".join(lines) + "\n")
    query = "SELECT row_number, kecamatan, nationality, person_count FROM raw ORDER BY row_number"
    assert con.execute(query).fetchall() == [
        (2, "Jati", "China", "3"),
        (3, "Jati", "Jepang", "2"),
        (5, "Bae", "China", "1"),
    ]
