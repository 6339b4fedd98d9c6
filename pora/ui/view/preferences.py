"""What a reader chooses for all pages: the language, in the URL as `bahasa`; light or dark, which the browser keeps.

Trap: a page's body runs again on its own, in a thread that knows nothing of the run before; so both are set anew for
every run, by `apply_preferences`.
"""

from __future__ import annotations

import logging

import streamlit as st

from pora import theme
from pora.config import LANGUAGES, settings
from pora.errors import PoraError
from pora.locale import _, language
from pora.locale.house import HouseTerm, terms
from pora.reference.house_terms import read_house_terms
from pora.ui.components.scripts import FRAME, register_component
from pora.ui.streamlit_private import mount_component
from pora.ui.view.widgets import follow, widget_key

PARAMETER = "bahasa"  # not a field of the view: it says how the page is read, not what it shows


def apply_preferences() -> None:
    """The reader's words, number formats and colours, for this run."""
    language.set(_chosen())
    terms.set(_follow_house_terms())
    theme.mode.set("dark" if st.context.theme.type == "dark" else "light")


def _follow_house_terms() -> tuple[HouseTerm, ...]:
    """The words of the house. Where their file is wrong, pages speak the product's own and the log says which line."""
    try:
        return read_house_terms()
    except PoraError as error:
        logging.getLogger("pora").warning(str(error))
        return ()


def read_preferences() -> str | None:
    """Follows the URL, then `apply_preferences`. Returns a note if the URL names a language that there isn't.

    The choice outlives a change of page, at which Streamlit empties the URL.
    """
    given = st.query_params.get(PARAMETER)
    if given in LANGUAGES:
        st.session_state[PARAMETER] = given
    apply_preferences()
    if given is None or given in LANGUAGES:
        return None
    return _("Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan.").format(
        name=PARAMETER, value=given[:40]
    )


def language_parameter() -> dict[str, str]:
    """What the URL says of the language: nothing where it is the default."""
    return {} if _chosen() == settings().lang else {PARAMETER: _chosen()}


def _chosen() -> str:
    return str(st.session_state.get(PARAMETER, settings().lang))


def show_preferences() -> None:
    """A small switch of the language. Beside it, unseen, what runs the page again when it turns light or dark, since
    Streamlit does not."""
    key = widget_key("choose_language", language.get())
    register_component(FRAME)
    with st.container(key="language"):
        st.segmented_control(
            _("Bahasa"),
            LANGUAGES,
            default=language.get(),
            key=key,
            format_func=str.upper,
            on_change=follow(key, _keep),
            required=True,
            label_visibility="collapsed",
        )
        mount_component(
            FRAME,
            key="frame",
            data={"language": language.get(), "mode": theme.mode.get()},
            height=1,
            on_mode_change=lambda: None,
        )


def _keep(chosen: str) -> None:
    st.session_state[PARAMETER] = chosen
    st.query_params.pop(PARAMETER, None)
    st.query_params.update(language_parameter())
