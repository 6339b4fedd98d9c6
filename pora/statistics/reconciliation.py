"""A published figure as the sum of its parts in the case table, or the gap named.

published = shown on the map + suppressed + unplaced + rejected + outside + gap. Trap: a rejected row may have had any
number of persons, so rejected rows are told in rows and never stand for persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pora import schema
from pora.locale import _, _n, format_change, format_number, format_period
from pora.schema import Cut
from pora.schema.period import count_months
from pora.statistics.publications import describe_as_of

PartKind = Literal["shown", "suppressed", "unplaced", "rejected", "outside", "missing", "surplus"]


@dataclass(frozen=True)
class Reconciliation:
    """In persons, but for `rejected_rows`. Only of a month and area that has a count in the case table.

    `rejected_rows` is None where a file that may have lost rows is not for this reader.
    `suppressed` is what the totals leave over; it holds the unplaced part too where that is suppressed (None).
    `outside` (None: suppressed) is what an office reports for areas that are not its own."""

    published: int
    shown: int
    suppressed: int
    unplaced: int | None
    rejected_rows: int | None
    outside: int | None

    @property
    def known(self) -> int:
        """What the case table has of the published figure."""
        return self.shown + self.suppressed + (self.unplaced or 0) + (self.outside or 0)

    @property
    def gap(self) -> int:
        """The case table less the published figure."""
        return self.known - self.published

    @property
    def parts(self) -> dict[PartKind, int | None]:
        """What the published figure is made of, in its order; None where persons are not known. A missing part or a
        surplus is there only where there is one; the surplus does not belong to the sum."""
        parts: dict[PartKind, int | None] = {
            "shown": self.shown,
            "suppressed": self.suppressed,
            "unplaced": self.unplaced,
            "rejected": 0 if self.rejected_rows == 0 else None,
            "outside": self.outside,
        }
        if self.gap < 0:
            parts["missing"] = -self.gap
        elif self.gap > 0:
            parts["surplus"] = self.gap
        return parts


def find_nearest(figures: pd.DataFrame, cut: Cut) -> int | None:
    """The published figure of the area and category whose month is nearest to the cut's: its figure_id. Of two
    that are as near the later one, of two of one month the one that is listed first; None where no exact figure of a
    month is comparable.

    `figures`: those of `queries.select_figures`."""
    names = ("area_code", "category", "value_precision", "period", "figure_id")
    months = (
        (count_months(cut.period, period), figure_id)
        for area_code, category, precision, period, figure_id in zip(*(figures[n].tolist() for n in names), strict=True)
        if (area_code, category, precision) == (cut.area_code, cut.category, "exact") and pd.notna(period)
    )
    nearest = min(((abs(distance), -distance, figure_id) for distance, figure_id in months), default=None)
    return int(nearest[2]) if nearest else None


def reconcile(figure: Mapping[str, Any] | pd.Series) -> Reconciliation | None:
    """The parts of a row of `queries.select_comparison`; None where the case table has no number to compare with."""
    if pd.isna(figure["loaded_count"]):
        return None
    shown, unplaced = (_count(figure[name]) for name in ("shown_count", "unplaced_count"))
    return Reconciliation(
        published=int(figure["person_count"]),
        shown=shown,
        suppressed=int(figure["loaded_count"]) - shown - unplaced,
        unplaced=None if figure["unplaced_status"] == schema.DISAMARKAN else unplaced,
        rejected_rows=None if pd.isna(figure["rejected_rows"]) else int(figure["rejected_rows"]),
        outside=None if pd.isna(figure["outside_count"]) else int(figure["outside_count"]),
    )


def _count(value: Any) -> int:
    """Persons of a part that may not exist."""
    return 0 if pd.isna(value) else int(value)


def part_words() -> dict[PartKind, str]:
    """The parts as they stand after a number."""
    return {
        "shown": _("di peta"),
        "suppressed": _("disamarkan"),
        "unplaced": _("tidak dirinci"),
        "rejected": _("ditolak"),
        "outside": _("di luar wilayah"),
        "missing": _("tidak ada di tabel kasus"),
        "surplus": _("lebih di tabel kasus"),
    }


def describe_part(one: Reconciliation, kind: PartKind) -> str:
    """48; for a part whose persons are not known, why."""
    count = one.parts[kind]
    if count is not None:
        return format_number(count)
    rows = one.rejected_rows if kind == "rejected" else None
    return _n("{n} baris", rows).format(n=format_number(rows)) if rows else "?"


def describe_figure_source(figure: Mapping[str, Any] | pd.Series) -> str:
    """Where a published number comes from: Kanwil, 19 Maret 2024 (tahun belum pasti)."""
    as_of = describe_as_of(str(figure["as_of"]), figure["as_of_precision"])
    return _("{agency}, {as_of}").format(agency=figure["agency"], as_of=as_of)


def describe_reconciliation(one: Reconciliation, period: str) -> str:
    """Maret 2024: 48 terbit = 48 di peta; cocok."""
    words = part_words()
    shown = {kind: count for kind, count in one.parts.items() if count != 0 and kind != "surplus"} or {"shown": 0}
    listed = " + ".join(f"{describe_part(one, kind)} {words[kind]}" for kind in shown)
    if "surplus" in one.parts:
        listed += f" − {describe_part(one, 'surplus')} {words['surplus']}"
    verdict = _("cocok") if one.gap == 0 else _("selisih {gap}").format(gap=format_change(one.gap))
    sentence = _("{period}: {published} terbit = {parts}; {verdict}.").format(
        period=format_period(period), published=format_number(one.published), parts=listed, verdict=verdict
    )
    return f"{sentence} {_explain_rejected(one)}".strip()


def _explain_rejected(one: Reconciliation) -> str:
    if one.rejected_rows == 0:
        return ""
    if one.rejected_rows is None:
        return _("Banyaknya baris yang ditolak tidak diketahui: berkasnya sebagian di luar wewenang Anda.")
    rows = one.rejected_rows
    return _n("Jumlah orang pada {n} baris yang ditolak tidak diketahui.", rows).format(n=format_number(rows))


def describe_no_comparison(figure: Mapping[str, Any] | pd.Series) -> str:
    """Why a published figure stands alone."""
    words = {
        schema.BELUM_LAPOR: _("belum ada laporan kasus untuk {period}, jadi tidak dibandingkan."),
        schema.DISAMARKAN: _("tabel kasus {period} disamarkan untuk melindungi angka kecil, jadi tidak dibandingkan."),
    }
    not_loaded = _("tabel kasus tidak memuat {period}, jadi tidak dibandingkan.")
    return words.get(figure["status"], not_loaded).format(period=format_period(str(figure["period"])))
