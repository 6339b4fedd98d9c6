"""All areas of a month at once, and what of them lies in a place.

DuckDB takes as long to find the areas of one place as to give all areas of a month, of which there are some hundreds.
So a month is asked for once, and each place, level and neighbour is cut from it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.schema import Cut
from pora.schema.levels import INNER_LEVELS
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.members import list_inside, parents_of

if TYPE_CHECKING:
    import pandas as pd

_MONTH = """
SELECT level, area_code, area_name, person_count, unplaced_count, status, reporting_count, incomplete_count,
       kecamatan_count, first_count, unplaced_status
FROM out_area_month WHERE period = $period AND category = $category
ORDER BY level, area_code
"""


@dataclass(frozen=True)
class AreaMonth:
    """The areas of one month and category in order of level and code. `cells`: area_code, area_name, parent_code,
    parent_name (null for offices and groups), person_count, unplaced_count, status, reporting_count, incomplete_count,
    kecamatan_count, first_count, unplaced_status. `codes`: those of each level; `starts`: the row of the first."""

    cells: pd.DataFrame
    codes: dict[str, list[str]]
    starts: dict[str, int]

    def pick(self, level: str, within: str) -> pd.DataFrame:
        """The areas of a level whose code begins so."""
        codes, start = self.codes.get(level, []), self.starts.get(level, 0)
        first, last = bisect_left(codes, within), bisect_left(codes, f"{within}~")
        return self._copy(slice(start + first, start + last))

    def choose(self, level: str, chosen: set[str]) -> pd.DataFrame:
        """These areas of a level."""
        start = self.starts.get(level, 0)
        rows = [start + place for place, code in enumerate(self.codes.get(level, [])) if code in chosen]
        return self._copy(rows)

    def _copy(self, rows: slice | list[int]) -> pd.DataFrame:
        """A kept answer must not hold its whole month."""
        return self.cells.iloc[rows].copy().reset_index(drop=True)


def read_area_month(snapshot: Snapshot, scope: Scope, period: str, category: str) -> AreaMonth:
    """As this scope sees it; asked once while it is wanted."""
    return snapshot.keep_lately(_read, scope, period, category)


def _read(snapshot: Snapshot, scope: Scope, period: str, category: str) -> AreaMonth:
    cells = snapshot.frame(scope, _MONTH, {"period": period, "category": category})
    levels, codes = cells.pop("level").tolist(), cells["area_code"].tolist()
    of_level: dict[str, list[str]] = defaultdict(list)
    for level, code in zip(levels, codes, strict=True):
        of_level[level].append(code)
    starts = dict(zip(of_level, accumulate(map(len, of_level.values()), initial=0), strict=False))
    parents = parents_of(snapshot, scope)
    return AreaMonth(
        add_parents(cells, [parents.get(code, (None, None)) for code in codes]).copy(), dict(of_level), starts
    )


def cut_cells(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """The areas of a level within the place. An office or group is within a place if they share a kabupaten/kota."""
    month = read_area_month(snapshot, scope, cut.period, cut.category)
    inside = list_inside(snapshot, scope, cut.area_code, cut.period)
    if all(code.startswith(cut.area_code) for code in inside) and level in INNER_LEVELS:
        return month.pick(level, cut.area_code)
    around = {*inside}
    chosen = {
        code
        for code in month.codes.get(level, [])
        if code.startswith(cut.area_code)
        or code[:5] in around
        or (level not in INNER_LEVELS and not around.isdisjoint(list_inside(snapshot, scope, code, cut.period)))
    }
    return month.choose(level, chosen)


def add_parents(cells: pd.DataFrame, above: Sequence[tuple[str | None, str | None]]) -> pd.DataFrame:
    """Cells with parent_code and parent_name after their own."""
    import pandas as pd

    first = list(cells.columns).index("area_name") + 1
    for place, name in enumerate(("parent_code", "parent_name")):
        cells.insert(first + place, name, pd.Series([one[place] for one in above], dtype="str"))
    return cells
