"""Meetings and activities of Tim Pora: their facts, and what was announced is not counted as done."""

from __future__ import annotations

from pathlib import Path

import pytest
from in_memory import InMemory

from pora.wording.team_tables import (
    make_activity_counts,
    make_activity_table,
    make_meeting_table,
)
from tests.statistics.team_tables import activities, load, meetings


def test_the_two_meetings_have_their_facts(empty: Path) -> None:
    table = make_meeting_table(meetings("33"))
    assert table[["Tanggal", "Acara", "Wilayah", "Tempat", "Hadir"]].values.tolist() == [
        [
            "17 Juli 2024",
            "Rakor Tim Pora Kab. Brebes",
            "Kab. Brebes",
            "Grand Dian Hotel",
            "Kesbangpol, Polres, Kodim, instansi lain",
        ],
        [
            "19 Maret 2024 (tahun belum pasti)",
            "Rakor Tim Pora Kab. Kudus",
            "Kab. Kudus",
            "Hotel Griptha",
            "tidak disebut",
        ],
    ]
    for fact in (
        "48 orang asing",
        "Bae, Dawe, Gebog, Jati, Kaliwungu dan Kota Kudus",
        "7 tim",
        "101 tim",
        "sekitar 50",
    ):
        assert fact in table["Yang disampaikan"][1]
    for fact in ("19 pengungsi", "3 di antaranya di Kecamatan Sirampog", "UNHCR", "Palestina", "konflik sosial"):
        assert fact in table["Yang disampaikan"][0]


@pytest.mark.parametrize(
    ("area_code", "titles"),
    [
        ("kanim-semarang", ["Rakor Tim Pora Kab. Kudus"]),
        ("kanim-pemalang", ["Rakor Tim Pora Kab. Brebes"]),
        ("eks-karesidenan-pekalongan", ["Rakor Tim Pora Kab. Brebes"]),
        ("33.19", ["Rakor Tim Pora Kab. Kudus"]),
        ("33.19.08", ["Rakor Tim Pora Kab. Kudus"]),
        ("33.28", []),
    ],
)
def test_a_meeting_belongs_to_its_area_what_lies_around_it_and_its_kecamatan(
    empty: Path, area_code: str, titles: list[str]
) -> None:
    assert meetings(area_code)["title"].tolist() == titles


def test_a_meeting_of_an_office_belongs_to_the_office_and_the_province(in_memory: InMemory, tmp_path: Path) -> None:
    load(tmp_path / "rapat.csv", "meeting", "Tanggal,Acara\nMei 2025,Rapat persiapan\n")
    found = {
        code: "Rapat persiapan" in meetings(code)["title"].tolist()
        for code in ("33", "kanim-semarang", "33.19", "kanim-pati")
    }
    assert found == {"33": True, "kanim-semarang": True, "33.19": False, "kanim-pati": False}


def test_what_was_announced_at_brebes_is_not_counted_as_done(empty: Path) -> None:
    assert make_activity_counts(activities("33")).values.tolist() == [
        ["Operasi gabungan", "0", "1"],
        ["Pendataan", "0", "1"],
        ["Pengawasan", "2", "1"],
        ["Pemeriksaan", "1", "0"],
    ]
    table = make_activity_table(activities("33"))
    unsaid = "tidak disebut"
    assert table.iloc[:4, :10].values.tolist() == [
        [
            *("7 Oktober 2024 – 9 Oktober 2024", "Pengawasan", "Jagratara III", "Dilaksanakan"),
            *("Jawa Tengah", unsaid, "46", "245", unsaid, "11"),
        ],
        [
            *("2024", "Pengawasan", "Jagratara II", "Dilaksanakan"),
            *("Jawa Tengah", unsaid, "40", "143", "10", unsaid),
        ],
        [
            *("14 September 2021", "Pemeriksaan", unsaid, "Dilaksanakan"),
            *("Karimunjawa, Kab. Jepara", unsaid, unsaid, "6", unsaid, unsaid),
        ],
        [unsaid, "Operasi gabungan", unsaid, "Diumumkan", "Kab. Brebes", *[unsaid] * 5],
    ]
    assert table["Keterangan dan sumber"].iloc[0] == (
        "8 dari 11 yang diamankan dari Tiongkok; jateng.suara.com 2024/10/15"
    )


def test_no_activity_makes_empty_tables(empty: Path) -> None:
    assert len(make_activity_counts(activities("33.28"))) == len(make_activity_table(activities("33.28"))) == 0
