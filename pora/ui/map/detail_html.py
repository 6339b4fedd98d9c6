"""The panel beside the map as HTML: one element, read in order, every figure in it with its words."""

from __future__ import annotations

import html
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pora import schema, theme
from pora.locale import format_number
from pora.statistics.measures import short_state_words


@dataclass(frozen=True)
class Breakdown:
    """A title and bars: `rows` as `details.make_detail_bars` gives them."""

    title: str
    rows: pd.DataFrame


def write_head(name: str, number: str, persons: str, notes: Sequence[str]) -> str:
    """How many, how it changed, who reported. A state stands in place of the number."""
    is_number = any(character.isdigit() for character in number)
    words = f"{html.escape(number)} <small>{html.escape(persons)}</small>" if is_number else html.escape(number)
    lines = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    return (
        f'<h2>{html.escape(name)}</h2><p class="{"value" if is_number else "state"}">{words}</p>'
        f'<ul class="notes">{lines}</ul>'
    )


def write_breakdowns(breakdowns: Sequence[Breakdown]) -> str:
    """Tables whose cells are bars, on one scale, each its own twin."""
    colors = theme.palette()
    style = f"--bar: {colors.accent}; --rest: {colors.not_reported}"
    return "".join(
        f'<h3>{html.escape(one.title)}</h3><table style="{style}"><tbody>{_write_rows(one.rows)}</tbody></table>'
        for one in breakdowns
    )


def _write_rows(rows: pd.DataFrame) -> str:
    most = max(int(rows["value"].fillna(0).max()), 1) if len(rows) else 1
    return "".join(_write_row(row, most) for row in rows.to_dict("records"))


def _write_row(row: Mapping[Hashable, Any], most: int) -> str:
    name = html.escape(str(row["area_name"]))
    if row["status"] not in (schema.ANGKA, schema.NOL):
        return f'<tr><th scope="row">{name}</th><td class="state">{short_state_words()[row["status"]]}</td></tr>'
    count = int(row["value"])
    mark = ' class="rest"' if row["is_rest"] else ""
    return (
        f'<tr{mark}><th scope="row">{name}</th><td style="--share: {count / most:.3f}">{format_number(count)}</td></tr>'
    )


def write_source(title: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'<h3>{html.escape(title)}</h3><ul class="source">{items}</ul>'
