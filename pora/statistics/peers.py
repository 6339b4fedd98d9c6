"""An area beside its neighbours and beside all areas of its level in the province. Not reported is no number, and
neither is suppressed: they are counted apart, and are in no median."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from pora import schema


@dataclass(frozen=True)
class PeerCell:
    """`person_count` is None where `status` (pora/schema) says that there is no number."""

    area_code: str
    area_name: str
    person_count: int | None
    status: str


@dataclass(frozen=True)
class PeerGroup:
    """What areas have together. `reporting_count`: areas that reported, with those of a number that is hidden
    (`hidden_count`). Lowest, highest and median are of the numbers shown, None where there is none."""

    area_count: int
    reporting_count: int
    hidden_count: int
    lowest: int | None
    highest: int | None
    median: float | None

    @property
    def number_count(self) -> int:
        return self.reporting_count - self.hidden_count


@dataclass(frozen=True)
class Peers:
    """An area, the kabupaten/kota of a kecamatan, the neighbours, and `level_areas`: all areas of its level in the
    province, itself included. A part that is unknown, or not for this reader as a whole, is empty or None."""

    own: PeerCell
    whole: PeerCell | None
    neighbours: tuple[PeerCell, ...]
    level_areas: tuple[PeerCell, ...]


def summarise_peers(cells: Sequence[PeerCell]) -> PeerGroup:
    """Lowest, highest and median are of the areas that show a number, None where none does; hidden is reported."""
    counts = [cell.person_count for cell in cells if cell.person_count is not None]
    return PeerGroup(
        area_count=len(cells),
        reporting_count=sum(cell.status != schema.BELUM_LAPOR for cell in cells),
        hidden_count=sum(cell.status == schema.DISAMARKAN for cell in cells),
        lowest=min(counts, default=None),
        highest=max(counts, default=None),
        median=float(median(counts)) if counts else None,
    )


def find_peers(
    rows: Iterable[Mapping[str, Any]], area_code: str, neighbour_codes: Collection[str], level_codes: Collection[str]
) -> Peers | None:
    """Of rows of `queries.list_peers`; None where the area is not among them. Neighbours in another province are left
    out. Who sees some of the neighbours, or of the areas of the level, only is told of none."""
    names = ("area_code", "area_name", "person_count", "status")
    cells = {row["area_code"]: PeerCell(*(row[name] for name in names)) for row in rows}
    if area_code not in cells:
        return None
    near = [code for code in sorted(neighbour_codes) if code in set(level_codes)]
    whole = area_code.rpartition(".")[0]
    return Peers(
        own=cells[area_code],
        whole=cells.get(whole) if len(whole) == 5 else None,
        neighbours=_take_all(cells, near),
        level_areas=_take_all(cells, sorted(level_codes)),
    )


def _take_all(cells: dict[str, PeerCell], codes: Sequence[str]) -> tuple[PeerCell, ...]:
    return tuple(cells[code] for code in codes) if all(code in cells for code in codes) else ()
