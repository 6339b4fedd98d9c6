"""Words of the coded columns: known spellings give their value, everything else is refused with suggestions."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora.paths import REFERENCE
from pora.reference.terms import TERM_COLUMNS, is_not_stated, resolve_term, resolve_terms, term_label, term_labels
from pora.reference.value_match import ValueMatch


@pytest.mark.parametrize(
    ("column", "value", "spellings"),
    [
        ("category", "orang_asing", "orang asing|ORANG_ASING|WNA|Warga Negara Asing|foreign nationals"),
        ("category", "pengungsi", "Pengungsi|pencari suaka|Pengungsi/Pencari Suaka|refugee|asylum-seeker"),
        ("izin_tinggal", "ITK", "ITK|itk|VKSK|BVK|VoA|VOA|kunjungan|Izin Tinggal Kunjungan (ITK)|ITK/VoA"),
        ("izin_tinggal", "ITAS", "Itas|KITAS|Kitas|ijin tinggal terbatas|IZIN TINGGAL TERBATAS|e-KITAS"),
        ("izin_tinggal", "ITAS", "ITAS E23|KITAS C312|E23|e28a|C317|312|Kitas (indeks E30)|E23 - ITAS|ITAS/C312"),
        ("izin_tinggal", "ITK", "211A|B211|212|C1|D12|B1|ITK B211A|A1"),
        ("izin_tinggal", "ITAP", "ITAP E31A"),
        ("izin_tinggal", "ITAP", "ITAP|Kitap|izin tinggal tetap|ijin tetap"),
        ("izin_tinggal", "dinas", "Dinas|izin tinggal dinas"),
        ("izin_tinggal", "diplomatik", "Diplomatik|ijin tinggal diplomatik"),
        ("sex", "L", "L|l|Laki-laki|laki laki|LAKI2|Pria|male|M"),
        ("sex", "P", "P|Perempuan|PEREMPUAN (P)|wanita|female|F"),
        ("purpose", "bekerja", "Bekerja|kerja|TKA|Tenaga Kerja Asing|TKA/bekerja"),
        ("purpose", "pelajar", "Pelajar|santri|pelajar/santri|Mahasiswa"),
        ("purpose", "penyatuan_keluarga", "Penyatuan Keluarga|ikut suami|penyatuan_keluarga"),
        ("purpose", "sosial_budaya", "sosial budaya|SOSBUD"),
        ("purpose", "investasi", "Investasi|investor|PMA"),
        ("purpose", "wisata", "wisata|Turis"),
        ("purpose", "lain_lain", "lain-lain|Lainnya|lain_lain"),
        ("unhcr_status", "pengungsi", "pengungsi|Refugee"),
        ("unhcr_status", "pencari_suaka", "Pencari Suaka|asylum seeker|pencari_suaka"),
        ("unhcr_card", "ya", "Ya|punya|memegang|ada|yes"),
        ("unhcr_card", "tidak", "Tidak|tidak punya|belum|no"),
    ],
)
def test_the_spellings_that_offices_use_give_their_value(column: str, value: str, spellings: str) -> None:
    found = {text: resolve_term(column, text) for text in spellings.split("|")}
    assert found == dict.fromkeys(found, ValueMatch(value))


@pytest.mark.parametrize("column", TERM_COLUMNS)
@pytest.mark.parametrize("text", [None, "", " - ", "Tidak dirinci", "TIDAK DIKETAHUI", "n/a", "(tidak dirinci)"])
def test_not_stated_is_no_value_and_no_error(column: str, text: str | None) -> None:
    assert resolve_term(column, text) == ValueMatch()


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (
            "izin_tinggal",
            "VITAS",
            ValueMatch(
                None,
                "constraint-error",
                "Kolom Izin tinggal: 'VITAS' tidak dikenal. Mungkin maksudnya ITAS atau ITAP? Isi dengan salah "
                "satu dari: diplomatik, dinas, ITK, ITAS, ITAP; kosongkan bila tidak dirinci.",
                ("ITAS", "ITAP"),
            ),
        ),
        (
            "izin_tinggal",
            "affidavit",
            ValueMatch(
                None,
                "constraint-error",
                "Kolom Izin tinggal: 'affidavit' tidak dikenal. Isi dengan salah satu dari: diplomatik, dinas, "
                "ITK, ITAS, ITAP; kosongkan bila tidak dirinci.",
            ),
        ),
        (
            "category",
            "pengunsi",
            ValueMatch(
                None,
                "constraint-error",
                "Kolom Kategori: 'pengunsi' tidak dikenal. Mungkin maksudnya pengungsi? "
                "Isi dengan salah satu dari: orang_asing, pengungsi, tindakan.",
                ("pengungsi",),
            ),
        ),
        (
            "sex",
            "W",
            ValueMatch(
                None,
                "constraint-error",
                "Kolom Jenis kelamin: 'W' tidak dikenal. Isi dengan salah satu dari: L, P; "
                "kosongkan bila tidak dirinci.",
            ),
        ),
    ],
)
def test_an_unknown_value_is_refused_with_what_to_write(column: str, text: str, expected: ValueMatch) -> None:
    assert resolve_term(column, text) == expected


@pytest.mark.parametrize(
    ("column", "text"), [("sex", "L/P"), ("unhcr_card", "ya/tidak"), ("izin_tinggal", "ITAS/ITAP"), ("sex", "L (x)")]
)
def test_parts_that_disagree_are_no_value(column: str, text: str) -> None:
    assert resolve_term(column, text).error_code == "constraint-error"


def test_p_beside_w_is_pria_or_perempuan_and_so_refused() -> None:
    matches = resolve_terms("sex", ["P", "w", None, "Perempuan"])
    assert matches["P"] == ValueMatch(
        None,
        "constraint-error",
        "P bersama W tidak jelas: pria atau perempuan? Tulis L (laki-laki) atau P (perempuan).",
        ("L", "P"),
    )
    assert matches["Perempuan"] == ValueMatch("P") and matches[None] == ValueMatch()
    assert resolve_terms("sex", ["P", "L"]) == {"P": ValueMatch("P"), "L": ValueMatch("L")}


def test_every_alias_is_of_a_known_column_and_an_allowed_value_and_stands_once() -> None:
    with (REFERENCE / "term_alias.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [
        row
        for row in rows
        if not row["source"]
        or row["value"] not in (TERM_COLUMNS[c].allowed if (c := row["column_name"]) != "*" else ("",))
    ]
    assert wrong == []
    keys = [(row["column_name"], row["alias"].casefold()) for row in rows]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("column", TERM_COLUMNS)
def test_every_allowed_value_has_words(column: str) -> None:
    assert tuple(term_labels(column)) == TERM_COLUMNS[column].allowed
    assert term_label(column, None) == "Tidak dirinci"


def test_the_words_of_a_value() -> None:
    assert term_label("izin_tinggal", "ITAS") == "Izin tinggal terbatas (ITAS)"
    assert term_label("unhcr_card", "tidak") == "Tidak memegang kartu UNHCR"


@settings(deadline=None)
@given(st.sampled_from(sorted(TERM_COLUMNS)), st.one_of(st.none(), st.text(max_size=300)))
def test_any_text_gives_an_allowed_value_nothing_or_an_error(column: str, text: str | None) -> None:
    match = resolve_term(column, text)
    assert match.value is None or match.value in TERM_COLUMNS[column].allowed
    assert (match.error_code is None) == (match.value is not None or is_not_stated(text))
    assert (match.message is None) == (match.error_code is None)


@pytest.mark.parametrize("text", ["999", "Z123", "410A"])
def test_an_index_that_no_decree_settles_is_named_as_one(text: str) -> None:
    match = resolve_term("izin_tinggal", text)
    assert match.value is None
    assert "adalah indeks visa, bukan izin tinggal" in str(match.message)


@pytest.mark.parametrize("text", ["VITAS E23", "visa E23", "paspor C312"])
def test_a_visa_beside_an_index_stays_no_permit(text: str) -> None:
    assert resolve_term("izin_tinggal", text).error_code == "constraint-error"


@pytest.mark.parametrize("text", ["Semua", "Seluruh izin", "Total", "Jumlah", "L+P", "Laki-laki dan Perempuan"])
def test_a_sum_is_no_value_and_is_told_as_one(text: str) -> None:
    for column, label in (("izin_tinggal", "Izin tinggal"), ("sex", "Jenis kelamin")):
        assert resolve_term(column, text) == ValueMatch(
            None,
            "constraint-error",
            f"Kolom {label}: '{text}' adalah jumlah, bukan rincian. Hapus barisnya bila rinciannya ada; kosongkan bila "
            "tidak dirinci.",
        )
