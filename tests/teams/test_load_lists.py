"""Lists of offices about Tim Pora: every row or nothing, errors by row and column, no person, the newest in force."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from builders import disk, query
from in_memory import InMemory

from etl.teams.values import holds_person
from pora.schema import ACTIVITY, LIST_KINDS, MEETING, TEAM
from pora.schema.load_report import LoadReport
from tests.teams.lists import TEAM_LIST, load, write

MEETING_LIST = """Tanggal,Acara,Tempat,Kabupaten,Instansi yang hadir,Hasil
19/3/2025,Rakor Tim Pora,Hotel A,Kudus,"Badan Kesbangpol Kudus, Polres dan Kodim",Pendataan dua kecamatan
Mei 2025,Rapat persiapan,,,,
"""
ACTIVITY_LIST = """Tanggal,Kegiatan,Status,Kabupaten,Kecamatan,Instansi,Orang diperiksa,Temuan
20/3/2025,Operasi gabungan,terlaksana,Kudus,Jati,"Polsek, Koramil",14,-
,Pendataan,rencana,Kota Semarang,,,,
"""


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
            f"Ada data pribadi pada: {named}. Daftar hanya memuat instansi dan jumlah: hapus nama dan nomor orang, "
            "lalu coba lagi.",
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
