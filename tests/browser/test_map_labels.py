"""Where names and numbers stand on a map: labels.js on the ground that it is given, and on drawn maps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from pora.ui.components.area_map import MAP_SCRIPT, read_script
from tests.browser.conftest import Visit, needs_boundaries

pytestmark = pytest.mark.browser
Labels = list[dict[str, Any]]
Place = Callable[..., Labels]

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
PLACE = """([labels, room, shore]) => globalThis.placeLabels(labels, room,
  { font: "14px sans-serif", bold: "600 15.4px sans-serif", size: 14 },
  [], [], true, (x) => x > shore ? "east" : undefined)
  .map(({ label, boxes, lead }) => ({ ...label, boxes, lead }))"""
# Of the map in view: by label, the share of its words that lies on areas of another name; the names of all areas.
COVERED = """async () => {
  const map = [...document.querySelectorAll(".pora-map svg")].find((svg) => svg.clientWidth);
  const shapes = [...map.querySelectorAll(".area")].filter((shape) => shape.style.display !== "none");
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  const file = files.filter((name) => name.includes("boundaries/")).at(-1);
  const { areas } = await (await fetch(file)).json();
  const nameOf = new Map(areas.map((area) => [area[9], area[1]]));
  const point = map.createSVGPoint();
  const isOn = (shape, x, y) => {
    const seen = Object.assign(point, { x, y }).matrixTransform(map.getScreenCTM());
    return shape.isPointInFill(seen.matrixTransform(shape.getScreenCTM().inverse()));
  };
  const labels = {};
  for (const text of map.querySelectorAll(".labels text:not([class*=' ']):not(.group):not(.caption)")) {
    const lines = [...text.querySelectorAll("tspan")];
    const name = lines.filter((line) => !line.getAttribute("font-weight")).map((line) => line.textContent).join(" ");
    let [on, all] = [0, 0];
    for (const line of lines) {
      const width = line.getComputedTextLength();
      for (let step = 0.05; step < 1; step += 0.1) {
        const x = Number(line.getAttribute("x")) + width * (step - 0.5);
        const y = Number(line.getAttribute("y")) - 0.35 * Number(line.getAttribute("font-size"));
        all += 1;
        if (shapes.some((shape) => nameOf.get(shape.getAttribute("d")) !== name && isOn(shape, x, y))) on += 1;
      }
    }
    labels[name] = on / all;
  }
  return { labels, names: shapes.map((shape) => nameOf.get(shape.getAttribute("d"))).sort() };
}"""


@pytest.fixture
def place(window: Page) -> Place:
    """Places labels on 490 by 260 pixels, with land of an area "east" beyond some x; each comes back with its boxes."""
    window.goto("about:blank")
    code = read_script(MAP_SCRIPT.with_name("labels.js")).decode().replace("export function", "function")
    window.evaluate(f"(() => {{ {code}\nglobalThis.placeLabels = placeLabels; }})()")
    return lambda labels, shore=1000: list(window.evaluate(PLACE, [labels, [490, 260], shore]))


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


def test_a_label_that_would_lie_on_another_area_goes_to_sea_and_a_line_leads_there(place: Place) -> None:
    [label] = place(make_labels([("Jati", 300, 130, 8, "17")]), 280)
    [start, end] = label["lead"]
    assert max(box[2] for box in label["boxes"][:2]) <= 285
    assert (start[0] - 300) ** 2 + (start[1] - 130) ** 2 == pytest.approx(8**2)
    assert any(box[0] <= end[0] <= box[2] and box[1] <= end[1] <= box[3] for box in label["boxes"][:2])


def test_a_label_stays_beside_its_circle_where_the_sea_is_too_far(place: Place) -> None:
    [label] = place(make_labels([("Jati", 300, 130, 8, "17")]), 0)
    assert label["lead"] is None


@needs_boundaries
@pytest.mark.parametrize("path", ["", "peta"])
@pytest.mark.parametrize("width", [1366, 390])
def test_in_kudus_every_area_is_named_and_no_name_lies_mostly_on_another(
    visit: Visit, server: str, path: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open(f"{server}/{path}?wilayah=33.19&periode=2024-03")
    found = page.evaluate(COVERED)
    assert sorted(found["labels"]) == found["names"]
    assert {name: share for name, share in found["labels"].items() if share > 0.5} == {}


# Names that the buttons of the map in view lie on, and all of them.
BELOW_BUTTONS = """() => {
  const map = [...document.querySelectorAll(".pora-map")].find((one) => one.clientWidth);
  const corner = map.querySelector(".buttons").getBoundingClientRect();
  const names = [...map.querySelectorAll(".labels text")];
  const isBelow = (one) => {
    const box = one.getBoundingClientRect();
    return box.right > corner.left && box.bottom > corner.top;
  };
  return { below: names.filter(isBelow).map((one) => one.textContent), all: names.map((one) => one.textContent) };
}"""


@needs_boundaries
@pytest.mark.parametrize("width", [1366, 390])
def test_no_name_lies_below_the_buttons_of_the_map(visit: Visit, server: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open(f"{server}/peta?wilayah=33.29&periode=2024-07&kategori=pengungsi")
    found = page.evaluate(BELOW_BUTTONS)
    assert found["below"] == [] and "Sirampog3" in found["all"]
