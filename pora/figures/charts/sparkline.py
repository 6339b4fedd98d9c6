"""A line small enough to stand beside its number: an SVG without axis, from zero, so that its height tells no lie.

Trap: a month without a number breaks the line; nothing is drawn across the gap. A suppressed one has a band in the
colour that stands for it on maps.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from urllib.parse import quote

from pora import theme

WIDTH, HEIGHT = 132, 40  # pixels
_EDGE = 4  # room for the dot at the end
Point = tuple[float, float]


def draw_sparkline(
    values: Sequence[float | None], top: float | None = None, hidden: Collection[int] = frozenset()
) -> str:
    """The `src` of an image: one value a month, oldest first, None where there is none. `top` is the height of the
    picture in the unit of the values, by default the largest of them; `hidden`: positions of suppressed months."""
    highest = max((value for value in values if value is not None), default=0) if top is None else top
    places = [None if one is None else _place(month, one, len(values), highest) for month, one in enumerate(values)]
    color = theme.palette().accent
    shapes = "".join(_draw_hidden(month, len(values)) for month in sorted(hidden))
    for has_number, run in itertools.groupby(places, key=lambda place: place is not None):
        if has_number:
            shapes += _draw_run([place for place in run if place], color)
    if places and places[-1]:
        shapes += f'<circle cx="{places[-1][0]}" cy="{places[-1][1]}" r="3.5" fill="{color}"/>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{shapes}</svg>'
    # Not as base64: in that a second line of the same points looks like another, so it is not compressed away.
    return "data:image/svg+xml," + quote(picture.replace('"', "'"), safe="/:=', ")


def _place(index: int, value: float, count: int, highest: float) -> Point:
    across = (WIDTH - 2 * _EDGE) * index / max(count - 1, 1)
    up = (HEIGHT - 2 * _EDGE) * min(value / highest, 1) if highest else 0
    return round(_EDGE + across, 1), round(HEIGHT - _EDGE - up, 1)


def _draw_hidden(index: int, count: int) -> str:
    """A band over the whole height, half a month to each side."""
    half = (WIDTH - 2 * _EDGE) / max(count - 1, 1) / 2
    across, _up = _place(index, 0, count, 0)
    band = f'<rect x="{across - half:.1f}" y="{_EDGE}" width="{2 * half:.1f}" height="{HEIGHT - 2 * _EDGE}"'
    return f'{band} fill="{theme.palette().suppressed}" fill-opacity="0.5"/>'


def _draw_run(points: Sequence[Point], color: str) -> str:
    """A line on its shade; a month alone between two gaps is a dot."""
    if len(points) == 1:
        return f'<circle cx="{points[0][0]}" cy="{points[0][1]}" r="2" fill="{color}"/>'
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    ground = HEIGHT - _EDGE
    shade = f"{points[0][0]:g},{ground} {line} {points[-1][0]:g},{ground}"
    return (
        f'<polygon points="{shade}" fill="{color}" fill-opacity="0.14"/>'
        f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2" stroke-linejoin="round"/>'
    )
