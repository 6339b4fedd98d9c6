"""The frame around every page: title, filters above, provenance below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora import schema
from pora.access.roles import ADMIN, Account
from pora.figures.maps.groups import short_office_name
from pora.locale import _, format_number, format_period
from pora.reference.areas import area_index
from pora.reference.offices import name_office
from pora.reference.places import name_place, place_level
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import current_account
from pora.ui.sign_in.visit_log import log_exact_view
from pora.ui.view.url import change_view, choose, read_view
from pora.ui.view.view import View
from pora.ui.view.visible_places import list_kecamatan
from pora.ui.view.widgets import follow, widget_key
from pora.version import read_version
from pora.warehouse import queries
from pora.warehouse.boundaries import load_layers
from pora.wording.approvals import describe_approval, describe_waiting
from pora.wording.counts import category_words, describe_cell, person_words
from pora.wording.provenance import Provenance, describe_sample, describe_snapshot


def open_page(shows_flows: bool = False, first_step: str | None = None) -> tuple[Reader, View]:
    """The snapshot and the view of this run, with the banner that no page may go without. Most pages show who is there:
    a link to a flow opens them at foreign nationals. Where there are no numbers yet, `first_step` says what to do on
    this page; without it, who may load is shown the way."""
    reader = Reader()
    if reader.facts.has_sample:
        st.warning(f"**{describe_sample()}**", icon=":material/science:")
    view = read_view(reader.choices)
    if view.kategori not in schema.STOCKS and not shows_flows:
        view = replace(view, kategori=schema.ORANG_ASING)
    if view.periode:
        log_exact_view(view.wilayah, view.periode)
        if waiting := reader.list_waiting(view.periode):
            st.info(describe_waiting(waiting, view.periode), icon=":material/pending_actions:")
    else:
        st.info(first_step or _describe_nothing(reader, current_account()))
    return reader, view


def _describe_nothing(reader: Reader, account: Account | None) -> str:
    """Why there are no numbers, and who can change that."""
    if reader.facts.needs_approval and reader.choices.is_public:
        return _("Belum ada bulan yang disahkan untuk versi publik.")
    words = _("Belum ada tabel kasus.") if reader.scope.limits is None else _("Belum ada angka untuk wilayah Anda.")
    if account is not None and account.may_upload:
        return _("{nothing} Muat berkas pertama di halaman Unggah.").format(nothing=words)
    return words


def describe_view(view: View, cell: Mapping[str, Any]) -> str:
    """The view in one sentence, for a title: Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor."""
    words = {"area": name_place(view.wilayah), "period": format_period(view.periode)}
    if cell["status"] not in (schema.ANGKA, schema.NOL):
        return _("{area}, {period}: {state}").format(state=describe_cell(cell), **words)
    words |= {"count": describe_cell(cell), "persons": person_words(view.kategori, cell["person_count"])}
    sentence = _("{area}, {period}: {count} {persons}").format(**words)
    if cell["unplaced_status"] == schema.DISAMARKAN:
        sentence += _("; sebagian tidak dirinci, disamarkan")
    if pd.notna(cell["unplaced_count"]) and cell["unplaced_count"]:
        sentence += _("; {n} tidak dirinci").format(n=format_number(int(cell["unplaced_count"])))
    if cell["reporting_count"] < cell["kecamatan_count"]:
        sentence += _("; {n} dari {m} kecamatan melapor").format(
            n=format_number(cell["reporting_count"]), m=format_number(cell["kecamatan_count"])
        )
    return sentence


def show_number(label: str, number: str, note: str) -> None:
    """One number to be read across a hall, with a line on what it means."""
    with st.container(border=True, height="stretch", gap=None):
        st.metric(label, number)
        st.caption(note or "\u00a0")


def choose_area(reader: Reader, view: View) -> None:
    """Country, province, office, group or kabupaten/kota; then the kecamatan in it. Both write `wilayah`."""
    names = reader.make(name_places)
    around = view.kabupaten_code if view.kabupaten_code in names else view.wilayah
    outer_key = widget_key("choose_area", around)
    kabupaten = view.kabupaten_code
    kecamatan = list_kecamatan(reader.choices.reach, kabupaten) if kabupaten else []
    if kabupaten and reader.choices.sees(kabupaten):
        kecamatan.insert(0, kabupaten)
    place = view.wilayah if view.wilayah in kecamatan else None
    inner_key = widget_key("choose_kecamatan", place)
    st.selectbox(
        _("Wilayah"),
        list(names),
        list(names).index(around),
        key=outer_key,
        format_func=names.__getitem__,
        on_change=follow(outer_key, _open_area),
    )
    st.selectbox(
        _("Kecamatan"),
        kecamatan,
        kecamatan.index(place) if place else None,
        key=inner_key,
        format_func=lambda code: _("Semua kecamatan") if len(code) == 5 else area_index().area_name(code),
        disabled=not kecamatan,
        placeholder=_("Semua kecamatan"),
        on_change=follow(inner_key, _open_area),
    )


def name_places(reader: Reader) -> dict[str, str]:
    """The places of a select box by code: 559 and more in the country, so to be made once (`Reader.make`)."""
    return {code: _name_option(code) for code in reader.choices.places}


def _name_option(code: str) -> str:
    """A place in a list, where there is less room than in a title."""
    return short_office_name(name_office(code)) if place_level(code) == schema.KANIM else name_place(code)


def _open_area(code: str | None) -> None:
    if code:
        change_view(wilayah=code, pilih="")


def choose_period(reader: Reader, view: View) -> None:
    periods = list(reversed(reader.choices.periods_of(view.wilayah)))
    choose("select", _("Periode"), "periode", view, periods, {p: format_period(p) for p in periods})


def choose_category(view: View, categories: Sequence[str] = schema.STOCKS) -> None:
    choose("row", _("Kategori"), "kategori", view, categories, category_words())


def write_fold(view: View) -> Markup:
    """On a narrow screen the choices fold into this line, so that the map is in sight; a wide one does not show it."""
    parts = (name_place(view.wilayah), format_period(view.periode), category_words()[view.kategori])
    return Markup('<details class="fold"><summary>{}</summary></details>').format(" · ".join(parts))


def show_filters(reader: Reader, view: View, categories: Sequence[str] = schema.STOCKS) -> None:
    """The row of filters that pages share: area, kecamatan, month, category."""
    with st.container(key="filters", horizontal=True):
        choose_place_and_month(reader, view, categories)


def choose_place_and_month(reader: Reader, view: View, categories: Sequence[str] = schema.STOCKS) -> None:
    """The choices of `show_filters`, for a page that has more in their row."""
    choose_area(reader, view)
    choose_period(reader, view)
    choose_category(view, categories)


def show_footer(reader: Reader, view: View, with_boundaries: bool = False) -> None:
    """Under every page: as-of date, source, areas reporting, snapshot; attribution where a map is shown."""
    show_provenance(reader, reader.make(_list_lines, view) if view.periode else [], with_boundaries)


def _list_lines(reader: Reader, view: View) -> list[str]:
    return [*read_provenance(reader, view).page_lines, _describe_reporting(reader, view)]


def show_provenance(reader: Reader, lines: list[str], with_boundaries: bool = False) -> None:
    """The lines, then the snapshot, the boundaries or how to get them, and the version of the product."""
    lines = [*lines, describe_snapshot(reader.facts.snapshot_id, reader.facts.published_at)]
    layers = load_layers("batas") if with_boundaries else None
    if layers:
        lines.append(layers.attribution)
    elif with_boundaries:
        lines.append(_describe_tiles(current_account()))
    lines.append(f"Dasbor Pora {read_version()}")
    st.caption("---\n" + " · ".join(lines))


def _describe_tiles(account: Account | None) -> str:
    """What the map is where there are no boundaries; whoever can change that is told how."""
    words = _("Peta petak, bukan batas wilayah")
    if account is None or account.role != ADMIN:
        return words
    return _("{tiles}; pasang batas yang sebenarnya: python -m etl boundaries").format(tiles=words)


def read_provenance(reader: Reader, view: View) -> Provenance:
    """Of the numbers of the place and month in view."""
    offices = reader.read_offices(view.wilayah, view.periode)
    facts, names = reader.facts, tuple(offices.values())
    approvals = reader.ask(queries.select_approvals) if facts.needs_approval else None
    approval = None if approvals is None else describe_approval(approvals, [*offices], view.periode)
    return Provenance(facts.snapshot_id, facts.has_sample, reader.scope.version, view.periode, names, approval)


def _describe_reporting(reader: Reader, view: View) -> str:
    cell = next(iter(reader.list_months(view.cut)[-1:]), {})
    category = person_words(view.kategori)
    if cell.get("period") != view.periode:  # of actions there are months that nobody reports
        return _("belum ada yang melapor ({category})").format(category=category)
    return _("{n} dari {m} kecamatan melapor ({category})").format(
        n=format_number(cell["reporting_count"]),
        m=format_number(cell["kecamatan_count"]),
        category=category,
    )
