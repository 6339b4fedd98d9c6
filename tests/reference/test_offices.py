"""Offices that an installation adds: they work at once, change nothing that is known, and a wrong row is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import KUDUS

from pora.errors import UsageError
from pora.reference.offices import kabupaten_of, name_office, office_by_kabupaten, office_of, offices_in, read_offices

OFFICES = "office_code,office_name,province_code,valid_from,valid_to,source,note"
AREAS = "office_code,kabupaten_code,valid_from,valid_to,source,note"
OF_TEST = "kanim-uji,Kantor Imigrasi Uji,34,,,berkas uji,"


def write(folder: Path, offices: list[str], areas: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, lines in (("office.csv", [OFFICES, *offices]), ("office_area.csv", [AREAS, *areas])):
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def test_an_added_office_stands_beside_the_known_ones_at_once(data_dir: Path) -> None:
    known = set(read_offices())
    write(data_dir, [OF_TEST], ["kanim-uji,34.04,,2025-06-30,berkas uji,", "kanim-uji,34.71,,,berkas uji,"])
    assert set(read_offices()) - known == {"kanim-uji"}
    assert name_office("kanim-uji") == "Kantor Imigrasi Uji"
    assert [one.office_code for one in offices_in("34")] == ["kanim-uji"]
    assert {one.office_code for one in offices_in("ID")} == {*known, "kanim-uji"}
    assert kabupaten_of("kanim-uji", "2025-06") == ("34.04", "34.71")
    assert kabupaten_of("kanim-uji", "2025-07") == ("34.71",)
    assert office_of(KUDUS, "2025-07") == "kanim-semarang"


def test_a_working_area_that_was_not_known_can_be_added_to_a_known_office(data_dir: Path) -> None:
    assert office_of("33.28", "2026-03") is None
    write(data_dir, [], ["kanim-tegal,33.28,2026-01-26,,berkas uji,"])
    assert office_of("33.28", "2026-03") == "kanim-tegal"
    assert office_of("33.28", "2025-12") == "kanim-pemalang"


def test_an_edit_counts_without_a_restart(data_dir: Path) -> None:
    write(data_dir, [OF_TEST], ["kanim-uji,34.04,,,berkas uji,"])
    assert office_by_kabupaten("2024-03")["34.04"] == "kanim-uji"
    (data_dir / "office_area.csv").unlink()
    assert "34.04" not in office_by_kabupaten("2024-03")


def test_files_may_come_from_a_spreadsheet_program(data_dir: Path) -> None:
    data_dir.mkdir()
    lines = [OFFICES.replace(",", ";"), 'kanim-uji;"Kantor Imigrasi Uji; Sleman";34;;;berkas uji;', ";;;;;;"]
    (data_dir / "office.csv").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert name_office("kanim-uji") == "Kantor Imigrasi Uji; Sleman"


def test_an_office_that_is_gone_is_named_by_its_code() -> None:
    assert name_office("kanim-dulu") == "kanim-dulu"


@pytest.mark.parametrize(
    ("offices", "areas", "message"),
    [
        ([",Tanpa kode,34,,,x,"], [], "office.csv, baris 2: kolom office_code kosong."),
        (["Kanim Uji,Nama,34,,,x,"], [], "baris 2: kode kantor 'Kanim Uji' harus huruf kecil, angka dan tanda hubung"),
        ([OF_TEST, OF_TEST], [], "office.csv, baris 3: kode kantor 'kanim-uji' sudah ada."),
        (["kanim-semarang,Nama,34,,,x,"], [], "baris 2: kode kantor 'kanim-semarang' sudah ada."),
        (["kanim-uji,Nama,99,,,x,"], [], "baris 2: '99' bukan kode provinsi."),
        (["kanim-uji,Nama,ID,,,x,"], [], "baris 2: 'ID' bukan kode provinsi."),
        (["kanim-uji,Nama,34,,,,"], [], "baris 2: kolom source kosong."),
        (["kanim-uji,Nama,34,26/1/2026,,x,"], [], "'26/1/2026' di kolom valid_from bukan tanggal. Tulis seperti 2026-"),
        (["kanim-uji,Nama,34,2026-01-26,2025-01-01,x,"], [], "baris 2: valid_to lebih awal daripada valid_from."),
        (["kanim-uji,Nama,34,,,x,y,z"], [], "baris 2: 8 sel, seharusnya 7. Beri tanda kutip"),
        ([], ["kanim-uji,34.04,,,x,"], "office_area.csv, baris 2: kantor 'kanim-uji' tidak ada di office.csv."),
        ([OF_TEST], ["kanim-uji,34.4,,,x,"], "baris 2: '34.4' bukan kode kabupaten/kota. Tulis seperti 33.19."),
        (
            [],
            ["kanim-tegal,33.28,2025-12-01,,x,"],
            "Kab. Tegal sudah wilayah kerja Kantor Imigrasi Pemalang sejak awal, sampai 31 Desember 2025.",
        ),
        (
            [OF_TEST],
            ["kanim-uji,34.04,2024-01-01,,x,", "kanim-uji,34.04,,2024-01-01,x,"],
            "baris 3: Kab. Sleman sudah wilayah kerja Kantor Imigrasi Uji sejak 1 Januari 2024, sampai sekarang.",
        ),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(
    data_dir: Path, offices: list[str], areas: list[str], message: str
) -> None:
    write(data_dir, offices, areas)
    with pytest.raises(UsageError) as error:
        read_offices()
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"kode,nama\n", f"office.csv, baris 1: baris judul harus berisi {OFFICES}."),
        (b"", "baris judul harus berisi"),
        (OFFICES.encode("utf-16"), "bukan teks UTF-8"),
    ],
)
def test_a_file_that_is_none_of_ours_says_what_it_should_be(data_dir: Path, content: bytes, message: str) -> None:
    data_dir.mkdir()
    (data_dir / "office.csv").write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_offices()
