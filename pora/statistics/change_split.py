"""What a change between two months is made of: change of people, and change of reporting.

From the older month as it was first reported: revision of its report -> the older month as it stands now -> change
in kecamatan that reported in both months -> kecamatan newly reporting -> kecamatan no longer reporting -> kecamatan
that moved into or out of the area -> the part that no kecamatan has -> the newer month. The parts add up exactly.

Trap: "perubahan nyata" only says that the reports are alike; the same kecamatan may also have counted better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pora import schema
from pora.locale import _, _n, format_change, format_number, format_period, lower_first


@dataclass(frozen=True)
class ChangePart:
    """A number of persons and of kecamatan that it comes from."""

    person_count: int = 0
    kecamatan_count: int = 0


@dataclass(frozen=True)
class ChangeSplit:
    """`first` is the older month as first reported; None where the first report did not have the area, and then
    there is no `revision`."""

    first: int | None
    revision: int
    before: int
    real: ChangePart
    new: ChangePart
    gone: ChangePart  # its persons are negative
    moved: ChangePart  # of an office whose working area changed
    unplaced: int
    after: int

    @property
    def start(self) -> int:
        """Where the parts start."""
        return self.before if self.first is None else self.first

    @property
    def change(self) -> int:
        return self.after - self.start

    @property
    def parts(self) -> tuple[int, ...]:
        """All parts of the change, in their order."""
        return (
            self.revision,
            self.real.person_count,
            self.new.person_count,
            self.gone.person_count,
            self.moved.person_count,
            self.unplaced,
        )


@dataclass(frozen=True)
class NoSplit:
    """Why there is no split: no report in the older month, none in the newer, numbers that are suppressed, or synthetic
    data in one of the months alone."""

    reason: Literal["before", "after", "suppressed", "sample"]


def split_change(
    before_cells: pd.DataFrame,
    after_cells: pd.DataFrame,
    before_row: Mapping[str, Any] | pd.Series,
    after_row: Mapping[str, Any] | pd.Series,
) -> ChangeSplit | NoSplit:
    """The split of one place between two months.

    `*_cells`: its kecamatan in each month, as `queries.select_cells` gives them; `*_row`: its own month, as
    `queries.select_series` gives it."""
    rows = (before_row, after_row)
    own = {row.get(name) for row in rows for name in ("status", "unplaced_status")}
    if schema.DISAMARKAN in own.union(before_cells["status"].tolist(), after_cells["status"].tolist()):
        return NoSplit("suppressed")
    if pd.isna(before_row["person_count"]):
        return NoSplit("before")
    if pd.isna(after_row["person_count"]):
        return NoSplit("after")
    before, unplaced_before = int(before_row["person_count"]), _count(before_row["unplaced_count"])
    after, unplaced_after = int(after_row["person_count"]), _count(after_row["unplaced_count"])
    first = None if pd.isna(before_row["first_count"]) else int(before_row["first_count"])
    was, now = _read_counts(before_cells), _read_counts(after_cells)
    stays = [(was[code], now[code]) for code in was.keys() & now.keys()]
    moves = [(was.get(code), now.get(code)) for code in was.keys() ^ now.keys()]
    return ChangeSplit(
        first=first,
        revision=0 if first is None else before - first,
        before=before,
        real=_sum((one, two) for one, two in stays if one is not None and two is not None),
        new=_sum((one, two) for one, two in stays if one is None and two is not None),
        gone=_sum((one, two) for one, two in stays if one is not None and two is None),
        moved=_sum((one, two) for one, two in moves if one is not None or two is not None),
        unplaced=unplaced_after - unplaced_before,
        after=after,
    )


def _count(value: Any) -> int:
    """Persons of a part that may not exist."""
    return 0 if pd.isna(value) else int(value)


def _read_counts(cells: pd.DataFrame) -> dict[str, int | None]:
    """By kecamatan; None where it did not report."""
    counts = cells["person_count"].to_numpy(dtype=float, na_value=math.nan).tolist()
    return {
        code: None if math.isnan(count) else int(count)
        for code, count in zip(cells["area_code"].tolist(), counts, strict=True)
    }


def _sum(pairs: Iterable[tuple[int | None, int | None]]) -> ChangePart:
    """Of the counts of kecamatan in the older and the newer month."""
    changes = [(now or 0) - (was or 0) for was, now in pairs]
    return ChangePart(sum(changes), len(changes))


def describe_split(split: ChangeSplit | NoSplit, before_period: str) -> str:
    """One sentence: Naik 62 sejak Februari 2024: +44 perubahan nyata, +18 dari 3 kecamatan yang baru melapor."""
    period = format_period(before_period)
    if isinstance(split, NoSplit):
        return _describe_missing(split, period)
    total = _describe_total(split.change, _since(split, period))
    named = name_parts(split, before_period)
    if len(named) == 1 and split.change:
        return _("{total}, seluruhnya {part}.").format(total=total, part=next(iter(named)))
    if not named:
        return f"{total}."
    listed = ", ".join(f"{format_change(count)} {words}" for words, count in named.items())
    return _("{total}: {parts}.").format(total=total, parts=listed)


def summarise_split(split: ChangeSplit | NoSplit, before_period: str) -> str:
    """The same for a title: naik 62 sejak Februari 2024; perubahan nyata +44."""
    period = format_period(before_period)
    if isinstance(split, NoSplit):
        words = {
            "before": _("belum ada laporan {period} untuk dibandingkan"),
            "after": _("belum lapor"),
            "suppressed": _("sebagian angka disamarkan"),
            "sample": _("tidak dibandingkan dengan {period}, karena salah satunya data contoh"),
        }
        return words[split.reason].format(period=period)
    total = _describe_total(split.change, _since(split, period))
    total = lower_first(total)
    real = split.real.person_count
    if not any(split.parts):
        return total
    if real == sum(map(abs, split.parts)) * (1 if real > 0 else -1):
        return _("{total}, seluruhnya perubahan nyata").format(total=total)
    return _("{total}; perubahan nyata {n}").format(total=total, n=format_change(real))


def _describe_missing(split: NoSplit, period: str) -> str:
    words = {
        "before": _("Belum ada laporan untuk {period}, jadi tidak ada perubahan yang dapat dihitung."),
        "after": _("Belum ada laporan untuk bulan ini, jadi tidak ada perubahan sejak {period} yang dapat dihitung."),
        "suppressed": _("Sebagian angka disamarkan, jadi perubahan sejak {period} tidak dirinci."),
        "sample": _("Bulan ini tidak dibandingkan dengan {period}, karena salah satunya memuat data contoh."),
    }
    return words[split.reason].format(period=period)


def _since(split: ChangeSplit, period: str) -> str:
    """What the change is counted from: a month that was revised, as it was first reported."""
    return _("laporan pertama {period}").format(period=period) if split.revision else period


def _describe_total(change: int, since: str) -> str:
    if not change:
        return _("Tetap sejak {since}").format(since=since)
    words = _("Naik {n} sejak {since}") if change > 0 else _("Turun {n} sejak {since}")
    return words.format(n=format_number(abs(change)), since=since)


def name_parts(split: ChangeSplit, before_period: str) -> dict[str, int]:
    """The parts that are not zero, in words for a sentence."""
    words = (
        _("perubahan nyata"),
        _("dari {n} kecamatan yang baru melapor").format(n=format_number(split.new.kecamatan_count)),
        _n("dari {n} kecamatan yang tidak lagi melapor", split.gone.kecamatan_count).format(
            n=format_number(split.gone.kecamatan_count)
        ),
        _("dari {n} kecamatan yang berpindah wilayah kerja").format(n=format_number(split.moved.kecamatan_count)),
        _("pada bagian yang tidak dirinci per kecamatan"),
        _("ralat laporan {period}").format(period=format_period(before_period)),
    )
    revision, *others = split.parts
    return {text: count for text, count in zip(words, (*others, revision), strict=True) if count}
