"""A table arranged for an export: what stays, what is summed, what lies across, in which words."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from builders import case, load_rows
from kept import keep

from etl.__main__ import main
from pora.access.roles import Scope, local_scope
from pora.config import ROOT
from pora.errors import UsageError
from pora.export.files import export_to_path
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries import exports
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES, FULL_GRAIN, ExportRequest, list_facts

ROWS = [
    case("33.19.01", 7, nationality="CHN", izin_tinggal="ITAS"),
    case("33.19.01", 2, nationality="CHN", izin_tinggal="ITK"),
    case("33.19.02", 4, nationality="KOR", izin_tinggal="ITAS"),
    case("33.19.02", 1, category="pengungsi", nationality="CHN"),
    case("33.19.03", 5),
    case(None, 3, kabupaten_code="33.19", nationality="CHN"),
    case("33.19.01", 6, period="2024-04", nationality="CHN", izin_tinggal="ITAS"),
]


@pytest.fixture(scope="module")
def arranged_data(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kudus in two months, with parts that are not detailed. For copies only."""

    def make(folder: Path) -> None:
        assert load_rows(folder, ROWS).loaded

    return keep("arranged", make, tmp_path_factory, empty_data)


@pytest.fixture
def folder(arranged_data: Path, data_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(arranged_data, data_dir)
    return tmp_path


def export(folder: Path, request: ExportRequest, form: str = "csv") -> str:
    export_to_path(request, form, folder / "one.csv")
    return (folder / "one.csv").read_bytes().decode()


def test_persons_are_summed_over_what_goes_and_never_over_months_or_categories(folder: Path) -> None:
    assert export(folder, ExportRequest(FULL_GRAIN, area="33.19", dimensions=("nationality",))) == (
        "period,category,nationality,person_count,status\r\n"
        "2024-03,orang_asing,CHN,12,angka\r\n"
        "2024-03,orang_asing,KOR,4,angka\r\n"
        "2024-03,orang_asing,,5,angka\r\n"
        "2024-03,pengungsi,CHN,1,angka\r\n"
        "2024-04,orang_asing,CHN,6,angka\r\n"
    )


def test_an_area_keeps_its_name_beside_its_code(folder: Path) -> None:
    request = ExportRequest(FULL_GRAIN, "2024-03", category="orang_asing", dimensions=("kecamatan_code",))
    assert export(folder, request) == (
        "period,kecamatan_code,kecamatan_name,category,person_count,status\r\n"
        "2024-03,,,orang_asing,3,angka\r\n"
        "2024-03,33.19.01,Kaliwungu,orang_asing,9,angka\r\n"
        "2024-03,33.19.02,Kota Kudus,orang_asing,4,angka\r\n"
        "2024-03,33.19.03,Jati,orang_asing,5,angka\r\n"
    )


def test_values_lie_across_and_nothing_stands_where_there_is_no_row(folder: Path) -> None:
    request = ExportRequest(
        FULL_GRAIN, category="orang_asing", dimensions=("kecamatan_code",), across="izin_tinggal", headings="id"
    )
    assert export(folder, request, "csv-excel") == (
        "\ufeffPeriode;Kode kecamatan;Kecamatan;Kategori;"
        "Jumlah orang, Izin tinggal terbatas (ITAS);Status sel, Izin tinggal terbatas (ITAS);"
        "Jumlah orang, Izin tinggal kunjungan (ITK);Status sel, Izin tinggal kunjungan (ITK);"
        "Jumlah orang, tidak dirinci;Status sel, tidak dirinci\r\n"
        '"=""2024-03""";;;orang_asing;;;;;3;angka\r\n'
        '"=""2024-03""";"=""33.19.01""";Kaliwungu;orang_asing;7;angka;2;angka;;\r\n'
        '"=""2024-03""";"=""33.19.02""";Kota Kudus;orang_asing;4;angka;;;;\r\n'
        '"=""2024-03""";"=""33.19.03""";Jati;orang_asing;;;;;5;angka\r\n'
        '"=""2024-04""";"=""33.19.01""";Kaliwungu;orang_asing;6;angka;;;;\r\n'
    )
    described = json.loads((folder / "one.csv-metadata.json").read_bytes())
    assert described["dc:description"][-1] == (
        "Sel kosong yang statusnya juga kosong: tabel tidak punya baris itu. Itu bukan nol."
    )


def test_months_lie_across_with_why_there_is_no_number(folder: Path) -> None:
    request = ExportRequest(
        "out_kecamatan_month", "2024-04", "33.19", "orang_asing", since="2024-03", across="period", headings="en"
    )
    assert export(folder, request).split("\r\n")[:5] == [
        'Kecamatan code,Kecamatan,Kabupaten/kota code,Category,"Number of persons, March 2024",'
        '"Cell status, March 2024","Number of persons, April 2024","Cell status, April 2024"',
        "33.19.01,Kaliwungu,33.19,orang_asing,9,angka,6,angka",
        "33.19.02,Kota Kudus,33.19,orang_asing,4,angka,,[x]",
        "33.19.03,Jati,33.19,orang_asing,5,angka,,[x]",
        "33.19.04,Undaan,33.19,orang_asing,,[x],,[x]",
    ]


def test_measures_take_their_status_along(folder: Path) -> None:
    request = ExportRequest(
        "out_area_month",
        "2024-03",
        category="orang_asing",
        where=(("area_code", "33.19"),),
        measures=("unplaced_count",),
    )
    assert export(folder, request) == (
        "period,level,area_code,area_name,category,unplaced_count,unplaced_status\r\n"
        "2024-03,kabupaten_kota,33.19,Kab. Kudus,orang_asing,3,angka\r\n"
    )


def test_only_those_who_surely_match_are_taken_and_the_others_are_counted(folder: Path) -> None:
    request = ExportRequest(FULL_GRAIN, "2024-03", category="orang_asing", where=(("izin_tinggal", "ITAS"),))
    assert [line.split(",")[-3] for line in export(folder, request).split("\r\n")[1:-1]] == ["7", "4"]
    assert queries.count_undetailed(use_snapshot(), local_scope(), request) == 5 + 3
    not_detailed = ExportRequest(FULL_GRAIN, "2024-03", category="orang_asing", where=(("izin_tinggal", ""),))
    assert [line.split(",")[-3] for line in export(folder, not_detailed).split("\r\n")[1:-1]] == ["3", "5"]


def test_since_takes_the_months_up_to_the_last(folder: Path) -> None:
    def months(**part: str) -> set[str]:
        return {line.split(",")[0] for line in export(folder, ExportRequest(FULL_GRAIN, **part)).split("\r\n")[1:-1]}

    assert months(since="2024-04") == {"2024-04"}
    assert months(since="2024-01", period="2024-03") == {"2024-03"}
    assert months(since="2024-01", period="2024-04") == {"2024-03", "2024-04"}


def test_too_many_values_across_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ACROSS", 2)
    with pytest.raises(UsageError, match="Kolom kecamatan_code punya lebih dari 2 nilai. Taruh sebagai baris"):
        export(folder, ExportRequest(FULL_GRAIN, across="kecamatan_code"))


@pytest.mark.parametrize(
    ("table", "wrong", "words"),
    [
        (FULL_GRAIN, {"dimensions": ("kecamatan_name",)}, "Kolom 'kecamatan_name' tidak dapat dipilih di tabel"),
        (FULL_GRAIN, {"dimensions": ("1) --",)}, r"Kolom '1\) --' tidak dapat dipilih"),
        (FULL_GRAIN, {"measures": ("period",)}, "Yang dapat: person_count"),
        (FULL_GRAIN, {"across": "person_count"}, "Kolom 'person_count' tidak dapat dipilih"),
        (FULL_GRAIN, {"where": (("batch_id", "kanim-pati"),)}, "Kolom 'batch_id' tidak dapat dipilih"),
        (FULL_GRAIN, {"where": (("nationality", "' OR 1=1"),)}, "Nilai '' OR 1=1' untuk nationality tidak dikenal"),
        (FULL_GRAIN, {"since": "Maret"}, "Bulan 'Maret' tidak dikenal"),
        (FULL_GRAIN, {"headings": "fr"}, "Judul kolom ada dalam bahasa id, en"),
    ],
)
def test_a_choice_that_there_is_not_is_wrong_use(table: str, wrong: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ExportRequest(table, **wrong)


@pytest.mark.parametrize("table", [name for name in EXPORTED_TABLES if name not in EXACT_TABLES])
def test_rows_of_other_tables_are_never_summed(folder: Path, table: str) -> None:
    """Their areas lie in each other, or lack what lies in no kecamatan."""
    whole, arranged = ExportRequest(table), ExportRequest(table, dimensions=("period",))
    counts = [
        sum(rows for _month, rows in queries.count_rows_by_month(use_snapshot(), Scope("exact"), request))
        for request in (whole, arranged)
    ]
    assert counts[0] == counts[1] > 0
    assert set(EXPORTED_TABLES[table].key) <= set(arranged.kept)


def test_headings_are_for_forms_that_have_them(folder: Path) -> None:
    """A package describes columns by their names; its data must have those."""
    request = ExportRequest("out_kabupaten_month", "2024-03", headings="id")
    export_to_path(request, "datapackage", folder / "a.zip")
    export_to_path(ExportRequest("out_kabupaten_month", "2024-03"), "datapackage", folder / "b.zip")
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()


def test_the_command_takes_the_same_choices_and_makes_the_file_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [
        "--period",
        "2024-03",
        "--category",
        "orang_asing",
        "--where",
        "nationality=CHN",
        "--across",
        "izin_tinggal",
    ]
    options += ["--dimensions", "kabupaten_code", "--measures", "person_count", "--headings", "id"]
    first, again = folder / "first.csv", folder / "again.csv"
    assert main(["export", FULL_GRAIN, *options, "--output", str(first)]) == 0
    request = ExportRequest(
        FULL_GRAIN,
        "2024-03",
        category="orang_asing",
        where=(("nationality", "CHN"),),
        dimensions=("kabupaten_code",),
        measures=("person_count",),
        across="izin_tinggal",
        headings="id",
    )
    assert first.read_bytes().decode() == export(folder, request)
    assert main(["export", "--like", f"{first}-metadata.json", "--output", str(again)]) == 0
    assert again.read_bytes() == first.read_bytes()
    assert main(["export", "--like", f"{first}-metadata.json", "--across", "sex", "--output", str(again)]) == 2
    assert main(["export", FULL_GRAIN, "--where", "nationality", "--output", str(again)]) == 2
    assert "Tulis --where seperti nationality=CHN" in capsys.readouterr().err


def test_the_example_of_the_document_gives_what_stands_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    example = r"```\npython -m etl (export case_counts .*?)```\n\n```\n(.*?)```"
    ((command, lines),) = re.findall(example, text, re.DOTALL)
    monkeypatch.chdir(folder)
    assert main(shlex.split(command.replace("\\\n", ""))) == 0
    assert (folder / "permits.csv").read_bytes().decode() == lines.replace("\n", "\r\n")


def test_the_log_says_what_was_asked_for_and_nothing_else() -> None:
    request = ExportRequest(FULL_GRAIN, "2024-03", where=(("sex", "L"),), dimensions=("sex", "purpose"), across="sex")
    assert list_facts(request) == {
        "table": FULL_GRAIN,
        "period": "2024-03",
        "area": None,
        "category": None,
        "across": "sex",
        "dimensions": "sex, purpose",
        "where": "sex=L",
    }
