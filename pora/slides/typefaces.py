"""The product's typeface for drawing without a browser: static fonts of two weights, made once from the variable one
and kept under a name with the hash of what it was made of.

Trap: matplotlib's list of fonts is global; a font is added to it once a process.
"""

from __future__ import annotations

import dataclasses
import hashlib
import tempfile
from functools import cache, lru_cache
from pathlib import Path

import fontTools  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from pora import paths, theme
from pora.temporary import name_prefix
from pora.whole_files import open_whole

FAMILIES = [theme.FONT, "DejaVu Sans"]  # the second, which matplotlib ships, has what the first lacks, such as ≥
REGULAR, SEMIBOLD = 400, 600
_STYLES = {REGULAR: "Regular", SEMIBOLD: "SemiBold"}
_NO_BREAK = "\N{NO-BREAK SPACE}"
_MEASURED = 100  # pixels: the size that widths are measured at


@cache
def register_typefaces() -> None:
    """Makes the fonts known to matplotlib."""
    for weight in _STYLES:
        font_manager.fontManager.addfont(_find_typeface(weight))
    known = font_manager.fontManager.ttflist
    bold = next(one for one in known if one.name == FAMILIES[1] and one.weight == 700 and one.style == "normal")
    known.append(dataclasses.replace(bold, weight=SEMIBOLD))  # or every text would log that there is none of 600


def _find_typeface(weight: int) -> Path:
    """The static font of a weight, made if it isn't there; where the folder can't be written, a temporary one."""
    name = f"IBMPlexSans-{_STYLES[weight]}.ttf"
    source = hashlib.sha256(paths.TYPEFACE.read_bytes() + fontTools.version.encode()).hexdigest()[:12]
    kept = paths.typefaces() / source / name
    if kept.is_file():
        return kept
    try:
        return _make_typeface(weight, kept)
    except OSError:
        return _make_typeface(weight, Path(tempfile.mkdtemp(prefix=name_prefix())) / name)


def _make_typeface(weight: int, target: Path) -> Path:
    with TTFont(paths.TYPEFACE, recalcTimestamp=False) as variable:
        static = instancer.instantiateVariableFont(variable, {"wght": weight})
        static.flavor = None
        for number, words in ((2, _STYLES[weight]), (4, f"{theme.FONT} {_STYLES[weight]}"), (6, target.stem)):
            static["name"].setName(words, number, 3, 1, 0x409)
        with open_whole(target) as file:
            static.save(file)
    return target


def find_properties(size: float, weight: int) -> font_manager.FontProperties:
    """What matplotlib draws a text with."""
    register_typefaces()
    return font_manager.FontProperties(family=FAMILIES, weight=weight, size=size)


def _open_font(weight: int) -> FT2Font:
    register_typefaces()
    return font_manager.get_font(_font_files(weight))


@cache
def _font_files(weight: int) -> tuple[str, ...]:
    found = (font_manager.FontProperties(family=[family], weight=weight) for family in FAMILIES)
    return tuple(str(font_manager.findfont(one)) for one in found)


@lru_cache(maxsize=20_000)
def measure_width(words: str, size: float, weight: int = REGULAR) -> float:
    """How wide a text is as it is drawn, in the unit of its size."""
    font = _open_font(weight)
    font.set_size(_MEASURED, 72)
    font.set_text(clean_drawn_text(words), 0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 * size / _MEASURED


@lru_cache(maxsize=20_000)
def clean_drawn_text(words: str) -> str:
    """One line of what the fonts can draw: other letters become U+FFFD, so that it is seen that one is missing."""
    line = "".join(c if c.isprintable() or c == _NO_BREAK else " " for c in words)
    line = " ".join(part for part in line.split(" ") if part)
    register_typefaces()
    fonts = [font_manager.get_font([file]) for file in _font_files(REGULAR)]
    return "".join(
        c if c == " " or any(f.get_char_index(ord(c)) for f in fonts) else "\N{REPLACEMENT CHARACTER}" for c in line
    )
