"""Lines, panels and bars of details: a gap is never a zero, and nothing is lost on the way."""

from __future__ import annotations

from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora import schema
from pora.figures.charts.small_multiples import Multiple, describe_multiple, draw_small_multiples
from pora.statistics.dimensions import DetailRow, make_detail_bars
from pora.statistics.trends import Line, make_detail_lines, make_part_lines, make_total_line

PERIODS = ["2024-01", "2024-02", "2024-03"]


def series(*counts: int | None) -> pd.DataFrame:
    """The months of one area."""
    status = [schema.BELUM_LAPOR if n is None else schema.ANGKA if n else schema.NOL for n in counts]
    return pd.DataFrame(
        {"period": PERIODS[: len(counts)], "person_count": pd.array(counts, dtype="Int64"), "status": status}
    )


def detail(*rows: tuple[str, str | None, int | None]) -> pd.DataFrame:
    """Period, value, number (None is suppressed)."""
    frame = pd.DataFrame(rows, columns=["period", "value", "person_count"]).astype({"person_count": "Int64"})
    return frame.assign(status=[schema.DISAMARKAN if n is None else schema.ANGKA for _p, _v, n in rows])


def test_a_value_without_a_row_is_zero_where_the_area_reported_and_unknown_where_not() -> None:
    rows = detail(("2024-01", "JPN", 5), ("2024-03", "CHN", 7), ("2024-03", "JPN", 1), ("2024-03", None, 2))
    assert make_detail_lines(rows, series(5, None, 10), str.lower) == [
        Line("chn", (0, None, 7), code="CHN"),
        Line("jpn", (5, None, 1), code="JPN"),
        Line("Tidak dirinci", (0, None, 2), "unknown"),
    ]


def test_beyond_the_largest_values_the_rest_is_one_line_with_lain_lain_in_it() -> None:
    rows = detail(*[("2024-01", code, 10 - n) for n, code in enumerate(["lain_lain", "AAA", "BBB", "CCC"])])
    assert [(line.name, line.kind, line.values) for line in make_detail_lines(rows, series(34), str, top=2)] == [
        ("AAA", "own", (9,)),
        ("BBB", "own", (8,)),
        ("Lainnya", "rest", (17,)),
        ("Tidak dirinci", "unknown", (0,)),
    ]


def test_a_suppressed_number_is_a_gap_and_makes_the_sum_of_the_rest_unknown() -> None:
    rows = detail(("2024-01", "AAA", 9), ("2024-02", "AAA", 9), ("2024-01", "BBB", None), ("2024-02", "BBB", 3))
    lines = make_detail_lines(rows, series(12, 12), str, top=1)
    assert [(line.name, line.values) for line in lines] == [
        ("AAA", (9, 9)),
        ("Lainnya", (None, 3)),
        ("Tidak dirinci", (0, 0)),
    ]


def test_in_a_month_whose_whole_detail_is_suppressed_no_line_is_zero() -> None:
    rows = detail(("2024-01", "AAA", 9), ("2024-02", None, None), ("2024-03", "AAA", 8), ("2024-03", None, None))
    assert make_detail_lines(rows, series(9, 7, 12), str) == [
        Line("AAA", (9, None, 8), code="AAA", hidden=frozenset({1})),
        Line("Tidak dirinci", (0, None, None), "unknown", hidden=frozenset({1, 2})),
    ]


values = st.sampled_from(["AAA", "BBB", "CCC", "DDD", "lain_lain", None])


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from(PERIODS), values), st.integers(1, 500)), st.integers(1, 5))
def test_the_lines_of_a_month_add_up_to_its_number(found: dict[tuple[str, str | None], int], top: int) -> None:
    totals = [sum(n for (period, _v), n in found.items() if period == one) or None for one in PERIODS]
    rows = detail(*[(period, value, n) for (period, value), n in found.items()])
    months = zip(*(line.values for line in make_detail_lines(rows, series(*totals), str, top)), strict=True)
    assert [None if None in month else sum(month) for month in months] == totals


def test_parts_are_ordered_by_their_last_number_and_a_month_that_an_area_lacks_is_a_gap() -> None:
    parts = pd.concat(
        [
            series(4, None, 6).assign(area_code="33.01", area_name="Kab. Cilacap"),
            series(9, 9, None).assign(area_code="33.02", area_name="Kab. Banyumas"),
            series(1).assign(area_code="33.03", area_name="Kab. Purbalingga"),
            series(None, None, None).assign(area_code="33.04", area_name="Kab. Banjarnegara"),
        ]
    )
    assert make_part_lines(parts, PERIODS) == [
        Line("Kab. Banyumas", (9, 9, None), code="33.02"),
        Line("Kab. Cilacap", (4, None, 6), code="33.01"),
        Line("Kab. Purbalingga", (1, None, None), code="33.03"),
        Line("Kab. Banjarnegara", (None, None, None), code="33.04"),
    ]
    assert make_total_line(series(0, None, 6), "") == Line("", (0, None, 6))


# --- panels --------------------------------------------------------------------------------------------------

CILACAP = Line("Kab. Cilacap", (4, None, 6))
BANYUMAS = Line("Kab. <b>Banyumas", (20, 10, None))


def draw(*panels: Multiple, has_one_scale: bool) -> str:
    return unquote(draw_small_multiples(panels, PERIODS, has_one_scale).split('<div class="panels">')[1])


def test_a_panel_is_a_link_with_its_last_number_a_line_with_a_gap_and_words() -> None:
    drawn = draw(Multiple(CILACAP, "?wilayah=33.01&x=1", "Kanim <1>"), has_one_scale=False)
    assert drawn.startswith("<h4>Kanim &lt;1&gt;</h4>")
    assert '<a href="?wilayah=33.01&amp;x=1"><p><span>Kab. Cilacap</span><b>6</b></p>' in drawn
    assert "d='M0 90h0M2 56h0'" in drawn, "two months alone are two dots; the axis spans five persons"
    assert "<rect x='0.5' width='1' height='96'/>" in drawn
    assert 'alt="Kab. Cilacap: 6 pada Maret 2024; tertinggi 6 pada Maret 2024; 1 bulan tanpa angka"' in drawn
    assert "<small>4–6</small>" in drawn


def test_panels_on_one_scale_start_at_zero_and_name_the_month_of_a_late_number() -> None:
    drawn = draw(Multiple(CILACAP, "?"), Multiple(BANYUMAS, "?"), has_one_scale=True)
    assert "<span>Kab. &lt;b&gt;Banyumas</span><i>10 (Feb 2024)</i>" in drawn
    assert "d='M0 73h0M2 65h0'" in drawn
    assert "d='M0 6 1 48'" in drawn
    assert "<small>" not in drawn


@pytest.mark.parametrize("has_one_scale", [True, False])
def test_an_area_that_never_reported_is_shaded_and_says_so(has_one_scale: bool) -> None:
    never = Line("Bae", (None, None, None))
    drawn = draw(Multiple(never, "?"), has_one_scale=has_one_scale)
    assert "<span>Bae</span><i>belum lapor</i>" in drawn
    assert "<rect x='-0.5' width='3' height='96'/>" in drawn
    assert "d=''" in drawn
    assert describe_multiple(never, PERIODS) == "Bae: belum ada angka"


# --- bars of a detail ----------------------------------------------------------------------------------------


def bars(*rows: tuple[str | None, int | None], top: int = 2) -> list[tuple[object, ...]]:
    shown = [DetailRow(value, count, schema.DISAMARKAN if count is None else schema.ANGKA) for value, count in rows]
    made = make_detail_bars(shown, schema.NATIONALITY.name, top)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in made.itertuples(index=False, name=None)]


def test_bars_end_with_the_others_and_always_with_who_is_not_detailed() -> None:
    assert bars(("PSE", 6), ("AFG", 4), ("YEM", 1), ("SOM", 1)) == [
        ("Wilayah Palestina", 6, "angka", False),
        ("Afganistan", 4, "angka", False),
        ("Lainnya", 2, "angka", True),
        ("Tidak dirinci", 0, "nol", True),
    ]
    assert bars(("PSE", 6), (None, 13)) == [
        ("Wilayah Palestina", 6, "angka", False),
        ("Tidak dirinci", 13, "angka", True),
    ]


def test_a_suppressed_bar_stays_suppressed_and_so_does_a_sum_with_it() -> None:
    assert bars(("PSE", 60), ("AFG", None), ("YEM", None), (None, None)) == [
        ("Wilayah Palestina", 60, "angka", False),
        ("Afganistan", None, "disamarkan", False),
        ("Lainnya", None, "disamarkan", True),
        ("Tidak dirinci", None, "disamarkan", True),
    ]


def test_a_detail_that_is_suppressed_as_a_whole_says_so() -> None:
    assert bars((None, None)) == [("Seluruh rincian", None, "disamarkan", True)]


def test_a_suppressed_month_is_neither_zero_nor_without_a_report() -> None:
    rows = series(4, None, None).assign(status=[schema.ANGKA, schema.DISAMARKAN, schema.BELUM_LAPOR])
    line = make_total_line(rows, "Bae")
    assert (line.values, line.hidden) == ((4, None, None), {1})
    picture = draw_small_multiples([Multiple(line, "?")], PERIODS, has_one_scale=False)
    assert "Bae: 4 pada Januari 2024; tertinggi 4 pada Januari 2024; 1 bulan tanpa angka; 1 bulan disamarkan" in picture
    assert picture.count("%3Crect") + picture.count("<rect") == 2


def test_a_line_that_is_all_suppressed_says_so_and_has_no_ground_to_be_read_as_zero() -> None:
    rows = series(None, None, None).assign(status=schema.DISAMARKAN)
    picture = draw_small_multiples([Multiple(make_total_line(rows, "Bae"), "?")], PERIODS, has_one_scale=False)
    assert "<i>disamarkan</i>" in picture and "belum lapor" not in picture
    assert "Bae: tidak ada angka yang ditampilkan; 3 bulan disamarkan" in picture
    assert "M0 " not in picture
