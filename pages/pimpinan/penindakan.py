"""Penindakan: deportations, detentions, permits issued and what else was done in the year so far, beside last year."""

import streamlit as st

from pora import schema
from pora.locale import _
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import choose_area, choose_period, open_page, read_provenance, show_provenance
from pora.ui.sections.actions import (
    ActionsInView,
    has_parts,
    show_action_kinds,
    show_action_months,
    show_action_nationalities,
    show_action_offices,
    show_action_places,
    show_action_reports,
    show_published_actions,
)
from pora.ui.view.url import choose
from pora.ui.view.view import View
from pora.wording.actions import describe_law, describe_pair, name_kind


def show_choices(reader: Reader, view: View) -> None:
    with st.container(key="filters", horizontal=True):
        choose_area(reader, view)
        choose_period(reader, view)
        kinds = schema.ACTION_KIND.allowed
        choose("select", _("Jenis tindakan"), "jenis", view, kinds, {one: name_kind(one) for one in kinds})


def show_actions(reader: Reader, view: View) -> None:
    """All kinds of the year so far; then the chosen one by month, place, office and nationality."""
    shown = ActionsInView(reader, view)
    st.title(describe_pair(shown.pair, shown.place, shown.span))
    show_choices(reader, view)
    st.caption(describe_law(view.jenis))
    kinds, months = st.columns([3, 2], gap="large")
    with kinds:
        show_action_kinds(shown)
    with months:
        show_action_months(shown)
    if has_parts(shown):
        places, offices = st.columns([3, 2], gap="large")
        with places:
            show_action_places(shown)
        with offices:
            show_action_offices(shown)
    nationalities, reports = st.columns([3, 2], gap="large")
    with nationalities:
        show_action_nationalities(shown)
    with reports:
        show_action_reports(shown)
    show_published_actions(shown)


def show_page() -> None:
    reader, view = open_page()
    if view.periode:
        show_actions(reader, view)
    lines = read_provenance(reader, view).page_lines if view.periode else []
    show_provenance(reader, list(lines), with_boundaries=True)


run_page(show_page)
