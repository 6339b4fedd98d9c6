"""The panel beside the map as HTML: one element, read in order, every figure in it with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pora import theme
from pora.locale import format_number
from pora.statistics.dimensions import DetailBar
from pora.statistics.measures import short_state_words


@dataclass(frozen=True)
class Breakdown:
    """A title and its bars."""

    title: str
    rows: Sequence[DetailBar]


def write_head(name: str, number: str, persons: str, notes: Sequence[str]) -> Markup:
    """How many, how it changed, who reported. A state stands in place of the number."""
    is_number = any(character.isdigit() for character in number)
    return Markup('<h2>{name}</h2><p class="{kind}">{number}{persons}</p><ul class="notes">{notes}</ul>').format(
        name=name,
        kind="value" if is_number else "state",
        number=number,
        persons=Markup(" <small>{}</small>").format(persons) if is_number else "",
        notes=_write_items(notes),
    )


def _write_items(lines: Sequence[str]) -> Markup:
    return Markup().join(Markup("<li>{}</li>").format(line) for line in lines)


def write_breakdowns(breakdowns: Sequence[Breakdown]) -> Markup:
    """Tables whose cells are bars, on one scale, each its own twin."""
    colors = theme.palette()
    style = f"--bar: {colors.accent}; --rest: {colors.not_reported}"
    table = Markup('<h3>{}</h3><table style="{}"><tbody>{}</tbody></table>')
    return Markup().join(table.format(one.title, style, _write_rows(one.rows)) for one in breakdowns)


def _write_rows(rows: Sequence[DetailBar]) -> Markup:
    most = max((row.value for row in rows if row.value is not None), default=0)
    return Markup().join(_write_row(row, max(most, 1)) for row in rows)


def _write_row(row: DetailBar, most: int) -> Markup:
    if row.value is None:
        line = Markup('<tr><th scope="row">{}</th><td class="state">{}</td></tr>')
        return line.format(row.area_name, short_state_words()[row.status])
    return Markup('<tr{}><th scope="row">{}</th><td style="--share: {:.3f}">{}</td></tr>').format(
        Markup(' class="rest"') if row.is_rest else "", row.area_name, row.value / most, format_number(row.value)
    )


def write_source(title: str, lines: Sequence[str]) -> Markup:
    return Markup('<h3>{}</h3><ul class="source">{}</ul>').format(title, _write_items(lines))
