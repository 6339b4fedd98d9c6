"""Spellings are compared without case, accents and marks; what is only near is ranked, not decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.reference.spelling import is_blank, normalise, shorten, suggest, without_footnote_marks


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (" KEC. Pakis  Aji ", "kecpakisaji"),
        ("Côte d’Ivoire", "cotedivoire"),
        ("Türkiye", "turkiye"),
        ("３３．１９", "3319"),
        ("中国", "中国"),
        ("✓ -", ""),
    ],
)
def test_a_spelling_keeps_only_letters_and_digits(text: str, key: str) -> None:
    assert normalise(text) == key


@given(st.text())
def test_a_spelling_of_a_spelling_is_itself(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("text", [None, "", " \t\n", "-", "—", " . . . ", "\u00a0", "\u200b"])
def test_spaces_dashes_and_dots_are_blank(text: str | None) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "?", "中", "✓", "a-", "�"])
def test_anything_that_somebody_wrote_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_a_text_in_a_message_is_one_short_line() -> None:
    assert shorten("a\nb\0c") == "a b c"
    assert shorten("x" * 100, 10) == "xxxxxxxxx…"


def test_suggestions_come_best_first_each_value_once() -> None:
    choices = {"kaliwungu": 1, "kaliwunguselatan": 2, "kalibawang": 3, "kaliwungo": 1}
    assert suggest("Kaliwungoo", choices) == [(1, 95), (3, 70)]


def test_a_part_of_a_long_name_is_suggested_where_nothing_is_near() -> None:
    assert suggest("Klampok", {"purworejaklampok": "33.04.02", "bae": "33.19.07"}) == [("33.04.02", 61)]


def test_too_short_and_too_long_texts_get_no_suggestion() -> None:
    assert suggest("ba", {"bae": 1}) == []
    assert suggest("b" * 1000, {"b" * 1000: 1}) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jati¹", "Jati"),
        ("Jati 1)", "Jati"),
        ("Jati1)", "Jati"),
        ("Kec. Bae²⁾", "Kec. Bae"),
        ("JUMLAH*)", "JUMLAH"),
        ("Bae **", "Bae"),
        ("ITAS a)", "ITAS"),
        ("Jumlah (1)", "Jumlah (1)"),
        ("Banyuasin I", "Banyuasin I"),
        ("1)", "1)"),
        ("*", "*"),
    ],
)
def test_a_name_is_read_without_its_footnote_mark(written: str, name: str) -> None:
    assert without_footnote_marks(written) == name
