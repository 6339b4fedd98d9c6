"""What widgets share."""

from __future__ import annotations

import streamlit as st


def hold(key: str, value: object) -> None:
    """What a widget shows. Written only where it differs: what a run writes is sent to the browser, where it would undo
    a choice made while that run was still going."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
