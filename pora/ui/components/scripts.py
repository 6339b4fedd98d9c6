"""Components of our own beside the figure: their scripts, as Streamlit and the server know them."""

from __future__ import annotations

from pathlib import Path

from pora.ui.components.figure import name_by_content
from pora.ui.streamlit_private import register_script

PLAYER, FRAME, DECK, SHARE = "pora_player", "pora_frame", "pora_deck", "pora_share"
_UI = Path(__file__).parents[1]
SCRIPTS = {
    PLAYER: _UI / "map" / "player.js",
    FRAME: _UI / "parts" / "page_frame.js",
    DECK: _UI / "meeting" / "deck.js",
    SHARE: _UI / "components" / "share.js",
}


def script_addresses() -> dict[str, Path]:
    """Where the browser asks for each script."""
    return {f"/_stcore/bidi-components/{name}/{name_by_content(path)}": path for name, path in SCRIPTS.items()}


def register_component(name: str) -> None:
    """Before it is mounted: it is then known to the runtime."""
    register_script(name, SCRIPTS[name], name_by_content(SCRIPTS[name]))
