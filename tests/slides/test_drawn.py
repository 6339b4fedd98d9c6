"""Slides drawn without a browser: nothing is too small, cut off or on top of something else; the bytes never change."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from decks import MONTHS, example_blocks, make_example_deck
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from pora.config import ROOT
from pora.deck import layout
from pora.deck.model import (
    Bar,
    Bars,
    Block,
    NumberCard,
    NumberCards,
    Sentences,
    TextTable,
    Trend,
)
from pora.slides import (
    draw_block_png,
    draw_handout_pdf,
    draw_png,
    draw_slides_pdf,
    draw_svg,
)
from tests.slides.drawn import (
    deck_of,
    draw,
    find_boxes,
    find_faults,
    find_texts,
    lies_in,
    read_words,
)

MAP_AND_TEXT, COVER = 2, 0


@pytest.mark.parametrize("number", range(len(make_example_deck().slides)))
def test_texts_stand_in_their_boxes_and_not_on_each_other(number: int, on_built: Path) -> None:
    deck = make_example_deck()
    assert find_faults(draw(deck, number), find_boxes(deck.slides[number])) == []


@pytest.mark.parametrize("name", sorted(example_blocks()))
def test_a_block_also_fits_beside_another_in_either_place(name: str, on_built: Path) -> None:
    block, other = example_blocks()[name], Sentences("a", pd.DataFrame(), "", ("Satu hal.",))
    for blocks in ((block, other), (other, block)):
        deck = deck_of(*blocks)
        assert find_faults(draw(deck), find_boxes(deck.slides[0])) == []


WORDS = st.text(st.sampled_from("abcdefgijklmnop WMÅé–≥漢\n\t"), min_size=1, max_size=160)
COUNT = st.one_of(st.none(), st.integers(-(10**7), 10**7))


def make_block(kind: str, words: list[str], counts: list[int | None]) -> Block:
    rows = pd.DataFrame()
    if kind == "numbers":
        return NumberCards("n", rows, "", tuple(NumberCard(one, one[:14], one) for one in words[:3]))
    if kind == "bars":
        bars = tuple(Bar(one, n, one[:20] if n is None else str(n)) for one, n in zip(words, counts, strict=True))
        return Bars("b", rows, "", words[0], bars)
    if kind == "grid":
        cells = tuple((one, str(n), one[::-1]) for one, n in zip(words, counts, strict=True))
        return TextTable("g", rows, "", ("Nama", "Jumlah", words[0]), cells, frozenset({"Jumlah"}))
    if kind == "trend":
        return Trend("t", rows, "", words[0], MONTHS[: len(counts)], tuple(counts))
    return Sentences("s", rows, "", tuple(words[:6]))


@settings(max_examples=15)
@given(
    kind=st.sampled_from(("numbers", "bars", "grid", "trend", "sentences")),
    words=st.lists(WORDS, min_size=10, max_size=10),
    counts=st.lists(COUNT, min_size=10, max_size=10),
    title=st.text("abc defgh ijkl", min_size=1, max_size=400),
    is_narrow=st.booleans(),
)
def test_whatever_the_words_are_they_stay_in_their_boxes(
    kind: str, words: list[str], counts: list[int | None], title: str, is_narrow: bool
) -> None:
    block = make_block(kind, words, counts)
    blocks = (Sentences("s", pd.DataFrame(), "", ("Satu.",)), block) if is_narrow else (block,)
    deck = deck_of(*blocks, title=title)
    assert find_faults(draw(deck), find_boxes(deck.slides[0])) == []


@pytest.mark.parametrize("words", ["gÅ", "jÅ j", "g Å" * 20])
def test_high_letters_of_a_narrow_number_touch_nothing_above_or_below_it(words: str) -> None:
    deck = deck_of(Sentences("s", pd.DataFrame(), "", ("Satu.",)), make_block("numbers", [words] * 3, []))
    assert find_faults(draw(deck), find_boxes(deck.slides[0])) == []


def test_a_title_of_120_letters_has_two_lines_and_no_ellipsis() -> None:
    title = ("kecamatan dengan orang asing terbanyak " * 4)[:120].strip()
    lines = [words for words, box in find_texts(draw(deck_of(title=title))) if lies_in(box, layout.TITLE)]
    assert len(lines) == 2
    assert " ".join(lines) == title


def test_a_letter_that_no_font_has_is_seen_to_be_missing() -> None:
    deck = deck_of(title="a 漢 b")
    assert "a � b" in read_words(draw_svg(deck, deck.slides[0]))


@pytest.mark.parametrize(
    "headings",
    [("Tindak lanjut", "Penanggung jawab", "Tenggat", "Keadaan"), ("Follow-up", "In charge", "Due", "State")],
)
def test_a_table_of_few_rows_is_set_larger_on_several_lines_and_breaks_no_word(headings: tuple[str, ...]) -> None:
    """Also where a cell is wider than its heading."""
    words = ("Meminta laporan Maret 2024 dari Undaan, Mejobo dan Jekulo.", "–", "–", "Usulan")
    few, many = (TextTable("t", pd.DataFrame(), "", headings, (words,) * n, frozenset()) for n in (2, 9))
    sizes = [
        max(
            text.get_fontsize()
            for text in draw(deck_of(one)).artists
            if isinstance(text, Text) and text.get_text() == "Usulan"
        )
        for one in (few, many)
    ]
    assert sizes[0] > sizes[1] >= layout.LEAST
    assert find_faults(draw(deck_of(few)), find_boxes(deck_of(few).slides[0])) == []


def test_months_are_named_in_the_language_of_the_deck() -> None:
    block = example_blocks()["bulan"]
    names = {lang: read_words(draw_svg(deck := deck_of(block, language=lang), deck.slides[0])) for lang in ("id", "en")}
    assert "Mei 2023" in names["id"]
    assert "May 2023" in names["en"]


def test_marks_and_footer_are_on_every_slide() -> None:
    deck = dataclasses.replace(make_example_deck(), marks=("TERBATAS", "DATA CONTOH SINTETIS"))
    for number, slide in enumerate(deck.slides, start=1):
        words = read_words(draw_svg(deck, slide))
        assert {*deck.marks, *slide.footer, f"{number}/{len(deck.slides)}"} <= set(words)


def test_every_word_of_a_slide_is_text_in_the_svg(on_built: Path) -> None:
    deck = make_example_deck()
    for slide in deck.slides[1:]:
        words = " ".join(read_words(draw_svg(deck, slide)))
        assert slide.title in words
        for block in slide.blocks:
            for line in getattr(block, "lines", ()):
                assert line in words
            for bar in getattr(block, "bars", ()):
                assert bar.label in words
                assert bar.words in words


def test_an_svg_is_one_small_element_that_reaches_nothing_outside(on_built: Path) -> None:
    deck = make_example_deck()
    for slide in deck.slides:
        svg = draw_svg(deck, slide)
        root = ET.fromstring(svg)  # noqa: S314 - our own
        assert (root.get("viewBox"), root.get("width"), root.get("role")) == ("0 0 1280 720", "100%", "img")
        assert all(block.alt in root.get("aria-label", "") for block in slide.blocks)
        assert not re.search(r"<\?xml|<!|<style|<metadata| id=|url\(|href|clip-path", svg)
        assert "'IBM Plex Sans', Arial, sans-serif" in svg
        assert len(svg) < 60_000


def test_a_png_is_as_wide_as_asked() -> None:
    deck = make_example_deck()
    for width in (1280, 1920, 3840):
        png = draw_png(deck, deck.slides[1], width)
        assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (width, width * 9 // 16)


DIGESTS = """
import sys, hashlib
sys.path[:0] = ["tests", "tests/slides"]
from test_drawn import make_digests
print(make_digests())
"""


def make_digests() -> list[str]:
    """Of everything that can be drawn of the example deck; a file of several pages has the same slides, three of them
    are enough to tell."""
    deck = make_example_deck()
    short = dataclasses.replace(deck, slides=deck.slides[:3])
    slide = deck.slides[MAP_AND_TEXT]
    drawn = [draw_svg(deck, one).encode() for one in deck.slides]
    drawn += [draw_png(deck, slide), draw_block_png(slide.blocks[0], 6, 4)]
    drawn += [draw_slides_pdf(short), draw_handout_pdf(short)]
    return [hashlib.sha256(one).hexdigest() for one in drawn]


def test_the_same_deck_is_the_same_bytes_again_and_in_another_process(on_built: Path) -> None:
    first = make_digests()
    assert make_digests() == first
    command = [sys.executable, "-c", DIGESTS]
    other = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "7"}, capture_output=True, check=True)
    assert other.stdout.decode().strip() == str(first)


def test_pdfs_have_a_page_a_slide_and_no_date() -> None:
    deck = make_example_deck()
    for pdf in (draw_slides_pdf(deck), draw_handout_pdf(deck)):
        assert len(re.findall(rb"/Type /Page\b", pdf)) == len(deck.slides)
        assert b"Date" not in pdf
        assert b"Dasbor Pora" in pdf


def test_long_notes_go_on_on_the_next_page() -> None:
    deck = deck_of(example_blocks()["situasi"])
    slide = dataclasses.replace(deck.slides[0], notes="Sampaikan dengan tenang kepada semua. " * 120)
    pdf = draw_handout_pdf(dataclasses.replace(deck, slides=(slide,)))
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2
