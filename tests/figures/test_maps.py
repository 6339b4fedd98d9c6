from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pora import schema, theme
from pora.classification.classes import ClassScale
from pora.figures.maps.circles import CROWDED_DIAMETER, LEAST_DIAMETER, MAX_DIAMETER, CircleScale
from pora.figures.maps.draw import ALL, MapDrawing, draw_choropleth, draw_circles
from pora.figures.maps.ground import Ground
from pora.figures.maps.insets import Placement
from pora.statistics.measures import NEWLY_REPORTED, NOT_STATED, PART_OF, UNCHANGED, Measure
from pora.ui.components.area_map import write_legend_items
from pora.warehouse.map_layers import MapLayer

LAYER = MapLayer(
    file_name="kecamatan-33.19-abc.json",
    size=(30, 20),
    codes=tuple(f"33.19.0{number}" for number in range(1, 10)),
    names=tuple("ABCDEFGHI"),
    points=np.array([[number, 5] for number in range(9)], dtype=float),
    boxes=np.array([[number, 0, number + 1, 10] for number in range(9)], dtype=float),
    paths=("M0 0l1 0 0 10z",) * 9,
    far=(),
    borders=(),
)
GROUND = Ground(LAYER, Placement((0, 0, 30, 20)))
PERSONS = Measure("Orang asing per kecamatan", "orang asing")
COLUMNS = ["area_code", "area_name", "value", "status"]
KUDUS = pd.DataFrame(
    [
        ("33.19.01", "Kaliwungu", 1234, schema.ANGKA),
        ("33.19.02", "Kota Kudus", 12, schema.ANGKA),
        ("33.19.03", "Jati", 0, schema.NOL),
        ("33.19.04", "Undaan", None, schema.BELUM_LAPOR),
        ("33.19.05", "Mejobo", None, schema.DISAMARKAN),
    ],
    columns=COLUMNS,
)
CHANGE = Measure("Perubahan", "orang asing", is_change=True)
CHANGED = pd.DataFrame(
    [
        ("33.19.01", "Kaliwungu", 40, schema.ANGKA),
        ("33.19.02", "Kota Kudus", -90, schema.ANGKA),
        ("33.19.03", "Jati", 0, UNCHANGED),
        ("33.19.04", "Undaan", None, NEWLY_REPORTED),
    ],
    columns=COLUMNS,
)
PUBLISHED = pd.DataFrame(
    [
        ("33.19.08", "Gebog", None, PART_OF, "bagian dari 48, rincian tidak diterbitkan"),
        ("33.19.09", "Dawe", None, PART_OF, "bagian dari 48, rincian tidak diterbitkan"),
        ("33.19.05", "Mejobo", None, NOT_STATED, None),
    ],
    columns=[*COLUMNS, "part_label"],
)


def read_legend(drawing: MapDrawing) -> list[str]:
    return [entry.words.replace("\xa0", " ") for entry in drawing.entries if entry.words]


def read_areas(drawing: MapDrawing) -> dict[str, list[str]]:
    """Legend words -> last letters of the codes of their areas."""
    areas: dict[str, list[str]] = {}
    for code, number in drawing.entry_of.items():
        areas.setdefault(drawing.entries[number].words.split("\xa0")[0].removesuffix(" (1"), []).append(code[-1])
    return areas


def test_every_class_and_every_state_is_an_entry_with_its_own_colour_and_words() -> None:
    drawing = draw_choropleth(KUDUS, GROUND, PERSONS)
    assert [(entry.words.replace("\xa0", " "), entry.pattern, entry.hover) for entry in drawing.entries] == [
        ("1.000–1.234 (1 wilayah)", "", ""),
        ("12–999 (1 wilayah)", "", ""),
        ("0 (1 wilayah)", "", "0 orang asing"),
        ("Belum lapor (1 wilayah)", "lines", "belum lapor"),
        ("Disamarkan (1 wilayah)", "cross", "disamarkan untuk melindungi angka kecil"),
    ]
    assert len({entry.color for entry in drawing.entries}) == 5
    assert drawing.entry_of == {f"33.19.0{number + 1}": number for number in range(5)}


def test_a_change_sends_states_numbers_and_words_and_no_shape() -> None:
    sent = draw_choropleth(KUDUS, GROUND, PERSONS).write()
    assert (sent["layer"], sent["states"], sent["values"]) == (
        "boundaries/kecamatan-33.19-abc.json",
        "01234....",
        [1234, 12],
    )
    assert sent["number"] == {"decimals": 0, "suffix": "", "signed": False, "unit": "orang asing", "one": ""}
    assert LAYER.paths[0] not in json.dumps(sent)
    assert "://" not in json.dumps(sent)


def test_maps_of_one_scale_have_one_legend_with_their_own_counts() -> None:
    scale = ClassScale((1, 10, 100), 5000)
    legends = [read_legend(draw_choropleth(frame, GROUND, PERSONS, scale=scale)) for frame in (KUDUS, KUDUS.iloc[1:3])]
    assert legends == [
        ["100–5.000 (1 wilayah)", "10–99 (1 wilayah)", "1–9 (0 wilayah)", "0 (1 wilayah)"]
        + ["Belum lapor (1 wilayah)", "Disamarkan (1 wilayah)"],
        ["100–5.000 (0 wilayah)", "10–99 (1 wilayah)", "1–9 (0 wilayah)", "0 (1 wilayah)"],
    ]


def test_changes_are_filled_in_two_directions_and_told_with_their_sign() -> None:
    drawing = draw_choropleth(CHANGED, GROUND, CHANGE)
    assert read_areas(drawing) == {
        "+40 s.d. +49": ["1"],
        "−50 s.d. −90": ["2"],
        "Tidak berubah": ["3"],
        "Baru melapor": ["4"],
    }
    assert read_legend(drawing)[:4] == [
        "+50 s.d. +90 (0 wilayah)",
        "+40 s.d. +49 (1 wilayah)",
        "−40 s.d. −49 (0 wilayah)",
        "−50 s.d. −90 (1 wilayah)",
    ]
    fall, rise = (theme.spread(side, 2) for side in (theme.palette().fall, theme.palette().rise))
    assert [entry.color for entry in drawing.entries[:4]] == [*reversed(rise), *fall]
    sent = drawing.write()
    assert (sent["values"], sent["number"]["signed"]) == ([40, -90], True)


def test_changes_of_counts_are_circles_in_two_colours() -> None:
    drawing = draw_circles(CHANGED, GROUND, CHANGE)
    assert read_legend(drawing) == [
        "Bertambah (1 wilayah)",
        "Berkurang (1 wilayah)",
        "Tidak berubah (1 wilayah)",
        "Baru melapor (1 wilayah)",
    ]
    circles = drawing.write()["circles"]
    assert [circles[name] for name in ("above", "below")] == [entry.color for entry in drawing.entries[:2]]
    assert circles["title"] == "Luas lingkaran = besar perubahan"


def test_circles_of_two_months_share_one_scale() -> None:
    may, june = [0, 25, None], [100, 4]
    scale = CircleScale.for_values(may, june)
    assert scale == CircleScale(100, MAX_DIAMETER)
    assert CircleScale.for_values(range(100), [1000]) == CircleScale(1000, CROWDED_DIAMETER)
    assert CircleScale.for_values(np.ones(400)) == CircleScale(1, LEAST_DIAMETER)
    assert CircleScale.for_values([]) == CircleScale(0, MAX_DIAMETER)


def test_parts_of_a_published_number_are_neither_numbers_nor_zero() -> None:
    drawing = draw_choropleth(PUBLISHED, GROUND, PERSONS, ALL)
    assert [(entry.words.replace("\xa0", " "), entry.hover, entry.short) for entry in drawing.entries] == [
        ("Bagian dari 48, rincian tidak diterbitkan (2 wilayah)", "bagian dari 48, rincian tidak diterbitkan", ""),
        ("Tidak disebut (1 wilayah)", "tidak disebut sumber", ""),
    ]
    assert drawing.units == {}


def test_circles_grow_by_area() -> None:
    circles = draw_circles(KUDUS, GROUND, PERSONS).write()["circles"]
    assert (circles["top"], circles["largest"], circles["above"]) == (1234, MAX_DIAMETER, theme.palette().circle)
    scale = CircleScale(100)
    assert [scale.diameter(n) for n in (100, 25)] == [MAX_DIAMETER, MAX_DIAMETER / 2]


def test_a_map_without_a_number_has_no_key_to_circles() -> None:
    hidden = KUDUS.assign(value=None, status=schema.DISAMARKAN)
    for scale in (None, CircleScale.for_values([])):
        drawing = draw_circles(hidden, GROUND, PERSONS, scale=scale)
        assert (drawing.write()["circles"], "Luas lingkaran" in write_legend_items(drawing)) == (None, False)
    assert "Luas lingkaran = jumlah" in write_legend_items(draw_circles(KUDUS, GROUND, PERSONS))


@pytest.mark.parametrize(("top", "key"), [(243, [200, 60, 10]), (54, [50, 10, 1]), (3, [3]), (1, [1])])
def test_the_key_of_circle_sizes_shows_round_numbers_with_room_between(top: int, key: list[int]) -> None:
    assert CircleScale(top).key_values() == key


@pytest.mark.parametrize("draw", [draw_choropleth, draw_circles])
@pytest.mark.parametrize("frame", [KUDUS, PUBLISHED, CHANGED, KUDUS.head(0)], ids=["cells", "published", "changes", ""])
@pytest.mark.parametrize("measure", [PERSONS, CHANGE], ids=["counts", "changes"])
def test_every_area_of_a_frame_is_in_one_state_and_every_number_is_sent(
    draw: Any, frame: pd.DataFrame, measure: Measure
) -> None:
    frame = frame if measure.is_change else frame.assign(value=frame["value"].astype("Float64").abs())
    sent = draw(frame, GROUND, measure, ALL).write()
    shown = [code for code, state in zip(LAYER.codes, sent["states"], strict=True) if state != "."]
    assert shown == sorted(frame["area_code"])
    counting = [one.get("counts", False) for one in sent["entries"]]
    assert len(sent["values"]) == sum(counting[int(state, 36)] for state in sent["states"] if state != ".")
    assert len(sent["values"]) == (frame["status"] == schema.ANGKA).sum()


def test_rates_are_sent_in_units_of_their_last_decimal() -> None:
    rate = Measure("Orang asing per 100 km²", "orang asing per 100 km²", decimals=1)
    frame = KUDUS.assign(value=[12.34, 0.01, None, None, None])
    assert draw_choropleth(frame, GROUND, rate).write()["values"] == [123, 1]
