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
from decks import COUNTS, MONTHS, example_blocks, make_example_deck
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.text import Text

from pora import schema
from pora.config import ROOT
from pora.deck import layout
from pora.deck.model import (
    AreaMap,
    Bar,
    Bars,
    Block,
    MonthMap,
    MonthMaps,
    NumberCard,
    NumberCards,
    Sentences,
    TextTable,
    Trend,
)
from pora.locale import format_short_period
from pora.slides import (
    draw_block_png,
    draw_handout_pdf,
    draw_png,
    draw_slides_pdf,
    draw_svg,
)
from pora.warehouse.boundaries import load_layers
from tests.slides.drawn import (
    deck_of,
    draw,
    find_boxes,
    find_faults,
    find_named,
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


def test_only_numbers_above_zero_have_a_bar() -> None:
    block = example_blocks()["kecamatan"]
    assert len(find_named(draw(deck_of(block)), "bar")) == sum(1 for count in COUNTS if count)


def test_bars_are_as_long_as_their_numbers() -> None:
    figure = draw(deck_of(example_blocks()["kecamatan"]))
    widths = [bar.get_path().get_extents().width for bar in find_named(figure, "bar")]
    assert [width / widths[0] for width in widths] == pytest.approx([count / 12 for count in COUNTS if count])


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_fall_goes_to_the_left_of_the_line_where_a_rise_begins(is_narrow: bool) -> None:
    bars = tuple(Bar(f"Wilayah {value}", value, f"{value:+d}") for value in (6, 2, -3))
    block, other = Bars("b", pd.DataFrame(), "", "Perubahan", bars), Sentences("s", pd.DataFrame(), "", ("Satu.",))
    figure = draw(deck_of(*((other, block) if is_narrow else (block,))))
    ends = [(one.get_path().get_extents().x0, one.get_path().get_extents().x1) for one in find_named(figure, "bar")]
    zero = ends[0][0]
    assert [end[0] for end in ends[:2]] + [ends[2][1]] == pytest.approx([zero] * 3)
    assert [right - left for left, right in ends] == pytest.approx(
        [(ends[0][1] - zero) * share for share in (1, 1 / 3, 1 / 2)]
    )


def test_a_suppressed_or_unreported_area_has_no_circle(on_built: Path) -> None:
    figure = draw(deck_of(example_blocks()["peta"]))
    assert len(find_named(figure, "circle")) == sum(1 for count in COUNTS if count)


def test_the_area_of_a_circle_is_its_count(on_built: Path) -> None:
    circles = find_named(draw(deck_of(example_blocks()["peta"])), "circle")
    areas = [circle.get_path().get_extents().width ** 2 for circle in circles]
    assert [area / areas[0] for area in areas] == pytest.approx([n / 12 for n in (12, 9, 8, 7, 5)], rel=0.01)


def make_month_maps() -> MonthMaps:
    """Six months of the example's map; one kecamatan more is silent in each."""
    block = example_blocks()["peta"]
    assert isinstance(block, AreaMap)
    months = []
    for number, period in enumerate(MONTHS[-6:]):
        rows = block.rows.assign(period=period)
        rows.loc[rows.index[:number], ["value", "status"]] = (None, "belum_lapor")
        months.append(rows)
    maps = tuple(MonthMap(period, f"{format_short_period(period)}: 48") for period in MONTHS[-6:])
    return MonthMaps("enam_bulan", pd.concat(months), "Enam peta.", block.level, maps, block.measure)


def test_maps_of_six_months_have_a_circle_for_each_number_and_stay_in_their_box(on_built: Path) -> None:
    block, other = make_month_maps(), Sentences("a", pd.DataFrame(), "", ("Satu hal.",))
    for blocks in ((block,), (block, other)):
        deck = deck_of(*blocks)
        figure = draw(deck)
        assert find_faults(figure, find_boxes(deck.slides[0])) == []
        counted = block.rows.loc[block.rows["status"] == "angka", "value"]
        assert len(find_named(figure, "circle")) == len(counted)
    alone = deck_of(block)
    words = " ".join(read_words(draw_svg(alone, alone.slides[0])))
    assert "Okt 2023: 48" in words and "Mar 2024: 48" in words and "Luas lingkaran = jumlah" in words


def test_a_table_of_few_rows_is_set_larger_on_several_lines_and_breaks_no_word() -> None:
    words = ("Meminta laporan Maret 2024 dari Undaan, Mejobo dan Jekulo.", "–", "–", "Usulan")
    headings = ("Tindak lanjut", "Penanggung jawab", "Tenggat", "Keadaan")
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


def test_a_map_names_the_state_of_every_area_and_says_where_its_lines_are_from(on_built: Path) -> None:
    deck = deck_of(example_blocks()["peta"])
    words = " ".join(read_words(draw_svg(deck, deck.slides[0])))
    layers = load_layers("batas") or load_layers("petak")
    assert layers is not None
    assert layers.attribution in words
    for legend in ("Orang asing", "Luas lingkaran = jumlah", "Belum lapor", "(2\xa0wilayah)"):
        assert legend in words


def test_without_any_layer_a_map_says_that_there_is_none() -> None:
    deck = deck_of(example_blocks()["peta"])
    assert "python -m etl boundaries" in " ".join(read_words(draw_svg(deck, deck.slides[0])))


def test_a_month_without_a_number_is_a_gap_and_a_month_alone_a_point() -> None:
    values = (3, None, 5, None, 4, 6, 7, None, None, 2, 1, 0)
    figure = draw(deck_of(Trend("t", pd.DataFrame(), "", "Orang asing", MONTHS, values)))
    lines = [one for one in find_named(figure, "line") if isinstance(one, Line2D)]
    assert [len(line.get_xdata()) for line in lines] == [3, 3]
    assert len(find_named(figure, "point")) == 8
    assert len(find_named(figure, "gap")) == 3


def test_months_say_why_they_have_no_number() -> None:
    status = [schema.BELUM_LAPOR, schema.DISAMARKAN, *[schema.ANGKA] * 10]
    rows = pd.DataFrame({"period": MONTHS, "status": status})
    deck = deck_of(Trend("t", rows, "", "Orang asing", MONTHS, (None, None, *range(10))))
    assert {"tanpa laporan", "disamarkan"} <= set(read_words(draw_svg(deck, deck.slides[0])))


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


def test_a_map_alone_has_the_size_that_was_asked_for(on_built: Path) -> None:
    png = draw_block_png(example_blocks()["peta"], 7.5, 4.5)
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1500, 900)


DIGESTS = """
import sys, hashlib
sys.path[:0] = ["tests", "tests/slides"]
from test_drawn import make_digests
print(make_digests())
"""


def make_digests() -> list[str]:
    """Of everything that can be drawn of the example deck."""
    deck = make_example_deck()
    slide = deck.slides[MAP_AND_TEXT]
    drawn = [draw_svg(deck, slide).encode(), draw_png(deck, slide), draw_block_png(slide.blocks[0], 6, 4)]
    drawn += [draw_slides_pdf(deck), draw_handout_pdf(deck)]
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
