"""What core tables of one version lack that the next one has: `NNN_words.sql`, one file a step, run in order.

A snapshot of format N has had the first N steps. A step names every table and column in full, as they were then: later
changes of pora/schema/ don't reach it. With it come a snapshot made by it (`tests/snapshot/old/`) and the next number
in `schema.CORE_FORMAT`; a test fails without them.
"""

from __future__ import annotations

from pathlib import Path


def list_migrations(done: int = 0) -> list[str]:
    """The statements of each step after the first so many, in order."""
    return [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.sql"))[done:]]
