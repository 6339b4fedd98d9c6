"""Bytes that leave: exactly these, with what explains them, harmless in a spreadsheet, and loadable again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from builders import SIX_OF_KUDUS, case, load, load_rows, query
from kept import keep
from spreadsheet import reopen

from pora.access.audit import command_user
from pora.access.roles import local_scope
from pora.access.secret import make_witness
from pora.errors import UsageError
from pora.export.files import export_to_path, make_export
from pora.export.formats import FORMATS
from pora.export.source import ExportSource
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import EXPORTED_TABLES, ExportRequest
from tests.access.test_audit_chain import read_head_before

CASE_COUNTS = (
    "period,kecamatan_code,kecamatan_name,kabupaten_code,desa_code,category,nationality,izin_tinggal,sex,purpose,"
    "unhcr_status,unhcr_card,action_kind,person_count,status,office_code\r\n"
    "2024-03,,,,,pengungsi,,,,,,,,16,angka,kanim-semarang\r\n"
    "2024-03,,,33.10,,orang_asing,,,,,,,,41,angka,kanim-semarang\r\n"
    "2024-03,33.19.01,Kaliwungu,33.19,,orang_asing,CHN,ITAS,L,bekerja,,,,7,angka,kanim-semarang\r\n"
    "2024-03,33.19.02,Kota Kudus,33.19,,orang_asing,,,,,,,,0,nol,kanim-semarang\r\n"
    "2024-03,33.19.02,Kota Kudus,33.19,,pengungsi,,,,,pencari_suaka,ya,,1,angka,kanim-semarang\r\n"
)
CASE_COUNTS_EXCEL = (
    "\ufeffperiod;kecamatan_code;kecamatan_name;kabupaten_code;desa_code;category;nationality;izin_tinggal;sex;purpose;"
    "unhcr_status;unhcr_card;action_kind;person_count;status;office_code\r\n"
    '"=""2024-03""";;;;;pengungsi;;;;;;;;16;angka;"=""kanim-semarang"""\r\n'
    '"=""2024-03""";;;"=""33.10""";;orang_asing;;;;;;;;41;angka;"=""kanim-semarang"""\r\n'
    '"=""2024-03""";"=""33.19.01""";Kaliwungu;"=""33.19""";;orang_asing;CHN;ITAS;L;bekerja;;;;7;angka;"=""kanim-semarang"""\r\n'
    '"=""2024-03""";"=""33.19.02""";Kota Kudus;"=""33.19""";;orang_asing;;;;;;;;0;nol;"=""kanim-semarang"""\r\n'
    '"=""2024-03""";"=""33.19.02""";Kota Kudus;"=""33.19""";;pengungsi;;;;;pencari_suaka;ya;;1;angka;'
    '"=""kanim-semarang"""\r\n'
)


@pytest.fixture(scope="module")
def cases_data(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zero, a part in no kecamatan and a part in no kabupaten. For copies only."""
    details = {"nationality": "CHN", "izin_tinggal": "ITAS", "sex": "L", "purpose": "bekerja"}
    refugee = {"category": "pengungsi", "unhcr_status": "pencari_suaka", "unhcr_card": "ya"}
    rows = [
        case("33.19.01", 7, **details),
        case("33.19.02", 0),
        case("33.19.02", 1, **refugee),
        case(None, 41, kabupaten_code="33.10"),
        case(None, 16, category="pengungsi"),
    ]

    def make(folder: Path) -> None:
        assert load_rows(folder, rows).loaded

    return keep("cases", make, tmp_path_factory, empty_data)


@pytest.fixture
def cases(cases_data: Path, data_dir: Path, tmp_path: Path) -> Path:
    """A folder for exports, with those cases in force."""
    shutil.copytree(cases_data, data_dir)
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


def export(folder: Path, table: str, profile: str = "csv", **part: str) -> str:
    path = folder / f"{table}.csv"
    export_to_path(ExportRequest(table, **part), profile, path)
    return path.read_bytes().decode()


def export_rows(folder: Path, table: str, **part: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(folder, table, **part), newline="")))


# --- bytes ---------------------------------------------------------------------------------------------------


def test_the_plain_profile_byte_for_byte(cases: Path) -> None:
    assert export(cases, "case_counts") == CASE_COUNTS


def test_the_excel_profile_byte_for_byte(cases: Path) -> None:
    assert export(cases, "case_counts", "csv-excel") == CASE_COUNTS_EXCEL


def test_every_cell_without_a_number_says_why(cases: Path) -> None:
    assert export(cases, "out_kecamatan_month", period="2024-03", area="33.19", category="orang_asing") == (
        "period,kecamatan_code,kecamatan_name,kabupaten_code,category,person_count,status\r\n"
        "2024-03,33.19.01,Kaliwungu,33.19,orang_asing,7,angka\r\n"
        "2024-03,33.19.02,Kota Kudus,33.19,orang_asing,0,nol\r\n"
        "2024-03,33.19.03,Jati,33.19,orang_asing,,[x]\r\n"
        "2024-03,33.19.04,Undaan,33.19,orang_asing,,[x]\r\n"
        "2024-03,33.19.05,Mejobo,33.19,orang_asing,,[x]\r\n"
        "2024-03,33.19.06,Jekulo,33.19,orang_asing,,[x]\r\n"
        "2024-03,33.19.07,Bae,33.19,orang_asing,,[x]\r\n"
        "2024-03,33.19.08,Gebog,33.19,orang_asing,,[x]\r\n"
        "2024-03,33.19.09,Dawe,33.19,orang_asing,,[x]\r\n"
    )


def test_a_page_and_the_command_line_give_the_same_bytes(cases: Path) -> None:
    request = ExportRequest("case_counts", area="33.19")
    for profile in [name for name, form in FORMATS.items() if form.find_obstacle(request) is None]:
        path = cases / "same.csv"
        export_to_path(request, profile, path)
        made = make_export(request, profile, "same.csv", local_scope(), use_snapshot().id, "analis@example.id")
        described, beside = json.loads(made.metadata), json.loads((cases / "same.csv-metadata.json").read_bytes())
        takers = [one.pop("pora:taken")["by"] for one in (described, beside)]
        assert takers == ["analis@example.id", command_user()]
        if profile == "xlsx":  # says who took it
            assert {**described, "pora:sha256": ""} == {**beside, "pora:sha256": ""}
        else:
            assert (made.data, described) == (path.read_bytes(), beside)


def test_nothing_to_export_is_a_heading(cases: Path) -> None:
    assert export(cases, "case_counts", area="33.72") == CASE_COUNTS.split("\r\n")[0] + "\r\n"


def test_an_export_has_the_columns_of_the_schema_in_their_order(cases: Path) -> None:
    for table, columns in EXPORTED_TABLES.items():
        assert export(cases, table).split("\r\n")[0].split(",") == list(columns.column_names)


# --- what explains them --------------------------------------------------------------------------------------


def test_the_metadata_names_snapshot_part_columns_and_caveats(cases: Path) -> None:
    data = export(cases, "out_kabupaten_month", "csv-excel", period="2024-03", area="33.10")
    described = json.loads((cases / "out_kabupaten_month.csv-metadata.json").read_bytes())
    columns = described.pop("tableSchema")["columns"]
    taken = described.pop("pora:taken")
    assert (taken.pop("at")[-6:], taken) == (
        "+07:00",
        {"by": command_user(), "log_head": make_witness(read_head_before("export"))},
    )
    published = query("SELECT published_at FROM core_snapshot")[0][0]
    assert described == {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "url": "out_kabupaten_month.csv",
        "dc:title": EXPORTED_TABLES["out_kabupaten_month"].grain,
        "dc:source": "Tabel kasus yang dimuat kantor imigrasi; rinciannya pada halaman Sumber",
        "dc:description": [
            "Orang asing dan pengungsi tidak dijumlahkan. Sel tanpa angka bukan nol; lihat kolom status.",
            "status: [c] disamarkan, [x] belum lapor, [z] tidak berlaku.",
            "Kode wilayah: Kemendagri, acuan Kepmendagri 300.2.2-2430/2025; daftarnya dari idn-area-data 3.1.2.",
        ],
        "pora:snapshot": use_snapshot().id,
        "pora:published_at": f"{published.isoformat()}Z",
        "pora:table": "out_kabupaten_month",
        "pora:period": "2024-03",
        "pora:area": "33.10",
        "pora:category": None,
        "pora:since": None,
        "pora:where": {},
        "pora:dimensions": [],
        "pora:measures": [],
        "pora:across": None,
        "pora:headings": None,
        "pora:format": "csv-excel",
        "pora:version": "exact",
        "pora:areas": None,
        "pora:rows": 2,
        "pora:sha256": hashlib.sha256(data.encode()).hexdigest(),
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
    }
    assert [column["name"] for column in columns] == list(EXPORTED_TABLES["out_kabupaten_month"].column_names)
    assert all(column["titles"] and column["dc:description"] for column in columns)
    assert columns[-1]["pora:allowed"] == ["angka", "nol", "[c]", "[x]", "[z]"]


def test_the_metadata_of_synthetic_data_says_so_first(empty: Path, tmp_path: Path) -> None:
    load_rows(tmp_path, [case("33.19.01", 7)], is_sample=True)
    export(tmp_path, "case_counts")
    described = json.loads((tmp_path / "case_counts.csv-metadata.json").read_bytes())
    assert described["dc:description"][0] == "MEMUAT DATA CONTOH SINTETIS: bukan angka sebenarnya."


# --- parts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "counts"),
    [
        ("33", [16, 41, 7, 0, 1]),
        ("kanim-semarang", [16, 7, 0, 1]),
        ("kanim-surakarta", [41]),
        ("33.19", [7, 0, 1]),
        ("33.10", [41]),
        ("33.19.02", [0, 1]),
        ("33.29", []),
    ],
)
def test_an_area_is_a_province_an_office_a_kabupaten_or_a_kecamatan(cases: Path, area: str, counts: list[int]) -> None:
    """Province and office keep what is in no kabupaten; a kecamatan leaves out what is in none."""
    assert [int(row["person_count"]) for row in export_rows(cases, "case_counts", area=area)] == counts


def test_parts_by_month_and_category(cases: Path, tmp_path: Path) -> None:
    load_rows(tmp_path, [case("33.19.01", 8, period="2024-04")])
    rows = export_rows(cases, "case_counts", period="2024-04")
    assert [(row["period"], row["person_count"]) for row in rows] == [("2024-04", "8")]
    assert len(export_rows(cases, "case_counts", category="pengungsi")) == 2
    assert len(export_rows(cases, "out_kabupaten_month", area="kanim-pemalang", period="2024-04")) == 14
    assert len(export_rows(cases, "out_kecamatan_month", area="kanim-semarang", period="2024-04")) == 2 * 101
    assert len(export_rows(cases, "out_area_month", area="33.19", period="2024-04")) == 2 * 10


@pytest.mark.parametrize("table", [name for name in EXPORTED_TABLES if name != "out_desa_month"])  # has no row here
def test_the_count_and_the_preview_of_a_page_are_those_of_the_file(cases: Path, table: str) -> None:
    rows = export_rows(cases, table, area="33.19")
    snapshot, scope = use_snapshot(), local_scope()
    request = ExportRequest(table, area="33.19")
    assert queries.count_rows_by_month(snapshot, scope, request) == (("2024-03", len(rows)),)
    preview = queries.select_preview(snapshot, scope, request, (), 3)
    assert preview.column_names == list(rows[0]) and len(preview) == min(3, len(rows))


@pytest.mark.parametrize("area", ["33.1", "Kudus", "", "33.19'--", "kanim-kudus"])
def test_an_unknown_area_is_wrong_use(area: str) -> None:
    with pytest.raises(UsageError, match=f"Kode wilayah '{area}' tidak dikenal"):
        ExportRequest("case_counts", area=area)


def test_an_unknown_table_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="Tabel 'core_case' tidak ada. Yang ada: case_counts, "):
        ExportRequest("core_case")


def test_an_export_that_fails_leaves_the_old_file(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = export(cases, "case_counts")
    monkeypatch.setattr(ExportSource, "read_batches", lambda _self: iter([pa.record_batch([[1]], ["one"])]))
    with pytest.raises(ValueError):
        export(cases, "case_counts")
    assert (cases / "case_counts.csv").read_bytes().decode() == old
    assert sorted(path.name for path in cases.iterdir()) == ["case_counts.csv", "case_counts.csv-metadata.json"]


# --- round trips ---------------------------------------------------------------------------------------------


def test_an_exported_table_of_cases_loads_again_and_gives_the_same_tables(
    cases: Path, tmp_path: Path, empty_data: Path, data_dir: Path
) -> None:
    tables = ("case_counts", "out_kecamatan_month", "out_kabupaten_month", "out_area_month")
    before = {table: export(cases, table) for table in tables}
    exported = tmp_path / "again.csv"
    shutil.copyfile(cases / "case_counts.csv", exported)
    shutil.rmtree(data_dir)
    shutil.copytree(empty_data, data_dir)
    report = load(exported)
    assert (report.rows_in, report.accepted, report.loaded) == (5, 5, True)
    assert {table: export(cases, table) for table in tables} == before


@pytest.mark.parametrize(("profile", "separator"), [("csv-excel", ";"), ("csv", ",")])
def test_a_real_spreadsheet_program_reads_every_cell_back(cases: Path, profile: str, separator: str) -> None:
    """33.10 stays text, a count is a number, a blank is blank."""
    export(cases, "case_counts", profile)
    (path,) = reopen(cases / "case_counts.csv", separator=separator)
    rows = list(openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True))
    expected = [
        [None if cell == "" else int(cell) if column == "person_count" else cell for column, cell in row.items()]
        for row in csv.DictReader(io.StringIO(CASE_COUNTS, newline=""))
    ]
    assert list(rows[0]) == CASE_COUNTS.split("\r\n")[0].split(",")
    assert [list(row) for row in rows[1:]] == expected


def test_a_large_export_is_streamed_whole(on_built: Path, tmp_path: Path) -> None:
    rows = export_rows(tmp_path, "case_counts")
    loaded = query("SELECT count(*), sum(person_count)::BIGINT FROM exact.out_case_counts")
    assert loaded == [(len(rows), sum(int(row["person_count"]) for row in rows))]
    assert len(rows) > 100_000


def test_kudus_is_48_in_the_exported_file(kudus: Path, tmp_path: Path) -> None:
    rows = export_rows(tmp_path, "case_counts", area="33.19", period="2024-03")
    assert {row["kecamatan_code"]: int(row["person_count"]) for row in rows} == SIX_OF_KUDUS
