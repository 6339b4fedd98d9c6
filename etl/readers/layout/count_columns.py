"""Which count columns are read: the finest that add up once. Sub-totals and other breakdowns are only compared.

The trap: `L | P | JUMLAH | ITAS | ITAP | JUMLAH` tells the same persons twice. One breakdown is read, the other is
reported as not read; adding both would double everyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from etl.readers.layout.columns import Columns, CountColumn
from pora.errors import RefusedError
from pora.locale import _
from pora.reference.terms import resolve_term

# Which of two breakdowns of the same persons is read, where both have as many dimensions.
_PREFERENCE = (
    "kecamatan",
    "kabupaten",
    "action_kind",
    "nationality",
    "izin_tinggal",
    "unhcr_status",
    "purpose",
    "sex",
    "unhcr_card",
)
APART = frozenset({"category", "period"})  # different values of these are never added to each other


@dataclass(frozen=True)
class Subtotal:
    """A printed sum of some leaves in the same row."""

    column: CountColumn
    parts: tuple[CountColumn, ...]

    @property
    def stands_alone(self) -> bool:
        """Whether it may be read where its parts are blank: not a sum over months or over categories."""
        return all(self.column.dimensions & APART == part.dimensions & APART for part in self.parts)


@dataclass(frozen=True)
class CountColumns:
    """`read` are the columns that become rows; `category` is set where one heading names it for all of them."""

    read: tuple[CountColumn, ...]
    subtotals: tuple[Subtotal, ...]
    others: tuple[CountColumn, ...]
    category: str | None


def choose_count_columns(columns: Columns) -> CountColumns:
    """Splits the count columns. Raises RefusedError where two of them say the same and nothing tells which counts."""
    counts, category = _lift_category(columns.counts)
    groups: dict[tuple[str, ...], list[CountColumn]] = {}
    for column in counts:
        groups.setdefault(_group(column), []).append(column)
    has_groups = any(any(key) for key in groups)
    read: list[CountColumn] = []
    others: list[CountColumn] = []
    for key, members in groups.items():
        if has_groups and not any(key):
            continue
        finest = _finest(members)
        for column in members:
            if not column.dimensions <= finest:
                others.append(column)
            elif column.dimensions == finest or not _parts(column, _with(members, finest)):
                read.append(column)
    rest = [column for column in counts if column not in read and column not in others]
    subtotals = tuple(Subtotal(column, _parts(column, read)) for column in rest)
    others += [subtotal.column for subtotal in subtotals if not subtotal.parts]
    _require_distinct(read)
    return CountColumns(tuple(read), tuple(s for s in subtotals if s.parts), tuple(others), category)


def _lift_category(counts: Sequence[CountColumn]) -> tuple[list[CountColumn], str | None]:
    """A category that is the only one named holds for all columns: `L | P | JUMLAH WNA`."""
    named = {value for column in counts for name, value in column.meaning if name == "category"}
    if len({_category(value) for value in named}) != 1:
        return list(counts), None
    without = [
        replace(column, meaning=tuple(pair for pair in column.meaning if pair[0] != "category")) for column in counts
    ]
    return without, min(named)


def _group(column: CountColumn) -> tuple[str, ...]:
    meaning = dict(column.meaning)
    return _category(meaning.get("category", "")), meaning.get("period", "")


def _category(text: str) -> str:
    """The value that a heading names, so that `WNA` and `orang asing` are one."""
    return resolve_term("category", text).value or text.lower()


def _finest(members: Iterable[CountColumn]) -> frozenset[str]:
    """The set of dimensions that tells most; among equals the preferred."""

    def rank(dimensions: frozenset[str]) -> tuple[int, list[bool]]:
        return len(dimensions), [name in dimensions for name in _PREFERENCE]

    return max((column.dimensions for column in members), key=rank)


def _with(members: Iterable[CountColumn], dimensions: frozenset[str]) -> list[CountColumn]:
    return [column for column in members if column.dimensions == dimensions]


def _parts(column: CountColumn, leaves: Iterable[CountColumn]) -> tuple[CountColumn, ...]:
    """Leaves that a coarser column sums up; the same value may be spelled the same way only."""
    meaning = set(column.meaning)
    return tuple(leaf for leaf in leaves if leaf != column and meaning <= set(leaf.meaning))


def _require_distinct(read: Sequence[CountColumn]) -> None:
    """Two columns with one meaning count the same persons twice, or differ by a heading that we don't know."""
    seen: dict[tuple[tuple[str, str], ...], CountColumn] = {}
    for column in read:
        first = seen.setdefault(tuple((name, value.lower()) for name, value in column.meaning), column)
        if first is not column:
            raise RefusedError(
                _("Kolom '{first}' dan '{second}' sama-sama berisi jumlah yang sama maknanya. Sisakan satu.").format(
                    first=first.heading, second=column.heading
                ),
                "duplicate-label",
            )
