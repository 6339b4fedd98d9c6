"""Whether the month of an office is approved, and so locked: asked before anything changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import duckdb

from etl.batch.risks import Risk
from pora import schema
from pora.config import format_office_time, settings
from pora.locale import _, format_period
from pora.schema.load_report import LOCKED_MONTH

LAST_DECISION = """
SELECT step, decided_at, decided_by FROM core_approval
WHERE office_code = ? AND period = ? ORDER BY decision_number DESC LIMIT 1
"""


def read_lock(con: duckdb.DuckDBPyConnection, office_code: str, period: str) -> str | None:
    """Who approved the month of an office and when, in words; None where it is not locked."""
    step, at, by = con.execute(LAST_DECISION, [office_code, period]).fetchone() or (None, None, None)
    if step != schema.APPROVED or not settings().needs_approval:
        return None
    words = _("{period} {office} sudah disahkan oleh {by} pada {time}.")
    return words.format(period=format_period(period), office=office_code, by=by, time=format_office_time(at))


def how_to_reopen() -> str:
    return _("Buka dulu dengan alasannya: approve --reopen ALASAN, atau di halaman Mutu.")


def find_locks(con: duckdb.DuckDBPyConnection, office_code: str, periods: Iterable[str]) -> Iterator[Risk]:
    """Months of a file that its office has had approved."""
    for period in sorted(periods):
        if locked := read_lock(con, office_code, period):
            yield Risk(LOCKED_MONTH, locked, how_to_reopen())
