"""Who approved the months of offices, in words: under a page, on a slide, as a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pora import schema
from pora.config import format_office_time, office_time
from pora.locale import _, format_day, format_number, format_period
from pora.wording.counts import join_words

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Approval:
    """Of the numbers of a place and month; `is_open` where an office has not approved its part."""

    words: str
    is_open: bool


def step_words() -> Mapping[str, str]:
    """Code -> words, of every state of an office's month."""
    return {
        schema.RECEIVED: _("diterima"),
        schema.CHECKED: _("diperiksa"),
        schema.APPROVED: _("disahkan"),
        schema.REOPENED: _("dibuka kembali"),
    }


def describe_approval(rows: pd.DataFrame, office_codes: Collection[str], period: str) -> Approval | None:
    """From rows of select_approvals; None where no report of the offices is in force that anyone could approve."""
    found = rows.loc[rows["office_code"].isin(office_codes) & (rows["period"] == period)]
    if found.empty:
        return None
    late = found.loc[found["step"] != schema.APPROVED, "office_name"].tolist()
    if late:
        offices = join_words(late) if len(late) <= 2 else _("{n} kantor").format(n=format_number(len(late)))
        return Approval(_("Belum disahkan: {offices}").format(offices=offices), True)
    newest = found.sort_values("decided_at").iloc[-1]
    words = {"by": newest["decided_by"], "day": format_day(office_time(newest["decided_at"]))}
    if len(found) == 1:
        return Approval(_("Disahkan oleh {by}, {day}").format(**words), False)
    return Approval(_("Disahkan {n} kantor, terakhir {day}").format(n=format_number(len(found)), **words), False)


def describe_waiting(offices: Sequence[str], period: str) -> str:
    """Above a page of the public form, why it has no number of a month."""
    names = join_words(offices) if len(offices) <= 2 else _("{n} kantor").format(n=format_number(len(offices)))
    words = _(
        "{period} belum disahkan oleh {offices}, jadi versi publik belum memuat angkanya. Yang tertulis disamarkan "
        "pada bulan ini menunggu pengesahan itu, besar atau kecil."
    )
    return words.format(period=format_period(period), offices=names)


def make_approval_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per office and month of select_approvals."""
    import pandas as pd

    each = [row for _i, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Periode"): [format_period(row["period"]) for row in each],
            _("Kantor"): [row["office_name"] for row in each],
            _("Keadaan"): [step_words()[row["step"]] for row in each],
            _("Oleh"): [row["decided_by"] if isinstance(row["decided_by"], str) else "–" for row in each],
            _("Diputuskan"): [
                "–" if pd.isna(row["decided_at"]) else format_office_time(row["decided_at"]) for row in each
            ],
            _("Alasan"): [row["reason"] if isinstance(row["reason"], str) else "–" for row in each],
        }
    )
