"""Refugees and asylum seekers on a page: where they are, who they are, what was published of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pora import schema
from pora.figures.charts.bars_and_trend import draw_bars
from pora.locale import _, format_change, format_number
from pora.statistics.dimensions import make_detail_bars
from pora.statistics.measures import count_measure
from pora.statistics.publications import describe_as_of, describe_value
from pora.ui.components.figure import show_figure
from pora.ui.components.figure_table import show_figure_table
from pora.ui.components.tables import show_table
from pora.ui.map.figure import draw_case_map, show_map
from pora.ui.parts.data import Reader
from pora.ui.sections.lines import describe_no_detail
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.alt_text import describe_bars
from pora.wording.counts import describe_cell

REFUGEE_MAP_HEIGHT = 460  # pixels
REFUGEE_MAP_LABELS = 8  # areas named on the map
TOP_ORIGINS = 8


def _dimension_words() -> dict[str, str]:
    return {
        schema.UNHCR_STATUS.name: _("Status UNHCR"),
        schema.UNHCR_CARD.name: _("Kartu UNHCR"),
        schema.NATIONALITY.name: _("Asal"),
    }


def show_refugee_notes(reader: Reader, view: View) -> None:
    """What sources published for this very place and month; then what to mind with such numbers."""
    figures = reader.ask(queries.select_figures)
    here = (figures["area_code"] == view.wilayah) & (figures["period"] == view.periode)
    for _i, figure in figures.loc[here & (figures["category"] == schema.PENGUNGSI)].iterrows():
        st.markdown(
            _("Angka terbit {as_of}: **{value}** ({agency}; {source})").format(
                as_of=describe_as_of(figure["as_of"], figure["as_of_precision"]),
                value=describe_value(figure),
                agency=figure["agency"],
                source=figure["source"],
            )
        )
    st.caption(
        _(
            "Pengungsi menurut Perpres 125/2016: pengungsi dan pencari suaka. Angka kecil dapat menunjuk orang "
            "tertentu: halaman ini bagi yang berwenang, jangan diteruskan."
        )
    )


def show_places(reader: Reader, view: View, cell: Mapping[str, Any]) -> None:
    """The map, and in words whom it can't show: those that no kecamatan has."""
    st.header(_("Tempat"))
    drawn = draw_case_map(reader, view, REFUGEE_MAP_LABELS)
    show_map(drawn.drawing, "map", drawn.words, view, REFUGEE_MAP_HEIGHT, zooms=True)
    unplaced = cell["unplaced_count"]
    if cell["unplaced_status"] == schema.DISAMARKAN:
        st.caption(_("Yang tidak dirinci per kecamatan disamarkan: termasuk dalam jumlah, tidak ada di peta."))
    if pd.notna(unplaced) and unplaced:
        words = _("{n} tidak dirinci per kecamatan: termasuk dalam jumlah, tidak ada di peta.")
        st.caption(words.format(n=format_number(int(unplaced))))
    show_figure_table("places_table", lambda: _make_place_table(reader, view, cell))


def _make_place_table(reader: Reader, view: View, cell: Mapping[str, Any]) -> pd.DataFrame:
    """The kecamatan that reported, the part that has none, and how many did not report."""
    cells = reader.ask(queries.select_cells, view.cut, schema.KECAMATAN)
    cells = cells.assign(is_held=bool(reader.list_waiting(view.periode)))
    shown = cells.loc[cells["status"] != schema.BELUM_LAPOR].sort_values("person_count", ascending=False)
    rows = [(f"{row['area_name']}, {row['parent_name']}", describe_cell(row)) for _i, row in shown.iterrows()]
    if cell["unplaced_status"] == schema.DISAMARKAN:
        rows.append((_("Tidak dirinci per kecamatan"), _("disamarkan")))
    if pd.notna(cell["unplaced_count"]):
        rows.append((_("Tidak dirinci per kecamatan"), format_number(int(cell["unplaced_count"]))))
    if silent := len(cells) - len(shown):
        rows.append((_("{n} kecamatan lain").format(n=format_number(silent)), _("belum lapor")))
    return pd.DataFrame(rows, columns=[_("Kecamatan"), _("Pengungsi")])


def _make_bars(reader: Reader, view: View, dimension: str) -> pd.DataFrame:
    return make_detail_bars(reader.read_detail(view.cut, dimension), dimension, TOP_ORIGINS)


def show_details(reader: Reader, view: View, cell: Mapping[str, Any]) -> None:
    """Bars by origin and status; a sentence where the month has no number or the version no detail."""
    if cell["status"] != schema.ANGKA:
        st.info(_("Tidak ada rincian: {state}.").format(state=describe_cell(cell)))
        return
    for dimension, title in _dimension_words().items():
        st.header(title)
        if not reader.has_detail(view.wilayah, dimension):
            st.caption(describe_no_detail())
            continue
        bars = reader.make(_make_bars, view, dimension)
        measure = count_measure(view.kategori)
        show_figure(draw_bars(bars, measure), f"bars_{dimension}", f"{title}. {describe_bars(bars, measure)}")
    show_figure_table("bars_table", lambda: _make_detail_table(reader, view))


def _make_detail_table(reader: Reader, view: View) -> pd.DataFrame:
    rows = [
        (f"{title}: {bar['area_name']}", describe_cell(bar.rename({"value": "person_count"})))
        for dimension, title in _dimension_words().items()
        if reader.has_detail(view.wilayah, dimension)
        for _i, bar in reader.make(_make_bars, view, dimension).iterrows()
    ]
    return pd.DataFrame(rows, columns=[_("Rincian"), _("Pengungsi")])


def _make_published(reader: Reader) -> pd.DataFrame:
    """Published figures on refugees, each beside the case table of the same area and month where there is one."""
    figures = reader.ask(queries.select_figures)
    loaded = reader.ask(queries.select_reconciliation)[["figure_id", "loaded_count", "status", "gap"]]
    rows = figures.loc[figures["category"] == schema.PENGUNGSI].merge(loaded, "left", "figure_id", validate="1:1")
    has_cell = rows["status"].notna()
    cells = [
        describe_cell({"person_count": n, "status": s}) if known else "–"
        for n, s, known in zip(rows["loaded_count"], rows["status"], has_cell, strict=True)
    ]
    return pd.DataFrame(
        {
            _("Keadaan per"): [
                describe_as_of(a, p) for a, p in zip(rows["as_of"], rows["as_of_precision"], strict=True)
            ],
            _("Wilayah"): rows["area_name"],
            _("Angka terbit"): [describe_value(row) for _i, row in rows.iterrows()],
            _("Tabel kasus"): cells,
            _("Selisih"): ["–" if pd.isna(gap) else format_change(int(gap)) for gap in rows["gap"]],
            _("Sumber"): rows["agency"] + ", " + rows["source"],
            _("Catatan"): rows["note"].fillna(""),
        }
    )


def show_published_refugees(reader: Reader) -> None:
    st.header(_("Angka terbit di samping tabel kasus"))
    show_table(reader.make(_make_published), [_("Angka terbit"), _("Tabel kasus"), _("Selisih")])
    st.caption(_("Keduanya tidak dijumlahkan. Pengungsi tidak pernah dijumlahkan dengan pemegang izin tinggal."))
