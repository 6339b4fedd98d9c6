"""matplotlib's SVG as an element of a page: small, without ids, styles and metadata that would reach beyond it."""

from __future__ import annotations

import re

from markupsafe import escape

from pora import theme
from pora.deck import layout
from pora.slides.canvas import HALO_WIDTH, HALOED
from pora.slides.typefaces import FAMILIES

CIRCLE = "circle"
_FONTS = theme.FONT_STACK.replace(theme.FONT, f"'{theme.FONT}'")
_HALO = f"paint-order:stroke;stroke:{theme.PALETTES['light'].ground};stroke-width:{HALO_WIDTH}px;"


def tidy_svg(svg: str, label: str) -> str:
    """`label` is read out in place of the picture. Coordinates are rounded to a tenth."""
    svg = svg[svg.index("<svg") :].replace("\n", " ")
    svg = re.sub(r"<(metadata|defs)>.*?</\1>|<!--.*?-->", "", svg)
    svg = re.sub(rf'<g id="{HALOED}">\s*<text style="', rf"\g<0>{_HALO}", svg)
    svg = re.sub(rf'<g id="{CIRCLE}">\s*<path d="([^"]*)"', lambda found: f"<g><circle {_circle(found[1])}", svg)
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{shorten_path(found[1])}"', svg)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*\)"', "", svg)
    svg = svg.replace(", ".join(repr(name) for name in FAMILIES), _FONTS)
    svg = re.sub(r"; stroke-line(join: round|cap: round)", "", svg)
    size = f'viewBox="0 0 {layout.WIDTH} {layout.HEIGHT}" width="100%" height="100%"'
    root = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(label)}"'
    body = re.sub(r"<svg [^>]*>", "", svg, count=1)
    body = re.sub(r' id="[^"]*"', "", body)
    body = re.sub(r"</?g>", "", body)  # without ids they hold nothing together
    return re.sub(r">\s+<", "><", f'{root} stroke-linejoin="round" stroke-linecap="butt">{body}').strip()


def _circle(commands: str) -> str:
    """The attributes of the circle that a path of curves draws."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", commands)]
    (left, right), (top, bottom) = ((min(ends), max(ends)) for ends in (numbers[::2], numbers[1::2]))
    return f'cx="{(left + right) / 2:.1f}" cy="{(top + bottom) / 2:.1f}" r="{(right - left) / 2:.1f}"'


def shorten_path(commands: str) -> str:
    """The same path from point to point, in tenths of a unit; steps of nothing are left out."""
    written: list[str] = []
    x = y = start_x = start_y = 0
    for command, numbers in re.findall(r"([MLQCz])([^MLQCz]*)", commands):
        ends = [round(10 * float(number)) for number in numbers.split()]
        if command == "z":
            x, y = start_x, start_y
            written.append("z")
            continue
        steps = [end - (x, y)[position % 2] for position, end in enumerate(ends)]
        x, y = ends[-2:]
        if command == "M":
            start_x, start_y = x, y
        if command != "L" or any(steps):
            written.append(command.lower() + _join(steps))
    return "".join(written)


def _join(tenths: list[int]) -> str:
    """12 and -5 as 1.2-.5."""
    words = [f"{one / 10:g}".replace("0.", ".", 1) if abs(one) < 10 else f"{one / 10:g}" for one in tenths]
    return words[0] + "".join(word if word.startswith("-") else f" {word}" for word in words[1:])
