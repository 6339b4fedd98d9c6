from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora import schema, theme
from pora.figures.charts.bars_and_trend import draw_bars, draw_trend
from pora.figures.charts.change import draw_change
from pora.figures.charts.lines import EndLabel, draw_lines, spread_labels
from pora.figures.charts.paired_bars import draw_paired_bars
from pora.statistics.change_split import ChangePart, ChangeSplit
from pora.statistics.change_steps import list_steps
from pora.statistics.measures import Measure
from pora.statistics.trends import Line
from pora.wording.alt_text import describe_bars, describe_trend
from pora.wording.alt_text_lines import describe_lines, describe_steps

PERSONS = Measure("Orang asing", "orang asing")
BARS = pd.DataFrame(
    {
        "area_name": ["Kaliwungu", "Jati", "Undaan"],
        "value": pd.array([1234, 0, None], dtype="Int64"),
        "status": [schema.ANGKA, schema.NOL, schema.BELUM_LAPOR],
    }
)
TREND = pd.DataFrame(
    {
        "period": ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"],
        "value": pd.array([40, None, None, 51, 48], dtype="Int64"),
        "status": [schema.ANGKA, schema.BELUM_LAPOR, schema.BELUM_LAPOR, schema.ANGKA, schema.ANGKA],
    }
)


def read_figure(figure: go.Figure) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(figure.to_json())
    go.Figure(content)  # the checks that were left out for speed
    return content


def test_bars_stand_in_the_order_of_the_frame_with_number_or_state_at_their_end() -> None:
    figure = read_figure(draw_bars(BARS, PERSONS))
    bar = figure["data"][0]
    assert (bar["x"], bar["text"]) == ([1234.0, 0.0, 0.0], [" 1.234", " 0", " belum lapor"])
    assert figure["layout"]["yaxis"]["ticktext"] == ["Kaliwungu", "Jati", "Undaan"]
    first, last = figure["layout"]["yaxis"]["range"]
    assert first > last, "the first row stands on top"


def test_a_long_name_takes_two_lines_and_makes_room_for_them() -> None:
    short, long = (read_figure(draw_bars(BARS.assign(area_name=name), PERSONS)) for name in ("Jati", "Jati " * 6))
    assert long["layout"]["yaxis"]["ticktext"] == ["Jati Jati Jati Jati<br>Jati Jati"] * 3
    assert long["layout"]["height"] > short["layout"]["height"]


def test_a_month_without_report_breaks_the_line_and_is_shaded_with_its_state() -> None:
    figure = read_figure(draw_trend(TREND, PERSONS))
    line, layout = figure["data"][0], figure["layout"]
    assert (line["y"], line["connectgaps"]) == ([40.0, None, None, 51.0, 48.0], False)
    assert [(s["x0"], s["x1"]) for s in layout["shapes"]] == [(0.5, 2.5)]
    assert [note["text"] for note in layout["annotations"]] == ["belum lapor", "<b>48</b>"]


@pytest.mark.parametrize(("largest", "step"), [(2, 1), (4, 1), (5, None)])
def test_few_persons_have_a_line_each_and_no_number_stands_twice_at_the_axis(largest: int, step: int | None) -> None:
    months = pd.DataFrame(
        {"period": ["2024-03", "2024-04"], "value": [0.0, float(largest)], "status": ["nol", "angka"]}
    )
    for figure in (draw_trend(months, PERSONS), draw_paired_bars(months, months, PERSONS)):
        assert figure.layout.yaxis.dtick == step


def test_months_are_named_in_indonesian_with_the_year_once() -> None:
    axis = read_figure(draw_trend(TREND, PERSONS))["layout"]["xaxis"]
    assert axis["ticktext"] == ["Nov<br>2023", "Des", "Jan<br>2024", "Feb", "Mar"]


def test_a_long_trend_names_at_most_twelve_months_and_always_the_last() -> None:
    periods = [f"{2022 + n // 12}-{n % 12 + 1:02d}" for n in range(31)]
    frame = pd.DataFrame({"period": periods, "value": 1, "status": schema.ANGKA})
    ticks = read_figure(draw_trend(frame, PERSONS))["layout"]["xaxis"]["tickvals"]
    assert (len(ticks) <= 12, ticks[-1]) == (True, 30)


@pytest.mark.parametrize("draw", [lambda f: draw_bars(f, PERSONS), lambda f: draw_trend(f, PERSONS)])
def test_an_empty_frame_makes_an_empty_chart(draw: Any) -> None:
    frame = TREND.assign(area_name="").head(0)
    assert read_figure(draw(frame))["layout"]["height"] > 0


def test_charts_are_described_in_words() -> None:
    assert describe_bars(BARS, PERSONS) == "Diagram batang: Orang asing. Kaliwungu 1.234, Jati 0."
    months = TREND.to_dict("records")
    assert describe_trend(months, PERSONS, "value") == (
        "Grafik bulanan: Orang asing. Pertama November 2023 40, terakhir Maret 2024 48, "
        "tertinggi Februari 2024 51; 2 bulan tanpa angka."
    )
    assert describe_trend(months[1:3], PERSONS, "value") == "Grafik bulanan: Orang asing. Belum ada angka."


def test_bars_of_the_rest_are_grey() -> None:
    colours = read_figure(draw_bars(BARS.assign(is_rest=[False, False, True]), PERSONS))["data"][0]["marker"]["color"]
    assert colours == [theme.palette().accent, theme.palette().accent, theme.palette().not_reported]


# --- lines ---------------------------------------------------------------------------------------------------

MONTHS = TREND.assign(reporting_count=[9, 0, 0, 9, 6], kecamatan_count=9)
LINES = [
    Line("Jepang", (30, None, None, 40, 38)),
    Line("Lainnya", (9, None, None, 11, None), "rest"),
    Line("Tidak dirinci", (0, None, None, 0, 10), "unknown"),
]


def test_lines_have_gaps_and_are_named_at_their_end_with_the_last_number() -> None:
    figure = read_figure(draw_lines(LINES, MONTHS))
    lines = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    assert [(line["y"], line["connectgaps"]) for line in lines] == [(list(line.values), False) for line in LINES]
    texts = [note["text"].split("</span> ")[-1] for note in figure["layout"]["annotations"]]
    assert texts == [
        "belum lapor",
        "Jepang <b>38</b>",
        "Lainnya <b>11</b> Feb 2024",
        "Tidak dirinci <b>10</b>",
        "Kecamatan melapor",
        "6 dari 9",
    ]
    assert figure["layout"]["yaxis"]["range"][0] == 0
    assert not figure["layout"]["showlegend"]


def test_the_strip_shows_the_share_of_kecamatan_that_reported() -> None:
    reported, missing = [trace for trace in read_figure(draw_lines(LINES, MONTHS))["data"] if trace["type"] == "bar"]
    assert reported["customdata"] == ["9 dari 9", "0 dari 9", "0 dari 9", "9 dari 9", "6 dari 9"]
    assert [pytest.approx(share) for share in reported["y"]] == [1, 0, 0, 1, 6 / 9]
    assert [a + b for a, b in zip(reported["y"], missing["y"], strict=True)] == [1] * 5
    assert not [trace for trace in draw_lines(LINES, MONTHS, has_strip=False).data if trace["type"] == "bar"]


def test_lines_without_a_number_make_an_empty_chart() -> None:
    figure = read_figure(draw_lines([Line("Jepang", (None,) * 5)], MONTHS.assign(status=schema.BELUM_LAPOR)))
    assert [note["text"] for note in figure["layout"]["annotations"]][0] == "belum lapor"
    assert read_figure(draw_lines([], MONTHS.head(0)))["layout"]["height"] > 0


def test_lines_are_described_in_words() -> None:
    assert describe_lines(LINES, MONTHS["period"].tolist(), PERSONS) == (
        "Grafik garis bulanan: Orang asing, November 2023 sampai Maret 2024. "
        "Jepang: 30 pada November 2023, 38 pada Maret 2024. "
        "Lainnya: 9 pada November 2023, 11 pada Februari 2024. "
        "Tidak dirinci: 0 pada November 2023, 10 pada Maret 2024. "
        "Tanpa angka: Desember 2023, Januari 2024."
    )


@settings(deadline=None)
@given(st.lists(st.builds(EndLabel, st.floats(0, 300), st.sampled_from([18, 36])), max_size=8))
def test_labels_never_cover_each_other_keep_their_order_and_stay_inside(labels: list[EndLabel]) -> None:
    middles = spread_labels(labels, 300)
    placed = sorted(zip(middles, labels, strict=True), key=lambda pair: pair[0])
    edges = [(middle - label.height / 2, middle + label.height / 2) for middle, label in placed]
    assert all(upper[1] <= lower[0] + 1e-6 for upper, lower in zip(edges, edges[1:], strict=False))
    assert [label.wanted for _middle, label in placed] == sorted(label.wanted for label in labels)
    if sum(label.height for label in labels) <= 300:
        assert all(-1e-6 <= top and bottom <= 300 + 1e-6 for top, bottom in edges)


# --- a change ------------------------------------------------------------------------------------------------

SPLIT = ChangeSplit(100, 3, 103, ChangePart(41, 6), ChangePart(18, 3), ChangePart(-2, 1), ChangePart(), 0, 160)


def test_a_change_is_drawn_from_the_first_report_to_the_newer_month() -> None:
    figure = read_figure(draw_change(SPLIT, "2024-02", "2024-03"))
    bars, marks = figure["data"]
    assert [name.replace("<br>", " ") for name in figure["layout"]["yaxis"]["ticktext"]] == [
        "Februari 2024, laporan pertama",
        "Ralat laporan Februari 2024",
        "Februari 2024, sekarang",
        "Perubahan nyata (6 kecamatan)",
        "Baru melapor (3 kecamatan)",
        "Tidak lagi melapor (1 kecamatan)",
        "Maret 2024",
    ]
    assert bars["base"] == [100, 100, 103, 103, 144, 162, 160]
    assert bars["x"] == [0, 3, 0, 41, 18, -2, 0]
    assert bars["text"] == ["", "+3", "", "+41", "+18", "−2", ""]
    assert (marks["x"], marks["y"]) == ([100, 103, 160], [0, 2, 6])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < 100 and high > 162


def test_only_the_real_change_has_the_colour_of_people() -> None:
    colours = draw_change(SPLIT, "2024-02", "2024-03").data[0]["marker"]["color"]
    assert [colour == theme.palette().accent for colour in colours] == [False, False, False, True, False, False, False]


def test_without_a_revision_the_older_month_stands_once_and_the_table_has_every_step() -> None:
    split = ChangeSplit(48, 0, 48, ChangePart(0, 9), ChangePart(), ChangePart(), ChangePart(), 0, 48)
    assert [step.words for step in list_steps(split, "2024-02", "2024-03")] == [
        "Februari 2024",
        "Perubahan nyata (9 kecamatan)",
        "Maret 2024",
    ]
    assert [(step.words, step.number) for step in list_steps(split, "2024-02", "2024-03", is_whole=True)] == [
        ("Februari 2024, laporan pertama", "48"),
        ("Ralat laporan Februari 2024", "0"),
        ("Februari 2024, sekarang", "48"),
        ("Perubahan nyata (9 kecamatan)", "0"),
        ("Baru melapor (0 kecamatan)", "0"),
        ("Tidak lagi melapor (0 kecamatan)", "0"),
        ("Pindah wilayah kerja (0 kecamatan)", "0"),
        ("Tidak dirinci per kecamatan", "0"),
        ("Maret 2024", "48"),
    ]
    assert read_figure(draw_change(split, "2024-02", "2024-03"))["data"][1]["x"] == [48, 48]


def test_a_change_is_described_in_words() -> None:
    assert describe_steps(list_steps(SPLIT, "2024-02", "2024-03")) == (
        "Diagram langkah dari angka lama ke angka baru: Februari 2024, laporan pertama 100; Ralat laporan Februari "
        "2024 +3; Februari 2024, sekarang 103; Perubahan nyata (6 kecamatan) +41; Baru melapor (3 kecamatan) +18; "
        "Tidak lagi melapor (1 kecamatan) −2; Maret 2024 160."
    )
