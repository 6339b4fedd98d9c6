"""Maps on pages: one SVG a map, kept over reruns by a component of our own.

A rerun sends states, numbers and words as data; map/map.js repaints the shapes that are there, which it fetched once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup

from pora import theme
from pora.figures.maps.circles import circle_words
from pora.figures.maps.draw import MapDrawing
from pora.locale import _
from pora.ui.streamlit_private import mount_component, register_script

MAP_COMPONENT = "pora_map"
_IMPORT = re.compile(rb'^import .* from "\./(.*)";\n', re.MULTILINE)
_EXPORT = re.compile(rb"^export (?=\w)", re.MULTILINE)
MAP_SCRIPT = Path(__file__).parent / "map" / "map.js"
MAP_STYLE = MAP_SCRIPT.with_name("map.css")


@cache
def map_script() -> bytes:
    """map.js with all that it imports, as one script, so that the browser asks once. Their names outside of functions
    are all different, which a test holds."""
    return read_script(MAP_SCRIPT)


def read_script(path: Path) -> bytes:
    """Each script that it imports once, before it, without the words that tie them together."""
    return b"\n".join(_read_parts(path, set(), path))


def _read_parts(path: Path, done: set[Path], last: Path) -> Iterator[bytes]:
    done.add(path)
    script = path.read_bytes()
    for name in _IMPORT.findall(script):
        needed = path.with_name(name.decode())
        if needed not in done:
            yield from _read_parts(needed, done, last)
    script = _IMPORT.sub(b"", script)
    yield script if path == last else _EXPORT.sub(b"", script)


@cache
def map_script_name() -> str:
    """Under which it is served: it changes with the content, so that a browser may keep it."""
    return f"map.{hashlib.sha256(map_script()).hexdigest()[:12]}.js"


def show_area_map(
    drawing: MapDrawing,
    key: str,
    words: str,
    height: int,
    on_select: Callable[[], None] | Literal["ignore"] = "ignore",
    zooms: bool = False,
    has_legend: bool = True,
    selected: str = "",
    together: str = "",
) -> None:
    """A map with its words for those who can't see it; a click calls `on_select`, the view can be moved if it `zooms`.
    Maps of one name in `together` are moved as one. `height` in pixels is the room that is kept for it.

    In `on_select`, `st.session_state[key]["area"]` is the code of the area that was chosen."""
    register_script(MAP_COMPONENT, MAP_SCRIPT, map_script_name())
    callback = None if on_select == "ignore" else on_select
    own = {"words": words, "listens": callback is not None, "zooms": zooms, "legend": has_legend}
    own |= {"selected": selected, "together": together, "say": _say()}
    mount_component(
        MAP_COMPONENT,
        key=key,
        isolate_styles=False,
        data=(json.dumps(own, ensure_ascii=False)[:-1] + "," + _write(drawing)[1:]).encode(),
        height=height,
        on_area_change=callback,
    )


def write_legend_items(drawing: MapDrawing) -> Markup:
    """The legend of a map without its own, as items of a list of the class `map-legend`."""
    colors = theme.palette()
    item = Markup('<li><i class="{}" style="--color: {}; --muted: {}; --ground: {}"></i>{}</li>')
    ink = (colors.ink_muted, colors.ground)
    items = [item.format(one.pattern, one.color, *ink, one.words) for one in drawing.entries if one.words]
    if drawing.circles and drawing.circles.top:
        items.insert(0, item.format("round", colors.circle, *ink, circle_words(drawing.measure)))
    return Markup().join(items)


def _write(drawing: MapDrawing) -> str:
    """The JSON of a map, written once: maps are kept and shown to many."""
    written: Any = drawing.__dict__.get("_pora_json")
    if written is None:
        written = json.dumps(drawing.write(), ensure_ascii=False, separators=(",", ":"))
        drawing.__dict__["_pora_json"] = written
    return str(written)


def _say() -> dict[str, str]:
    return {
        "map": _("peta"),
        "in": _("Perbesar"),
        "out": _("Perkecil"),
        "home": _("Seluruh peta"),
        "failed": _("Gambar ini tidak dapat ditampilkan. Muat ulang halaman. Isinya dengan kata-kata:"),
    }
