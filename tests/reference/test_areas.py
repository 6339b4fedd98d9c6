"""The hierarchy of areas, and real names of them: every one resolves, every tie does not."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from pora.paths import REFERENCE
from pora.reference.areas.answer import AreaMatch, Candidate
from pora.reference.spelling import normalise
from pora.schema import KABUPATEN_KOTA, KECAMATAN, PROVINSI
from tests.reference.area_matching import INDEX, JATENG, names_of_jateng

AMBIGUOUS_NAMES = set(
    "Bawang Bojong Bulu Gabus Grabag Jati Kaliwungu Karanganyar Karangtengah Kedungbanteng Kradenan Mijen "
    "Ngawen Purwodadi Rembang Sidoharjo Sukoharjo Susukan".split()
)


# --- hierarchy -----------------------------------------------------------------------------------------------


def test_the_country_and_jawa_tengah_have_as_many_areas_as_they_should() -> None:
    levels = [area.level for area in INDEX.tables.areas.values()]
    assert {level: levels.count(level) for level in (PROVINSI, KABUPATEN_KOTA)} == {
        PROVINSI: 38,
        KABUPATEN_KOTA: 514,
    }
    assert len(INDEX.kabupaten_of(JATENG)) == 35
    assert len(INDEX.kecamatan_of(JATENG)) == 576
    assert len(INDEX.provinces()) == 38


def test_the_hierarchy_goes_up_and_down() -> None:
    kudus = INDEX.kecamatan_of("33.19")
    assert kudus == INDEX.children("33.19") and len(kudus) == 9
    assert [INDEX.parent(code) for code in ("33.19.01", "33.19", "33")] == ["33.19", "33", "ID"]
    assert [INDEX.level(code) for code in ("33.19.01", "33.19", "33")] == [
        KECAMATAN,
        KABUPATEN_KOTA,
        PROVINSI,
    ]
    assert [INDEX.display_name(code) for code in ("33.19.01", "33.19", "33")] == [
        "Kaliwungu, Kab. Kudus",
        "Kab. Kudus",
        "Jawa Tengah",
    ]
    assert INDEX.children("33.19.01") == ()
    assert "33.19.01" in INDEX and "33.19.99" not in INDEX


# --- real names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spell",
    [
        str,
        lambda name: f"KEC. {name.upper()}",
        lambda name: f"KEC.{name.upper()}",
        lambda name: name.replace(" ", ""),
        lambda name: f"Kecamatan  {' '.join(name)}",
        lambda name: f"  1. {name.lower()} ",
        lambda name: f"{name}\u00a0\n",
    ],
    ids=["as is", "KEC. upper", "KEC.upper", "joined", "spaced", "numbered", "no-break space"],
)
def test_all_576_names_resolve_within_their_kabupaten(spell: Callable[[str], str]) -> None:
    wrong = [
        name
        for code, name, kabupaten_code in names_of_jateng()
        if INDEX.match_kecamatan(spell(name), kabupaten_code, JATENG) != AreaMatch(spell(name), "name", code)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "spell",
    [
        "{kec}, {kab}",
        "Kec. {kec}, {kab}",
        "{kec} ({kab})",
        "{kab} - Kec. {kec}",
        "KEC {kec} {kab}",
        "{code} {kec}",
    ],
)
def test_every_kecamatan_of_the_country_resolves_with_its_kabupaten_beside_it(spell: str) -> None:
    wrong = []
    for area in INDEX.tables.areas.values():
        if area.level == KECAMATAN:
            text = spell.format(kec=area.name, kab=INDEX.area_name(area.parent_code or ""), code=area.code)
            if INDEX.match_kecamatan(text).code != area.code:
                wrong.append(text)
    assert wrong == []


def test_exactly_the_18_ambiguous_names_are_ambiguous_without_their_kabupaten() -> None:
    names = {name for _code, name, _kabupaten in names_of_jateng()}
    reasons = {name: INDEX.match_kecamatan(name, None, JATENG).reason for name in names}
    assert {name for name, reason in reasons.items() if reason == "ambiguous"} == AMBIGUOUS_NAMES
    # Kedu is a kecamatan, but also what the former residency is called.
    assert {name for name, reason in reasons.items() if reason not in ("name", "ambiguous")} == {"Kedu"}


def test_an_ambiguous_name_lists_all_its_kecamatan_and_says_what_to_fill_in() -> None:
    assert INDEX.match_kecamatan("Kec. Kaliwungu", None, JATENG) == AreaMatch(
        "Kec. Kaliwungu",
        "ambiguous",
        None,
        (
            Candidate("33.19.01", "Kaliwungu", "Kab. Kudus", 100),
            Candidate("33.22.17", "Kaliwungu", "Kab. Semarang", 100),
            Candidate("33.24.08", "Kaliwungu", "Kab. Kendal", 100),
        ),
        "'Kec. Kaliwungu' ada di Kab. Kudus (33.19.01), Kab. Semarang (33.22.17), Kab. Kendal (33.24.08); "
        "isi kolom kabupaten.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kudus", "33.19"),
        ("KAB.KUDUS", "33.19"),
        ("Kabupaten  Kudus", "33.19"),
        ("kudus, kab.", "33.19"),
        ("Kota Semarang", "33.74"),
        ("Semarang (Kota)", "33.74"),
        ("KODYA TEGAL", "33.76"),
        ("Kab. Tegal", "33.28"),
        ("Surakarta", "33.72"),
        ("Solo", "33.72"),
        ("Kota Solo", "33.72"),
        ("Purwodadi", "33.15"),
        (" 33.19 ", "33.19"),
    ],
)
def test_a_kabupaten_or_kota_resolves_in_its_usual_spellings(text: str, code: str) -> None:
    assert INDEX.match_kabupaten(text, JATENG).code == code


@pytest.mark.parametrize("name", ["Semarang", "Tegal", "Pekalongan", "Magelang"])
def test_a_name_of_both_a_kabupaten_and_a_kota_is_never_guessed(name: str) -> None:
    for text in (name, f"Kab/Kota {name}"):
        match = INDEX.match_kabupaten(text, JATENG)
        assert (match.code, match.reason, match.error_code) == (None, "ambiguous", "ambiguous-area")
        assert [candidate.name for candidate in match.candidates] == [f"Kab. {name}", f"Kota {name}"]
    assert INDEX.match_kabupaten("Tegal", JATENG).message == (
        "'Tegal' bisa berarti Kab. Tegal (33.28) atau Kota Tegal (33.76); tulis lengkap dengan Kab. atau Kota."
    )


# --- aliases -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kabupaten_code", "code"),
    [
        ("Jepara Kota", None, "33.20.06"),
        ("Pakisaji", None, "33.20.15"),
        ("Patebodi", None, "33.24.14"),
        ("KEC. PATEBODI", "33.24", "33.24.14"),
        ("Kota", "33.19", "33.19.02"),
        ("Kec. Kota, Kab. Kudus", None, "33.19.02"),
        ("Kota Blora", None, "33.16.09"),
        ("Kota Kendal", None, "33.24.15"),
        ("Purwareja Klampok", None, "33.04.02"),
        ("Purworejo Klampok", None, "33.04.02"),
        ("Pagerruyung", None, "33.24.02"),
        ("Petungkriono", None, "33.26.04"),
    ],
)
def test_the_spellings_that_offices_use_resolve(text: str, kabupaten_code: str | None, code: str) -> None:
    assert INDEX.match_kecamatan(text, kabupaten_code, JATENG).code == code


def test_kota_alone_is_kota_kudus_only_where_the_kabupaten_is_known() -> None:
    match = INDEX.match_kecamatan("Kota", None, JATENG)
    assert (match.code, match.reason, [c.code for c in match.candidates]) == (None, "ambiguous", ["33.19.02"])
    assert INDEX.match_kecamatan("Kota", "33.20", JATENG).code is None


def test_no_committed_alias_is_a_real_name() -> None:
    with (REFERENCE / "area_alias.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    real = [
        row["alias"]
        for row in rows
        if normalise(row["alias"]) in INDEX.tables.spellings[INDEX.level(row["area_code"])] and not row["scope_code"]
    ]
    assert real == []
    assert all(row["source"] for row in rows)
