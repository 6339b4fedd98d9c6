"""The icons of pages: out of Streamlit's font of 4,000 the hundred that its pages and ours name, 12 KB instead of 375.

Made once with fontTools and kept, under a name with the hash of what it was made of: after an upgrade of either it is
made anew. A font shows an icon where its name is written (a ligature); what a font lacks would stand there as a word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools import subset, version  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from pora import paths
from pora.config import ROOT
from pora.ui.streamlit_private import find_static_files
from pora.whole_files import open_whole

_NAME = re.compile(r":material/([a-z0-9_]+)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_ "


@cache
def find_icon_font() -> Path:
    """The font with the icons in use, made if it isn't there; all of Streamlit's where it can't be kept."""
    whole = next((find_static_files() / "static" / "media").glob("MaterialSymbols-Rounded*.woff2"))
    names = list_icons()
    source = hashlib.sha256(whole.read_bytes() + f"{version}{_LETTERS}{names}".encode()).hexdigest()[:12]
    kept = paths.typefaces() / f"icons.{source}.woff2"
    try:
        return kept if kept.is_file() else _make_font(whole, names, kept)
    except OSError:
        return whole


def list_icons() -> list[str]:
    """What Streamlit's scripts and our pages name."""
    scripts = (find_static_files() / "static" / "js").glob("*.js")
    pages = (path for name in ("pora", "pages") for path in (ROOT / name).rglob("*.py"))
    texts = (path.read_text("utf-8") for folder in (scripts, pages) for path in folder)
    return sorted({name for text in texts for name in _NAME.findall(text)})


def _make_font(whole: Path, names: list[str], target: Path) -> Path:
    with TTFont(whole, recalcTimestamp=False) as font:
        glyphs = dict(read_icons(font))
        options = subset.Options(layout_closure=False, layout_features=["rlig"], flavor="woff2")
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=_LETTERS, glyphs=[glyphs[name] for name in names if name in glyphs])
        subsetter.subset(font)
        with open_whole(target) as file:
            subset.save_font(font, file, options)
    return target


def read_icons(font: TTFont) -> Iterator[tuple[str, str]]:
    """Each icon of a font: its name, and the glyph that is shown in place of it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items():
                for ligature in ligatures:
                    yield "".join(letters[glyph] for glyph in (first, *ligature.Component)), ligature.LigGlyph
