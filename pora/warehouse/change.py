"""What the change of a place since another month is made of, from the counts of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import pandas as pd

from pora.access.roles import Scope
from pora.schema import Cut
from pora.statistics.change_split import ChangeSplit, NoSplit, split_change
from pora.warehouse import queries
from pora.warehouse.db import Snapshot

P = ParamSpec("P")
R = TypeVar("R")


class Ask(Protocol):
    """How pages and slides ask: each with a snapshot and a scope of its own."""

    def __call__(self, query: Callable[Concatenate[Snapshot, Scope, P], R], *args: P.args, **kwargs: P.kwargs) -> R: ...


def read_both_months(ask: Ask, cut: Cut, before: str, level: str) -> dict[str, pd.DataFrame]:
    """By month the areas of a level in the place, as `queries.select_cells` gives them."""
    return {period: ask(queries.select_cells, replace(cut, period=period), level) for period in (before, cut.period)}


def read_change(
    both: Mapping[str, pd.DataFrame], months: Sequence[Mapping[str, Any]], before: str, after: str
) -> ChangeSplit | NoSplit:
    """The change from one month to a later one, by the kecamatan in `both`; they must be among the place's `months`,
    the rows of `queries.select_series`."""
    periods = [row["period"] for row in months]
    was, now = (months[periods.index(period)] for period in (before, after))
    return split_change(both[before], both[after], was, now)
