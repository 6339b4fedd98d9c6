"""Maps on pages: one SVG a map, kept over reruns by a component of our own.

A rerun sends states, numbers and words as data; map/map.js repaints the shapes that are there, which it fetched once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup

from pora import theme
from pora.figures.maps.circles import circle_words
from pora.figures.maps.draw import MapDrawing
from pora.locale import _
from pora.ui.streamlit_private import mount_component, register_script

MAP_COMPONENT = "pora_map"
FOLDER = Path(__file__).with_name("map")
MAP_SCRIPTS = sorted(FOLDER.glob("*.js"))
MAP_STYLE = FOLDER / "map.css"


def _name_folder() -> str:
    """Under which the scripts are served: it changes with any of them, so that a browser may keep them all."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in MAP_SCRIPTS)).hexdigest()[:12]


SERVED_AS = _name_folder()


def map_addresses() -> dict[str, Path]:
    """Where the browser asks for each script of a map; they name each other without their folder."""
    return {f"/_stcore/bidi-components/{MAP_COMPONENT}/{SERVED_AS}/{path.name}": path for path in MAP_SCRIPTS}


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
    register_script(MAP_COMPONENT, FOLDER / "map.js", f"{SERVED_AS}/map.js")
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
    if drawing.circles:
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
