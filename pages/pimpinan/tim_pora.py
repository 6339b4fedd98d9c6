"""Tim Pora: teams by office and area, their members, meetings, field activities, how complete their reports are."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pora import schema
from pora.config import office_today
from pora.figures.charts.status_heatmap import (
    describe_status_heatmap,
    draw_status_heatmap,
    kabupaten_states,
    kecamatan_states,
)
from pora.locale import _, _n, format_number, format_period
from pora.reference.places import name_place
from pora.schema.levels import INNER_LEVELS
from pora.schema.period import last_day
from pora.statistics.completeness import make_cells
from pora.statistics.teams import (
    Reports,
    TeamCounts,
    count_teams,
    describe_team_counts,
    describe_unknowns,
    summarise_reports,
)
from pora.ui.components.figure import show_figure
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, read_provenance, show_filters, show_number, show_provenance
from pora.ui.sections.meetings import show_meetings
from pora.ui.sections.team_lists import show_follow_ups, show_villages
from pora.ui.upload.follow_up_form import offer_follow_ups
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.counts import person_words
from pora.wording.team_tables import (
    format_known,
    format_part,
    make_activity_counts,
    make_activity_table,
    make_kabupaten_table,
    make_kecamatan_table,
    make_list_table,
    make_office_table,
    make_reporting_table,
    make_rule_table,
    name_reports,
)
from pora.wording.teams import (
    LEGAL_BASIS,
)

MONTHS = 12
SHORT_TABLE = 10  # more rows scroll
TABLE_HEIGHT = 430  # pixels
MOST_ROWS = 40  # of the figure of completeness


@dataclass(frozen=True)
class Content:
    """What the page shows of one place, month and category; `team_tables` by title. `reports` is None without any case
    table."""

    counts: TeamCounts
    reports: Reports | None
    team_tables: dict[str, pd.DataFrame]
    meetings: pd.DataFrame
    activities: pd.DataFrame
    activity_counts: pd.DataFrame
    activity_table: pd.DataFrame
    rules: pd.DataFrame
    unknown: list[str]


def find_day(period: str) -> dt.date:
    """The day for which working areas are asked: the last of the month, today without one."""
    return last_day(period) if period else office_today()


def read_months(reader: Reader, view: View) -> pd.DataFrame:
    """The last months by kabupaten/kota, or by kecamatan within one."""
    level = schema.KECAMATAN if view.level in INNER_LEVELS else schema.KABUPATEN_KOTA
    rows = reader.ask(queries.select_level_series, view.cut, level)
    return rows.loc[rows["period"].isin(sorted(rows["period"].unique())[-MONTHS:])]


def make_content(reader: Reader, view: View) -> Content:
    """All that the page says of the teams of a place, read and counted once."""
    day = find_day(view.periode)
    teams = reader.ask(queries.select_teams, view.wilayah, day)
    meetings = reader.ask(queries.select_meetings, view.wilayah, day)
    activities = reader.ask(queries.select_activities, view.wilayah, day)
    own = reader.ask(queries.select_level_teams, level=schema.PROVINSI, area_code=view.wilayah)
    months = read_months(reader, view) if view.periode else pd.DataFrame()
    reports = summarise_reports(months, view.periode, MONTHS) if len(months) else None
    counts = count_teams(teams)
    return Content(
        counts=counts,
        reports=reports,
        team_tables=make_team_tables(reader, view, teams, reports),
        meetings=meetings,
        activities=activities,
        activity_counts=make_activity_counts(activities),
        activity_table=make_activity_table(activities),
        rules=make_rule_table(counts, own),
        unknown=describe_unknowns(counts, meetings, activities),
    )


def make_team_tables(
    reader: Reader, view: View, teams: pd.DataFrame, reports: Reports | None
) -> dict[str, pd.DataFrame]:
    """Offices of a wider area, kabupaten/kota of an office or group, kecamatan of a kabupaten/kota."""
    if view.level in (schema.KANIM, schema.KELOMPOK):
        return {_("Tim kabupaten/kota"): make_kabupaten_table(teams, reports)}
    if view.level not in INNER_LEVELS:
        return {_("Tim menurut kantor imigrasi"): make_office_table(teams, reports)}
    below = reader.ask(queries.select_level_teams, level=schema.KECAMATAN, area_code=view.wilayah)
    tables = {_("Tim kecamatan"): make_kecamatan_table(below, reports)}
    if view.level == schema.KECAMATAN:
        return tables
    whole = reports.add_up({code: code[:5] for code in reports.rows["area_code"]}) if reports else None
    return {_("Tim kabupaten/kota"): make_kabupaten_table(teams, whole)} | tables


def show_headline_numbers(view: View, content: Content) -> None:
    """Teams said to be formed beside teams by law, reports made beside reports due, meetings with activities."""
    counts, reports, activities = content.counts, content.reports, content.activities
    done = int((activities["activity_status"] == schema.DONE).sum())
    known = _("disebut terbentuk, dari tim menurut ketentuan")
    numbers = [
        (_("Tim kabupaten/kota"), format_known(counts.reported_kabupaten, counts.kabupaten), known),
        (_("Tim kecamatan"), format_known(counts.reported_kecamatan, counts.kecamatan), known),
        (
            _("Rapat tercatat"),
            format_number(len(content.meetings)),
            _("kegiatan lapangan: {done} dilaksanakan, {announced} diumumkan").format(
                done=format_number(done), announced=format_number(len(activities) - done)
            ),
        ),
    ]
    if reports:
        now = reports.rows[["reporting_count", "kecamatan_count"]].sum()
        label = _("Kecamatan melapor, {period}").format(period=format_period(reports.period))
        words = _("laporan {persons}").format(persons=person_words(view.kategori))
        numbers.insert(2, (label, format_part(now["reporting_count"], now["kecamatan_count"]), words))
    for column, (label, number, note) in zip(st.columns(len(numbers)), numbers, strict=True):
        with column:
            show_number(label, number, note)


def show_scrolling(table: pd.DataFrame, figures: Collection[str] = ()) -> None:
    """A table that scrolls where it is long."""
    show_table(table, figures, TABLE_HEIGHT if len(table) > SHORT_TABLE else None)


def show_teams(content: Content) -> None:
    numbers = [_("Tim kabupaten/kota"), _("Tim kecamatan"), _("Anggota diketahui")]
    for title, table in content.team_tables.items():
        st.header(title)
        show_scrolling(table, [*numbers, *(name_reports(content.reports) if content.reports else ())])
    st.caption(_("Tanda – berarti belum ada keterangan, bukan nol."))


def show_activities(content: Content) -> None:
    st.header(_("Kegiatan lapangan"))
    if content.activities.empty:
        st.info(_("Belum ada kegiatan lapangan yang tercatat untuk wilayah ini."))
        return
    show_table(content.activity_counts, [_("Dilaksanakan"), _("Diumumkan")])
    show_scrolling(content.activity_table, [_("Titik"), _("Orang diperiksa"), _("Temuan"), _("Diamankan")])


def show_completeness(reader: Reader, view: View, reports: Reports) -> None:
    """Teams by months; only where they are few enough to be read."""
    st.header(_("Kelengkapan laporan per tim"))
    if len(reports.rows) > MOST_ROWS:
        st.info(_("Pilih provinsi atau kantor imigrasi untuk melihat kelengkapan per tim."))
        return
    figure, words, twin = reader.make(make_completeness, view)
    show_figure(figure, f"completeness_{view.wilayah}_{view.kategori}", words)
    with st.expander(_("Sebagai tabel")):
        show_table(twin)


def make_completeness(reader: Reader, view: View) -> tuple[go.Figure, str, pd.DataFrame]:
    """Figure, its words, and the same as a table."""
    by_kecamatan = view.level in INNER_LEVELS
    months = read_months(reader, view)
    cells = make_cells(months, by_kecamatan)
    states = kecamatan_states() if by_kecamatan else kabupaten_states()
    return draw_status_heatmap(cells, states), describe_status_heatmap(cells, states), make_reporting_table(months)


def show_rules(content: Content) -> None:
    """What the law says beside what is known, and what is not known."""
    st.header(_("Tim menurut {law} dan yang diketahui").format(law=LEGAL_BASIS))
    show_table(content.rules, [_("Menurut ketentuan"), _("Disebut terbentuk")])
    st.markdown("\n".join(f"- {line}" for line in content.unknown))


def show_lists(reader: Reader) -> None:
    """What offices sent, for the whole database."""
    lists = reader.ask(queries.select_lists)
    lists = lists.loc[lists["list_kind"] != schema.AGENCY_FIGURE]  # those stand on Mutu
    if len(lists):
        with st.expander(_("Daftar kantor yang dimuat: {n}").format(n=format_number(len(lists)))):
            show_scrolling(make_list_table(lists), [_("Baris")])


def describe_sources(reader: Reader, view: View, reports: Reports | None) -> list[str]:
    """Lines for the foot of the page; of the reports also whether their offices have approved the month."""
    lines = [_("Tim, rapat dan kegiatan: sumber di tiap baris")]
    if reports:
        lines.append(
            _n("Kelengkapan: tabel kasus {persons}, {n} bulan sampai {period}", reports.months).format(
                persons=person_words(view.kategori), n=reports.months, period=format_period(reports.period)
            )
        )
        approval = read_provenance(reader, view).approval
        lines += [approval.words] if approval else []
    return lines


def show_page() -> None:
    """Teams, meetings, activities and rules of the place; what is not known is told as such, never as zero."""
    reader, view = open_page()
    content = reader.make(make_content, view)
    st.title(describe_team_counts(name_place(view.wilayah), view.level, content.counts))
    if reader.facts.has_sample:
        st.caption(_("Yang contoh di halaman ini hanya kelengkapan laporan; tim, rapat dan kegiatan ada sumbernya."))
    if view.periode:
        show_filters(reader, view)
    show_headline_numbers(view, content)
    show_teams(content)
    show_meetings(reader, content.meetings)
    if view.periode:
        show_follow_ups(reader, view)
        offer_follow_ups(reader, view)
    show_activities(content)
    if view.periode:
        show_villages(reader, view)
    if content.reports:
        show_completeness(reader, view, content.reports)
    show_rules(content)
    show_lists(reader)
    show_provenance(reader, describe_sources(reader, view, content.reports))


run_page(show_page)
