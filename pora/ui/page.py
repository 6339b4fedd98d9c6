"""Runs the body of a page: a change of its widgets reruns the body alone, and an error becomes a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from pora.errors import PoraError
from pora.locale import _
from pora.ui.preferences import apply_preferences


@st.fragment
def run_page(body: Callable[[], None]) -> None:
    """The frame around (navigation, style) is sent once; only what `body` draws is sent again."""
    apply_preferences()
    try:
        body()
    except PoraError as error:
        st.error(str(error), icon=":material/error:")
    except Exception:
        logging.getLogger("pora").exception("A page failed")
        st.error(
            _("Halaman ini gagal ditampilkan. Muat ulang; bila tetap gagal, beri tahu pengelola."),
            icon=":material/error:",
        )
