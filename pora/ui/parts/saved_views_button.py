"""The link to what is seen, and views that were given a name."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from pora.errors import UsageError
from pora.locale import _
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import current_user, may_open
from pora.ui.view.parse import default_view
from pora.ui.view.url import open_view
from pora.ui.view.view import View, view_parameters
from pora.users.saved_views import LONGEST_VIEW_NAME, delete_view, load_views, save_view


def show_saved_views(reader: Reader, view: View) -> None:
    """The link of the view, and the views that this user kept under a name, to open, delete or add to."""
    parameters = view_parameters(view, default_view(reader.choices))
    box = st.popover(_("Tautan dan simpanan"), on_change="rerun", key="saved_views", width="stretch")
    if not box.open:
        return
    with box:
        st.markdown(_("Tautan ke tampilan ini"))
        st.code(f"{(st.context.url or '').partition('?')[0]}?{urlencode(parameters)}", language=None, wrap_lines=True)
        for number, (name, saved) in enumerate(load_views(current_user()).items()):
            row = st.container(horizontal=True, key=f"kept_view_{number}")
            row.button(
                name,
                key=f"open_saved_{number}",
                icon=":material/bookmark:",
                on_click=open_view,
                args=(saved,),
                width="stretch",
            )
            row.button(
                _("Hapus {name}").format(name=name),
                key=f"delete_saved_{number}",
                icon=":material/delete:",
                on_click=_delete,
                args=(name,),
            )
        st.text_input(_("Simpan tampilan ini dengan nama"), key="saved_name", max_chars=LONGEST_VIEW_NAME)
        st.button(_("Simpan"), key="save_view", on_click=_save, args=(parameters,), width="stretch")
        if problem := st.session_state.pop("saved_problem", None):
            st.error(problem)


def _save(parameters: dict[str, str]) -> None:
    """Callbacks run before the page asks who is there, so they ask themselves."""
    if not may_open("data"):
        return
    try:
        save_view(current_user(), st.session_state["saved_name"], parameters)
    except UsageError as error:
        st.session_state["saved_problem"] = str(error)
    else:
        st.session_state["saved_name"] = ""


def _delete(name: str) -> None:
    if may_open("data"):
        delete_view(current_user(), name)
