"""Queries as pages use them: cached by snapshot and scope, so that nothing is computed twice and nothing leaks
from one scope to another."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from pora import schema, theme
from pora.access import disclosure
from pora.access.roles import Scope
from pora.config import settings
from pora.errors import AccessError
from pora.locale import _, language
from pora.locale.house import terms
from pora.reference.offices import office_tables
from pora.reference.places import place_level
from pora.schema import Cut
from pora.statistics.dimensions import DetailRow, pick_detail
from pora.ui.sign_in.session import current_account
from pora.ui.view.choices import Choices
from pora.ui.view.visible_places import VisiblePlaces, make_visible_places
from pora.warehouse import queries
from pora.warehouse.boundaries import layers_version
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.queries import CaseFilter, SnapshotFacts
from pora.warehouse.small_frames import list_records
from pora.warehouse.sources import SourceFile, list_files_by_month, list_offices_by_month

P = ParamSpec("P")
R = TypeVar("R")
Args = tuple[object, ...]
Named = tuple[tuple[str, object], ...]
Record = dict[str, Any]
Layers = tuple[int, ...]  # their version


@lru_cache(maxsize=1000)
def _cached(snapshot_id: str, scope: Scope, query: Callable[..., Any], args: Args, kwargs: Named) -> Any:
    """Not Streamlit's cache: it would copy every frame at every use. A frame from here must not be changed."""
    return query(use_snapshot(snapshot_id), scope, *args, **dict(kwargs))


@lru_cache(maxsize=500)
def _made(
    snapshot_id: str,
    scope: Scope,
    layers: Layers,
    _of_run: tuple[object, ...],
    build: Callable[..., Any],
    args: Args,
    kwargs: Named,
) -> Any:
    return build(Reader(snapshot_id, scope, layers), *args, **dict(kwargs))


def _list_months(reader: Reader, whole: Cut, chosen: CaseFilter | None) -> tuple[list[str], list[Record]]:
    rows = list_records(reader.read_months(whole, chosen))
    return [row["period"] for row in rows], [
        row | {"is_held": bool(reader.list_waiting(row["period"]))} for row in rows
    ]


def _list_waiting(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Month -> names of the offices that have not approved it."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in reader.ask(queries.list_approvals):
        if row["step"] != schema.APPROVED:
            found[row["period"]] += (row["office_name"],)
    return dict(found)


def _list_offices(reader: Reader, area_code: str) -> dict[str, dict[str, str]]:
    return list_offices_by_month(reader.ask, area_code)


def _list_files(reader: Reader, area_code: str, category: str) -> dict[str, list[SourceFile]]:
    return list_files_by_month(reader.ask, area_code, category)


def _split_months(
    reader: Reader, query: Callable[..., pd.DataFrame], args: Args, kwargs: Named
) -> dict[str, list[Record]]:
    months: dict[str, list[Record]] = defaultdict(list)
    for row in list_records(reader.ask(query, *args, **dict(kwargs))):
        months[row["period"]].append(row)
    return dict(months)


def _make_reach(reader: Reader) -> VisiblePlaces:
    return make_visible_places(reader.scope.areas or (), reader.ask(queries.select_seen))


def _list_by_desa(reader: Reader) -> frozenset[str]:
    return frozenset(reader.ask(queries.select_by_desa)["kecamatan_code"])


def _list_choices(reader: Reader) -> Choices:
    return Choices(
        province_code=reader.facts.province_code,
        wide=tuple(reader.ask(queries.select_wide_areas)["area_code"]),
        periods=tuple(reader.ask(queries.select_periods)),
        figures=tuple(str(n) for n in reader.ask(queries.select_figures)["figure_id"]),
        nationalities=tuple(reader.ask(queries.select_values, schema.NATIONALITY.name)),
        reach=None if reader.scope.limits is None else reader.make(_make_reach),
        is_public=reader.scope.version != "exact",
        by_desa=reader.make(_list_by_desa),
    )


def _own_scope() -> Scope:
    account = current_account()
    if account is None:
        raise AccessError(_("Masuk dulu untuk melihat halaman ini."))
    return account.scope


class Reader:
    """The snapshot in force, as this reader may see it. One a run, so that a page never mixes two snapshots."""

    def __init__(
        self, snapshot_id: str | None = None, scope: Scope | None = None, layers: Layers | None = None
    ) -> None:
        self.scope = scope or _own_scope()
        self.snapshot: Snapshot = use_snapshot(snapshot_id)
        self._layers = layers_version() if layers is None else layers

    def ask(self, query: Callable[Concatenate[Snapshot, Scope, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The cached answer of a function of pora/warehouse/queries/."""
        answer: R = _cached(self.snapshot.id, self.scope, query, args, tuple(kwargs.items()))
        return answer

    def make(self, build: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `build(reader, *args)` gives, made once per snapshot, map layers, scope, words, colours, settings and
        offices: for tables and figures, which a hall full of readers asks for again and again. Arguments must be
        hashable; the result must not be changed."""
        of_run = (language.get(), terms.get(), theme.mode.get(), settings(), office_tables())
        made: R = _made(self.snapshot.id, self.scope, self._layers, of_run, build, args, tuple(kwargs.items()))
        return made

    def read_months(self, cut: Cut, chosen: CaseFilter | None = None) -> pd.DataFrame:
        """The months of a place up to the cut's, oldest first, by `queries.select_series`, or by
        `queries.select_matching_series` with a filter. Asked once for all months, so another month is no question."""
        whole = replace(cut, period=self.choices.periods[-1])
        rows = (
            self.ask(queries.select_matching_series, whole, chosen)
            if chosen
            else self.ask(queries.select_series, whole)
        )
        return rows.iloc[: bisect_right(rows["period"].tolist(), cut.period)]

    def list_months(self, cut: Cut, chosen: CaseFilter | None = None) -> list[Record]:
        """The rows of `read_months`, each by the names of its columns, and `is_held` (`list_waiting`): to
        look at one costs nothing."""
        periods, rows = self.make(_list_months, replace(cut, period=self.choices.periods[-1]), chosen)
        return rows[: bisect_right(periods, cut.period)]

    def list_waiting(self, period: str) -> tuple[str, ...]:
        """For whom the public form holds back all of a month: the offices that have not approved it; none where exact
        figures are seen, or none need approval."""
        if not self.choices.is_public or not self.facts.needs_approval:
            return ()
        return self.make(_list_waiting).get(period, ())

    def read_detail(self, cut: Cut, dimension: str) -> list[DetailRow]:
        """Persons by the values of a dimension; the largest first, who is not detailed (None) last."""
        return pick_detail(self.ask(queries.list_details, cut), dimension)

    def read_offices(self, area_code: str, period: str) -> dict[str, str]:
        """The offices whose rows are in force in a place: code -> name."""
        return self.make(_list_offices, area_code).get(period, {})

    def read_files(self, cut: Cut) -> list[SourceFile]:
        """The files whose rows are in force in a place, the newest first."""
        return self.make(_list_files, cut.area_code, cut.category).get(cut.period, [])

    def read_month(
        self,
        query: Callable[Concatenate[Snapshot, Scope, P], pd.DataFrame],
        period: str,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> list[Record]:
        """The rows of one month of a query that answers for all months. Asked once, so another month is no question."""
        return self.make(_split_months, query, args, tuple(kwargs.items())).get(period, [])

    @property
    def facts(self) -> SnapshotFacts:
        return self.ask(queries.select_facts)

    def has_detail(self, area_code: str, dimension: str) -> bool:
        """Whether this reader's version of the tables details a dimension of a place."""
        return disclosure.has_detail(self.scope.version, place_level(area_code), dimension)

    @property
    def choices(self) -> Choices:
        """All that this reader may choose in this snapshot."""
        return self.make(_list_choices)
