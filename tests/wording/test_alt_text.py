from __future__ import annotations

import pandas as pd

from pora import schema
from pora.statistics.measures import (
    NEWLY_REPORTED,
    NO_LONGER_REPORTED,
    NOT_DETAILED,
    NOT_STATED,
    PART_OF,
    UNCHANGED,
    Measure,
)
from pora.wording.alt_text import describe_map

PERSONS = Measure("Orang asing per kecamatan", "orang asing")
SHARE = Measure("Persen", "dari orang asing", decimals=1, suffix="%")
CHANGE = Measure("Perubahan sejak Mei 2024", "orang asing", is_change=True)


def frame(*rows: tuple[str, float | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_name", "value", "status"])


def test_a_map_is_described_with_its_largest_areas_and_every_state() -> None:
    kudus = frame(
        ("Kaliwungu", 1234, schema.ANGKA),
        ("Kota Kudus", 12, schema.ANGKA),
        ("Jati", 0, schema.NOL),
        ("Undaan", None, schema.BELUM_LAPOR),
        ("Mejobo", None, schema.DISAMARKAN),
        ("Dawe", None, NOT_DETAILED),
    )
    assert describe_map(kudus, PERSONS) == (
        "Peta: Orang asing per kecamatan, 6 wilayah. Terbanyak: Kaliwungu 1.234, Kota Kudus 12. Nol: Jati. "
        "Tidak dirinci: Dawe. Belum lapor: Undaan. Disamarkan: Mejobo."
    )


def test_a_published_map_is_described_without_numbers_that_were_not_published() -> None:
    kudus = frame(("Gebog", None, PART_OF), ("Dawe", None, PART_OF), ("Mejobo", None, NOT_STATED))
    assert describe_map(kudus, PERSONS) == (
        "Peta: Orang asing per kecamatan, 3 wilayah. Bagian dari angka yang tidak dirinci: Gebog, Dawe. "
        "Tidak disebut: Mejobo."
    )


def test_many_areas_are_named_by_the_first_and_the_last_and_counted() -> None:
    areas = frame(*((f"A{n}", n, schema.ANGKA) for n in range(1, 8)), *((f"B{n}", 0, schema.NOL) for n in range(1200)))
    assert describe_map(areas, SHARE) == (
        "Peta: Persen, 1.207 wilayah. Terbanyak: A7 7,0%, A6 6,0%, A5 5,0%, A4 4,0%, A3 3,0%. Paling sedikit: A1 1,0%. "
        "Nol: 1.200 wilayah."
    )


def test_a_map_of_changes_is_described_by_rises_falls_and_what_can_not_be_told() -> None:
    kudus = frame(
        ("Bae", 5, schema.ANGKA),
        ("Jati", -12, schema.ANGKA),
        ("Dawe", -1, schema.ANGKA),
        ("Gebog", 0, UNCHANGED),
        ("Undaan", None, NEWLY_REPORTED),
        ("Mejobo", None, NO_LONGER_REPORTED),
        ("Jekulo", None, schema.BELUM_LAPOR),
    )
    assert describe_map(kudus, CHANGE) == (
        "Peta perubahan: Perubahan sejak Mei 2024, 7 wilayah. Bertambah di 1 wilayah, terbanyak: Bae +5. "
        "Berkurang di 2 wilayah, terbanyak: Jati −12, Dawe −1. Tidak berubah: Gebog. Baru melapor: Undaan. "
        "Tidak lagi melapor: Mejobo. Belum lapor: Jekulo."
    )
    assert describe_map(kudus.iloc[3:4], CHANGE) == (
        "Peta perubahan: Perubahan sejak Mei 2024, 1 wilayah. Tidak berubah: Gebog."
    )
