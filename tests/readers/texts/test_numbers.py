from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.texts.numbers import LARGEST_COUNT, Count, decide_counts, parse_count


def read_column(*texts: str) -> list[int | str | None]:
    """Each value, or the code of its error, as one column."""
    count_format = decide_counts(texts)
    counts = [parse_count(text, count_format) for text in texts]
    return [count.error_code or count.value for count in counts]


@pytest.mark.parametrize("text", ["-", "–", "—", "--", "NIHIL", "nihil", "Nol", "0", " 0 ", "000"])
def test_dashes_and_nihil_are_zero(text: str) -> None:
    assert parse_count(text, decide_counts([text])) == Count(0)


@pytest.mark.parametrize("text", [None, "", "   ", "\xa0", "Belum lapor", "[x]"])
def test_a_blank_cell_is_not_a_zero(text: str | None) -> None:
    assert parse_count(text, decide_counts([])) == Count(None)


@pytest.mark.parametrize(
    "text",
    ["50-an", "50 an", "300-400 lebih", "sekitar 82", "±20", "> 5", "kurang lebih 10", "ratusan", "2 atau 3", "10+"],
)
def test_a_count_that_is_not_exact_is_refused(text: str) -> None:
    assert read_column(text) == ["inexact-count"]


@pytest.mark.parametrize("text", ["-5", "−5", "(5)", "-1.234", "-2.5e0"])
def test_a_negative_count_is_refused(text: str) -> None:
    assert read_column(text) == ["constraint-error"]


@pytest.mark.parametrize("text", ["2,5", "0.5", "12,50", "1.2345", "2,138.51", "2.138,51", "0,123", "1.234e0"])
def test_a_fraction_is_refused(text: str) -> None:
    assert read_column(text) == ["inexact-count"]


@pytest.mark.parametrize("text", ["abc", "5 x", "1.23.4", "1..2", "#N/A", "#RUMUS!", "NaN", "1e5", "Bae"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert read_column(text) == ["type-error"]


def test_dots_group_thousands_where_nothing_else_is_possible() -> None:
    assert read_column("1.234", "56", "-") == [1234, 56, 0]


def test_commas_group_thousands_in_an_english_column() -> None:
    assert read_column("1,234", "12,500", "7") == [1234, 12500, 7]


def test_other_values_of_the_column_tell_what_a_dot_means() -> None:
    assert read_column("1.963.824", "1.234") == [1963824, 1234]
    assert read_column("2,138.51", "1.234", "1,234") == ["inexact-count", "inexact-count", 1234]
    assert read_column("12,5", "1.234") == ["inexact-count", 1234]


def test_a_column_that_says_both_is_refused_where_it_matters() -> None:
    column = ("1.963.824", "2,138.51", "1.234", "1,234", "48")
    expected = [1963824, "inexact-count", "undecidable-number", "undecidable-number", 48]
    assert read_column(*column) == expected
    assert read_column("1.234", "1,234") == ["undecidable-number", "undecidable-number"]


def test_commas_before_zeros_alone_are_not_decided() -> None:
    assert read_column("5,000", "48,000") == ["undecidable-number", "undecidable-number"]


def test_a_fraction_of_zeros_is_a_whole_number() -> None:
    assert read_column("48,00", "1.234,0") == [48, 1234]


def test_a_unit_after_an_exact_number_is_no_doubt() -> None:
    assert read_column("48 orang", "2 jiwa", "1.204 org.") == [48, 2, 1204]


def test_a_number_beyond_everyone_is_refused() -> None:
    assert read_column(str(LARGEST_COUNT), "1" * 10) == [LARGEST_COUNT, "constraint-error"]


def test_the_reason_names_the_mark() -> None:
    assert decide_counts(["1.234"]).reason == (
        "Tanda '.' selalu diikuti tiga angka, dan jumlah orang tidak berupa pecahan."
    )
    assert decide_counts(["12"]).reason == "Tidak ada tanda ribuan di kolom ini."


def test_the_message_says_what_to_do() -> None:
    count = parse_count("1.234e0", decide_counts([]))
    assert count.message == (
        "Sel berisi angka pecahan 1,234. Isi dengan bilangan bulat; bila maksudnya ribuan, tulis tanpa titik."
    )


@given(st.integers(0, LARGEST_COUNT))
def test_every_whole_number_is_read_in_all_its_spellings(number: int) -> None:
    dotted = f"{number:,}".replace(",", ".")
    assert read_column(str(number), dotted, "1.234.567") == [number, number, 1234567]
    assert read_column(f"{number:,}", "1,234,567") == [number, 1234567]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_text_is_a_count_or_an_error_with_a_message(texts: list[str]) -> None:
    count_format = decide_counts(texts)
    for text in texts:
        count = parse_count(text, count_format)
        assert (count.error_code is None) == (count.message is None)
        assert count.value is None or (count.error_code is None and 0 <= count.value <= LARGEST_COUNT)


@given(st.text(alphabet="0123456789.,-+ ()e", max_size=14))
def test_what_is_read_has_just_the_digits_of_the_cell(text: str) -> None:
    count = parse_count(text, decide_counts([text]))
    digits = "".join(letter for letter in text if letter.isdigit())
    if count.value:
        assert digits.lstrip("0").startswith(str(count.value))
        assert set(digits.lstrip("0")[len(str(count.value)) :]) <= {"0"}


@pytest.mark.parametrize(
    "text",
    ["48¹", "8²", "①2", "48½", "48ᵃ", "48⁽¹⁾", "48₁", "48 1)", "48*", "48 *)", "481)", "48 a)", "48[1]", "48†", "*48"],
)
def test_a_footnote_mark_is_no_digit(text: str) -> None:
    count = parse_count(text, decide_counts([text]))
    assert (count.value, count.error_code) == (None, "inexact-count")
    assert count.message is not None and "catatan kaki" in count.message and text in count.message


@pytest.mark.parametrize("text", ["*", "**"])
def test_a_count_that_its_source_hides_is_refused_with_what_to_do(text: str) -> None:
    count = parse_count(text, decide_counts([text]))
    assert (count.value, count.error_code) == (None, "inexact-count")
    assert count.message is not None and "kosongkan" in count.message
