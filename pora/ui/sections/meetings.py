"""Rapat koordinasi of the place: the newest in full, each with its figures on the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pora.locale import _, format_number
from pora.statistics.publications import Publication, describe_value, list_publications
from pora.ui.components.plain_text import show_plainly
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import may_open
from pora.warehouse import queries
from pora.wording.team_tables import make_meeting_table, name_event_area
from pora.wording.teams import (
    describe_agencies,
    describe_date,
    describe_origin,
    name_meeting,
    name_own_words,
    name_text,
)

SHOWN_MEETINGS = 4
TABLE_HEIGHT = 430  # pixels


def show_meetings(reader: Reader, meetings: pd.DataFrame) -> None:
    """The newest in full, each with its figures on the map; all of them as a table where there are more."""
    st.header(_("Rapat koordinasi"))
    if meetings.empty:
        st.info(_("Belum ada rapat yang tercatat untuk wilayah ini."))
    by_figure = {
        str(figure_id): one
        for one in list_publications(reader.ask(queries.select_figures))
        for figure_id in one.figures["figure_id"]
    }
    columns = st.columns(min(2, len(meetings)) or 1)
    for number, (_i, meeting) in enumerate(meetings.head(SHOWN_MEETINGS).iterrows()):
        with columns[number % len(columns)], st.container(border=True, gap="small"):
            show_meeting(meeting, by_figure)
    if len(meetings) > SHOWN_MEETINGS:
        with st.expander(_("Semua {n} rapat").format(n=format_number(len(meetings)))):
            show_table(make_meeting_table(meetings), height=TABLE_HEIGHT)


def show_meeting(meeting: pd.Series, by_figure: dict[str, Publication]) -> None:
    """Date, title, place, who called it, who came, what was said, its figures on the map, where that is from."""
    facts = {
        _("Wilayah"): name_event_area(meeting["level"], meeting["area_code"]),
        _("Tempat"): name_own_words(meeting["venue"], meeting["is_kept_back"]),
        _("Pengundang"): name_text(meeting["office_name"]),
        _("Hadir"): describe_agencies(meeting["agencies"]),
    }
    day = describe_date(meeting["meeting_date"], meeting["date_precision"])
    st.markdown(f"**{show_plainly(name_meeting(meeting))}**, {day}")
    st.caption(" · ".join(f"{name}: {show_plainly(words)}" for name, words in facts.items()))
    if isinstance(meeting["stated"], str):
        st.markdown(show_plainly(meeting["stated"]))
    figure_ids = meeting["figure_ids"].split(";") if isinstance(meeting["figure_ids"], str) else []
    shown = {by_figure[n].figure_id: by_figure[n] for n in figure_ids if n in by_figure}
    for figure_id, one in shown.items() if may_open("peta") else ():
        figure = f"{one.widest['area_name']} {describe_value(one.widest)} {one.widest['measure']}"
        st.page_link(
            "pimpinan/peta.py",
            label=_("Di peta: {figure}").format(figure=figure),
            icon=":material/map:",
            query_params={"sumber": "terbit", "angka": figure_id},
        )
    source = _("Sumber: {source}.").format(source=describe_origin(meeting))
    st.caption(show_plainly(f"{source} {meeting['note']}" if isinstance(meeting["note"], str) else source))
