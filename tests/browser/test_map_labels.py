"""Where names and numbers stand on a map: labels.js on the ground that it is given, without a map around it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from pora.config import ROOT

pytestmark = pytest.mark.browser
Labels = list[dict[str, Any]]
Place = Callable[[Labels], Labels]

# name, x, y, radius, number: Kab. Kudus on Ringkasan of a laptop
KUDUS = [
    ("Kaliwungu", 215, 120, 16, "11"),
    ("Bae", 269, 117, 13, "7"),
    ("Jati", 250, 152, 11, "5"),
    ("Kota Kudus", 255, 134, 9.5, "4"),
    ("Jekulo", 313, 123, 8.5, "3"),
    ("Gebog", 273, 24, 4, "1"),
    ("Undaan", 238, 216, 0, "0"),
    ("Mejobo", 294, 150, 0, "0"),
    ("Dawe", 306, 68, 0, "0"),
]
PLACE = """([labels, room]) => globalThis.placeLabels(labels, room,
  { font: "14px sans-serif", bold: "600 15.4px sans-serif", size: 14 }, [], [], true)
  .map(({ label, boxes }) => ({ ...label, boxes }))"""


@pytest.fixture
def place(window: Page) -> Place:
    """Places labels on 490 by 260 pixels; each comes back with the boxes of its lines."""
    window.goto("about:blank")
    code = (ROOT / "pora/ui/components/map/labels.js").read_text("utf-8").replace("export function", "function")
    window.evaluate(f"(() => {{ {code}\nglobalThis.placeLabels = placeLabels; }})()")
    return lambda labels: list(window.evaluate(PLACE, [labels, [490, 260]]))


def make_labels(rows: list[tuple[str, float, float, float, str]]) -> Labels:
    return [dict(zip(("name", "x", "y", "radius", "number"), row, strict=True)) for row in rows]


def do_meet(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_on_circle(box: list[float], label: dict[str, Any]) -> bool:
    across = label["x"] - min(max(label["x"], box[0]), box[2])
    down = label["y"] - min(max(label["y"], box[1]), box[3])
    return bool(across**2 + down**2 < label["radius"] ** 2)


def find_faults(placed: Labels, labels: Labels) -> list[str]:
    faults = [
        f"{one['name']} on {other['name']}"
        for one, other in combinations(placed, 2)
        if any(do_meet(a, b) for a in one["boxes"] for b in other["boxes"])
    ]
    return faults + [
        f"{one['name']} on the circle of {other['name']}"
        for one in placed
        for other in labels
        if other["name"] != one["name"] and any(is_on_circle(box, other) for box in one["boxes"])
    ]


def test_of_kudus_one_area_at_most_goes_without_a_label(place: Place) -> None:
    labels = make_labels(KUDUS)
    placed = place(labels)
    assert len(placed) >= len(labels) - 1
    assert find_faults(placed, labels) == []


AREA = st.tuples(
    st.text("abc ", min_size=3, max_size=16).map(str.strip).filter(bool),
    st.integers(0, 490),
    st.integers(0, 260),
    st.sampled_from([0, 0, 3, 8, 16]),
    st.sampled_from(["0", "7", "1.234"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(AREA, max_size=12))
def test_no_label_lies_on_another_or_on_a_circle(place: Place, rows: list[Any]) -> None:
    labels = make_labels([(f"{name} {at}", *rest) for at, (name, *rest) in enumerate(rows)])
    assert find_faults(place(labels), labels) == []
