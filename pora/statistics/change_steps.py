"""The change between two months as rows, from the older number to the newer: what a chart or a table of it shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from pora.locale import _, format_change, format_number, format_period
from pora.statistics.change_split import ChangeSplit


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
