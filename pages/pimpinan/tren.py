"""Tren: the months of an area, of its parts and details, and what its change is made of."""

import streamlit as st

from pora.locale import _, format_number, format_period
from pora.reference.places import name_place
from pora.statistics.change_split import summarise_split
from pora.statistics.dimensions import DIMENSION_OF
from pora.statistics.measures import count_measure
from pora.statistics.trends import TOP_LINES
from pora.ui.parts.change import choose_compared_month, compared_month, read_split, show_change
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_filters, show_footer, write_fold
from pora.ui.sections.lines import breakdown_words, describe_no_detail, show_lines
from pora.ui.sections.small_multiples import show_small_multiples
from pora.ui.view.url import choose
from pora.ui.view.view import View
from pora.wording.counts import person_words


def make_title(reader: Reader, view: View, before: str | None) -> str:
    """Area, month, and how much of the change is real."""
    words = {
        "area": name_place(view.wilayah),
        "period": format_period(view.periode),
        "persons": person_words(view.kategori),
    }
    if before is None:
        return _("{area}, {period}: {persons}").format(**words)
    words["change"] = summarise_split(read_split(reader, view.cut, before), before)
    return _("{area}, {period}: {persons} {change}").format(**words)


def show_months(reader: Reader, view: View) -> None:
    """One line in all, or lines by what the reader chose and may see."""
    st.header(_("{persons} per bulan").format(persons=count_measure(view.kategori).title))
    words = breakdown_words(reader, view)
    choose("row", _("Menurut"), "rinci", view, list(words), words)
    breakdown = view.rinci if view.rinci in words else "jumlah"
    show_lines(reader, view, breakdown)
    if view.rinci not in words and view.rinci in DIMENSION_OF and reader.choices.is_public:
        st.caption(describe_no_detail())
    if breakdown == "wilayah":
        st.caption(_("Paling banyak {n} wilayah terbesar; semuanya ada di bawah.").format(n=format_number(TOP_LINES)))


def show_comparison(reader: Reader, view: View, before: str | None) -> None:
    """The change since another month; a sentence for the first month of all (`before` None)."""
    if before is None:
        st.header(_("Perubahan"))
        st.info(_("Ini bulan pertama; belum ada bulan lain untuk dibandingkan."))
        return
    st.header(_("Yang berubah sejak {period}").format(period=format_period(before)))
    choose_compared_month(reader, view, before)
    show_change(reader, view, before)


def show_page() -> None:
    """Months of the place, the change since one of them, its parts side by side; nothing where there is no month."""
    reader, view = open_page()
    if not view.periode:
        return
    before = compared_month(reader, view)
    st.title(make_title(reader, view, before))
    st.html(write_fold(view))
    show_filters(reader, view)
    months, comparison = st.columns([3, 2], gap="large")
    with months:
        show_months(reader, view)
    with comparison:
        show_comparison(reader, view, before)
    show_small_multiples(reader, view)
    show_footer(reader, view)


run_page(show_page)
