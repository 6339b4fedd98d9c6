"""Dasbor Pora: reads and understands what `etl` wrote. Imports neither `etl` nor `pages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pora.access.roles import Scope
    from pora.notebook import Notebook


def open_snapshot(snapshot_id: str | None = None, scope: Scope | None = None) -> Notebook:
    """For notebooks: the published tables of a snapshot, without a scope the public ones. See docs/exports.md."""
    from pora.notebook import open_notebook

    return open_notebook(snapshot_id, scope)
