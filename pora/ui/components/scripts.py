"""Components of our own beside the figure: their scripts, as Streamlit and the server know them."""

from __future__ import annotations

from pathlib import Path

from streamlit.components.v2.component_registry import BidiComponentDefinition
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager

from pora.ui.components.figure import name_by_content

PLAYER, FRAME, DECK = "pora_player", "pora_frame", "pora_deck"
_UI = Path(__file__).parents[1]
SCRIPTS = {
    PLAYER: _UI / "map" / "player.js",
    FRAME: _UI / "parts" / "page_frame.js",
    DECK: _UI / "meeting" / "deck.js",
}


def script_addresses() -> dict[str, Path]:
    """Where the browser asks for each script."""
    return {f"/_stcore/bidi-components/{name}/{name_by_content(path)}": path for name, path in SCRIPTS.items()}


def register_component(name: str) -> None:
    """By file, not as text: see `figure._register`."""
    manager = get_bidi_component_manager()
    if manager.get(name) is None:
        script = SCRIPTS[name]
        manager.register(BidiComponentDefinition(name, js=str(script), js_asset_relative_path=name_by_content(script)))
