"""In which type a placeholder of a layout is set, through all that it inherits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_INSETS = (91_440, 45_720)  # EMU at the side, above and below, where nothing is said
# Typefaces that take no more room than Arial, also in bold; a narrow one counts as Arial, which stands for it where it
# is not installed. One that is not here counts as the widest of those in use, Verdana.
_LIKE_ARIAL = {
    "Aptos",
    "Arial",
    "Arial Narrow",
    "Calibri",
    "Cambria",
    "Candara",
    "Carlito",
    "Corbel",
    "Garamond",
    "Gill Sans MT",
    "Helvetica",
    "Liberation Sans",
    "Times New Roman",
}
_WIDEST = 1.27


@dataclass(frozen=True)
class PlaceholderType:
    """`size` in points, `inset` in EMU at one side and above, `spacing` of a line; `fill` is the element of its colour,
    None where none is said."""

    size: float
    is_bold: bool
    is_upper: bool
    spacing: float
    inset: tuple[int, int]
    fill: Any


def find_type(placeholder: Any) -> PlaceholderType:
    """Of the first level of text."""
    levels = list(_levels(placeholder))
    runs = [run for level in levels if (run := level.find("{*}defRPr")) is not None]
    spacing = next((one.get("val") for level in levels if (one := level.find("{*}lnSpc/{*}spcPct")) is not None), None)
    fill = next((one for run in runs if (one := run.find("{*}solidFill")) is not None), None)
    return PlaceholderType(
        size=int(_first(runs, "sz", "1800")) / 100,
        is_bold=_first(runs, "b", "0") in ("1", "true"),
        is_upper=_first(runs, "cap", "none") == "all",
        spacing=int(spacing.rstrip("%")) / (1 if spacing.endswith("%") else 1000) / 100 if spacing else 1.0,
        inset=(int(_inset(placeholder, "lIns", _INSETS[0])), int(_inset(placeholder, "tIns", _INSETS[1]))),
        fill=fill,
    )


def letter_width(fonts: tuple[str, ...]) -> float:
    """Of the widest of the typefaces, beside Arial."""
    return 1.0 if set(fonts) <= _LIKE_ARIAL else _WIDEST


def _first(elements: list[Any], name: str, default: str) -> str:
    return next((str(one.get(name)) for one in elements if one.get(name) is not None), default)


def _parents(placeholder: Any) -> Iterator[Any]:
    """The placeholder of the layout, then that of the master."""
    yield placeholder._element
    base = placeholder._base_placeholder
    if base is not None:
        yield base._element


def _levels(placeholder: Any) -> Iterator[Any]:
    """a:lvl1pPr, from the nearest to the farthest."""
    for element in _parents(placeholder):
        yield from element.iterfind("{*}txBody/{*}lstStyle/{*}lvl1pPr")
    style = "titleStyle" if placeholder.placeholder_format.type in _TITLES else "bodyStyle"
    master = placeholder.part.slide_layout.slide_master
    yield from master.element.iterfind(f"{{*}}txStyles/{{*}}{style}/{{*}}lvl1pPr")
    yield from master.part.package.presentation_part._element.iterfind("{*}defaultTextStyle/{*}lvl1pPr")


def _inset(placeholder: Any, name: str, default: int) -> str:
    bodies = [body for element in _parents(placeholder) for body in element.iterfind("{*}txBody/{*}bodyPr")]
    return _first(bodies, name, str(default))
