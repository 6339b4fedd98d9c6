from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from pora import schema, theme
from pora.classification.classes import ClassScale
from pora.figures.maps.circles import CROWDED_DIAMETER, LEAST_DIAMETER, MAX_DIAMETER, CircleScale
from pora.figures.maps.draw import draw_choropleth, draw_circles, find_clicked
from pora.figures.maps.style import Ground, fit_view
from pora.statistics.measures import NEWLY_REPORTED, NOT_STATED, PART_OF, UNCHANGED, Measure

GROUND = Ground("boundaries/kudus.abc.json", (110.72, -7.0, 111.0, -6.62), "boundaries/kabupaten.abc.json")
PERSONS = Measure("Orang asing per kecamatan", "orang asing")
COLUMNS = ["area_code", "area_name", "value", "status", "lon", "lat"]
KUDUS = pd.DataFrame(
    [
        ("33.19.01", "Kaliwungu", 1234, schema.ANGKA, 110.78, -6.80),
        ("33.19.02", "Kota Kudus", 12, schema.ANGKA, 110.83, -6.81),
        ("33.19.03", "Jati", 0, schema.NOL, 110.82, -6.83),
        ("33.19.04", "Undaan", None, schema.BELUM_LAPOR, 110.80, -6.91),
        ("33.19.05", "Mejobo", None, schema.DISAMARKAN, 110.89, -6.84),
    ],
    columns=COLUMNS,
)
CHANGE = Measure("Perubahan", "orang asing", is_change=True)
CHANGED = pd.DataFrame(
    [
        ("33.19.01", "Kaliwungu", 40, schema.ANGKA, 110.78, -6.80),
        ("33.19.02", "Kota Kudus", -90, schema.ANGKA, 110.83, -6.81),
        ("33.19.03", "Jati", 0, UNCHANGED, 110.82, -6.83),
        ("33.19.04", "Undaan", None, NEWLY_REPORTED, 110.80, -6.91),
    ],
    columns=COLUMNS,
)
PUBLISHED = pd.DataFrame(
    [
        ("33.19.08", "Gebog", None, PART_OF, 110.85, -6.73, "bagian dari 48, rincian tidak diterbitkan"),
        ("33.19.09", "Dawe", None, PART_OF, 110.88, -6.72, "bagian dari 48, rincian tidak diterbitkan"),
        ("33.19.05", "Mejobo", None, NOT_STATED, 110.89, -6.84, None),
    ],
    columns=[*COLUMNS, "part_label"],
)


def read_traces(figure: go.Figure, kind: str = "choroplethmap") -> list[dict[str, Any]]:
    return [trace for trace in json.loads(figure.to_json())["data"] if trace["type"] == kind]


def read_labels(figure: go.Figure) -> list[tuple[str, str]]:
    features = figure.layout.map.style["sources"]["labels"]["data"]["features"]
    return [(f["properties"]["n"], f["properties"]["v"]) for f in features]


def hover_end(trace: dict[str, Any]) -> str:
    return str(trace["hovertemplate"]).split("<br>")[1].removesuffix("<extra></extra>")


def test_every_class_and_every_state_is_a_trace_with_its_own_legend_entry_and_words() -> None:
    traces = read_traces(draw_choropleth(KUDUS, GROUND, PERSONS))
    assert [(t["name"].replace("\xa0", " "), t["locations"], hover_end(t)) for t in traces] == [
        ("1.000–1.234 (1 wilayah)", ["33.19.01"], "%{customdata:,d} orang asing"),
        ("12–999 (1 wilayah)", ["33.19.02"], "%{customdata:,d} orang asing"),
        ("0 (1 wilayah)", ["33.19.03"], "0 orang asing"),
        ("Belum lapor (1 wilayah)", ["33.19.04"], "belum lapor"),
        ("Disamarkan (1 wilayah)", ["33.19.05"], "disamarkan untuk melindungi angka kecil"),
    ]
    assert all(t["showlegend"] for t in traces)
    assert len({t["colorscale"][0][1] for t in traces}) == 5


def read_legend(figure: go.Figure) -> list[str]:
    entries = [trace["name"] for trace in json.loads(figure.to_json())["data"] if trace["showlegend"]]
    return [entry.replace("\xa0", " ").replace("<br>", " ") for entry in entries]


def test_maps_of_one_scale_have_one_legend_with_their_own_counts() -> None:
    scale = ClassScale((1, 10, 100), 5000)
    legends = [read_legend(draw_choropleth(frame, GROUND, PERSONS, scale=scale)) for frame in (KUDUS, KUDUS.iloc[1:3])]
    assert legends == [
        ["100–5.000 (1 wilayah)", "10–99 (1 wilayah)", "1–9 (0 wilayah)", "0 (1 wilayah)"]
        + ["Belum lapor (1 wilayah)", "Disamarkan (1 wilayah)"],
        ["100–5.000 (0 wilayah)", "10–99 (1 wilayah)", "1–9 (0 wilayah)", "0 (1 wilayah)"],
    ]


def test_changes_are_filled_in_two_directions_and_told_with_their_sign() -> None:
    figure = draw_choropleth(CHANGED, GROUND, CHANGE)
    traces = read_traces(figure)
    assert [(t["name"].replace("\xa0", " "), t["locations"], hover_end(t)) for t in traces] == [
        ("+50 s.d. +90 (0 wilayah)", ["-"], "%{customdata:+,d} orang asing"),
        ("+40 s.d. +49 (1 wilayah)", ["33.19.01"], "%{customdata:+,d} orang asing"),
        ("−40 s.d. −49 (0 wilayah)", ["-"], "%{customdata:+,d} orang asing"),
        ("−50 s.d. −90 (1 wilayah)", ["33.19.02"], "%{customdata:+,d} orang asing"),
        ("Tidak berubah (1 wilayah)", ["33.19.03"], "tidak berubah"),
        ("Baru melapor (1 wilayah)", ["33.19.04"], "baru melapor, sebelumnya belum"),
    ]
    fall, rise = (theme.spread(side, 2) for side in (theme.palette().fall, theme.palette().rise))
    assert [t["colorscale"][0][1] for t in traces[:4]] == [*reversed(rise), *fall]
    assert read_labels(figure) == [("Kota Kudus", "−90"), ("Kaliwungu", "+40")]


def test_changes_of_counts_are_circles_in_two_colours() -> None:
    figure = draw_circles(CHANGED, GROUND, CHANGE)
    assert read_legend(figure) == [
        "Bertambah (1 wilayah)",
        "Berkurang (1 wilayah)",
        "Tidak berubah (1 wilayah)",
        "Baru melapor (1 wilayah)",
    ]
    more, less, large, small = read_traces(figure, "scattermap")
    ring, rise, fall = theme.palette().ground, more["marker"]["color"], less["marker"]["color"]
    assert large["marker"]["color"] == [ring, fall, ring, rise]
    assert [row[2] for row in large["customdata"]] == [-90, -90, 40, 40]
    assert large["hovertemplate"].endswith("%{customdata[2]:+,d} orang asing<extra></extra>")
    assert read_labels(figure) == [("Kota Kudus", "−90"), ("Kaliwungu", "+40")]


def test_circles_of_two_months_share_one_scale() -> None:
    may, june = [0, 25, None], [100, 4]
    scale = CircleScale.for_values(may, june)
    assert scale == CircleScale(100, MAX_DIAMETER)
    assert CircleScale.for_values(range(100), [1000]) == CircleScale(1000, CROWDED_DIAMETER)
    assert CircleScale.for_values(np.ones(400)) == CircleScale(1, LEAST_DIAMETER)
    assert CircleScale.for_values([]) == CircleScale(1, MAX_DIAMETER)


def test_parts_of_a_published_number_are_neither_numbers_nor_zero() -> None:
    figure = draw_choropleth(PUBLISHED, GROUND, PERSONS, label_count=None)
    named = [(t["name"].replace("<br>", " ").replace("\xa0", " "), hover_end(t)) for t in read_traces(figure)]
    assert named == [
        ("Bagian dari 48, rincian tidak diterbitkan (2 wilayah)", "bagian dari 48, rincian tidak diterbitkan"),
        ("Tidak disebut (1 wilayah)", "tidak disebut sumber"),
    ]
    assert read_labels(figure) == [("Gebog", ""), ("Dawe", ""), ("Mejobo", "")]


def test_only_the_largest_areas_are_named_unless_all_are() -> None:
    assert read_labels(draw_choropleth(KUDUS, GROUND, PERSONS, label_count=0)) == []
    assert read_labels(draw_choropleth(KUDUS, GROUND, PERSONS, label_count=1)) == [("Kaliwungu", "1.234")]
    assert read_labels(draw_choropleth(KUDUS, GROUND, PERSONS, label_count=None)) == [
        ("Kaliwungu", "1.234"),
        ("Kota Kudus", "12"),
        ("Jati", "0"),
        ("Undaan", "belum lapor"),
        ("Mejobo", "disamarkan"),
    ]


def test_circles_grow_by_area_and_carry_code_and_name_where_they_cover_others() -> None:
    large, small = read_traces(draw_circles(KUDUS, GROUND, PERSONS), "scattermap")
    ring, circle = large["customdata"]
    assert ring == circle == ["33.19.01", "Kaliwungu", 1234.0]
    assert large["marker"]["color"] == [theme.palette().ground, theme.palette().circle]
    assert small["hoverinfo"] == "skip"
    assert small["marker"]["color"] == theme.palette().circle
    scale = CircleScale(100)
    assert [scale.diameter(n) for n in (100, 25)] == [MAX_DIAMETER, MAX_DIAMETER / 2]


@pytest.mark.parametrize(("top", "key"), [(243, [200, 60, 10]), (54, [50, 10, 1]), (3, [3]), (1, [1])])
def test_the_key_of_circle_sizes_shows_round_numbers_with_room_between(top: int, key: list[int]) -> None:
    assert CircleScale(top).key_values() == key


@pytest.mark.parametrize("draw", [draw_choropleth, draw_circles])
@pytest.mark.parametrize("frame", [KUDUS, PUBLISHED, CHANGED, KUDUS.head(0)], ids=["cells", "published", "changes", ""])
@pytest.mark.parametrize("measure", [PERSONS, CHANGE], ids=["counts", "changes"])
def test_every_map_passes_the_checks_that_were_left_out_for_speed(
    draw: Any, frame: pd.DataFrame, measure: Measure
) -> None:
    frame = frame if measure.is_change else frame.assign(value=frame["value"].astype("Float64").abs())
    figure = draw(frame, GROUND, measure, None)
    assert len(go.Figure(json.loads(figure.to_json())).data) == len(figure.data)


def test_a_map_names_no_other_host_and_asks_for_no_glyphs() -> None:
    style = draw_choropleth(KUDUS, GROUND, PERSONS).layout.map.style
    assert "://" not in json.dumps(style)
    assert not {"glyphs", "sprite"} & set(style)
    assert style["sources"]["outline"]["data"] == "boundaries/kabupaten.abc.json"


def test_the_view_shows_all_of_its_bounds_and_no_more_than_needed() -> None:
    west, south, east, north = 108.5, -8.3, 111.8, -5.7
    view = fit_view((west, south, east, north), 760, 560)
    world = 512 * 2 ** view["zoom"]

    def up(latitude: float) -> float:
        return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi) * world

    across = (east - west) / 360 * world
    assert view["center"]["lon"] == pytest.approx((west + east) / 2)
    assert up(north) - up(view["center"]["lat"]) == pytest.approx(up(view["center"]["lat"]) - up(south), abs=0.1)
    assert across <= 760 and up(north) - up(south) <= 560
    assert across >= 720 or up(north) - up(south) >= 540


def test_a_clicked_area_is_found_by_code_on_both_kinds_of_map() -> None:
    assert find_clicked([{"location": "33.19.01"}]) == "33.19.01"
    assert find_clicked([{"customdata": ["33.19.02", "Kota Kudus", 12]}]) == "33.19.02"
    assert find_clicked([]) is None


def test_names_from_data_cannot_bring_markup_into_legend_or_tooltip() -> None:
    frame = PUBLISHED.assign(part_label="<a href='x'>48</a>")
    trace = read_traces(draw_choropleth(frame, GROUND, PERSONS))[0]
    assert "<a" not in trace["name"] + trace["hovertemplate"]
