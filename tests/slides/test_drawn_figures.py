"""Bars, circles, maps and lines of slides: as large as their numbers, and a state without a number is none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from decks import COUNTS, MONTHS, example_blocks
from matplotlib.lines import Line2D

from pora import schema
from pora.deck.model import (
    AreaMap,
    Bar,
    Bars,
    MonthMap,
    MonthMaps,
    Sentences,
    Trend,
)
from pora.locale import format_short_period
from pora.slides import (
    draw_block_png,
    draw_svg,
)
from pora.warehouse.boundaries import load_layers
from tests.slides.drawn import (
    deck_of,
    draw,
    find_boxes,
    find_faults,
    find_named,
    read_words,
)


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


def test_a_state_is_read_in_full_where_all_numbers_fell() -> None:
    bars = (Bar("Jati", -1, "−1"), *(Bar(f"Wilayah {number}", None, "belum lapor") for number in range(9)))
    deck = deck_of(Bars("b", pd.DataFrame(), "", "Perubahan", bars))
    assert find_faults(draw(deck), find_boxes(deck.slides[0])) == []
    assert read_words(draw_svg(deck, deck.slides[0])).count("belum lapor") == 9


def test_the_number_of_the_first_month_is_not_written_over_the_scale() -> None:
    values = (1_544_578, *[None] * 5, 1_440_547, *[None] * 3)
    periods = tuple(f"2024-{month:02}" for month in range(1, 11))
    trend = Trend("t", pd.DataFrame(), "", "Orang asing", periods, values)
    deck = deck_of(Sentences("s", pd.DataFrame(), "", ("Satu.",)), trend)
    assert find_faults(draw(deck), find_boxes(deck.slides[0])) == []


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


def test_a_map_alone_has_the_size_that_was_asked_for(on_built: Path) -> None:
    png = draw_block_png(example_blocks()["peta"], 7.5, 4.5)
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1500, 900)
