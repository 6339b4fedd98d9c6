"""What a slide is about, and the one place where slides ask for numbers: always with a scope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from pora import schema
from pora.access.roles import Scope
from pora.locale import format_period
from pora.reference.places import name_place, place_level
from pora.schema import Cut
from pora.schema.levels import first_level
from pora.schema.period import last_day
from pora.statistics.change_split import ChangeSplit, NoSplit
from pora.warehouse import queries
from pora.warehouse.change import read_both_months, read_change
from pora.warehouse.db import Snapshot
from pora.warehouse.small_frames import list_records
from pora.warehouse.sources import are_comparable, list_files_by_month, list_offices_by_month
from pora.wording.counts import person_words

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Subject:
    """A place, month and category of one snapshot, as one reader may see it."""

    snapshot: Snapshot
    scope: Scope
    cut: Cut

    def ask(self, query: Callable[Concatenate[Snapshot, Scope, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer of a function of pora/warehouse/queries/."""
        return query(self.snapshot, self.scope, *args, **kwargs)

    def of(self, category: str) -> Subject:
        return replace(self, cut=replace(self.cut, category=category))

    @property
    def area_code(self) -> str:
        return self.cut.area_code

    @property
    def period(self) -> str:
        return self.cut.period

    @property
    def category(self) -> str:
        return self.cut.category

    @property
    def level(self) -> str:
        return place_level(self.area_code)

    @property
    def kabupaten_code(self) -> str:
        """The kabupaten/kota, for what a kecamatan is shown within; any wider place is itself."""
        return self.area_code[:5] if self.level == schema.KECAMATAN else self.area_code

    @property
    def first_level(self) -> str:
        return first_level(self.level)

    @property
    def place(self) -> str:
        return name_place(self.area_code)

    @property
    def month(self) -> str:
        return format_period(self.period)

    @property
    def persons(self) -> str:
        return person_words(self.category)

    def count_persons(self, count: float) -> str:
        """The same beside a number."""
        return person_words(self.category, count)

    @cached_property
    def series(self) -> pd.DataFrame:
        """The months up to this one; its last row is another month where this one is not loaded."""
        return self.ask(queries.select_series, self.cut)

    @cached_property
    def cell(self) -> dict[str, Any]:
        """This month as `queries.select_series` has it; "belum lapor" where it is not loaded."""
        rows = self.series.loc[self.series["period"] == self.period]
        if len(rows):
            return dict(rows.iloc[-1])
        return dict.fromkeys(self.series.columns) | {
            "period": self.period,
            "status": schema.BELUM_LAPOR,
            "reporting_count": 0,
            "kecamatan_count": 0,
        }

    @property
    def has_number(self) -> bool:
        return self.cell["status"] in (schema.ANGKA, schema.NOL)

    @property
    def count(self) -> int:
        """The number of persons; only where there is one."""
        return int(self.cell["person_count"])

    @cached_property
    def before(self) -> str | None:
        """The month before, among those that are loaded; None for the first one."""
        earlier = self.series.loc[self.series["period"] < self.period, "period"]
        return str(earlier.iloc[-1]) if len(earlier) else None

    def read_cells(self, level: str, period: str = "") -> pd.DataFrame:
        """The areas of a level in the place, by `queries.select_cells`."""
        area = self.kabupaten_code if level == schema.KECAMATAN else self.area_code
        cut = replace(self.cut, area_code=area, period=period or self.period)
        return self.ask(queries.select_cells, cut, level)

    @cached_property
    def follow_ups(self) -> pd.DataFrame:
        """What meetings on the place agreed, at any time, by `queries.select_follow_ups`."""
        return self.ask(queries.select_follow_ups, self.area_code, last_day(self.period))

    @cached_property
    def parts(self) -> pd.DataFrame:
        """The areas that the place is shown by."""
        return self.read_cells(self.first_level)

    @cached_property
    def split(self) -> ChangeSplit | NoSplit | None:
        """The change since the month before; None where there is no month before, or nothing in this one."""
        if self.before is None or self.cell["status"] == schema.BELUM_LAPOR:
            return None
        if not self.can_compare(self.before):
            return NoSplit("sample")
        both = read_both_months(self.ask, self.cut, self.before, schema.KECAMATAN)
        return read_change(both, list_records(self.series), self.before, self.cut.period)

    def can_compare(self, before: str) -> bool:
        """Whether a change since an earlier month is one of people, and not of synthetic data beside real ones."""
        files = list_files_by_month(self.ask, self.area_code, self.category)
        return are_comparable(files.get(before, []), files.get(self.period, []))

    @cached_property
    def offices(self) -> dict[str, str]:
        """The offices whose case tables the place rests on: code -> name."""
        return list_offices_by_month(self.ask, self.area_code).get(self.period, {})

    def ask_figures(self) -> pd.DataFrame:
        """All published figures."""
        return self.ask(queries.select_figures)

    @cached_property
    def published(self) -> pd.DataFrame:
        """Published figures of this very place, month and category."""
        figures = self.ask_figures()
        return pd.DataFrame(
            figures.loc[
                (figures["area_code"] == self.area_code)
                & (figures["period"] == self.period)
                & (figures["category"] == self.category)
            ]
        )
