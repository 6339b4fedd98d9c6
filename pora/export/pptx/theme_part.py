"""Colours and typefaces of the theme, so that a new shape in the presenter's PowerPoint looks like ours."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml

from pora.theme import PALETTES

NAME, FONT = "Dasbor Pora", "Arial"  # a PC in an office has no IBM Plex
COLORS = PALETTES["light"]
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _color_scheme() -> str:
    slots = {
        "dk1": COLORS.ink,
        "lt1": COLORS.ground,
        "dk2": COLORS.accent,
        "lt2": COLORS.grid,
        **{f"accent{number}": color for number, color in enumerate(COLORS.series, start=1)},
        "hlink": COLORS.accent,
        "folHlink": COLORS.series[5],
    }
    inner = "".join(f'<a:{slot}><a:srgbClr val="{color[1:].upper()}"/></a:{slot}>' for slot, color in slots.items())
    return f'<a:clrScheme {_A} name="{NAME}">{inner}</a:clrScheme>'


def _font_scheme() -> str:
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:fontScheme {_A} name="{NAME}"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
    )


def rewrite_theme(master_part: Any) -> None:
    """The theme of a slide master or of the notes master."""
    part = master_part.part_related_by(RT.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", NAME)
    elements = theme.find("{*}themeElements")
    elements.replace(elements.find("{*}clrScheme"), parse_xml(_color_scheme()))
    elements.replace(elements.find("{*}fontScheme"), parse_xml(_font_scheme()))
    if isinstance(part, XmlPart):
        part._element = theme
    else:
        part.blob = serialize_part_xml(theme)
