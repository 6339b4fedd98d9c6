"""Lines over a colour, so that states are told apart in grey, too: as paths, which every file and every program has."""

from __future__ import annotations

import numpy as np
import shapely

from pora import theme
from pora.figures.maps.fills import Pattern
from pora.slides.canvas import Canvas
from pora.slides.geometry import Shapes, make_path

_STEP, _CROSS_STEP = 12.0, 8.0  # units between lines
_WIDTH, _CLEARNESS = 1.8, 0.6


def draw_pattern(canvas: Canvas, shapes: Shapes, pattern: Pattern) -> None:
    """Over polygons that are filled already."""
    if not pattern or not len(shapes):
        return
    is_cross = pattern == "cross"
    lines = _slant(shapes, _CROSS_STEP if is_cross else _STEP, 1)
    if is_cross:
        lines = np.concatenate([lines, _slant(shapes, _CROSS_STEP, -1)])
    color = theme.palette().ground if is_cross else theme.palette().ink_muted
    if path := make_path(lines):
        canvas.path(path, line=color, line_width=_WIDTH, opacity=_CLEARNESS)


def _slant(shapes: Shapes, step: float, direction: int) -> Shapes:
    """Parallel lines at 45 degrees, one set for all shapes, cut to them."""
    whole = shapely.union_all(shapes)
    left, top, right, bottom = shapely.bounds(whole).tolist()
    starts = np.arange(np.floor((left - bottom + top) / step) * step, right, step).tolist()
    begin, end = (top, bottom) if direction > 0 else (bottom, top)
    lines = [shapely.LineString([(x, begin), (x + bottom - top, end)]) for x in starts]
    cut = shapely.get_parts(shapely.intersection(np.array(lines), whole))
    return np.asarray(cut[shapely.length(cut) > 0], dtype=object)
