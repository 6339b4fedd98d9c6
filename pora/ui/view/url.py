"""The URL and the widgets of a view. One direction only: URL -> View -> widgets; a widget's callback writes the URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pora.ui.components.plain_text import show_plainly
from pora.ui.view.choices import Choices
from pora.ui.view.parse import default_view, parse_view
from pora.ui.view.preferences import language_parameter
from pora.ui.view.view import FRAME_PARAMETERS, View, view_parameters
from pora.ui.view.widgets import follow, widget_key

LinkParameters = tuple[tuple[str, str], ...]  # of a URL, those that links keep


def read_view(choices: Choices) -> View:
    """The view of this run; a page opened without parameters goes on with what the reader last saw."""
    given = _own_parameters() or st.session_state.get("view_parameters", {})
    view, notes = parse_view(given, choices)
    for note in notes:
        warn_of_link(note)
    parameters = view_parameters(view, default_view(choices))
    st.session_state["view_parameters"] = parameters
    _write_url(parameters)
    return view


def warn_of_link(note: str) -> None:
    """What of a link is not followed, in its own words: which must become no link."""
    st.warning(show_plainly(note), icon=":material/link_off:")


def _own_parameters() -> dict[str, str]:
    return {name: value for name, value in st.query_params.items() if name not in FRAME_PARAMETERS}


def _write_url(parameters: Mapping[str, str]) -> None:
    """At most one change a run: with two, the browser's way back would end between them."""
    whole = {**parameters, **language_parameter()}
    if st.query_params.to_dict() != whole:
        st.query_params.from_dict(whole)


def change_view(**changes: str) -> None:
    """Puts changes into the URL; for widget callbacks. An empty value takes the parameter out. Kept at once: the next
    click may break off the run that would read this one, and come with the URL from before it."""
    changed = st.session_state.get("view_parameters", {}) | changes
    st.session_state["view_parameters"] = parameters = {name: value for name, value in changed.items() if value}
    _write_url(parameters)


def open_view(parameters: Mapping[str, str]) -> None:
    """Another view as a whole; for widget callbacks."""
    st.session_state["view_parameters"] = dict(parameters)
    _write_url(parameters)


def choose(
    kind: str,
    label: str,
    name: str,
    view: View,
    options: Sequence[str],
    words: Mapping[str, str],
) -> None:
    """A select box ("select") or a row of buttons ("row") for one field of the view. Shows the first option where what
    the view holds is none of them."""
    current = getattr(view, name)
    shown = current if current in options else options[0]
    key = widget_key(f"choose_{name}", shown)

    def take(value: str | None) -> None:
        if value is not None:
            change_view(**{name: value})

    shared: dict[str, Any] = {
        "format_func": lambda value: words.get(value, value),
        "key": key,
        "on_change": follow(key, take),
    }
    if kind == "select":
        st.selectbox(label, options, options.index(shown), **shared)
    else:
        st.segmented_control(label, options, default=shown, required=True, **shared)
