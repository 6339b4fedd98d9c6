"""Metadata of Satu Data Indonesia: every column is described, what the office did not write is empty, and what leaves
carries it."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pora import schema
from pora.access.disclosure import PUBLIC_DIMENSIONS
from pora.access.roles import Scope
from pora.config import ROOT
from pora.errors import UsageError
from pora.export.files import make_export
from pora.reference.activity_metadata import FILE_NAME, read_activity
from pora.schema.statistical import (
    ACTIVITY_FIELDS,
    AREA_CODE_DECREE,
    INDICATOR_FIELDS,
    INDICATORS,
    VARIABLE_FIELDS,
    VARIABLES,
    list_indicators,
    list_variables,
)
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES, ExportRequest
from pora.warehouse.snapshots import require_current

COLUMNS = {column.name: column for table in EXPORTED_TABLES.values() for column in table.columns}


def test_every_column_that_leaves_is_a_variable_and_no_other_is() -> None:
    assert set(VARIABLES) == set(COLUMNS)
    rows = list_variables(COLUMNS.values())
    assert {len(row) for row in rows} == {len(VARIABLE_FIELDS)} and all(cell for row in rows for cell in row)
    assert {len(row) for row in list_indicators()} == {len(INDICATOR_FIELDS)}
    assert {name for one in INDICATORS for name in one.built_from} <= set(COLUMNS)


def test_persons_hidden_are_an_indicator_that_the_public_form_has_not() -> None:
    [hidden] = [row for row in list_indicators() if row[0] == "Orang yang disamarkan"]
    assert (hidden[6], hidden[-1]) == ("orang", "Tidak")


def test_what_the_public_form_has_not_is_no_public_variable() -> None:
    """The columns of exact tables alone, but for dimensions that the public form details."""
    public = {c.name for name, table in EXPORTED_TABLES.items() if name not in EXACT_TABLES for c in table.columns}
    assert {name for name, one in VARIABLES.items() if one.is_public} == public | set(PUBLIC_DIMENSIONS)


def test_a_column_of_an_arrangement_is_described_by_its_own() -> None:
    across = schema.Column("person_count_2024_03", "BIGINT", "Jumlah orang, Maret 2024", "Orang")
    [row] = list_variables([across])
    assert row[:3] == ("Jumlah orang, Maret 2024", "person_count_2024_03", "Orang asing")


def test_what_an_office_did_not_write_is_empty_and_the_example_is_read(data_dir: Path) -> None:
    assert read_activity() == [(name, "") for name in ACTIVITY_FIELDS.values()]
    data_dir.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "data" / "reference" / "metadata-kegiatan.contoh.toml", data_dir / FILE_NAME)
    written = dict(read_activity())
    assert (written["Frekuensi penyelenggaraan"], written["Kode kegiatan"]) == ("Bulanan", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('judl = "x"', "'judl' tidak dikenal. Yang ada: judul, tahun"),
        ("tahun = 2026", "tulis isi 'tahun' di antara tanda kutip."),
        ('judul = "x', "bukan TOML yang utuh (baris terakhir). Bandingkan"),
        ('tahun = "2026"\njudul = [', "bukan TOML yang utuh (baris "),
        ("tahun\n", "bukan TOML yang utuh (baris 1). Bandingkan"),
        ("\udcff", "bukan teks UTF-8. Simpan sebagai UTF-8."),
    ],
)
def test_a_wrong_file_is_named(data_dir: Path, text: str, message: str) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / FILE_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        read_activity()
    assert FILE_NAME in str(caught.value)


def test_workbook_and_package_carry_the_three_forms_and_the_decree(kudus: Path) -> None:
    (kudus / FILE_NAME).write_text('judul = "Pendataan orang asing"\n', "utf-8")
    request, scope = ExportRequest("out_kecamatan_month"), Scope("public")
    book = openpyxl.load_workbook(
        io.BytesIO(make_export(request, "xlsx", "x.xlsx", scope, require_current(), "?").data)
    )
    assert book.sheetnames == ["Data", "Kamus data", "Sumber", "MS-Var", "MS-Ind", "MS-Keg"]
    variables = list(book["MS-Var"].values)
    assert variables[0] == VARIABLE_FIELDS
    assert [row[1] for row in variables[1:]] == [cell.name for cell in schema.OUT_KECAMATAN_MONTH.columns]
    assert list(book["MS-Keg"].values)[1:3] == [("Judul kegiatan", "Pendataan orang asing"), ("Tahun kegiatan", "")]
    assert AREA_CODE_DECREE in " ".join(str(row[1]) for row in book["Sumber"].values)
    made = make_export(request, "datapackage", "x.zip", scope, require_current(), "?")
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        forms = json.loads(archive.read("datapackage.json"))["satu_data"]
    assert (list(forms), forms["MS-Keg"]["Judul kegiatan"]) == (["MS-Var", "MS-Ind", "MS-Keg"], "Pendataan orang asing")
    assert [one["Nama indikator"] for one in forms["MS-Ind"]] == [one.name for one in INDICATORS]
