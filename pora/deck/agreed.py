"""The slide that a meeting opens with: what the last ones agreed, and what became of it."""

from __future__ import annotations

import pandas as pd

from pora.deck.model import Content, TextTable
from pora.deck.subject import Subject
from pora.locale import _, _n, format_number, format_period
from pora.statistics.follow_ups import count_follow_ups, describe_follow_ups, keep_agreed
from pora.wording.follow_ups import describe_state
from pora.wording.teams import describe_agencies, name_own_words

MOST_AGREED = 10
FOLLOW_UP_COLUMNS = ("subject", "agencies", "area_code", "due_period", "follow_up_state", "is_overdue", "outcome")


def make_agreed_content(subject: Subject) -> Content | None:
    """Overdue, then open, then done; None where no meeting on the place agreed anything until the month."""
    rows = keep_agreed(subject.follow_ups, subject.period)
    if rows.empty:
        return None
    title = _("Tindak lanjut rapat lalu: {counts}").format(counts=describe_follow_ups(count_follow_ups(rows)))
    order = rows.assign(rank=rows["follow_up_state"].map({"baru": 1, "berjalan": 1}).fillna(2) - rows["is_overdue"])
    shown = order.sort_values("rank", kind="stable").drop(columns="rank").head(MOST_AGREED).reset_index(drop=True)
    lines = write_follow_up_lines(shown)
    headings = (_("Tindak lanjut"), _("Penanggung jawab"), _("Tenggat"), _("Keadaan"))
    alt = " ".join(f"{what}: {who}, {due}, {state}." for what, who, due, state in lines)
    block = TextTable("tindak_lanjut_lalu", shown[list(FOLLOW_UP_COLUMNS)], alt, headings, lines, frozenset())
    left_out = len(rows) - len(shown)
    notes = [_("{title}. Tanyakan hasil yang lewat tenggat.").format(title=title)]
    if left_out:
        notes.append(_n("{n} lainnya ada di halaman Tim Pora.", left_out).format(n=format_number(left_out)))
    return Content(title, (block,), " ".join(notes))


def write_follow_up_lines(rows: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """What is agreed, who does it, when it is due, how far it is: of rows with `is_overdue`."""
    return tuple(
        (
            name_own_words(row["subject"], row["is_kept_back"]),
            describe_agencies(row["agencies"]),
            format_period(row["due_period"]),
            describe_state(row),
        )
        for _i, row in rows.iterrows()
    )
