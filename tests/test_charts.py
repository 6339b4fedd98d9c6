from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from pora import schema
from pora.alt_text import describe_bars, describe_trend
from pora.charts import draw_bars, draw_trend
from pora.measures import Measure

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
    assert [name.strip() for name in figure["layout"]["yaxis"]["ticktext"]] == ["Kaliwungu", "Jati", "Undaan"]
    first, last = figure["layout"]["yaxis"]["range"]
    assert first > last, "the first row stands on top"


def test_a_month_without_report_breaks_the_line_and_is_shaded_with_its_state() -> None:
    figure = read_figure(draw_trend(TREND, PERSONS))
    line, layout = figure["data"][0], figure["layout"]
    assert (line["y"], line["connectgaps"]) == ([40.0, None, None, 51.0, 48.0], False)
    assert [(s["x0"], s["x1"]) for s in layout["shapes"]] == [(0.5, 2.5)]
    assert [note["text"] for note in layout["annotations"]] == ["belum lapor", "<b>48</b>"]


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
    assert describe_trend(TREND, PERSONS) == (
        "Grafik bulanan: Orang asing. Pertama November 2023 40, terakhir Maret 2024 48, "
        "tertinggi Februari 2024 51; 2 bulan tanpa angka."
    )
    assert describe_trend(TREND.iloc[1:3], PERSONS) == "Grafik bulanan: Orang asing. Belum ada angka."
