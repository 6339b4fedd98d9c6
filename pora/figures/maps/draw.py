"""Frames into maps: fill for rates, circles for counts, every state apart, names and numbers on the map.

A frame has one row per area: `area_code`, `area_name`, `value` (missing where there is no number), `status`, and
`part_label` if some rows are part of a number that was never split. Where the measure is of a change, values have a
sign and colours leave the middle in two directions.
Geometry and names come to the browser by URL, once; a change carries states, numbers and words only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pora import schema, theme
from pora.classification.changes import ChangeScale, find_change_scale
from pora.classification.classes import ClassScale, find_scale
from pora.figures.maps.circles import CircleScale, circle_colors, write_circles
from pora.figures.maps.fills import MapEntry, legend_text, make_state_entry, state_colors
from pora.figures.maps.ground import Ground
from pora.locale import _, language
from pora.statistics.measures import PART_OF, Measure, count_units

ALL = -1  # areas named: every one
_NOT_SHOWN = "."
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class MapDrawing:
    """A finished map. `entries`: classes and states, in the order of the legend; `entry_of`: area code -> its entry;
    `units`: of the areas that are drawn by their number, in whole units of the measure's last decimal; `marks`: codes
    of areas that have something of their own, which `mark_words` names in the legend."""

    ground: Ground
    measure: Measure
    entries: tuple[MapEntry, ...]
    entry_of: dict[str, int]
    units: dict[str, int]
    circles: CircleScale | None
    label_count: int
    marks: tuple[str, ...] = ()
    mark_words: str = ""

    def write(self) -> dict[str, Any]:
        """What the browser is told; areas are in the order of the layer."""
        measure, codes = self.measure, self.ground.layer.codes
        return self.ground.write() | {
            "states": "".join(_DIGITS[self.entry_of[code]] if code in self.entry_of else _NOT_SHOWN for code in codes),
            "values": [self.units[code] for code in codes if code in self.units],
            "entries": [self._write_entry(number, one) for number, one in enumerate(self.entries)],
            "number": {
                "decimals": measure.decimals,
                "suffix": measure.suffix,
                "signed": measure.is_change,
                "unit": measure.unit,
                "one": measure.one,
            },
            "circles": write_circles(self.circles, measure) if self.circles else None,
            "labels": self.label_count,
            "marks": [place for place, code in enumerate(codes) if code in self.marks],
            "mark": self.mark_words,
            "title": measure.title,
            "language": language.get(),
            "colors": map_colors(),
        }

    def _write_entry(self, number: int, one: MapEntry) -> dict[str, Any]:
        fields: dict[str, Any] = {"words": one.words, "color": one.color, "pattern": one.pattern, "hover": one.hover}
        fields |= {"short": one.short, "round": one.is_round, "counts": number in self._counting}
        return {name: value for name, value in fields.items() if value}

    @property
    def _counting(self) -> set[int]:
        return {self.entry_of[code] for code in self.units}


def map_colors() -> dict[str, str]:
    """What a map has beside the colours of its classes, in those of the theme."""
    colors = theme.palette()
    return {
        "ground": colors.ground,
        "ink": colors.ink,
        "muted": colors.ink_muted,
        "line": colors.line,
        "outline": colors.outline,
        "focus": colors.accent,
    }


class _Numbers(NamedTuple):
    """The areas of a frame that have a number, in its order, and the numbers."""

    codes: list[str]
    values: npt.NDArray[np.float64]


def _take_numbers(frame: pd.DataFrame) -> _Numbers:
    has_number = [status == schema.ANGKA for status in frame["status"].tolist()]
    values = frame["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    return _Numbers(list(compress(frame["area_code"].tolist(), has_number)), values[np.array(has_number, dtype=bool)])


def draw_choropleth(
    frame: pd.DataFrame,
    ground: Ground,
    measure: Measure,
    label_count: int = 12,
    scale: ClassScale | ChangeScale | None = None,
) -> MapDrawing:
    """Areas filled by class. `label_count` areas with the largest numbers are named, as far as they have room; ALL
    names all. Maps that are to be compared take one `scale`; without it the classes follow from the frame."""
    numbers = _take_numbers(frame)
    values = numbers.values
    scale = scale or find_map_scale(values, measure)
    found = scale.classify(values)
    colors = _colors(scale, len(found.classes))
    entries = [
        MapEntry(legend_text(one.label, one.area_count), colors[index])
        for index, one in reversed(list(enumerate(found.classes)))
    ]
    last = len(found.classes) - 1
    entry_of = {code: last - int(one) for code, one in zip(numbers.codes, found.class_of, strict=True)}
    return _compose(frame, numbers, ground, measure, label_count, entries, entry_of, None)


def find_map_scale(values: Any, measure: Measure) -> ClassScale | ChangeScale:
    """The classes of a map that nobody chose others for: natural breaks, five of them, or three on each side."""
    if measure.is_change:
        return find_change_scale(values, measure)
    return find_scale(values, decimals=measure.decimals, suffix=measure.suffix)


def _colors(scale: ClassScale | ChangeScale, class_count: int) -> tuple[str, ...]:
    """From the lowest class to the highest."""
    if not class_count:
        return ()
    if isinstance(scale, ClassScale):
        return theme.ramp(class_count)
    colors = theme.palette()
    fall, rise = (theme.spread(side, class_count // 2) for side in (colors.fall, colors.rise))
    return (*reversed(fall), *rise)


def draw_circles(
    frame: pd.DataFrame, ground: Ground, measure: Measure, label_count: int = 12, scale: CircleScale | None = None
) -> MapDrawing:
    """Counts as circles whose area is the count, or the size of its change, in two colours; arguments as in
    `draw_choropleth`."""
    numbers = _take_numbers(frame)
    scale = scale or CircleScale.for_values(numbers.values)
    entries = list(_name_circles(numbers.values, measure))
    entry_of = dict.fromkeys(numbers.codes, len(entries) - 1)
    return _compose(frame, numbers, ground, measure, label_count, entries, entry_of, scale)


def _name_circles(values: npt.NDArray[np.float64], measure: Measure) -> Iterator[MapEntry]:
    """What the circles mean; last the areas that have one."""
    color = theme.palette().placed
    if not measure.is_change:
        yield MapEntry(legend_text(_("Ada angka"), len(values)) if len(values) else "", color)
        return
    above, below = circle_colors(measure)
    risen = int((values > 0).sum())
    yield MapEntry(legend_text(_("Bertambah"), risen), above, is_round=True)
    yield MapEntry(legend_text(_("Berkurang"), len(values) - risen), below, is_round=True)
    yield MapEntry("", color)


def _compose(
    frame: pd.DataFrame,
    numbers: _Numbers,
    ground: Ground,
    measure: Measure,
    label_count: int,
    entries: list[MapEntry],
    entry_of: dict[str, int],
    circles: CircleScale | None,
) -> MapDrawing:
    units = count_units(numbers.values, measure.decimals).tolist()
    for entry, codes in _list_states(frame, measure):
        entry_of |= {code: len(entries) for code in codes}
        entries.append(entry)
    units_of = dict(zip(numbers.codes, units, strict=True))
    return MapDrawing(ground, measure, tuple(entries), entry_of, units_of, circles, label_count)


def _list_states(frame: pd.DataFrame, measure: Measure) -> Iterator[tuple[MapEntry, list[str]]]:
    """Every state that there is, with its areas."""
    codes_of: dict[str, list[str]] = defaultdict(list)
    for code, status in zip(frame["area_code"].tolist(), frame["status"].tolist(), strict=True):
        codes_of[status].append(code)
    for status in state_colors():
        codes = codes_of[status]
        if codes and status == PART_OF:
            for label, group in frame.loc[frame["status"] == status].groupby("part_label", sort=False):
                yield make_state_entry(status, len(group), measure, str(label)), group["area_code"].tolist()
        elif codes:
            yield make_state_entry(status, len(codes), measure), codes
