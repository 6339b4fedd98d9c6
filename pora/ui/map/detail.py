"""The panel beside the map: what is known of one area in this month, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora import schema
from pora.config import office_time
from pora.figures.charts.small_multiples import Multiple, draw_multiple
from pora.locale import _, _n, format_change, format_day, format_number, format_period
from pora.reference.areas import area_index
from pora.reference.areas.desa import count_desa, find_desa
from pora.reference.places import name_place, place_level
from pora.schema import Cut
from pora.statistics.desa import list_desa_bars
from pora.statistics.dimensions import list_detail_bars
from pora.statistics.trends import Line, find_hidden, read_month_values
from pora.ui.map.detail_html import Breakdown, write_breakdowns, write_head, write_source
from pora.ui.map.tables import name_within
from pora.ui.map.villages import describe_villages_of
from pora.ui.parts.change import can_compare, compared_month
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import has_desa, list_desa_below
from pora.ui.view.parse import default_view
from pora.ui.view.url import LinkParameters, change_view, choose
from pora.ui.view.view import FRAME_PARAMETERS, View, filter_words, view_parameters
from pora.warehouse import queries
from pora.warehouse.peers import read_peers
from pora.wording.counts import describe_cell, person_words
from pora.wording.desa import describe_desa_reports, describe_desa_share
from pora.wording.highlights import describe_revision
from pora.wording.peers import describe_peers

NAMED_VALUES = 5  # values named one by one
SHOWN_FILES = 2


def detailed_area(view: View) -> str:
    """The area that was clicked, else the place in view."""
    return view.pilih or view.wilayah


def show_detail(reader: Reader, view: View) -> None:
    """The panel with its ways on: into the area, back to what is above it, or away from it."""
    area_code = detailed_area(view)
    of_frame = tuple((name, st.query_params[name]) for name in FRAME_PARAMETERS if name in st.query_params)
    with st.container(key="map_detail", horizontal=True, gap="small"):
        if has_desa(reader, view) and view.level != schema.DESA:
            _choose_desa(reader, view)
        head, body = reader.make(make_head, view, area_code), reader.make(make_body, view, area_code, of_frame)
        if not view.pilih and not list_above(reader, view):
            st.html(head + body)
            return
        st.html(head)
        show_ways_on(reader, view, area_code)
        st.html(body)


def _choose_desa(reader: Reader, view: View) -> None:
    """The desa of the map that anything is known of, each of which a click on the map chooses, too."""
    names = {"": _("Semua desa/kelurahan")}
    names |= {code: name_within(code, view.wilayah) for code in list_desa_below(view) if reader.choices.sees(code)}
    choose("select", _("Desa/kelurahan"), "pilih", view, list(names), names)


def show_ways_on(reader: Reader, view: View, area_code: str) -> None:
    """Buttons to the parts of an area that was clicked, to the areas above the one in view, and to close it."""
    if view.pilih:
        inside = _find_inside(reader, view)
        words = _("Lihat per kecamatan") if len(view.pilih) == 5 else _("Buka {area}")
        words = words.format(area=area_index().display_name(inside))
        changes = {"wilayah": inside, "pilih": "" if inside == view.pilih else view.pilih}
        if inside != view.wilayah:
            st.button(words, key="open_area", icon=":material/zoom_in:", on_click=change_view, kwargs=changes)
        st.button(_("Tutup"), key="close_area", icon=":material/close:", on_click=change_view, kwargs={"pilih": ""})
        return
    for code in list_above(reader, view):
        st.button(
            name_place(code),
            key=f"back_{code}",
            icon=":material/arrow_upward:",
            on_click=change_view,
            kwargs={"wilayah": code},
        )


def _find_inside(reader: Reader, view: View) -> str:
    """The place that shows the area that was clicked: a desa in its kecamatan, a kecamatan in its kabupaten/kota."""
    if desa := find_desa(view.pilih):
        return str(desa.parent_code)
    return view.pilih[:5] if reader.choices.sees(view.pilih[:5], view.periode) else view.pilih


def list_above(reader: Reader, view: View) -> list[str]:
    """The areas above the one in view, the nearest first."""
    above = [view.wilayah[:5], reader.choices.root] if view.kecamatan_code else [reader.choices.root]
    return [code for code in dict.fromkeys(above) if code != view.wilayah and reader.choices.sees(code, view.periode)]


def make_head(reader: Reader, view: View, area_code: str) -> Markup:
    """The number of an area or its state, how it changed, how sure it is; with a filter that of those who match."""
    months = reader.list_months(replace(view.cut, area_code=area_code), view.case_filter)
    cell = months[-1]
    persons = person_words(view.kategori, cell["person_count"])
    if words := filter_words(view.case_filter):
        persons = _("{persons}, hanya {values}").format(persons=persons, values=", ".join(words))
    cut = replace(view.cut, area_code=area_code)
    notes = [*_describe_change(reader, view, area_code, months), *_describe_desa(reader, cut, cell)]
    notes += [*_describe_reports(cell, area_code), *describe_villages_of(reader, cut)]
    peers = None if view.case_filter else read_peers(reader.ask, cut)
    notes += [sentence for sentence in [describe_peers(peers) if peers else ""] if sentence]
    return write_head(name_place(area_code), describe_cell(cell), persons, notes)


def _describe_change(reader: Reader, view: View, area_code: str, months: Sequence[Mapping[str, Any]]) -> list[str]:
    before = compared_month(reader, view)
    periods = [month["period"] for month in months]
    if before is None or before not in periods:
        return []
    was, now = months[periods.index(before)], months[-1]
    period = format_period(before)
    if pd.isna(was["person_count"]):
        return [_("{period}: {state}").format(period=period, state=describe_cell(was))]
    if pd.isna(now["person_count"]):
        return [_("{n} pada {period}").format(n=format_number(int(was["person_count"])), period=period)]
    if not can_compare(reader, replace(view.cut, area_code=area_code), before):
        words = _("{n} pada {period}, tidak dibandingkan: salah satunya data contoh")
        return [words.format(n=format_number(int(was["person_count"])), period=period)]
    change = int(now["person_count"]) - int(was["person_count"])
    words = _("{change} sejak {period}") if change else _("Tetap sejak {period}")
    notes = [words.format(change=format_change(change), period=period)]
    revision = describe_revision(now) if "first_count" in now else None
    return [*notes, revision] if revision else notes


def _describe_desa(reader: Reader, cut: Cut, cell: Mapping[str, Any]) -> list[str]:
    """How many desa reported, for who sees exact counts: of a kecamatan, or that it did without them; of a wider place
    where some did."""
    level = place_level(cut.area_code)
    if reader.choices.is_public or level == schema.DESA:
        return []
    if level == schema.KABUPATEN_KOTA and not reader.choices.reports_by_desa(cut.area_code):
        return []
    if level != schema.KECAMATAN:
        return _describe_share(reader, cut)
    is_by_desa = reader.choices.reports_by_desa(cut.area_code)
    reports = describe_desa_reports(reader.ask(queries.select_desa, cut)) if is_by_desa else []
    has_number = cell["status"] in (schema.ANGKA, schema.NOL)
    return reports or ([_("tidak melapor per desa/kelurahan")] if has_number else [])


def _describe_share(reader: Reader, cut: Cut) -> list[str]:
    """How many desa and kelurahan of a wider place reported in the month."""
    counts = reader.read_month(queries.select_desa_report_counts, cut.period, area_code=cut.area_code)
    reporting = sum(row["reporting_count"] for row in counts if row["category"] == cut.category)
    if not reporting:
        return []
    inside = reader.ask(queries.select_inside, area_code=cut.area_code, period=cut.period)
    return describe_desa_share(reporting, sum(count_desa(code) for code in inside or [cut.area_code]))


def _describe_reports(cell: Mapping[str, Any], area_code: str) -> list[str]:
    """How sure: who reported, who is in no kecamatan, who may match the filter."""
    notes = []
    if place_level(area_code) not in (schema.KECAMATAN, schema.DESA):
        words = _("{n} dari {m} kecamatan melapor")
        notes.append(words.format(n=format_number(cell["reporting_count"]), m=format_number(cell["kecamatan_count"])))
    if cell.get("unplaced_status") == schema.DISAMARKAN:
        notes.append(_("yang tidak dirinci per kecamatan disamarkan"))
    unplaced = cell.get("unplaced_count")
    if unplaced is not None and pd.notna(unplaced) and unplaced:
        notes.append(_("{n} tidak dirinci per kecamatan").format(n=format_number(int(unplaced))))
    unknown = cell.get("unknown_count")
    if unknown is not None and pd.notna(unknown) and unknown:
        notes.append(_("{n} tidak dirinci menurut saringan").format(n=format_number(int(unknown))))
    return notes


def make_body(reader: Reader, view: View, area_code: str, of_frame: LinkParameters) -> Markup:
    """Months, details, source."""
    parts, aside = [_make_trend(reader, view, area_code, of_frame)], Markup('<p class="aside">{}</p>')
    if not reader.has_detail(area_code, schema.NATIONALITY.name):
        parts.append(aside.format(_("Rincian tidak ada dalam versi publik untuk tingkat ini.")))
    breakdowns = _make_breakdowns(reader, view, area_code)
    if breakdowns and view.case_filter:
        parts.append(aside.format(_("Rincian semua orang, tanpa saringan:")))
    parts.append(write_breakdowns(breakdowns))
    parts.append(write_source(_("Sumber"), list_sources(reader, view, area_code)))
    return Markup().join(parts)


def _make_trend(reader: Reader, view: View, area_code: str, of_frame: LinkParameters) -> Markup:
    """All months up to this one; the link leads to the page on months."""
    months = reader.list_months(replace(view.cut, area_code=area_code), view.case_filter)
    periods, states = ([month[name] for month in months] for name in ("period", "status"))
    span = _("{first} – {last}").format(first=format_period(periods[0]), last=format_period(periods[-1]))
    there = view_parameters(_open_months(view, area_code), default_view(reader.choices)) | dict(of_frame)
    values = read_month_values([month["person_count"] for month in months], states)
    line = Line(span, values, hidden=find_hidden(states))
    largest = max((value for value in line.values if value is not None), default=0)
    panel = draw_multiple(Multiple(line, f"tren?{urlencode(there)}"), periods, (0, largest or 1))
    return Markup('<div class="months">{}</div>').format(panel)


def _open_months(view: View, area_code: str) -> View:
    """Of a desa the lines of all desa of its kecamatan."""
    desa = find_desa(area_code)
    return (
        replace(view.plain, wilayah=str(desa.parent_code), rinci="wilayah")
        if desa
        else replace(view.plain, wilayah=area_code)
    )


def _make_breakdowns(reader: Reader, view: View, area_code: str) -> list[Breakdown]:
    """Desa where a kecamatan reports by desa, nationalities, then permits, or what UNHCR says; none for a month without
    a number."""
    titles = {
        schema.NATIONALITY: _("Kewarganegaraan"),
        schema.IZIN_TINGGAL: _("Izin tinggal"),
        schema.UNHCR_STATUS: _("Status UNHCR"),
        schema.UNHCR_CARD: _("Kartu UNHCR"),
    }
    breakdowns = []
    if reader.choices.reports_by_desa(area_code):
        desa = reader.ask(queries.select_desa, replace(view.cut, area_code=area_code))
        if len(desa):
            breakdowns.append(Breakdown(_("Desa/kelurahan"), list_desa_bars(desa)))
    for column, title in titles.items():
        if column in schema.DIMENSIONS_OF[view.kategori]:
            if not reader.has_detail(area_code, column.name):
                continue
            detail = reader.read_detail(replace(view.cut, area_code=area_code), column.name)
            if len(detail):
                breakdowns.append(Breakdown(title, list_detail_bars(detail, column.name, NAMED_VALUES)))
    return breakdowns


def list_sources(reader: Reader, view: View, area_code: str) -> list[str]:
    """The files that the number comes from, the newest first: office, file, batch, when it was received."""
    files = reader.read_files(replace(view.cut, area_code=area_code))
    if not files and reader.scope.limits is not None:
        offices = reader.read_offices(area_code, view.periode).values()
        words = _("{office}; berkasnya memuat wilayah lain, jadi tidak dirinci di sini")
        if offices:
            return [words.format(office=office) for office in offices]
    if not files:
        return [_("Belum ada berkas untuk bulan ini.")]
    lines = []
    for file in files[:SHOWN_FILES]:
        words = _("{office}, {file}, batch {batch}, diterima {day}")
        line = words.format(
            office=file.office_name,
            file=file.file_name,
            batch=file.batch_id,
            day=format_day(office_time(file.received_at)),
        )
        line += _("; mengganti berkas lama") if file.replaces else ""
        lines.append(line + (_("; data contoh") if file.is_sample else ""))
    if len(files) > SHOWN_FILES:
        rest = len(files) - SHOWN_FILES
        lines.append(_n("dan {n} berkas lain", rest).format(n=format_number(rest)))
    return lines
