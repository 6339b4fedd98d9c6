"""Lists of offices about Tim Pora: every row or nothing, errors by row and column, no person, the newest in force."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from builders import disk, query
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import InMemory

from etl import pipeline
from etl.__main__ import main
from etl.commands.report import describe_list
from etl.commands.status import describe_status, read_status
from etl.teams.judge import Sender, judge_list
from etl.teams.table import read_list
from etl.teams.terms import resolve_agencies
from etl.teams.values import ListDate, Problem, holds_person, read_date
from pora.config import ROOT
from pora.errors import PoraError, RefusedError, UsageError
from pora.schema import ACTIVITY, AGENCIES, FOLLOW_UP, LIST_KINDS, MEETING, TEAM, VILLAGE
from pora.schema.load_report import LoadReport

TEAM_LIST = """No;Kabupaten/Kota;Kecamatan;Nomor SK;Tanggal SK;Jumlah Anggota;Imigrasi;Polres;Ketua
1;Kab. Kudus;;188.45/123/2024;10 Januari 2024;5;3;2;
2;Kab. Kudus;Gebog;;;4;;;
"""
MEETING_LIST = """Tanggal,Acara,Tempat,Kabupaten,Instansi yang hadir,Hasil
19/3/2025,Rakor Tim Pora,Hotel A,Kudus,"Badan Kesbangpol Kudus, Polres dan Kodim",Pendataan dua kecamatan
Mei 2025,Rapat persiapan,,,,
"""
ACTIVITY_LIST = """Tanggal,Kegiatan,Status,Kabupaten,Kecamatan,Instansi,Orang diperiksa,Temuan
20/3/2025,Operasi gabungan,terlaksana,Kudus,Jati,"Polsek, Koramil",14,-
,Pendataan,rencana,Kota Semarang,,,,
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def load(path: Path, kind: str, office: str = "kanim-semarang", dry_run: bool = False) -> LoadReport:
    return pipeline.load_lists([path], kind, office, dry_run).reports[0]


def errors(report: LoadReport) -> list[tuple[object, ...]]:
    return [(error.row, error.column, error.value, error.code, error.message) for error in report.errors]


def test_a_list_of_teams_becomes_teams_and_members_by_agency(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(write(tmp_path / "tim.csv", TEAM_LIST), TEAM)
    assert (report.rows_in, report.accepted, report.rejected, report.loaded) == (2, 2, 0, True)
    assert report.warnings == ("kolom 'Ketua' tidak dikenal dan tidak dibaca.",)
    assert query(
        "SELECT office_code, level, area_code, legal_basis, established_on, member_count, member_precision "
        "FROM core_team WHERE batch_id = ? ORDER BY row_number",
        report.batch_id,
    ) == [
        ("kanim-semarang", "kabupaten_kota", "33.19", "188.45/123/2024", "2024-01-10", 5, "exact"),
        ("kanim-semarang", "kecamatan", "33.19.08", None, None, 4, "exact"),
    ]
    assert query("SELECT row_number, agency, member_count FROM core_team_member ORDER BY ALL") == [
        (1, "imigrasi", 3),
        (1, "polres", 2),
    ]
    assert query("SELECT office_code, list_kind, file_name, rows_in FROM core_list_batch") == [
        ("kanim-semarang", "team", "tim.csv", 2)
    ]


def test_a_list_of_meetings_keeps_dates_as_far_as_they_are_known(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(write(tmp_path / "rapat.csv", MEETING_LIST), MEETING)
    assert query(
        "SELECT meeting_date, date_precision, level, area_code, title, venue, agencies, stated FROM core_meeting "
        "WHERE batch_id = ? ORDER BY row_number",
        report.batch_id,
    ) == [
        (
            "2025-03-19",
            "day",
            "kabupaten_kota",
            "33.19",
            "Rakor Tim Pora",
            "Hotel A",
            "kesbangpol;polres;kodim",
            "Pendataan dua kecamatan",
        ),
        ("2025-05", "month", "kanim", "kanim-semarang", "Rapat persiapan", None, None, None),
    ]


def test_a_list_of_activities_tells_announced_from_done(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(write(tmp_path / "giat.csv", ACTIVITY_LIST), ACTIVITY)
    assert query(
        "SELECT activity_date, activity_kind, activity_status, level, area_code, agencies, checked_count, "
        "finding_count FROM core_activity WHERE batch_id = ? ORDER BY row_number",
        report.batch_id,
    ) == [
        ("2025-03-20", "operasi_gabungan", "dilaksanakan", "kecamatan", "33.19.03", "polsek;koramil", 14, 0),
        (None, "pendataan", "diumumkan", "kabupaten_kota", "33.74", None, None, None),
    ]


def test_a_workbook_with_letterhead_merged_cells_total_and_signature_is_read(
    in_memory: InMemory, tmp_path: Path
) -> None:
    path = tmp_path / "tim.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tim")
        sheet.write_row(0, 0, ["KANTOR IMIGRASI SEMARANG"])
        sheet.write_row(2, 0, ["NO", "KABUPATEN/KOTA", "KECAMATAN", "JUMLAH ANGGOTA"])
        sheet.write_row(3, 0, [1, 2, 3, 4])
        sheet.write_row(4, 0, [1, None, "Jati", 4])
        sheet.write_row(5, 0, [2, None, "Bae", 3])
        sheet.merge_range(4, 1, 5, 1, "Kudus")
        sheet.write_row(6, 0, ["JUMLAH", None, None, 7])
        sheet.write_row(8, 0, [None, None, None, "Semarang, 19 Maret 2024"])
    report = load(path, TEAM)
    assert report.warnings == ("Lembar Tim: baris 4, 7, 9 tidak dibaca: bukan baris daftar.",)
    assert query("SELECT area_code, member_count FROM core_team WHERE batch_id IS NOT NULL ORDER BY ALL") == [
        ("33.19.03", 4),
        ("33.19.07", 3),
    ]


def test_a_printed_number_of_members_that_is_no_sum_is_said_and_not_repaired(
    in_memory: InMemory, tmp_path: Path
) -> None:
    text = "Kabupaten,Jumlah anggota,Imigrasi,Polres\nKudus,12,3,2\n"
    report = load(write(tmp_path / "tim.csv", text), TEAM)
    assert report.warnings == ("baris 2: jumlah anggota 12, sedangkan menurut instansi 5.",)
    assert query("SELECT member_count FROM core_team WHERE batch_id IS NOT NULL") == [(12,)]


def test_every_bad_cell_of_a_list_of_teams_is_named_and_nothing_is_loaded(empty: Path, tmp_path: Path) -> None:
    before = disk()
    text = (
        "No,Kabupaten,Kecamatan,Jumlah anggota,Tanggal SK\n"
        "1,Semarang,,5,\n2,Kudus,,sekitar 9,31/2/2024\n3,,,4,\n4,Kudus,,5,\n5,Kudus,Jati,-3,\n"
    )
    report = load(write(tmp_path / "tim.csv", text), TEAM)
    assert (report.rows_in, report.accepted, report.rejected, report.loaded) == (5, 0, 5, False)
    found = errors(report)
    assert [(row, column, value, code) for row, column, value, code, _message in found] == [
        (2, "Kabupaten", "Semarang", "ambiguous-area"),
        (3, "Tanggal SK", "31/2/2024", "type-error"),
        (3, "Jumlah anggota", "sekitar 9", "inexact-count"),
        (4, "Kabupaten", None, "constraint-error"),
        (5, "Kabupaten", "33.19", "unique-error"),
        (6, "Jumlah anggota", "-3", "constraint-error"),
    ]
    assert found[3][-1] == "Wilayah tim kosong. Isi kabupaten/kota atau kecamatan."
    assert found[4][-1] == "Tim Kab. Kudus sudah ada di baris 3. Satu tim, satu baris."
    assert disk() == before


def test_every_bad_cell_of_a_list_of_activities_is_named(in_memory: InMemory, tmp_path: Path) -> None:
    text = (
        "No,Tanggal,Kegiatan,Status,Kabupaten,Instansi,Orang diperiksa\n"
        '1,19/3/2099,Pendataan,dilaksanakan,Kudus,,\n2,,Pendataan,selesai,Kudus,"Polres, Toko Baru",4\n'
        "3,,Senam,mungkin,33.01,,1.5\n4,,,rencana,32.01,,\n"
    )
    report = load(write(tmp_path / "giat.csv", text), ACTIVITY)
    assert [(row, column, value, code) for row, column, value, code, _message in errors(report)] == [
        (2, "Tanggal", "19/3/2099", "constraint-error"),
        (3, "Tanggal", None, "constraint-error"),
        (3, "Instansi", "Polres, Toko Baru", "constraint-error"),
        (4, "Status", "mungkin", "constraint-error"),
        (4, "Kegiatan", "Senam", "constraint-error"),
        (4, "Orang diperiksa", "1.5", "inexact-count"),
        (5, "Kegiatan", None, "constraint-error"),
        (5, "Kabupaten", "32.01", "area-conflict"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "named"),
    [
        (TEAM, "Kabupaten,Nama\nKudus,Budi Santoso\n", "Nama"),
        (TEAM, "Kabupaten,No HP\nKudus,081234567890\n", "No HP"),
        (TEAM, "Kabupaten,Catatan\nKudus,NIP 198501012010011001\n", "Catatan"),
        (TEAM, "Kabupaten,Catatan\nKudus,hubungi budi@contoh.go.id\n", "Catatan"),
        (MEETING, 'Tanggal,Acara,Hasil\n2024,Rakor,"Dibuka Bapak Budi"\n', "Hasil"),
        (MEETING, 'Tanggal,Acara,Hasil\n2024,Rakor,"Dibuka Budi Santoso, S.H."\n', "Hasil"),
    ],
)
def test_a_list_with_persons_is_refused_before_anything_is_written(
    empty: Path, tmp_path: Path, kind: str, text: str, named: str
) -> None:
    before = disk()
    report = load(write(tmp_path / "daftar.csv", text), kind)
    assert errors(report) == [
        (
            None,
            None,
            None,
            "personal-data",
            f"Berkas daftar.csv memuat data pribadi pada: {named}. Daftar hanya memuat instansi dan jumlah: hapus nama "
            "dan nomornya, lalu muat lagi.",
        )
    ]
    assert disk() == before


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("stated", "Dibuka Bapak Camat"),
        ("note", "Hotel di ibu kota kabupaten, 17 Juli 2024"),
        ("legal_basis", "W13-IMI-1 GR 03 06 2024"),
        ("title", "Rakor Tim Pora Kab. Kudus 2024"),
        ("meeting_date", "2024-03-19T00:00:00"),
    ],
)
def test_positions_places_dates_and_decrees_are_no_persons(column: str, text: str) -> None:
    assert not holds_person(column, text)


def test_what_no_table_of_the_kind_is_says_which_columns_are_missing(in_memory: InMemory, tmp_path: Path) -> None:
    path = write(tmp_path / "daftar.csv", "Tanggal,Tempat\n19/3/2024,Hotel A\n")
    assert [errors(load(path, kind))[0][-1] for kind in LIST_KINDS] == [
        "Tidak ada kolom kabupaten/kota atau kecamatan di daftar.csv. Periksa judul kolomnya dan --kind.",
        "Tidak ada kolom acara di daftar.csv. Periksa judul kolomnya dan --kind.",
        "Tidak ada kolom jenis kegiatan, pelaksanaan di daftar.csv. Periksa judul kolomnya dan --kind.",
        "Tidak ada kolom tindak lanjut, tenggat, keadaan di daftar.csv. Periksa judul kolomnya dan --kind.",
        "Tidak ada kolom desa di daftar.csv. Periksa judul kolomnya dan --kind.",
    ]


def in_force() -> list[tuple[object, ...]]:
    return query(
        "SELECT office_code, area_code FROM core_team WHERE batch_id IN "
        "(SELECT max_by(batch_id, batch_number) FROM core_list_batch GROUP BY office_code, list_kind) ORDER BY ALL"
    )


def test_a_new_list_replaces_the_older_of_the_same_office_and_the_older_can_come_back(
    in_memory: InMemory, tmp_path: Path
) -> None:
    first = write(tmp_path / "satu.csv", "Kabupaten\nKudus\nDemak\n")
    second = write(tmp_path / "dua.csv", "Kabupaten\nKendal\n")
    load(first, TEAM)
    load(write(tmp_path / "lain.csv", "Kabupaten\nBrebes\n"), TEAM, office="kanim-pemalang")
    load(second, TEAM)
    assert in_force() == [("kanim-pemalang", "33.29"), ("kanim-semarang", "33.24")]
    assert load(second, TEAM).unchanged
    assert not load(first, TEAM).unchanged
    assert in_force() == [("kanim-pemalang", "33.29"), ("kanim-semarang", "33.19"), ("kanim-semarang", "33.21")]
    assert query("SELECT count(*) FROM core_list_batch") == [(4,)]


def test_a_place_of_another_office_is_loaded_with_a_word(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(write(tmp_path / "tim.csv", "Kabupaten\nBrebes\n"), TEAM)
    assert (report.loaded, report.warnings) == (True, ("Kab. Brebes bukan wilayah kerja kanim-semarang.",))


def test_the_team_of_the_province_may_be_listed(in_memory: InMemory, tmp_path: Path) -> None:
    load(write(tmp_path / "tim.csv", "Kabupaten/Kota\nProvinsi Jawa Tengah\n"), TEAM, office="kanwil")
    assert query("SELECT level, area_code FROM core_team WHERE batch_id IS NOT NULL") == [("provinsi", "33")]


def test_a_dry_run_checks_and_leaves_everything_as_it_is(empty: Path, tmp_path: Path) -> None:
    before = disk()
    report = load(write(tmp_path / "tim.csv", TEAM_LIST), TEAM, dry_run=True)
    assert (report.accepted, report.loaded, report.batch_id, report.errors) == (2, False, None, ())
    assert list(describe_list(report))[0] == "tim.csv: uji coba, tidak dimuat. 2 baris dapat dimuat."
    assert disk() == before


def test_nothing_of_the_original_is_kept(empty: Path, tmp_path: Path) -> None:
    load(write(tmp_path / "tim.csv", TEAM_LIST.replace("2;\n", "2;Budi\n")), TEAM)
    assert not any(b"Budi" in content for content in disk().values())


KILLED = """
import os, signal, sys
from etl import pipeline
from etl.__main__ import main
from etl.snapshot import publish
publish._switch = lambda *_arguments: os.kill(os.getpid(), signal.SIGKILL)
main(["load", sys.argv[1], "--kind", "team", "--office", "kanim-semarang"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_before_the_switch_the_last_snapshot_stays_and_the_load_can_be_repeated(
    empty: Path, tmp_path: Path
) -> None:
    path, before = write(tmp_path / "tim.csv", TEAM_LIST), disk()
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    assert {name: content for name, content in disk().items() if ".tmp-" not in name} == before
    assert load(path, TEAM).loaded
    assert [name for name in disk() if ".tmp-" in name] == []


def test_the_command_loads_a_list_and_answers_as_for_case_tables(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "tim.csv", TEAM_LIST)
    assert main(["load", str(path), "--kind", "team", "--office", "kanim-semarang", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["rows_in"], answer["accepted"], answer["loaded"]) == ("tim.csv", 2, 2, True)
    assert main(["load", str(path), "--kind", "meeting", "--office", "kanim-semarang"]) == 1
    assert "Tidak ada kolom tanggal, acara di tim.csv." in capsys.readouterr().out
    assert main(["load", str(path), "--kind", "team", "--office", "kanim-semarang", "--period", "2024-03"]) == 2
    assert capsys.readouterr().err == "--period tidak berlaku untuk --kind.\n"
    assert main(["load", str(path), "--kind", "team", "--office", "kanim-entah"]) == 2


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        (
            "Badan Kesbangpol Brebes; Polres Brebes; Kodim Brebes dan lainnya",
            "kesbangpol polres kodim instansi_lain",
            "",
        ),
        ("Badan Kesatuan Bangsa dan Politik, Bea dan Cukai", "kesbangpol bea_cukai", ""),
        ("Dinas Kependudukan dan Pencatatan Sipil", "disdukcapil", ""),
        ("Polsek Kecamatan Bae", "polsek", ""),
        ("Ali bin Amir", "", "ali bin amir"),
        ("BIN", "bin", ""),
    ],
)
def test_agencies_are_read_wherever_their_place_stands(text: str, codes: str, unknown: str) -> None:
    assert resolve_agencies(text) == (tuple(codes.split()), (unknown,) if unknown else ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selasa, 19 Maret 2024", ListDate("2024-03-19", "day")),
        ("Maret 2024", ListDate("2024-03", "month")),
        ("tahun 2024", ListDate("2024", "year")),
    ],
)
def test_dates_are_read_as_far_as_they_go(text: str, expected: ListDate) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize("text", ["19/3", "31/2/2024", "kemarin", "1800", ""])
def test_a_date_that_is_none_is_a_problem(text: str) -> None:
    assert isinstance(read_date(text), Problem)


@given(st.text())
def test_agencies_of_any_text_are_codes_or_nothing(text: str) -> None:
    codes, _unknown = resolve_agencies(text)
    assert set(codes) <= set(AGENCIES)


CELLS = st.sampled_from(
    ["", "Kudus", "Gebog", "Semarang", "19/3/2024", "Pendataan", "selesai", "Polres", "-", "7", "x;y"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LIST_KINDS),
    st.lists(st.lists(CELLS | st.text(max_size=20), min_size=6, max_size=6), max_size=8),
)
def test_any_list_is_judged_whole_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, kind: str, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("wild") / "daftar.csv"
    heading = {
        TEAM: "Kabupaten,Kecamatan,Jumlah anggota,Polres,Catatan,X",
        FOLLOW_UP: "Tanggal,Tindak lanjut,Tenggat,Keadaan,Kabupaten,X",
        VILLAGE: "Kabupaten,Kecamatan,Desa,Petugas Pimpasa,Catatan,X",
    }.get(
        kind,
        "Tanggal,Acara,Instansi,Kabupaten,Hasil,X" if kind == MEETING else "Tanggal,Kegiatan,Status,Kabupaten,Temuan,X",
    )
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\n".join([heading, *lines]), "utf-8", errors="ignore")
    try:
        judged = judge_list(path.name, read_list(path, kind), kind, Sender("kanim-semarang", "33"))
    except (RefusedError, PoraError) as error:
        assert str(error)
        return
    wrong = {error.row for error in judged.errors}
    assert judged.rejected == len(wrong) <= len(judged.rows)
    assert all(row.get("area_code") for row in judged.rows) or judged.errors


def test_a_build_does_not_start_anew_over_a_loaded_list_and_status_names_it(empty: Path, tmp_path: Path) -> None:
    report = load(write(tmp_path / "tim.csv", TEAM_LIST), TEAM)
    with pytest.raises(UsageError, match="1 berkas"):
        pipeline.build("33", with_sample=False)
    found = read_status()
    assert [(one["batch_id"], one["is_in_force"]) for one in found["lists"]] == [(report.batch_id, True)]
    assert any("daftar team  2 baris  tim.csv" in line for line in describe_status(found))
