"""What stands under numbers: the same facts in the same words, wherever they are read."""

import datetime as dt
from dataclasses import replace

from pora.locale import speaking
from pora.wording.provenance import Provenance, describe_snapshot, describe_snapshot_to_the_minute

PATI, KUDUS, PEMALANG = "Kantor Imigrasi Pati", "Kantor Imigrasi Kudus", "Kantor Imigrasi Pemalang"
ONE = Provenance("20260401-ab12", False, "public", "2024-02", (PATI,))
TWO = replace(ONE, offices=(PATI, PEMALANG))
THREE = replace(ONE, offices=(KUDUS, PATI, PEMALANG))
NONE = replace(ONE, offices=())


def test_a_page_names_up_to_two_offices_and_counts_more() -> None:
    assert [source.page_lines for source in (NONE, ONE, TWO, THREE)] == [
        ["Keadaan 29 Februari 2024", "Belum ada tabel kasus"],
        ["Keadaan 29 Februari 2024", "Sumber: tabel kasus Kantor Imigrasi Pati"],
        ["Keadaan 29 Februari 2024", "Sumber: tabel kasus Kantor Imigrasi Pati dan Kantor Imigrasi Pemalang"],
        ["Keadaan 29 Februari 2024", "Sumber: tabel kasus 3 kantor imigrasi"],
    ]


def test_a_slide_says_the_same_in_two_lines_and_names_one_office() -> None:
    hidden = "Angka di bawah 5 (pengungsi 10) disamarkan · Snapshot 20260401-ab12"
    assert [source.slide_lines for source in (NONE, ONE, TWO)] == [
        ("Keadaan 29 Februari 2024 · Belum ada tabel kasus", hidden),
        ("Keadaan 29 Februari 2024 · Sumber: tabel kasus Kantor Imigrasi Pati", hidden),
        ("Keadaan 29 Februari 2024 · Sumber: tabel kasus 2 kantor imigrasi", hidden),
    ]


def test_exact_numbers_and_made_up_ones_are_marked() -> None:
    exact = replace(ONE, version="exact")
    assert exact.slide_lines[1] == "Angka lengkap, hanya bagi yang berwenang · Snapshot 20260401-ab12"
    assert [one.marks for one in (ONE, exact, replace(exact, has_sample=True))] == [
        (),
        ("TERBATAS",),
        ("TERBATAS", "DATA CONTOH SINTETIS"),
    ]


def test_page_and_slide_agree_in_english_too() -> None:
    with speaking("en"):
        assert ONE.page_lines == ["As of 29 February 2024", f"Source: case tables of {PATI}"]
        assert ONE.slide_lines[0] == " · ".join(ONE.page_lines)


def test_a_page_says_the_day_of_the_snapshot_and_a_file_the_minute() -> None:
    at = dt.datetime(2026, 4, 1, 3, 15, 42)
    assert describe_snapshot("20260401-ab12", at) == "Snapshot 20260401-ab12, diterbitkan 1 April 2026"
    evening = dt.datetime(2026, 4, 1, 17, 15)  # UTC: after midnight at the office
    assert describe_snapshot("20260401-ab12", evening) == "Snapshot 20260401-ab12, diterbitkan 2 April 2026"
    assert describe_snapshot_to_the_minute("20260401-ab12", at) == (
        "Snapshot 20260401-ab12, diterbitkan 2026-04-01 03:15 UTC"
    )
