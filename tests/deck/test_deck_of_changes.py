"""The slide on what is new since the month before."""

from __future__ import annotations

from pathlib import Path

from builders import case, load_rows
from in_memory import InMemory

from pora.deck.model import Bars, NumberCard, NumberCards, Sentences
from tests.deck.made import PUBLIC, slide_of


def test_what_changed_is_told_of_each_kecamatan_that_has_a_number_in_both_months(
    in_memory: InMemory, tmp_path: Path
) -> None:
    """Up to three as numbers that a hall can read, more as bars."""
    codes, start = [f"33.19.0{number}" for number in range(1, 6)], (7, 9, 4, 3, 1)
    before = [case(code, count, period="2024-02") for code, count in zip(codes, start, strict=True)]
    assert load_rows(tmp_path, before).loaded
    assert load_rows(tmp_path, [case("33.19.01", 12), case("33.19.02", 6), case("33.19.06", 8)]).loaded
    cards, sentences = slide_of("perubahan", "33.19").blocks
    assert isinstance(cards, NumberCards)
    assert cards.alt == "Orang asing, Februari 2024 → Maret 2024: Kaliwungu 7 → 12 (+5); Kota Kudus 9 → 6 (−3)."
    assert cards.numbers == (
        NumberCard("Kaliwungu", "7 → 12", "+5 sejak Februari 2024"),
        NumberCard("Kota Kudus", "9 → 6", "−3 sejak Februari 2024"),
    )
    assert isinstance(sentences, Sentences)
    assert sentences.lines[-1] == "Belum melapor: 6 kecamatan."

    assert load_rows(
        tmp_path, [case(code, count) for code, count in zip(codes, (12, 6, 5, 7, 1), strict=True)], replace=True
    ).loaded
    bars = slide_of("perubahan", "33.19").blocks[0]
    assert isinstance(bars, Bars)
    assert (bars.title, [(bar.label, bar.value, bar.words) for bar in bars.bars]) == (
        "Orang asing, Februari 2024 → Maret 2024",
        [
            ("Kaliwungu", 5, "7 → 12 (+5)"),
            ("Undaan", 4, "3 → 7 (+4)"),
            ("Jati", 1, "4 → 5 (+1)"),
            ("Kota Kudus", -3, "9 → 6 (−3)"),
        ],
    )


def test_where_no_part_may_be_told_the_whole_of_both_months_is_a_number_for_the_hall(
    empty: Path, tmp_path: Path
) -> None:
    codes = [f"33.19.0{number}" for number in range(1, 10)]
    rows = [
        case(code, count, period=period)
        for period, first in (("2024-02", 4), ("2024-03", 3))
        for code, count in zip(codes, (first, 3, 20, 30, 40, 50, 60, 70, 80), strict=True)
    ]
    assert load_rows(tmp_path, rows).loaded
    slide = slide_of("perubahan", "33.19", scope=PUBLIC)
    assert slide.title == "Kab. Kudus: turun 1 sejak Februari 2024; sebagian rinciannya disamarkan"
    card, sentences = slide.blocks
    assert isinstance(card, NumberCards) and isinstance(sentences, Sentences)
    assert card.numbers == (NumberCard("Orang asing", "357 → 356", "−1 sejak Februari 2024"),)
    assert sentences.lines == ("Semua 9 kecamatan melapor.",)
