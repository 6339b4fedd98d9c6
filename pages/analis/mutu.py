"""Mutu: who has reported, who is late, what was loaded and refused, how it agrees with published figures."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pora import schema
from pora.figures.charts.status_heatmap import (
    describe_status_heatmap,
    draw_status_heatmap,
    kabupaten_states,
    kecamatan_states,
)
from pora.locale import _, _n, format_number, format_period
from pora.reference.offices import name_office, office_by_kabupaten
from pora.reference.places import place_level
from pora.schema import Cut
from pora.schema.levels import PART_LEVEL
from pora.statistics.completeness import find_late, make_cells
from pora.ui.components.figure import show_figure
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import choose_category, name_places, open_page, show_footer, show_number
from pora.ui.sections.agencies import show_agencies
from pora.ui.sections.desa_reports import show_desa_reports
from pora.ui.sections.information_lost import show_information_lost
from pora.ui.sections.reconciliation import show_reconciliation
from pora.ui.upload.approvals import show_approvals
from pora.ui.upload.file_history import show_batches
from pora.ui.upload.report import show_messages
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.ui.view.widgets import follow, widget_key
from pora.warehouse import queries
from pora.wording.counts import person_words

SHOWN_MONTHS = 24
UNMATCHED = ("ambiguous-area", "unknown-area", "damaged-code", "area-group", "area-level", "area-conflict")


def choose_place(reader: Reader, view: View) -> None:
    """The country shows its provinces, other places their kabupaten/kota, a kabupaten/kota its kecamatan."""
    names = reader.make(name_places)
    place = reader.choices.around(view.wilayah, view.periode)
    key = widget_key("choose_place", place)
    st.selectbox(
        _("Wilayah"),
        list(names),
        list(names).index(place),
        format_func=names.__getitem__,
        key=key,
        on_change=follow(key, lambda code: change_view(wilayah=code)),
    )


def show_completeness(reader: Reader, view: View) -> None:
    """Areas by months, coloured by what was reported."""
    st.header(_("Kelengkapan per bulan"))
    place, category = st.columns([3, 1])
    with place:
        choose_place(reader, view)
    with category:
        choose_category(view)
    cut = replace(
        view.cut, area_code=reader.choices.around(view.wilayah, view.periode), period=reader.choices.periods[-1]
    )
    figure, words, twin = reader.make(make_heat, cut)
    show_figure(figure, f"heat_{cut.area_code}_{cut.category}", words)
    with st.expander(_("Sebagai tabel")):
        st.dataframe(twin, width="stretch", key="heat_twin")  # 24 months: only this one scrolls sideways


def make_heat(reader: Reader, cut: Cut) -> tuple[go.Figure, str, pd.DataFrame]:
    """Figure, its words, and the same as a table, newest month first."""
    level = PART_LEVEL.get(place_level(cut.area_code), schema.KECAMATAN)
    by_kecamatan = level == schema.KECAMATAN
    rows = reader.ask(queries.select_level_series, cut, level)
    cells = make_cells(rows.loc[rows["period"].isin(reader.choices.periods[-SHOWN_MONTHS:])], by_kecamatan)
    states = kecamatan_states() if by_kecamatan else kabupaten_states()
    names = cells.drop_duplicates("area_code").set_index("area_code")["area_name"]
    twin = cells.pivot(index="area_code", columns="period", values="short").loc[names.index]
    twin = twin[sorted(twin.columns, reverse=True)].rename(columns=format_period)
    twin = twin.set_axis(pd.Index(names, name=_("Wilayah")))
    return draw_status_heatmap(cells, states), describe_status_heatmap(cells, states), twin


def show_late(late: pd.DataFrame, newest: str, category: str) -> None:
    """Kabupaten/kota without a report for the newest month, with their office and last report."""
    st.header(_("Terlambat untuk {period}").format(period=format_period(newest)))
    if late.empty:
        st.success(_("Semua kabupaten/kota sudah melapor."), icon=":material/check_circle:")
        return
    offices = office_by_kabupaten(newest)
    st.caption(_("Kabupaten/kota tanpa laporan {persons} pada bulan terbaru.").format(persons=person_words(category)))
    show_table(
        pd.DataFrame(
            {
                _("Kabupaten/kota"): late["area_name"],
                _("Kantor"): [
                    name_office(offices[code]) if code in offices else _("belum diketahui")
                    for code in late["area_code"]
                ],
                _("Laporan terakhir"): [
                    format_period(last) if pd.notna(last) else _("belum pernah") for last in late["last"]
                ],
            }
        ),
    )


def show_rejected(reader: Reader, rejected: pd.DataFrame) -> None:
    """Names that nobody knows together first, since one alias mends many rows; then every error."""
    st.header(_("Baris yang ditolak"))
    if reader.choices.is_public:
        st.caption(_("Isi baris yang ditolak tidak ada dalam versi publik."))
        return
    if rejected.empty:
        st.caption(_("Tidak ada: setiap berkas dimuat utuh."))
        return
    names = rejected.loc[rejected["error_code"].isin(UNMATCHED)]
    if len(names):
        st.markdown(_("**Nama dan kode wilayah yang tidak dikenali**"))
        groups = names.groupby(["value", "message"], dropna=False, sort=False).size().reset_index(name="rows")
        show_messages(
            {
                _("Isi"): groups["value"].fillna(_("(kosong)")).tolist(),
                _("Muncul"): [_n("{n} baris", n).format(n=format_number(n)) for n in groups["rows"]],
                _("Yang harus dilakukan"): groups["message"].tolist(),
            },
            len(groups),
        )
        st.markdown(_("**Semua kesalahan**"))
    show_messages(
        {
            _("Berkas"): rejected["file_name"].tolist(),
            _("Lembar"): rejected["sheet"].fillna("–").tolist(),
            _("Baris"): [str(row) for row in rejected["row_number"]],
            _("Kolom"): rejected["column_name"].fillna("–").tolist(),
            _("Isi"): rejected["value"].fillna(_("(kosong)")).tolist(),
            _("Yang salah dan yang harus dilakukan"): rejected["message"].tolist(),
        },
        len(rejected),
    )


def read_parts(reader: Reader, category: str, newest: str) -> pd.DataFrame:
    """One row per month and kabupaten/kota of all that the reader sees; per kecamatan of what they see no more of."""
    rows = pd.concat(
        reader.ask(
            queries.select_level_series,
            Cut(root, newest, category),
            schema.KECAMATAN if place_level(root) == schema.KECAMATAN else schema.KABUPATEN_KOTA,
        )
        for root in reader.choices.roots
    ).drop_duplicates(["period", "area_code"], ignore_index=True)
    codes = rows["area_code"]
    return rows.loc[(codes.str.len() == 5) | ~codes.str[:5].isin(codes)]


def show_headline_numbers(
    reader: Reader, view: View, whole: pd.DataFrame, late: pd.DataFrame, rejected: pd.DataFrame
) -> None:
    """`whole`: the parts of all that the reader sees, in the newest month."""
    newest = whole["period"].iloc[0]
    reconciliation = reader.ask(queries.select_reconciliation)
    agreeing = int((reconciliation["gap"] == 0).sum())
    numbers = (
        (
            _("Kecamatan melapor, {period}").format(period=format_period(newest)),
            _("{n} dari {m}").format(
                n=format_number(whole["reporting_count"].sum()), m=format_number(whole["kecamatan_count"].sum())
            ),
            _("laporan {persons}").format(persons=person_words(view.kategori)),
        ),
        (
            _("Kabupaten/kota terlambat"),
            format_number(len(late)),
            _("tanpa laporan untuk {period}").format(period=format_period(newest)),
        ),
        (
            _("Baris ditolak"),
            format_number(rejected[["batch_id", "sheet", "row_number"]].drop_duplicates().shape[0]),
            _("dari berkas yang dimuat sebagian"),
        ),
        (
            _("Cocok dengan angka terbit"),
            _("{n} dari {m}").format(n=format_number(agreeing), m=format_number(len(reconciliation))),
            _("yang definisinya sama"),
        ),
    )
    for column, (label, number, note) in zip(st.columns([4, 3, 3, 3]), numbers, strict=True):
        with column:
            show_number(label, number, note)


def show_page() -> None:
    """Who reported in the newest month and in that of the view; batches, refused rows, reconciliation of all months,
    what agencies say of the place."""
    reader, view = open_page()
    st.title(_("Mutu data"))
    if view.periode:
        newest = max(reader.choices.periods_of(root)[-1] for root in reader.choices.roots)
        parts = read_parts(reader, view.kategori, newest)
        late, rejected = find_late(parts, newest), reader.ask(queries.select_rejected)
        show_headline_numbers(reader, view, parts.loc[parts["period"] == newest], late, rejected)
        show_completeness(reader, view)
        show_desa_reports(reader, view)
        show_late(late, newest, view.kategori)
    show_approvals(reader)
    show_batches(reader)
    if view.periode:
        show_rejected(reader, rejected)
        show_information_lost(reader, view.periode)
    show_reconciliation(reader)
    show_agencies(reader, view)
    show_footer(reader, view)


run_page(show_page)
