"""Each form holds the same rows, typed and harmless, within its scope, and can be made again byte for byte."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers import forget, read_as, run_page
from spreadsheet import reopen

from etl.__main__ import main
from pora import open_snapshot, schema
from pora.access.roles import Scope
from pora.config import ROOT
from pora.errors import AccessError, UsageError
from pora.export import csv_text, files, xlsx
from pora.export import source as source_file
from pora.export.csv_text import CSV, CSV_EXCEL
from pora.export.files import export_to_path, make_export
from pora.export.formats import FORMATS
from pora.export.geo import GeoForm
from pora.export.source import ExportSource
from pora.export.taking import Taking
from pora.locale import _, speaking
from pora.schema import Column
from pora.warehouse.queries.request import EXPORTED_TABLES, ExportRequest
from pora.warehouse.snapshots import require_current, snapshot_path

KUDUS_MONTH = ExportRequest("out_kecamatan_month", "2024-03", "33.19", "orang_asing")
ROWS = [
    ("2024-03", "33.19.01", "Kaliwungu", "33.19", "orang_asing", 7, "angka"),
    ("2024-03", "33.19.02", "Kota Kudus", "33.19", "orang_asing", 13, "angka"),
    ("2024-03", "33.19.03", "Jati", "33.19", "orang_asing", 9, "angka"),
    ("2024-03", "33.19.04", "Undaan", "33.19", "orang_asing", None, "[x]"),
    ("2024-03", "33.19.05", "Mejobo", "33.19", "orang_asing", None, "[x]"),
    ("2024-03", "33.19.06", "Jekulo", "33.19", "orang_asing", None, "[x]"),
    ("2024-03", "33.19.07", "Bae", "33.19", "orang_asing", 6, "angka"),
    ("2024-03", "33.19.08", "Gebog", "33.19", "orang_asing", 8, "angka"),
    ("2024-03", "33.19.09", "Dawe", "33.19", "orang_asing", 5, "angka"),
]
PLAIN = [name for name, form in FORMATS.items() if not isinstance(form, GeoForm)]
WILD = st.lists(st.one_of(st.none(), st.text(alphabet='=+-@＝\t\r\n ;,"\u200b\ufeffa1.', max_size=6)), max_size=20)


def export(folder: Path, format_name: str, request: ExportRequest = KUDUS_MONTH, scope: Scope | None = None) -> Path:
    path = folder / f"made{FORMATS[format_name].suffix}"
    export_to_path(request, format_name, path, scope)
    return path


@given(WILD, st.sampled_from([CSV, CSV_EXCEL]), st.permutations(["area_name", "area_code", "status"]))
def test_lines_of_a_batch_are_those_written_cell_by_cell(
    texts: list[str | None], profile: object, names: list[str]
) -> None:
    """However many columns are written together."""
    columns = [*(Column(name, "VARCHAR", "", "") for name in names), Column("person_count", "BIGINT", "", "")]
    columns.insert(len(texts) % 4, columns.pop())
    numbers = [None if index % 3 == 0 else -index for index in range(len(texts))]
    values = [numbers if column.sql_type == "BIGINT" else texts for column in columns]
    types = [pa.int64() if column.sql_type == "BIGINT" else pa.string() for column in columns]
    arrays = [pa.array(one, kind) for one, kind in zip(values, types, strict=True)]
    batch = pa.RecordBatch.from_arrays(arrays, [column.name for column in columns])
    lines = [
        profile.write_row([profile.write_value(c, v) for c, v in zip(columns, row, strict=True)])  # type: ignore[attr-defined]
        for row in zip(*values, strict=True)
    ]
    for most_combined in (0, 20, 10_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(csv_text, "_MOST_COMBINED", most_combined)
            assert bytes(profile.write_batch(tuple(columns), batch)) == "".join(lines).encode()  # type: ignore[attr-defined]


def test_a_workbook_has_typed_cells_a_dictionary_and_a_source(kudus: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export(tmp_path, "xlsx"))
    assert book.sheetnames[:3] == ["Data", "Kamus data", "Sumber"]
    rows = list(book["Data"].iter_rows(values_only=True))
    assert rows[0] == tuple(column.label for column in KUDUS_MONTH.columns.columns)
    assert rows[1:] == ROWS
    assert (book["Data"].freeze_panes, book["Data"].auto_filter.ref) == ("A2", "A1:G10")
    names = [(row[0], row[1]) for row in book["Kamus data"].iter_rows(min_row=2, values_only=True)]
    assert names == [(column.label, column.name) for column in KUDUS_MONTH.columns.columns]
    said = {row[0]: row[1] for row in book["Sumber"].iter_rows(values_only=True)}
    assert (said["Snapshot"], said["Wilayah"], said["Jumlah baris"]) == (require_current(), "33.19", "9")


@pytest.mark.parametrize("text", ["=1+1", " =1", "＝1", "\u200b@SUM(A1)", "http://example.id", "-1"])
def test_no_text_becomes_a_formula_or_a_link_in_a_workbook(
    kudus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    row = ("2024-03", "01", text, "33.10", "orang_asing", -5, "angka")
    monkeypatch.setattr(ExportSource, "read_rows", lambda _self: iter([row]))
    sheet = openpyxl.load_workbook(export(tmp_path, "xlsx"))["Data"]
    cells = sheet[2]
    assert [cell.value for cell in cells] == list(row)
    assert (cells[2].data_type, cells[2].hyperlink, cells[1].data_type, cells[5].data_type) == ("s", None, "s", "n")
    assert cells[2].style != "" and bool(cells[2].quotePrefix) == (text != "http://example.id")


def test_more_rows_than_a_sheet_holds_are_refused(kudus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 8)
    with pytest.raises(UsageError, match="9 baris tidak muat .* CSV atau Parquet"):
        export(tmp_path, "xlsx")
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".xlsx", ".part")] == []


def test_parquet_is_typed_and_tells_its_snapshot(kudus: Path, tmp_path: Path) -> None:
    table = pq.read_table(export(tmp_path, "parquet"))
    assert [tuple(row.values()) for row in table.to_pylist()] == ROWS
    assert table.schema.field("person_count").type == pa.int64()
    assert json.loads(table.schema.metadata[b"pora"])["pora:snapshot"] == require_current()


def test_a_package_describes_its_data(kudus: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(export(tmp_path, "datapackage")) as archive:
        assert archive.namelist() == ["data.csv", "datapackage.json", "BACA-DULU.txt"]
        data, package = archive.read("data.csv"), json.loads(archive.read("datapackage.json"))
        assert "Snapshot" in archive.read("BACA-DULU.txt").decode()
    assert data == export(tmp_path, "csv").read_bytes()
    resource = package["resources"][0]
    assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert resource["schema"]["missingValues"] == [""]
    assert resource["schema"]["primaryKey"] == ["period", "kecamatan_code", "category"]
    status = resource["schema"]["fields"][-1]
    assert status["constraints"] == {"required": True, "enum": ["angka", "nol", "[c]", "[x]", "[z]"]}


def test_what_explains_a_table_is_in_the_language_of_its_reader() -> None:
    with speaking("en"):
        for table in EXPORTED_TABLES.values():
            words = [table.grain, *(column.description for column in table.columns)]
            assert [text for text in words if _(text) == text] == []


@pytest.mark.parametrize("name", ["geojson", "topojson", "geoparquet"])
def test_shapes_need_a_month_a_table_of_areas_and_boundaries(kudus: Path, tmp_path: Path, name: str) -> None:
    for request, words in (
        (ExportRequest("out_area_month", "2024-03"), "out_kecamatan_month, out_kabupaten_month"),
        (ExportRequest("out_kecamatan_month"), "satu bulan"),
        (KUDUS_MONTH, "Batas wilayah belum dipasang"),
    ):
        with pytest.raises(UsageError, match=words):
            export(tmp_path, name, request)


@pytest.mark.parametrize("name", PLAIN)
def test_no_form_lets_the_full_grain_out_of_the_public_version(kudus: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
        export(tmp_path, name, ExportRequest("case_counts"), Scope("public"))
    assert not list(tmp_path.glob("made*"))


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("version", ["exact", "public"])
def test_a_file_is_made_again_from_its_metadata(
    kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, version: str
) -> None:
    path = export(tmp_path, name, scope=Scope(version))  # type: ignore[arg-type]
    again = tmp_path / f"again{path.suffix}"
    likes = [path.with_name(path.name + "-metadata.json")]
    likes += [path] if not name.endswith(("csv", "csv-excel")) else []
    for like in likes:
        assert main(["export", "--like", str(like), "--output", str(again)]) == 0, capsys.readouterr()
        assert again.read_bytes() == path.read_bytes()
    described = json.loads(likes[0].read_bytes())
    likes[0].write_text(json.dumps({**described, "pora:sha256": "0"}))
    assert main(["export", "--like", str(likes[0]), "--output", str(again)]) == 1
    assert "tidak sama persis" in capsys.readouterr().err


def test_a_snapshot_that_is_gone_is_named(kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, gone = export(tmp_path, "xlsx"), require_current()
    snapshot_path(gone).unlink()
    assert main(["export", "--like", str(path), "--output", str(tmp_path / "again.xlsx")]) == 1
    assert f"Snapshot {gone}, asal berkas itu, tidak ada lagi" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PAR1", b"[]", b"{}", b'{"pora:snapshot": "../x", "pora:version": "exact"}', b"a;b\r\n"]
)
def test_a_file_that_is_no_export_is_wrong_use(kudus: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    assert main(["export", "--like", str(tmp_path / "other"), "--output", str(tmp_path / "again")]) == 2


def test_an_export_that_is_broken_off_leaves_nothing(
    kudus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_self: ExportSource) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(ExportSource, "read_batches", stop)
    assert main(["export", "out_kecamatan_month", "--output", str(tmp_path / "made.csv")]) == 1
    assert not list(tmp_path.glob("made*"))


def test_batches_do_not_show_in_a_file(kudus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taking = Taking("penguji", "2024-03-19T09:00:00+07:00", "")
    monkeypatch.setattr(files, "note_taking", lambda _user: taking)
    for name in PLAIN:
        whole = export(tmp_path, name).read_bytes()
        with monkeypatch.context() as small:
            small.setattr(source_file, "BATCH_ROWS", 2)
            assert export(tmp_path, name).read_bytes() == whole, name


# --- notebooks -----------------------------------------------------------------------------------------------


def test_the_example_of_the_document_runs(kudus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(example, "docs/exports.md", "exec"), {})  # noqa: S102 - the project's own document
    assert capsys.readouterr().out == f"{require_current()} 9\n"


@pytest.mark.parametrize(
    "statement",
    [
        "FROM case_counts",
        "FROM query_table('case_counts')",
        "FROM exact.out_kecamatan_month",
        "SELECT * FROM core_case",
        "ATTACH 'other.db'",
        "FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
    ],
)
def test_a_notebook_reaches_nothing_outside_its_scope(kudus: Path, statement: str) -> None:
    with pytest.raises((AccessError, UsageError)):
        open_snapshot().sql(statement)


def test_a_notebook_of_a_cleared_reader_has_the_full_grain(kudus: Path) -> None:
    data = open_snapshot(scope=Scope("exact"))
    assert data.tables == tuple(EXPORTED_TABLES) and "case_counts" not in open_snapshot().tables
    assert int(data.table("case_counts")["person_count"].sum()) == 48


# --- a real spreadsheet program ------------------------------------------------------------------------------


def test_a_real_spreadsheet_program_reads_the_workbook_back(kudus: Path, tmp_path: Path) -> None:
    (path,) = reopen(export(tmp_path, "xlsx"))
    book = openpyxl.load_workbook(path, data_only=True)
    assert list(book["Data"].iter_rows(min_row=2, values_only=True)) == ROWS
    assert schema.STATUS_MARKS["belum_lapor"] == book["Data"]["G5"].value


def test_a_page_gives_no_file_larger_than_its_limit(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make_export(KUDUS_MONTH, "csv", "x.csv", Scope("exact"), require_current(), "tester")
    monkeypatch.setattr(files, "MOST_PAGE_BYTES", len(whole.data) - 1)
    with pytest.raises(UsageError, match="Pilih periode atau wilayah yang lebih kecil"):
        make_export(KUDUS_MONTH, "csv", "x.csv", Scope("exact"), require_current(), "tester")
    monkeypatch.setattr(files, "MOST_PAGE_BYTES", len(whole.data))
    assert make_export(KUDUS_MONTH, "csv", "x.csv", Scope("exact"), require_current(), "tester").data == whole.data


def test_the_page_says_that_a_table_is_too_large_for_it(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> tuple[bool, int]:
        page = run_page("pages/analis/data.py", wilayah="33.19", periode="2024-03")
        assert not page.exception
        return any("lebih dari" in one.value for one in page.info), len(page.get("download_button"))

    read_as(Scope("exact"), monkeypatch)
    assert read() == (False, 6)
    monkeypatch.setattr(files, "MOST_PAGE_BYTES", 10)
    assert read() == (True, 0)
    forget()
