"""Runs the body of a page: for whoever may open it; a change of its widgets reruns the body alone; an error becomes a
sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pora.errors import AccessError, PoraError
from pora.locale import _
from pora.looks import one_look
from pora.meters import note_time
from pora.ui.sign_in.session import may_open, require_page
from pora.ui.sign_in.visit_log import log_refusal
from pora.ui.streamlit_private import is_part_of_page_run
from pora.ui.view.preferences import apply_preferences


@st.fragment
def run_page(body: Callable[[], None]) -> None:
    """The frame around (navigation, style) is sent once; only what `body` draws is sent again. Whose page it is goes by
    the file of `body`, so no page can forget to ask."""
    with one_look():
        _run(body)


def _run(body: Callable[[], None]) -> None:
    apply_preferences()
    page = Path(body.__code__.co_filename).stem
    if not may_open(page) and is_part_of_page_run():
        st.rerun()  # with the frame, which then is another one
    try:
        require_page(page)
        with note_time("pora_page_run_seconds", page=page):
            body()
    except AccessError as error:
        log_refusal(page)
        st.error(str(error), icon=":material/error:")
    except PoraError as error:
        st.error(str(error), icon=":material/error:")
    except Exception:
        logging.getLogger("pora").exception("A page failed")
        st.error(
            _("Halaman ini gagal ditampilkan. Muat ulang; bila tetap gagal, beri tahu pengelola."),
            icon=":material/error:",
        )
