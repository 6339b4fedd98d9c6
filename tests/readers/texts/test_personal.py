from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from etl.readers import ReadDefaults, describe_read_report, read_file
from etl.readers.texts.headings import PERSONAL, RAW_DIMENSIONS, resolve_heading
from etl.readers.texts.personal import column_letter, is_personal_value, name_column
from pora import paths, schema
from pora.errors import RefusedError


def is_personal(heading: str) -> bool:
    match = resolve_heading(heading)
    return match is not None and match.column == PERSONAL


@pytest.mark.parametrize(
    "heading",
    ["NAMA", "Nama Lengkap", "No. Paspor", "NOMOR PASSPORT", "No KITAS", "NIORA", "NIK", "No. UNHCR", "Tgl. Lahir"]
    + ["Alamat", "No. HP", "E-mail", "Nama (sesuai paspor)", "Paspor / Kebangsaan", "Tempat, Tanggal Lahir", "Sponsor"],
)
def test_headings_that_speak_of_a_person_are_personal(heading: str) -> None:
    assert is_personal(heading)


@pytest.mark.parametrize(
    "heading", ["Nama Kecamatan", "Nama Negara", "Kartu UNHCR", "KITAS", "Jumlah", "Alamat Kecamatan", "Nama Desa", ""]
)
def test_headings_of_areas_and_values_are_not(heading: str) -> None:
    assert not is_personal(heading)


@pytest.mark.parametrize(
    "text",
    ["A1234567", "EA 1234567", "m12345678", "3319012345670001", "3319 0123 4567 0001", "a.b@contoh.co.id"]
    + ["081234567890", "+62 812-3456-7890", "186-14C01234", "2C11JE0123-S"],
)
def test_content_that_looks_like_a_document_is_personal(text: str) -> None:
    assert is_personal_value(text)


@pytest.mark.parametrize(
    "text",
    ["33.19.01", "331901", "2024-03-19", "19 Maret 2024", "1.963.824", "Bae", "China", "ITAS", "50-an", "300-400 lebih"]
    + ["Kab. Kudus", "#N/A", "5", "45370", "tidak dirinci", "orang_asing", "1234567890"],
)
def test_content_of_a_count_table_is_not(text: str) -> None:
    assert not is_personal_value(text)


def test_only_known_headings_are_named() -> None:
    assert name_column("No. Paspor", 3) == "No. Paspor"
    assert name_column("ZHANG CONTOH", 3) == "kolom D"
    assert name_column("Nama: ZHANG CONTOH", 3) == "kolom D (nama)"
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_heading_file_says_one_thing_of_each_heading() -> None:
    with (paths.REFERENCE / "heading_alias.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["alias"], row["column_name"]) for row in csv.DictReader(file)]
    headings = [alias for alias, column in rows if column != "personal_word"]
    known = {
        *RAW_DIMENSIONS,
        "person_count",
        "area",
        "area_code",
        "month",
        "year",
        "row_label",
        "office_code",
        "ignored",
    }
    known |= {"kecamatan_else", "kabupaten_else", "province_number", "kabupaten_number", "kecamatan_number"}
    assert len(set(headings)) == len(headings)
    assert {column for _alias, column in rows} == {*known, "personal", "personal_word"}


def test_every_column_of_the_schema_is_known_by_name_and_label() -> None:
    columns = (
        *(schema.PERIOD, schema.KECAMATAN_CODE, schema.KABUPATEN_CODE, schema.CATEGORY, schema.PERSON_COUNT),
        *schema.DIMENSIONS,
    )
    for column in columns:
        found = [resolve_heading(text) for text in (column.name, column.label, column.label.upper())]
        assert [match.column if match else None for match in found] == [column.name] * 3
    for column, name in ((schema.KECAMATAN_NAME, "kecamatan"), (schema.KABUPATEN_NAME, "kabupaten")):
        found = [resolve_heading(text) for text in (column.name, column.label)]
        assert [match.column if match else None for match in found] == [name] * 2


@pytest.mark.parametrize("drop_personal", [False, True])
def test_numbers_under_an_unknown_heading_do_not_make_a_list_of_persons(drop_personal: bool, tmp_path: Path) -> None:
    path = tmp_path / "tka.csv"
    path.write_text("kecamatan;kewarganegaraan;jenis kelamin;terdata\nBae;China;L;41\nJati;Jepang;P;390\n", "utf-8")
    with duckdb.connect() as con, pytest.raises(RefusedError, match="Kolom 'terdata' berisi angka"):
        read_file(path, con, ReadDefaults("2024-03", "33.19", drop_personal))


def test_rows_with_the_same_document_number_are_named_by_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    heads = "No,Nama,No. Paspor,No HP Sponsor,Kecamatan,Kewarganegaraan"
    numbers = ("E1234567", "E7654321", "e 1234567")
    rows = [f"{n},Orang {n},{number},0812-3456-7890,Bae,China" for n, number in enumerate(numbers, 1)]
    path.write_text("\n".join([heads, *rows]) + "\n", "utf-8")
    with duckdb.connect() as con:
        said = describe_read_report(read_file(path, con, ReadDefaults("2024-03", "33.19", True, "orang_asing")))
    (line,) = (one for one in said if "paspor atau kartu UNHCR yang sama" in one)
    assert line.strip().startswith("Baris 2, 4 memuat nomor paspor atau kartu UNHCR yang sama"), line
    assert not any("1234567" in one for one in said)
