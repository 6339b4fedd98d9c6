"""The option `--period` of every command."""

from __future__ import annotations

from pora.errors import UsageError
from pora.locale import _


def require_period(period: str | None) -> None:
    """UsageError where a month is given and not written as `YYYY-MM`."""
    from etl.readers.texts.periods import parse_period

    if period is not None and parse_period(period) != period:
        raise UsageError(_("--period harus seperti 2024-03, bukan '{period}'.").format(period=period))
