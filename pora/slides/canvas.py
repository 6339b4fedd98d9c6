"""A page to draw on: slide units from the upper left corner, on any part of any page. No axes, no global state.

Every line of type is a text of its own, so that it stands where it was measured to stand.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from pora import theme
from pora.deck.layout import Box
from pora.slides.typefaces import FAMILIES, REGULAR, clean_drawn_text, find_properties, measure_width
from pora.slides.typesetting import ASCENT, LEADING, Setting

HALO, HALOED = "halo", "haloed"
HALO_WIDTH = 6
_POINTS = 72  # an inch
_lock = threading.RLock()
_SETTINGS: dict[Any, Any] = {
    "font.family": FAMILIES,
    "text.hinting": "no_hinting",
    "text.usetex": False,
    "path.simplify": False,
    "path.snap": False,
    "svg.fonttype": "none",
    "svg.image_inline": True,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
}


@contextmanager
def drawing(salt: str = "") -> Iterator[None]:
    """Everything is drawn and written inside of this: matplotlib's settings and fonts are global, and a dashboard has
    many threads. Colours are the light ones."""
    token = theme.mode.set("light")
    try:
        with _lock, matplotlib.rc_context({**_SETTINGS, "svg.hashsalt": salt or "slide"}):
            yield
    finally:
        theme.mode.reset(token)


def make_figure(width: float, height: float) -> Figure:
    """An empty page; width and height in points."""
    return Figure(figsize=(width / _POINTS, height / _POINTS), dpi=_POINTS, facecolor=theme.palette().ground)


@dataclass(frozen=True)
class TextStyle:
    """How one line of type looks; `size` in slide units, `align` says which part of the line is at its x."""

    size: float
    color: str
    weight: int = REGULAR
    align: str = "left"
    has_halo: bool = False


@dataclass(frozen=True)
class Canvas:
    """`scale`: points for a unit; `left` and `top`: where the canvas begins on the page, in points."""

    figure: Figure
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def text(self, x: float, baseline: float, words: str, style: TextStyle) -> None:
        """One line of type."""
        words = clean_drawn_text(words)
        if not words:
            return
        if style.has_halo:
            self._halo(x, baseline, words, style)
        properties = find_properties(style.size * self.scale, style.weight)
        text = Text(x, baseline, words, color=style.color, fontproperties=properties, ha=style.align, va="baseline")
        text.set_parse_math(False)
        text.set_gid(HALOED if style.has_halo else None)
        self._add(text)

    def _halo(self, x: float, baseline: float, words: str, style: TextStyle) -> None:
        """Outlines of the letters, as matplotlib would else draw the text itself as outlines."""
        outlines = TextPath((0, 0), words, prop=find_properties(style.size, style.weight), usetex=False)
        width = measure_width(words, style.size, style.weight)
        start = x - {"left": 0.0, "center": width / 2, "right": width}[style.align]
        flipped = Affine2D().scale(1, -1).translate(start, baseline).transform_path(outlines)
        self.path(flipped, line=theme.palette().ground, line_width=HALO_WIDTH, gid=HALO)

    def lines(self, x: float, top: float, setting: Setting, color: str, align: str = "left") -> float:
        """A set text; returns where it ends."""
        style = TextStyle(setting.size, color, setting.weight, align)
        for number, line in enumerate(setting.lines):
            baseline = top + (number * LEADING + ASCENT) * setting.size
            self.text(x, baseline, line, style)
        return top + setting.height

    def rectangle(self, box: Box, color: str, gid: str | None = None, opacity: float = 1.0) -> None:
        right, bottom = box.left + box.width, box.top + box.height
        corners = [(box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom), (box.left, box.top)]
        self.path(Path(corners, closed=True), fill=color, gid=gid, opacity=opacity)

    def circle(self, x: float, y: float, diameter: float, **style: Any) -> None:
        self.path(Path.circle((x, y), diameter / 2), **style)

    def path(
        self,
        path: Path,
        fill: str | None = None,
        line: str | None = None,
        line_width: float = 0.0,
        opacity: float = 1.0,
        gid: str | None = None,
    ) -> None:
        """A shape of any number of parts; lines have round joins."""
        patch = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=line or "none",
            linewidth=line_width * self.scale,
            alpha=None if opacity == 1 else opacity,
            joinstyle="round",
            capstyle="round",
            gid=gid,
        )
        self._add(patch)

    def line(self, points: Sequence[tuple[float, float]], color: str, width: float, gid: str | None = None) -> None:
        xs, ys = zip(*points, strict=True)
        drawn = Line2D(xs, ys, color=color, linewidth=width * self.scale, solid_capstyle="butt", gid=gid)
        drawn.set_solid_joinstyle("round")
        self._add(drawn)

    def _add(self, artist: Artist) -> None:
        """Units to points, downwards to upwards, and points to what the file has."""
        height = self.figure.get_figheight() * _POINTS
        to_points = Affine2D().scale(self.scale, -self.scale).translate(self.left, height - self.top)
        artist.set_transform(to_points.scale(1 / _POINTS) + self.figure.dpi_scale_trans)
        artist.set_zorder(len(self.figure.artists) + 1)
        self.figure.add_artist(artist)
