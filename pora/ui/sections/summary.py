"""What the first page says of a view: its numbers, its news, its map; each made once a snapshot and view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora import schema
from pora.figures.maps.circles import CircleScale
from pora.figures.maps.draw import ALL, MapDrawing, draw_choropleth, draw_circles
from pora.locale import _, format_number, format_period
from pora.reference.offices import name_office, office_of
from pora.reference.places import name_place
from pora.schema import Cut
from pora.schema.period import last_day
from pora.statistics.area_values import place_cells
from pora.statistics.change_split import NoSplit, describe_split
from pora.statistics.follow_ups import count_follow_ups, describe_overdue, keep_agreed
from pora.statistics.measures import Measure, count_measure, short_state_words
from pora.statistics.trends import find_hidden
from pora.ui.map.cells import take_counts
from pora.ui.map.ground import make_ground
from pora.ui.map.spec import require_layers
from pora.ui.parts.change import can_compare, compared_month, read_split
from pora.ui.parts.data import Reader, Record
from pora.ui.sections.summary_html import (
    SPARKLINE_MONTHS,
    HeadNumber,
    format_change_since,
    format_real_change,
    make_link,
    write_highlights,
    write_largest,
    write_legend,
    write_numbers,
)
from pora.ui.view.parse import default_view
from pora.ui.view.url import LinkParameters
from pora.ui.view.view import FRAME_PARAMETERS, View, view_parameters
from pora.warehouse import queries
from pora.warehouse.peers import read_peers
from pora.wording.alt_text import describe_map, describe_trend
from pora.wording.counts import describe_cell, person_words
from pora.wording.highlights import (
    describe_arrivals,
    describe_movers,
    describe_revision,
    describe_silence,
    describe_unlocated,
)
from pora.wording.peers import describe_peers

SMALL_MAP_HEIGHT = 250  # pixels that are kept for it; it takes what the screen has
SMALL_MAP_LABELS = 5
SMALLER = 0.65  # circles, beside those of a large map


def read_parameters(reader: Reader, view: View) -> LinkParameters:
    """The URL of the view, for links that keep it and the language."""
    of_frame = {name: st.query_params[name] for name in FRAME_PARAMETERS if name in st.query_params}
    return tuple((view_parameters(view, default_view(reader.choices)) | of_frame).items())


def make_numbers(reader: Reader, view: View, parameters: LinkParameters) -> Markup:
    """How many, and how sure: persons, refugees apart, who reported, whom no kecamatan has."""
    peers = read_peers(reader.ask, view.cut)
    return write_numbers(
        [
            _make_persons(reader, view, schema.ORANG_ASING, _("Orang asing"), make_link("tren", parameters)),
            _make_persons(
                reader, view, schema.PENGUNGSI, _("Pengungsi, dihitung terpisah"), make_link("pengungsi", parameters)
            ),
            _make_reporting(reader, view, make_link("mutu", parameters)),
            _make_unplaced(reader, view, make_link("peta", parameters)),
        ],
        describe_peers(peers) if peers else "",
    )


def _make_persons(reader: Reader, view: View, category: str, label: str, link: str) -> HeadNumber:
    there = replace(view, kategori=category)
    months, before = reader.list_months(there.cut), compared_month(reader, there)
    note = _describe_since(reader, there, months, "person_count")
    if before and note and can_compare(reader, there.cut, before):
        note += format_real_change(read_split(reader, there.cut, before))
    words = describe_cell(months[-1])
    return _make_number(label, words, note, months, "person_count", count_measure(category), link)


def _describe_since(reader: Reader, view: View, months: Sequence[Mapping[str, Any]], column: str) -> str:
    """How a number changed; that it is not compared, where synthetic data stand beside real ones."""
    before = compared_month(reader, view)
    if before and not can_compare(reader, view.cut, before):
        return _("tidak dibandingkan dengan {period}").format(period=format_period(before))
    return format_change_since(months, column, before)


def _make_reporting(reader: Reader, view: View, link: str) -> HeadNumber:
    months = reader.list_months(view.cut)
    cell, total = months[-1], int(months[-1]["kecamatan_count"])
    number = _make_number(
        _("Kecamatan melapor ({persons})").format(persons=person_words(view.kategori)),
        format_number(cell["reporting_count"]),
        _describe_since(reader, view, months, "reporting_count"),
        [month | {"status": schema.ANGKA} for month in months],
        "reporting_count",
        Measure(_("Kecamatan melapor"), _("kecamatan")),
        link,
    )
    if view.kecamatan_code:
        words = _("ada") if cell["reporting_count"] else _("belum ada")
        label = _("Laporan bulan ini ({persons})").format(persons=person_words(view.kategori))
        return replace(number, label=label, words=words, note="", top=1.0)
    return replace(number, of=_("dari {m}").format(m=format_number(total)), top=float(total))


def _make_unplaced(reader: Reader, view: View, link: str) -> HeadNumber:
    """Of a kecamatan: whom its kabupaten/kota could not place, since some of them may be there."""
    area = reader.choices.around(view.wilayah, view.periode)
    months = list_unplaced(reader, replace(view.cut, area_code=area))
    label = _("Tidak dirinci per kecamatan")
    words = format_unplaced(months[-1])
    if view.kecamatan_code == area:  # the rest of the kabupaten/kota is not for this reader
        unknown = {"unplaced_count": None, "status": schema.TIDAK_BERLAKU}
        months, words = [month | unknown for month in months], _("di luar wewenang")
    return _make_number(
        _("Tidak dirinci di {area}").format(area=name_place(area)) if view.kecamatan_code else label,
        words,
        _describe_since(reader, view, months, "unplaced_count"),
        months,
        "unplaced_count",
        Measure(label, person_words(view.kategori)),
        link,
    )


def list_unplaced(reader: Reader, cut: Cut) -> list[Record]:
    """The months of a place, `status` that of the part that is not placed; where it reported and placed everybody,
    nobody is unplaced."""
    return [month | _tell_unplaced(month) for month in reader.list_months(cut)]


def _tell_unplaced(month: Record) -> Record:
    if month["unplaced_status"] == schema.DISAMARKAN:
        return {"unplaced_count": None, "status": schema.DISAMARKAN}
    if month["status"] == schema.BELUM_LAPOR:
        return {"unplaced_count": None, "status": schema.BELUM_LAPOR}
    count = month["unplaced_count"]
    return {"unplaced_count": 0 if pd.isna(count) else int(count), "status": schema.ANGKA}


def format_unplaced(month: Record) -> str:
    """Of a month of `list_unplaced`."""
    if month["status"] == schema.DISAMARKAN:
        return short_state_words()[schema.DISAMARKAN]
    return "–" if month["unplaced_count"] is None else format_number(month["unplaced_count"])


def _make_number(
    label: str, words: str, note: str, months: Sequence[Record], column: str, measure: Measure, link: str
) -> HeadNumber:
    months = months[-SPARKLINE_MONTHS:]
    return HeadNumber(
        label=label,
        words=words,
        note=note,
        values=[None if pd.isna(month[column]) else float(month[column]) for month in months],
        line_words=describe_trend(months, measure, column),
        link=link,
        hidden=find_hidden(month["status"] for month in months),
    )


def make_side(reader: Reader, view: View, parameters: LinkParameters) -> Markup:
    """The largest kecamatan or provinces and the news, beside the map."""
    cut = replace(view.cut, area_code=reader.choices.around(view.wilayah, view.periode))
    cells = reader.ask(queries.select_cells, cut, view.first_level)
    # Whom no kecamatan has are in the number of their province.
    is_placed = view.first_level == schema.PROVINSI
    unplaced = 0 if is_placed else _count_unplaced(reader, cut)
    links = {code: make_link("", dict(parameters) | {"wilayah": code}) for code in cells["area_code"]}
    top = write_largest(cells, unplaced, view, links)
    return Markup('<div class="pair">{}{}</div>').format(top, write_highlights(list_highlights(reader, view)))


def _count_unplaced(reader: Reader, cut: Cut) -> int | None:
    """Persons of a place that no kecamatan has; None where their number is suppressed."""
    month = list_unplaced(reader, cut)[-1]
    return None if month["status"] == schema.DISAMARKAN else month["unplaced_count"] or 0


@dataclass(frozen=True)
class SmallMap:
    """A finished map, the words for those who can't see it, its heading and legend as HTML."""

    drawing: MapDrawing
    words: str
    heading: Markup


def make_small_map(reader: Reader, view: View) -> SmallMap:
    """Where they are, whatever else the reader chose for a large map: small circles on true shapes, or tiles where no
    boundaries are installed."""
    layers, level, area = require_layers("batas"), view.first_level, reader.choices.around(view.wilayah, view.periode)
    cells = reader.ask(queries.select_cells, replace(view.cut, area_code=area), level)
    frame = place_cells(take_counts(cells), layers.find_labels(level))
    ground = make_ground(layers, level, area, frame["area_code"].tolist())
    measure, label_count = count_measure(view.kategori), ALL if view.kabupaten_code else SMALL_MAP_LABELS
    if layers.kind == "batas":
        scale = CircleScale.for_values(frame["value"].to_numpy(dtype=float, na_value=0))
        scale = replace(scale, largest=scale.largest * SMALLER)
        drawing = draw_circles(frame, ground, measure, label_count, scale)
    else:
        drawing = draw_choropleth(frame, ground, measure, 0)
    return SmallMap(drawing, describe_map(frame, measure), write_legend(drawing, level))


def list_highlights(reader: Reader, view: View) -> list[str]:
    """What changed since the month before, what was corrected, who is silent, what came in."""
    cells = reader.ask(queries.select_cells, view.cut, schema.KECAMATAN)
    before = compared_month(reader, view)
    sentences: list[str | None] = []
    if before:
        earlier = reader.ask(queries.select_cells, replace(view.cut, period=before), schema.KECAMATAN)
        split = read_split(reader, view.cut, before)
        movers = None if split == NoSplit("sample") else describe_movers(earlier, cells)
        sentences += [describe_split(split, before), movers]
    if reader.ask(queries.has_follow_ups):
        agreed = keep_agreed(reader.ask(queries.select_follow_ups, view.wilayah, last_day(view.periode)), view.periode)
        sentences.append(describe_overdue(count_follow_ups(agreed)))
    sentences.append(describe_revision(reader.list_months(view.cut)[-1]))
    if view.kecamatan_code is None:
        sentences.append(describe_silence(cells))
    sentences.append(_tell_unlocated(reader, view))
    offices = reader.read_offices(view.wilayah, view.periode)
    sentences.append(describe_arrivals(reader.ask(queries.list_history), offices))
    return [sentence for sentence in sentences if sentence]


def _tell_unlocated(reader: Reader, view: View) -> str | None:
    """Of a kabupaten/kota or kecamatan: whom its office reported without any kabupaten/kota."""
    office = office_of(view.kabupaten_code, view.periode) if view.kabupaten_code else None
    if office is None or not reader.choices.sees(office, view.periode):
        return None
    cut = replace(view.cut, area_code=office)
    whole = reader.list_months(cut)[-1]
    parts = reader.ask(queries.select_cells, cut, schema.KABUPATEN_KOTA)
    if schema.DISAMARKAN in {whole["unplaced_status"], *parts["unplaced_status"]}:
        return None
    count: int = (
        0 if pd.isna(whole["unplaced_count"]) else int(whole["unplaced_count"]) - int(parts["unplaced_count"].sum())
    )
    return describe_unlocated(count, name_office(office), person_words(view.kategori, count))
