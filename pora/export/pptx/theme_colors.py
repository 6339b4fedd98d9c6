"""Which colours a template's theme gives, as hex digits: what stands on what, and can it be read?"""

from __future__ import annotations

import colorsys
from dataclasses import replace
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from pora.export.pptx.look import Color
from pora.theme import PALETTES, Palette

READABLE, VISIBLE = 4.5, 3.0  # contrast of text, and of large shapes (WCAG 2.2)
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class ThemeColors:
    """Of one slide master: names of the theme (tx1, bg1, accent1) to hex digits, through the master's own map."""

    def __init__(self, master: Any) -> None:
        theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
        self.fonts = tuple(str(one.get("typeface")) for one in theme.iterfind(".//{*}fontScheme/*/{*}latin"))
        scheme = theme.find(".//{*}clrScheme")
        names = {str(one.tag).rpartition("}")[2]: _hex_of(one[0]) for one in (scheme if scheme is not None else ())}
        color_map = dict(master.element.find("{*}clrMap").attrib)
        self._known = names | {str(ours): names.get(str(theirs), "#000000") for ours, theirs in color_map.items()}

    def resolve(self, element: Any, default: str) -> str:
        """The colour of an element that holds a:srgbClr, a:schemeClr or the like as its first child."""
        color = next((one for one in element if str(one.tag).endswith("Clr")), None) if element is not None else None
        if color is None:
            return default
        name = str(color.get("val"))
        found = self._known.get(name, default) if str(color.tag) == f"{_A}schemeClr" else _hex_of(color)
        return _change(found, color)

    def find_ground(self, layout: Any, ink: str) -> str:
        """What lies under a slide of the layout. A picture has no colour: it is then taken for one that the template's
        own ink can be read on."""
        for element in (layout.element, layout.slide_master.element):
            ground = element.find("{*}cSld/{*}bg")
            if ground is not None:
                reference, fill = ground.find("{*}bgRef"), ground.find("{*}bgPr/{*}solidFill")
                found = self.resolve(reference if reference is not None else fill, "")
                if found and contrast(found, ink) >= VISIBLE:
                    return found
                break
        plain = self._known.get("bg1", "#ffffff")
        return plain if contrast(plain, ink) >= VISIBLE else max("#ffffff", "#101010", key=lambda c: contrast(c, ink))

    def find_accent(self, ground: str, ink: str) -> tuple[Color, str]:
        """The first accent that can be seen on the ground, as a colour of the theme and in digits."""
        for name in _ACCENTS:
            if contrast(self._known.get(name, ground), ground) >= VISIBLE:
                return MSO_THEME_COLOR.from_xml(name), self._known[name]
        return ink, ink

    def find_ink(self, fill: Any) -> str:
        """The colour of a text whose fill is given, or said by nothing."""
        return self.resolve(fill, self._known.get("tx1", "#000000"))

    def name_ink(self, ink: str) -> Color:
        return MSO_THEME_COLOR.TEXT_1 if self._known.get("tx1") == ink else ink


def make_palette(ink: str, ground: str, accent: str) -> Palette:
    """Ours for light or dark, with the template's ink, ground and accent, and what is mixed of these."""
    base = PALETTES["light" if _luminance(ground) > 0.25 else "dark"]
    muted = next(
        mixed
        for share in (0.3, 0.2, 0.1, 0)
        if contrast(mixed := mix(ink, ground, share), ground) >= READABLE or not share
    )
    return replace(
        base,
        ink=ink,
        ink_muted=muted,
        ground=ground,
        grid=mix(ink, ground, 0.85),
        outline=mix(ink, ground, 0.3),
        line=ground,
        accent=accent,
        circle=accent,
        placed=mix(accent, ground, 0.85),
    )


def mix(first: str, second: str, share: float) -> str:
    """`share` of the second."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def contrast(first: str, second: str) -> float:
    """1 to 21, as WCAG counts it."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    shares = [value / 255 for value in bytes.fromhex(color[1:])]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _hex_of(color: Any) -> str:
    """Of a:srgbClr or a:sysClr; black for the rare other kinds."""
    digits = str(color.get("lastClr") or color.get("val") or "")
    return f"#{digits.lower()}" if len(digits) == 6 and set(digits) <= set("0123456789abcdefABCDEF") else "#000000"


def _change(color: str, element: Any) -> str:
    """With the lumMod, lumOff, shade and tint that stand below the colour."""
    for one in element:
        kind, value = str(one.tag).rpartition("}")[2], int(one.get("val", "0")) / 100_000
        if kind in ("lumMod", "lumOff"):
            red, green, blue = (value / 255 for value in bytes.fromhex(color[1:]))
            hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
            light = min(max(light * value if kind == "lumMod" else light + value, 0), 1)
            color = "#" + bytes(round(255 * part) for part in colorsys.hls_to_rgb(hue, light, saturation)).hex()
        elif kind in ("shade", "tint"):
            color = mix("#000000" if kind == "shade" else "#ffffff", color, min(value, 1))
    return color
