"""Codes of areas: whole ones resolve; what a spreadsheet damaged is refused, and what was meant is named."""

from __future__ import annotations

import pytest

from pora.reference.areas.answer import AreaMatch
from tests.reference.area_matching import INDEX, JATENG


@pytest.mark.parametrize("text", ["33.19.01", "  33.19.01 ", "331901", "'33.19.01", "３３.19.01", "33.19.01 Kaliwungu"])
def test_a_whole_code_resolves(text: str) -> None:
    assert INDEX.match_kecamatan(text, None, JATENG) == AreaMatch(text, "code", "33.19.01")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("33.1", ["33.10", "33.01"]),
        ("33,1", ["33.10", "33.01"]),
        ("33,19", ["33.19"]),
        ("33.19.1", ["33.19.01"]),
        ("3319.01", ["33.19.01"]),
        ("3319.0", ["33.19"]),
        ("3319", ["33.19"]),
        ("331901.0", ["33.19.01"]),
        ("33:19:01", ["33.19.01"]),
        ("33 19 01", ["33.19.01"]),
        ("33.19.", ["33.19"]),
        ("3.319E+05", []),
        ("33.1¹", []),
        ("33.19.01²", []),
        ("3319010", []),
        ("1", []),
    ],
)
def test_a_code_damaged_by_a_spreadsheet_is_refused_at_both_levels(text: str, meant: list[str]) -> None:
    for match in (INDEX.match_kecamatan(text, None, JATENG), INDEX.match_kabupaten(text, JATENG)):
        assert (match.code, match.error_code) == (None, "damaged-code")
        assert [candidate.code for candidate in match.candidates] == meant


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "33.1",
            "'33.1' bukan kode yang utuh: nol atau titiknya berubah, biasanya oleh lembar kerja. "
            "Mungkin maksudnya Kab. Klaten (33.10) atau Kab. Cilacap (33.01)? "
            "Ubah format kolom menjadi Teks, lalu tulis kodenya lengkap, seperti 33.10.",
        ),
        (
            "3319",
            "'3319' ditulis tanpa titik, sehingga bisa juga kode BPS. Mungkin maksudnya Kab. Kudus (33.19)? "
            "Tulis kodenya dengan titik, sebagai teks.",
        ),
        (
            "3319010",
            "'3319010' berisi tujuh angka seperti kode BPS. Isi kode Kemendagri bertitik, seperti 33.19.01.",
        ),
        (
            "33.19.01.2001",
            "'33.19.01.2001' adalah kode desa/kelurahan. Isi kode kecamatannya. "
            "Mungkin maksudnya Kaliwungu, Kab. Kudus (33.19.01)?",
        ),
        (
            "33.19.99",
            "Kode 33.19.99 tidak ada dalam daftar kode wilayah. Periksa kodenya, atau isi namanya saja.",
        ),
        (
            "33.19",
            "'33.19' bukan kecamatan, melainkan kabupaten/kota: Kab. Kudus (33.19). "
            "Isi kecamatannya, atau 'Tidak dirinci' bila tidak diketahui.",
        ),
        (
            "33.19.01 Jati",
            "Kode 33.19.01 adalah Kaliwungu, Kab. Kudus, tetapi tertulis 'Jati'. Samakan kode dan namanya.",
        ),
        (
            "32.01.01",
            "Cibinong, Kab. Bogor (32.01.01) bukan bagian dari Jawa Tengah. Samakan kode dan wilayahnya.",
        ),
    ],
)
def test_what_is_wrong_with_a_code_and_what_to_do(text: str, message: str) -> None:
    assert INDEX.match_kecamatan(text, None, JATENG).message == message
