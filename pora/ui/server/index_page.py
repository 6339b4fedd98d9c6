"""Streamlit's page, as the browser gets it first: in our language, with our fonts, and with a hint of every script that
all of our pages ask for, so that the browser fetches them at once and not one after the other names them."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from pora import paths
from pora.ui.server.icon_font import find_icon_font
from pora.ui.streamlit_private import find_static_files

# What every page draws, by the names of Streamlit's scripts.
ELEMENTS = ("Html", "Button", "ButtonGroup", "Selectbox", "BidiComponent")
_CHANGES = (
    (r'<html lang="en">', '<html lang="id">'),
    (r"<title>.*?</title>", "<title>Dasbor Pora</title>"),
    (r"<script>.*?</script>", ""),  # forbidden by our Content-Security-Policy, and of no use here
    (r"<noscript>.*?</noscript>", "<noscript>Dasbor ini memerlukan JavaScript.</noscript>"),
    (r'<link\s+rel="preload"[^>]*>', ""),  # of a font that nobody sees
)
_IMPORT = re.compile(r'(?:from|import)"\./([^"]+)"')


@cache
def page_style() -> bytes:
    """Streamlit's style with our fonts in place of its own: its text font is asked for before it knows ours, its icons
    are thirty times those in use."""
    style = _find_style().read_text("utf-8")
    fonts = {"SourceSansVF-Upright": paths.TYPEFACE.name, "MaterialSymbols-Rounded": find_icon_font().name}
    for theirs, ours in fonts.items():
        style = re.sub(rf"\.\./media/{theirs}[^)]*", f"../../fonts/{ours}", style)
    return style.encode()


def _find_style() -> Path:
    return next((find_static_files() / "static" / "css").glob("index.*.css"))


def style_name() -> str:
    """Its address, which changes with its content."""
    return f"static/css/page.{hashlib.sha256(page_style()).hexdigest()[:12]}.css"


def prepare_index(page: bytes) -> bytes:
    """Streamlit's page in our language, with our style, and without what it only loads in vain."""
    text = page.decode()
    for pattern, replacement in _CHANGES:
        text = re.sub(pattern, replacement, text, flags=re.DOTALL)
    text = text.replace(f"static/css/{_find_style().name}", style_name())
    return text.replace("</head>", f"{_write_hints(text)}</head>").encode()


def _write_hints(page: str) -> str:
    scripts = '<link rel="modulepreload" crossorigin href="./static/js/{}">\n'
    fonts = '<link rel="preload" href="./fonts/{}" as="font" type="font/woff2" crossorigin>\n'
    return "".join(
        [scripts.format(name) for name in _list_scripts() if name not in page]
        + [fonts.format(name) for name in (paths.TYPEFACE.name, find_icon_font().name)]
    )


def _list_scripts() -> list[str]:
    """The scripts of `ELEMENTS` and all that they import, each once."""
    folder = find_static_files() / "static" / "js"
    found: dict[str, None] = {}
    waiting = [path.name for element in ELEMENTS for path in folder.glob(f"{element}.*.js")]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _IMPORT.findall((folder / name).read_text("utf-8"))
    return list(found)
