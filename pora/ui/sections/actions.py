"""Penindakan: what was done in the year so far, by kind, month, place, office and nationality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from pora import schema
from pora.figures.charts.bars_and_trend import draw_bars
from pora.figures.charts.paired_bars import draw_paired_bars
from pora.figures.maps.draw import draw_choropleth, draw_circles
from pora.figures.maps.groups import short_office_name
from pora.locale import _, _n, format_number
from pora.reference.offices import name_office, office_by_kabupaten
from pora.reference.places import name_place
from pora.schema import Cut, Span, year_before, year_to_date
from pora.schema.levels import WIDE_LEVELS
from pora.statistics.area_values import place_cells
from pora.statistics.dimensions import DetailRow, make_detail_bars
from pora.statistics.flows import YearPair, find_pair, make_flow_months, mark_without_place, pair_years
from pora.statistics.measures import NOT_DETAILED
from pora.ui.components.figure import show_figure
from pora.ui.components.figure_table import show_figure_table
from pora.ui.components.tables import show_table
from pora.ui.map.cells import take_counts
from pora.ui.map.figure import show_map
from pora.ui.map.ground import find_groups, make_ground
from pora.ui.map.spec import require_layers
from pora.ui.parts.data import Reader
from pora.ui.sections.lines import describe_no_detail
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording import actions as words
from pora.wording.alt_text import describe_bars, describe_map
from pora.wording.counts import describe_cell

_MAP_HEIGHT, _MAP_LABELS, _TOP = 380, 10, 8  # height in pixels


@dataclass(frozen=True)
class ActionsInView:
    """What a reader looks at: a place, the year up to a month, a kind."""

    reader: Reader
    view: View

    @property
    def cut(self) -> Cut:
        return Cut(self.reader.choices.around(self.view.wilayah, self.view.periode), self.view.periode, schema.TINDAKAN)

    @property
    def span(self) -> Span:
        return year_to_date(self.cut)

    @property
    def kind(self) -> str:
        return self.view.jenis

    @property
    def place(self) -> str:
        return name_place(self.cut.area_code)

    @cached_property
    def pairs(self) -> list[YearPair]:
        now, before = (
            self.reader.ask(queries.select_action_sums, span) for span in (self.span, year_before(self.span))
        )
        return pair_years(now, before)

    @property
    def pair(self) -> YearPair:
        return find_pair(self.pairs, self.kind)

    def read_cells(self, level: str) -> pd.DataFrame:
        return take_counts(self.reader.ask(queries.select_action_cells, self.span, level, self.kind))


def show_action_kinds(shown: ActionsInView) -> None:
    """Every kind that reports name, beside the same months of last year."""
    st.header(_("Menurut jenis, {span}").format(span=words.name_span(shown.span)))
    if not shown.pairs:
        st.info(_("Belum ada laporan tindakan dari {place} untuk masa ini.").format(place=shown.place))
        return
    table = words.make_kind_table(shown.pairs, shown.span)
    show_table(table, table.columns[1:])
    st.caption(words.warn_of_kinds())


def show_action_months(shown: ActionsInView) -> None:
    """The chosen kind, month by month, beside last year's months."""
    st.header(_("{kind} per bulan").format(kind=words.name_kind(shown.kind)))
    detail = shown.reader.ask(queries.select_detail_series, shown.cut, schema.ACTION_KIND.name)
    now, before = (make_flow_months(detail, span.months, shown.kind) for span in (shown.span, year_before(shown.span)))
    measure = words.kind_measure(shown.kind)
    figure = draw_paired_bars(now, before, measure)
    show_figure(figure, "action_months", words.describe_paired_months(now, before, measure.title))
    show_figure_table("action_months_table", lambda: words.make_month_table(now, before))


def show_action_places(shown: ActionsInView) -> None:
    """Where it was done, by kabupaten/kota, and how much of it no map can show."""
    st.header(_("{kind} per kabupaten/kota").format(kind=words.name_kind(shown.kind)))
    layers, measure = require_layers(shown.view.lapis), words.kind_measure(shown.kind)
    offices = shown.read_cells(schema.KANIM)
    cells = mark_without_place(shown.read_cells(schema.KABUPATEN_KOTA), offices, office_by_kabupaten(shown.span.last))
    codes, area_code = cells["area_code"].tolist(), shown.cut.area_code
    frame = place_cells(cells, layers.find_labels(schema.KABUPATEN_KOTA))
    groups = find_groups(shown.view.garis, area_code, shown.span.last, codes)
    ground = make_ground(layers, schema.KABUPATEN_KOTA, area_code, codes, groups)
    draw = draw_choropleth if layers.kind == "petak" else draw_circles
    show_map(
        draw(frame, ground, measure, _MAP_LABELS), "action_map", describe_map(frame, measure), shown.view, _MAP_HEIGHT
    )
    if (unplaced := count_unplaced(shown.pair, cells)) is not None:
        sentence = _n("{n} dilaporkan kantor tanpa kabupaten/kota: termasuk dalam jumlah, tidak ada di peta.", unplaced)
        st.caption(sentence.format(n=format_number(unplaced)))
    show_figure_table("action_places_table", lambda: _make_area_table(cells, _("Kabupaten/kota")))


def count_unplaced(pair: YearPair, cells: pd.DataFrame) -> int | None:
    """What is in the number of the place and in no area of it; None where it is nothing, or hidden."""
    if pair.now.count is None or (cells["status"] == schema.DISAMARKAN).any():
        return None
    return pair.now.count - int(cells["value"].sum()) or None


def show_action_offices(shown: ActionsInView) -> None:
    """The chosen kind by office."""
    st.header(_("{kind} per kantor").format(kind=words.name_kind(shown.kind)))
    cells = shown.read_cells(schema.KANIM)
    if cells.empty:
        st.caption(_("Angka per kantor di luar wewenang Anda."))
        return
    names = [short_office_name(name_office(code)) for code in cells["area_code"]]
    bars = cells.assign(area_name=names).sort_values("value", ascending=False, kind="stable", na_position="last")
    measure = words.kind_measure(shown.kind)
    show_figure(draw_bars(bars, measure), "action_offices", describe_bars(bars, measure))
    show_figure_table("action_offices_table", lambda: _make_area_table(bars, _("Kantor")))


def _make_area_table(cells: pd.DataFrame, heading: str) -> pd.DataFrame:
    ranked = cells.sort_values("value", ascending=False, kind="stable", na_position="last")
    rows = [row for _i, row in ranked.iterrows()]
    return pd.DataFrame(
        {
            heading: [row["area_name"] for row in rows],
            _("Jumlah"): [describe_cell({"status": row["status"], "person_count": row["value"]}) for row in rows],
            _("Bulan melapor"): [format_number(_count_months(row)) for row in rows],
        }
    )


def show_action_nationalities(shown: ActionsInView) -> None:
    """Whom the chosen kind concerned; the public form does not detail a kind further."""
    st.header(_("{kind} menurut kewarganegaraan").format(kind=words.name_kind(shown.kind)))
    if shown.reader.choices.is_public:
        st.caption(describe_no_detail())
        return
    if not shown.pair.now.count:
        st.caption(_("Tidak ada rincian: {state}.").format(state=words.shorten_sum(shown.pair.now)))
        return
    detail = [DetailRow(*row) for row in shown.reader.ask(queries.list_action_nationalities, shown.span, shown.kind)]
    bars = make_detail_bars(detail, schema.NATIONALITY.name, _TOP)
    measure = words.kind_measure(shown.kind)
    show_figure(draw_bars(bars, measure), "action_nationalities", describe_bars(bars, measure))
    show_figure_table("action_nationalities_table", lambda: _make_bar_table(bars))


def _make_bar_table(bars: pd.DataFrame) -> pd.DataFrame:
    counts = [describe_cell({"status": row["status"], "person_count": row["value"]}) for _i, row in bars.iterrows()]
    return pd.DataFrame({_("Kewarganegaraan"): bars["area_name"], _("Jumlah"): counts})


def show_action_reports(shown: ActionsInView) -> None:
    """In how many of the months of both years each office names the chosen kind; of a kabupaten/kota in how many it is
    named."""
    st.header(_("Kelengkapan laporan"))
    spans = (shown.span, year_before(shown.span))
    if has_parts(shown):
        answers = [shown.reader.ask(queries.select_action_cells, span, schema.KANIM, shown.kind) for span in spans]
        counts = [{row["area_code"]: _count_months(row) for _i, row in cells.iterrows()} for cells in answers]
        names = {code: name_office(code) for code in counts[0]}
    else:
        names = {shown.cut.area_code: shown.place}
        counts = [{shown.cut.area_code: len(one.months)} for one in (shown.pair.now, shown.pair.before)]
    if not names:
        st.caption(_("Angka per kantor di luar wewenang Anda."))
        return
    show_table(_make_report_table(names, spans, counts), [span.last[:4] for span in spans])
    every = len(shown.span.months)
    if any(count.get(code, 0) < every for count in counts for code in names):
        st.caption(_("Tidak semua bulan dilaporkan: selisih dua tahun dapat juga berasal dari laporan."))
    st.caption(_("Bulan tanpa laporan bukan nol. Jumlah di atas adalah bulan yang dilaporkan saja."))


def _make_report_table(
    names: Mapping[str, str], spans: Sequence[Span], counts: Sequence[Mapping[str, int]]
) -> pd.DataFrame:
    """How many months of each year, by who reports."""
    every = format_number(len(spans[0].months))
    columns = {
        span.last[:4]: [_("{n} dari {m}").format(n=format_number(count.get(code, 0)), m=every) for code in names]
        for span, count in zip(spans, counts, strict=True)
    }
    return pd.DataFrame({_("Bulan melapor"): list(names.values()), **columns})


def _count_months(row: pd.Series) -> int:
    return 0 if row["status"] in (schema.BELUM_LAPOR, NOT_DETAILED) else len(row["months"])


def show_published_actions(shown: ActionsInView) -> None:
    """What agencies published of the place, in their own words; nothing where there is nothing."""
    rows = words.list_published_flows(shown.reader.ask(queries.select_agency_figures, shown.cut.area_code))
    if not rows:
        return
    st.header(_("Angka terbit tentang {place}").format(place=shown.place))
    st.caption(_("Menurut kata sumbernya: TAK dan deportasi sering tertukar. Tidak dijumlahkan dengan laporan kantor."))
    show_table(words.make_flow_figure_table(rows), [_("Angka terbit")])


def has_parts(shown: ActionsInView) -> bool:
    """Whether the place has parts to be drawn."""
    return shown.view.level in WIDE_LEVELS
