from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from pora import schema, theme
from pora.alt_text import describe_map
from pora.circles import MAX_DIAMETER, CircleScale
from pora.map_style import Ground, fit_view
from pora.maps import draw_choropleth, draw_circles, find_clicked
from pora.measures import NOT_STATED, PART_OF, Measure

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
        ("Disamarkan (1 wilayah)", ["33.19.05"], "disamarkan karena jumlahnya kecil"),
    ]
    assert all(t["showlegend"] for t in traces)
    assert len({t["colorscale"][0][1] for t in traces}) == 5


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
    assert large["customdata"] == [["33.19.01", "Kaliwungu", 1234.0]]
    assert small["hoverinfo"] == "skip"
    scale = CircleScale(100)
    assert [scale.diameter(n) for n in (100, 25)] == [MAX_DIAMETER, MAX_DIAMETER / 2]


@pytest.mark.parametrize(("top", "key"), [(243, [200, 60, 10]), (54, [50, 10, 1]), (3, [3]), (1, [1])])
def test_the_key_of_circle_sizes_shows_round_numbers_with_room_between(top: int, key: list[int]) -> None:
    assert CircleScale(top).key_values() == key


@pytest.mark.parametrize("draw", [draw_choropleth, draw_circles])
@pytest.mark.parametrize("frame", [KUDUS, PUBLISHED, KUDUS.head(0)], ids=["cells", "published", "empty"])
def test_every_map_passes_the_checks_that_were_left_out_for_speed(draw: Any, frame: pd.DataFrame) -> None:
    figure = draw(frame, GROUND, PERSONS, None)
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


def test_a_map_is_described_with_its_largest_areas_and_every_state() -> None:
    assert describe_map(KUDUS, PERSONS) == (
        "Peta: Orang asing per kecamatan, 5 wilayah. Terbanyak: Kaliwungu 1.234, Kota Kudus 12. Nol: Jati. "
        "Belum lapor: Undaan. Disamarkan: Mejobo."
    )
    assert describe_map(PUBLISHED, PERSONS) == (
        "Peta: Orang asing per kecamatan, 3 wilayah. Bagian dari angka yang tidak dirinci: Gebog, Dawe. "
        "Tidak disebut: Mejobo."
    )


def lightness(color: str) -> float:
    """CIE L* of an sRGB colour."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("steps", range(1, 8))
def test_every_ramp_leaves_the_ground_in_clear_steps(mode: theme.Mode, steps: int) -> None:
    colors = theme.PALETTES[mode]
    ground = lightness(colors.ground)
    distances = [abs(lightness(color) - ground) for color in theme.spread(colors.ramp, steps)]
    assert len(distances) == steps
    assert all(far - near >= 8 for near, far in pairwise(distances))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "ink_muted", "accent"])
def test_text_stands_out_from_the_ground_by_four_and_a_half_to_one(mode: theme.Mode, name: str) -> None:
    def luminance(shade: str) -> float:
        star = lightness(shade)
        return ((star + 16) / 116) ** 3 if star > 8 else star / 903.3

    colors = theme.PALETTES[mode]
    dark, bright = sorted((luminance(colors.ground), luminance(getattr(colors, name))))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
