"""Charts on pages: one object of Plotly per chart, kept over reruns by a component of our own.

Streamlit's own chart is mounted anew at every changed figure. Here a rerun sends the figure as data, and figure.js
draws it into the one that is there.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
from plotly.utils import PlotlyJSONEncoder

from pora.locale import _
from pora.ui.streamlit_private import mount_component, register_script

COMPONENT = "pora_figure"
SCRIPT = Path(__file__).with_name("figure.js")
# Plotly's own build with bars, lines and heat maps, a third of the one in its Python package, which it must be of the
# version of: npm pack plotly.js-cartesian-dist-min@VERSION
PLOTLY = Path(__file__).parent / "plotly" / "plotly-cartesian.min.js"


@cache
def name_by_content(path: Path) -> str:
    """The name under which a script is served: it changes with the content, so that a browser may keep it."""
    return f"{path.name.split('.')[0]}.{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.js"


def show_figure(figure: go.Figure, key: str, words: str) -> None:
    """A figure with its words for those who can't see it."""
    register_script(COMPONENT, SCRIPT, name_by_content(SCRIPT))
    mount_component(
        COMPONENT, key=key, isolate_styles=False, data=_write_data(figure, words), height=int(figure.layout.height)
    )


def _write_data(figure: go.Figure, words: str) -> bytes:
    head = {
        "plotly": f"scripts/{name_by_content(PLOTLY)}",
        "words": words,
        "failed": _("Gambar ini tidak dapat ditampilkan. Muat ulang halaman. Isinya dengan kata-kata:"),
    }
    text = json.dumps(head, ensure_ascii=False)[:-1] + ',"figure":' + _write_json(figure) + "}"
    return text.encode()


def _write_json(figure: go.Figure) -> str:
    """The JSON of a figure, written once: figures are kept and shown to many."""
    written: str | None = figure.__dict__.get("_pora_json")
    if written is None:
        written = json.dumps(figure.to_dict(), cls=PlotlyJSONEncoder, separators=(",", ":"))
        figure.__dict__["_pora_json"] = written
    return written
