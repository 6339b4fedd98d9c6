"""What the change of a place since another month is made of, from the counts of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import pandas as pd

from pora import schema
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


def read_change(ask: Ask, months: pd.DataFrame, cut: Cut, before: str) -> ChangeSplit | NoSplit:
    """The change from an earlier month to that of the cut, by kecamatan; both must be among the place's `months`, which
    are as `queries.select_series` gives them."""
    rows = months["period"].tolist()
    was, now = (months.iloc[rows.index(period)] for period in (before, cut.period))
    before_cells = ask(queries.select_cells, replace(cut, period=before), schema.KECAMATAN)
    return split_change(before_cells, ask(queries.select_cells, cut, schema.KECAMATAN), was, now)
