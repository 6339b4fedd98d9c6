"""How a widget shows what the view says, and tells of nothing but what a reader did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def widget_key(name: str, value: object) -> str:
    """The key of a widget that shows `value`, and is given it as its default.

    The key stays while the widget shows it already, and is a new one where the value came from elsewhere (a link, a
    click on the map). To write the value into the session would go wrong while runs follow each other quickly: the
    browser would tell, with the next click, what the widget showed before, or lose a choice that was just made.
    """
    number = int(st.session_state.get(f"{name}_number", 0))
    key = f"{name}_{number}"
    if key in st.session_state and st.session_state[key] == value:
        return key
    st.session_state[f"{name}_number"] = number + 1
    return f"{name}_{number + 1}"


def follow(key: str, change: Callable[[Any], None]) -> Callable[[], None]:
    """For `on_change`: `change` is given what was chosen. A click that breaks off a run also brings what widgets showed
    that this run has replaced; that is nobody's choice."""

    def change_if_shown() -> None:
        name, _mark, number = key.rpartition("_")
        if st.session_state.get(f"{name}_number") == int(number):
            change(st.session_state[key])

    return change_if_shown
