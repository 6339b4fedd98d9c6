"""Which months of which offices the slides rest on, and who stands for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from pora.config import format_office_time
from pora.deck.model import DeckApproval
from pora.deck.subject import Subject
from pora.locale import _, format_period
from pora.warehouse import queries
from pora.wording.approvals import step_words


def find_approvals(subjects: Iterable[Subject]) -> tuple[DeckApproval, ...]:
    """Of the places and months of slides, each once, by month and office; none where the snapshot needs none."""
    found: set[DeckApproval] = set()
    for subject in subjects:
        if not subject.ask(queries.select_facts).needs_approval:
            return ()
        rows = subject.ask(queries.select_approvals)
        own = rows.loc[rows["office_code"].isin([*subject.offices]) & (rows["period"] == subject.period)]
        found |= {_read_row(row) for _i, row in own.iterrows()}
    return tuple(sorted(found, key=lambda one: (one.period, one.office_code)))


def _read_row(row: pd.Series) -> DeckApproval:
    is_decided = isinstance(row["decided_by"], str)
    return DeckApproval(
        office_code=row["office_code"],
        office_name=row["office_name"],
        period=row["period"],
        step=row["step"],
        decided_by=row["decided_by"] if is_decided else None,
        decided_at=f"{row['decided_at'].isoformat(timespec='seconds')}Z" if is_decided else None,
    )


def describe_deck_approval(one: DeckApproval) -> str:
    """Maret 2024, Kantor Imigrasi Pati: disahkan oleh kepala@example.org, 2024-04-03 10:12 WIB."""
    words = {"period": format_period(one.period), "office": one.office_name, "step": step_words()[one.step]}
    if one.decided_by is None or one.decided_at is None:
        return _("{period}, {office}: {step}, belum disahkan.").format(**words)
    at = dt.datetime.fromisoformat(one.decided_at.removesuffix("Z"))
    words |= {"by": one.decided_by, "time": format_office_time(at)}
    return _("{period}, {office}: {step} oleh {by}, {time}.").format(**words)
