"""Queries as pages use them: cached by snapshot and scope, so that nothing is computed twice and nothing leaks
from one scope to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pora import queries
from pora.access import Scope, local_scope
from pora.db import Snapshot, open_snapshot
from pora.queries import SnapshotFacts
from pora.snapshots import require_current
from pora.ui.view import Choices


@st.cache_data(max_entries=500, show_spinner=False)
def _cached(snapshot_id: str, version: str, query: str, arguments: tuple[Any, ...]) -> Any:
    function: Callable[..., Any] = getattr(queries, query)
    return function(open_snapshot(snapshot_id), Scope("exact" if version == "exact" else "public"), *arguments)


class Reader:
    """The snapshot in force, as this reader may see it. One a run, so that a page never mixes two snapshots."""

    def __init__(self) -> None:
        self.scope = local_scope()
        self.snapshot: Snapshot = open_snapshot(require_current())

    def ask(self, query: Callable[..., Any], *arguments: Any) -> Any:
        """The cached answer of a function of pora/queries.py."""
        return _cached(self.snapshot.id, self.scope.version, query.__name__, arguments)

    @property
    def facts(self) -> SnapshotFacts:
        facts: SnapshotFacts = self.ask(queries.select_facts)
        return facts

    def choices(self) -> Choices:
        figures = self.ask(queries.select_figures)
        return Choices(
            province_code=self.facts.province_code,
            offices=tuple(self.ask(queries.select_offices)["office_code"]),
            periods=tuple(self.ask(queries.select_periods)),
            figures=tuple(str(n) for n in figures["figure_id"]),
        )
