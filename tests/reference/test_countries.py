"""Names of countries: what offices write resolves, ties and near names do not."""

from __future__ import annotations

import csv

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora.locale import language
from pora.paths import REFERENCE
from pora.reference.countries import country_name, list_nationalities, resolve_country
from pora.reference.spelling import normalise
from pora.reference.terms import is_not_stated
from pora.reference.value_match import ValueMatch


@pytest.mark.parametrize(
    ("code", "spellings"),
    [
        ("CHN", "China|Cina|Tiongkok|RRT|RRC|CHN|chn|CN|WN Tiongkok|WNA China|RRT/China"),
        ("KOR", "Korea|Korsel|Korea Selatan|Republik Korea|South Korea|Korea, Republic of"),
        ("PRK", "Korea Utara|Korea (Utara)|Korut"),
        ("USA", "Amerika|AS|A.S.|USA|US|Amerika Serikat|United States"),
        ("GBR", "Inggris|Britania Raya|UK|Inggris Raya"),
        ("PHL", "Filipina|Philipina|FILIPINA "),
        ("BGD", "Banglades|Bangladesh"),
        ("TUR", "Turki|Turkiye|Türkiye"),
        ("FRA", "Prancis|Perancis"),
        ("THA", "Thiland|Thailand"),
        ("MMR", "Myammar|Myanmar|Myanmar (Burma)|Birma"),
        ("PSE", "Palestina|Palestine|Wilayah Palestina"),
        ("TWN", "Taiwan"),
        ("HKG", "Hongkong|Hong Kong"),
        ("TLS", "Timor Leste|Timor-Leste"),
        ("JPN", "Jepang|JEPANG|Warga Negara Jepang|orang Jepang"),
        ("NAM", "NA|NAM|Namibia"),
        ("CIV", "Pantai Gading|Côte d’Ivoire"),
        ("SAU", "Arab Saudi|Saudi Arabia"),
        ("XXA", "tanpa kewarganegaraan|Stateless|XXA"),
        ("GBR", "GBD|GBN|GBO|GBP|GBS|gbn"),
        ("DEU", "D"),
        ("RKS", "RKS|rks|Kosovo|Republik Kosovo|UNK|XKX"),
        ("XXB", "XXB"),
        ("UNO", "UNO|WN UNO"),
        ("lain_lain", "lain-lain|Lainnya|lain_lain|Negara lain"),
    ],
)
def test_the_names_that_offices_use_give_their_code(code: str, spellings: str) -> None:
    found = {text: resolve_country(text) for text in spellings.split("|")}
    assert found == dict.fromkeys(found, ValueMatch(code))


def test_every_country_resolves_by_each_of_its_names_and_codes() -> None:
    wrong = [
        (country.alpha_3, text)
        for country in pycountry.countries
        for text in (
            country.alpha_3,
            country_name(country.alpha_3, "id"),
            country_name(country.alpha_3, "en").upper(),
            country.name,
        )
        if resolve_country(text) != ValueMatch(country.alpha_3)
    ]
    # ISO calls Congo what may be either country.
    assert wrong == [("COG", "Congo")]


def test_every_alpha_2_in_capitals_resolves_but_as() -> None:
    wrong = [c.alpha_2 for c in pycountry.countries if resolve_country(c.alpha_2) != ValueMatch(c.alpha_3)]
    assert wrong == ["AS"]


@pytest.mark.parametrize("text", [None, "", "-", "Tidak dirinci", "tidak diketahui", "n/a", "N/A", "n.a."])
def test_not_stated_is_no_country_and_no_error(text: str | None) -> None:
    assert resolve_country(text) == ValueMatch()


@pytest.mark.parametrize(
    ("text", "message", "candidates"),
    [
        (
            "Kongo",
            "'Kongo' bisa berarti Kongo - Brazzaville (COG) atau Kongo - Kinshasa (COD). Tulis salah satu.",
            ("COG", "COD"),
        ),
        (
            "Rohingya",
            "'Rohingya' bisa berarti Myanmar (Burma) (MMR) atau Tanpa kewarganegaraan (XXA). Tulis salah satu.",
            ("MMR", "XXA"),
        ),
        (
            "Jepan",
            "Negara 'Jepan' tidak dikenal. Mungkin maksudnya Jepang (JPN) atau Jerman (DEU)? Perbaiki namanya.",
            ("JPN", "DEU"),
        ),
        (
            "na",
            "Negara 'na' tidak dikenal. Tulis nama negara atau kode ISO tiga huruf; kosongkan bila tidak dirinci.",
            (),
        ),
        (
            "#N/A",
            "Negara '#N/A' tidak dikenal. Tulis nama negara atau kode ISO tiga huruf; kosongkan bila tidak dirinci.",
            (),
        ),
    ],
)
def test_a_tie_or_an_unknown_name_is_refused_with_what_to_write(
    text: str, message: str, candidates: tuple[str, ...]
) -> None:
    assert resolve_country(text) == ValueMatch(None, "constraint-error", message, candidates)


@pytest.mark.parametrize("text", ["China/Jepang", "Jepang dan Korea", "WNA", "Asia", "中国", "x" * 10_000])
def test_what_is_no_single_country_is_refused(text: str) -> None:
    assert resolve_country(text).error_code == "constraint-error"


def test_the_code_of_a_passport_for_an_unspecified_nationality_says_that_it_is_not_stated() -> None:
    assert resolve_country("XXX") == ValueMatch()


@pytest.mark.parametrize("text", ["GAX", "gax", "QQQ", "KOS", "UKK"])
def test_three_letters_are_never_answered_with_a_suggestion(text: str) -> None:
    assert resolve_country(text).error_code == "constraint-error"
    assert resolve_country(text).candidates == ()


def test_every_passport_code_has_a_source_and_says_what_it_means() -> None:
    with (REFERENCE / "passport_code.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"] and row["name_id"] and row["name_en"] for row in rows)
    assert {row["nationality"] for row in rows} - {""} <= {code for code, *_names in list_nationalities()}


def test_the_table_holds_every_code_once_with_both_names_and_na_as_text() -> None:
    table = list_nationalities()
    names = {code: (name, name_en) for code, name, name_en in table}
    assert len(table) == len(names) == 268 and all(all(row) for row in table)
    assert names["NAM"] == ("Namibia", "Namibia")
    assert names["CHN"] == ("Tiongkok", "China")
    assert names["XXA"] == ("Tanpa kewarganegaraan", "Stateless")
    assert table[-1][0] == "lain_lain"


def test_every_alias_gives_a_code_of_the_table_and_has_a_source() -> None:
    with (REFERENCE / "country_alias.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["nationality"] for row in rows} <= {code for code, *_names in list_nationalities()}
    assert all(row["source"] for row in rows)
    pairs = [(normalise(row["alias"]), row["nationality"]) for row in rows]
    assert sorted(set(pairs)) == sorted(pairs)


def test_a_name_follows_the_reader() -> None:
    assert (country_name("DEU"), country_name(None), country_name("lain_lain")) == (
        "Jerman",
        "Tidak dirinci",
        "Lain-lain",
    )
    token = language.set("en")
    try:
        assert (country_name("DEU"), country_name("lain_lain")) == ("Germany", "Other")
    finally:
        language.reset(token)


@settings(deadline=None)
@given(st.one_of(st.none(), st.text(max_size=300)))
def test_any_text_gives_a_code_of_the_table_nothing_or_an_error(text: str | None) -> None:
    match = resolve_country(text)
    assert match.value is None or match.value in {code for code, *_names in list_nationalities()}
    is_known = match.value is not None or is_not_stated(text) or (text or "").strip().upper() == "XXX"
    assert (match.error_code is None) == is_known
    assert (match.message is None) == (match.error_code is None)


@pytest.mark.parametrize("text", ["Semua", "SELURUH NEGARA", "Total", "Sub Total", "All countries", "jumlah"])
def test_a_sum_over_countries_suggests_no_country(text: str) -> None:
    assert resolve_country(text) == ValueMatch(
        None,
        "constraint-error",
        f"'{text}' adalah jumlah, bukan negara. Hapus barisnya bila rinciannya ada; kosongkan bila tidak dirinci.",
    )
