"""The change between two months, step by step from the older number to the newer.

The numbers at both ends are marks, not bars: so the axis need not start at zero, and steps of a few persons stay
readable beside ten thousand. Only the steps are bars, and their length is the change.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from pora import theme
from pora.figures.charts.bars_and_trend import compose, row_axes
from pora.locale import _, format_change, format_number, format_period
from pora.statistics.change_split import ChangeSplit

ROW_HEIGHT = 44
_LABEL_WIDTH = 20  # letters
_ROOM = (0.25, 0.45)  # left and right of the outermost level, for numbers, as shares of the range


@dataclass(frozen=True)
class Step:
    """One row: its words, where it starts and ends; a mark starts where it ends. `is_real`: a change of people, not of
    reports."""

    words: str
    start: int
    end: int
    is_mark: bool = False
    is_real: bool = False

    @property
    def number(self) -> str:
        return format_number(self.end) if self.is_mark else format_change(self.end - self.start)


def list_steps(split: ChangeSplit, before_period: str, after_period: str, is_whole: bool = False) -> list[Step]:
    """The rows from the older month to the newer. Parts that are zero are left out but for the real change, unless
    `is_whole` (as a table has them)."""
    before, after = format_period(before_period), format_period(after_period)
    named = (
        (_("Ralat laporan {period}").format(period=before), split.revision),
        (_count(_("Perubahan nyata"), split.real.kecamatan_count), split.real.person_count),
        (_count(_("Baru melapor"), split.new.kecamatan_count), split.new.person_count),
        (_count(_("Tidak lagi melapor"), split.gone.kecamatan_count), split.gone.person_count),
        (_count(_("Pindah wilayah kerja"), split.moved.kecamatan_count), split.moved.person_count),
        (_("Tidak dirinci per kecamatan"), split.unplaced),
    )
    levels = list(accumulate((count for _words, count in named), initial=split.start))
    parts = [Step(words, levels[i], levels[i + 1], is_real=i == 1) for i, (words, _n) in enumerate(named)]
    revision, *changes = parts
    has_revision = is_whole or split.revision != 0
    first = _mark(_("{period}, laporan pertama").format(period=before), split.start)
    now = _mark(_("{period}, sekarang").format(period=before) if has_revision else before, split.before)
    shown = [step for step in changes if is_whole or step.is_real or step.end != step.start]
    return [*([first, revision] if has_revision else []), now, *shown, _mark(after, split.after)]


def _count(words: str, kecamatan_count: int) -> str:
    return _("{words} ({n} kecamatan)").format(words=words, n=format_number(kecamatan_count))


def _mark(words: str, value: int) -> Step:
    return Step(words, value, value, is_mark=True)


def draw_change(split: ChangeSplit, before_period: str, after_period: str) -> go.Figure:
    """One row per step, from the top: the older month, what changed, the newer month."""
    steps = list_steps(split, before_period, after_period)
    low, high = _range(steps)
    axes = row_axes([_wrap(step.words) for step in steps], high)
    axes["xaxis"]["range"] = [low, high]
    axes["margin"]["r"] = 8
    axes["shapes"] = [_join(row, step.end) for row, step in enumerate(steps[:-1])]
    return compose([_bars(steps), _marks(steps)], len(steps) * ROW_HEIGHT + 10, axes)


def _wrap(words: str) -> str:
    """Two lines: the label has a third of a narrow figure. The kecamatan stand on the second."""
    if " (" in words:
        return words.replace(" (", "<br>(")
    return "<br>".join(textwrap.wrap(words, max(_LABEL_WIDTH, len(words) // 2 + 4)))


def _range(steps: list[Step]) -> tuple[float, float]:
    levels = [level for step in steps for level in (step.start, step.end)]
    span = max(max(levels) - min(levels), 1)
    return min(levels) - span * _ROOM[0], max(levels) + span * _ROOM[1]


def _bars(steps: list[Step]) -> dict[str, Any]:
    colors = theme.palette()
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(steps))),
        "base": [step.start for step in steps],
        "x": [step.end - step.start for step in steps],
        "text": ["" if step.is_mark else step.number for step in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": theme.LABEL_SIZE, "color": colors.ink},
        "marker": {"color": [colors.accent if step.is_real else colors.not_reported for step in steps]},
        "hoverinfo": "skip",
    }


def _marks(steps: list[Step]) -> dict[str, Any]:
    colors = theme.palette()
    rows = [(row, step) for row, step in enumerate(steps) if step.is_mark]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "y": [row for row, _step in rows],
        "x": [step.end for _row, step in rows],
        "text": [f"  <b>{step.number}</b>" for _row, step in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "textfont": {"size": theme.LABEL_SIZE + 2, "color": colors.ink},
        "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 4, "color": colors.ink}},
        "hoverinfo": "skip",
    }


def _join(row: int, level: int) -> dict[str, Any]:
    """A thin line down to the next row."""
    line = {"color": theme.palette().ink_muted, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": level, "x1": level, "y0": row, "y1": row + 1, "line": line, "layer": "below"}
