"""What a tooltip says of a number, in the template language of Plotly."""

from __future__ import annotations

from collections.abc import Iterable

from pora import theme
from pora.statistics.measures import Measure


def write_tooltips(opening: str, variable: str, measure: Measure, values: Iterable[float | None]) -> str | list[str]:
    """The opening, then the number of the trace (`variable`: y, customdata) with its unit. One template for all,
    or one for each value where a 1 takes another form of the unit."""
    sign = "+" if measure.is_change else ""
    number = f"%{{{variable}:{sign}{theme.NUMBER_FORMAT[measure.decimals]}}}{measure.suffix}"
    units = [measure.unit if value is None else measure.unit_of(value) for value in values]
    texts = [f"{opening}<br>{number} {unit}<extra></extra>" for unit in units or [measure.unit]]
    return texts if len(set(texts)) > 1 else texts[0]
