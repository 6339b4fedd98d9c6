"""How a widget shows what the view says, and tells of nothing but what a reader did."""

from __future__ import annotations

import streamlit as st


def widget_key(name: str, value: object) -> str:
    """The key of a widget that shows `value`.

    It stays while the widget already does, and is a new one where the value came from elsewhere (a link, a click on the
    map). Under the old key the browser would go on to tell, with the next click, what it showed before; and what a run
    writes without need undoes a choice that is made meanwhile.
    """
    number = int(st.session_state.get(f"{name}_number", 0))
    key = f"{name}_{number}"
    if key in st.session_state:
        if st.session_state[key] == value:
            return key
        st.session_state[f"{name}_number"] = number + 1
        key = f"{name}_{number + 1}"
    st.session_state[key] = value
    return key
