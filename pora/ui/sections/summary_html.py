"""The blocks of the first page as HTML: few elements, each with its words, so that a hall can open it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup

from pora import schema, theme
from pora.figures.charts.sparkline import draw_sparkline
from pora.figures.maps.draw import MapDrawing
from pora.locale import _, _n, format_change, format_number, format_period
from pora.reference.places import name_place
from pora.statistics.change_split import ChangeSplit, NoSplit
from pora.statistics.measures import short_state_words
from pora.ui.components.area_map import write_legend_items
from pora.ui.view.view import View
from pora.warehouse.small_frames import list_records
from pora.wording.counts import describe_cell, person_words

TOP_ROWS = 10
SPARKLINE_MONTHS = 24  # of a sparkline
_SHOWN = ["area_code", "area_name", "parent_name", "person_count", "status"]
_ROW = Markup('<tr{}><th scope="row">{}</th>{}</tr>')


@dataclass(frozen=True)
class HeadNumber:
    """One of the numbers that the page opens with. `values` are its months, oldest first, None where there is none;
    `top` is what the line could reach, by default its highest month; `link` leads to the page that says more."""

    label: str
    words: str
    note: str
    values: Sequence[float | None]
    line_words: str
    link: str
    of: str = ""  # what the number is a part of
    top: float | None = None
    hidden: frozenset[int] = frozenset()  # positions of months that are suppressed


def describe_head(view: View, cell: Mapping[str, Any] | pd.Series) -> str:
    """Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor."""
    words = {"area": name_place(view.wilayah), "period": format_period(view.periode), "count": describe_cell(cell)}
    if cell["status"] not in (schema.ANGKA, schema.NOL):
        words["persons"] = person_words(view.kategori)
        return _("{area}, {period}: {persons} {count}").format(**words)
    persons = person_words(view.kategori, cell["person_count"])
    sentence = _("{area}, {period}: {count} {persons}").format(persons=persons, **words)
    reported, all_of_them = int(cell["reporting_count"]), int(cell["kecamatan_count"])
    if all_of_them == 1:
        return sentence
    if reported == all_of_them:
        return sentence + _("; semua {m} kecamatan melapor").format(m=format_number(all_of_them))
    return sentence + _("; {n} dari {m} kecamatan melapor").format(
        n=format_number(reported), m=format_number(all_of_them)
    )


def format_change_since(months: Sequence[Mapping[str, Any]], column: str, before: str | None) -> str:
    """+12 sejak Februari 2024; empty where one of the two months has no number. `before`: an earlier month."""
    counts = {month["period"]: month[column] for month in months}
    now = months[-1][column]
    if before is None or pd.isna(counts[before]) or pd.isna(now):
        return ""
    change = int(now) - int(counts[before])
    period = format_period(before)
    if not change:
        return _("tetap sejak {period}").format(period=period)
    return _("{change} sejak {period}").format(change=format_change(change), period=period)


def format_real_change(split: ChangeSplit | NoSplit) -> str:
    """; nyata +62, where a change is not one of people alone."""
    if isinstance(split, NoSplit) or split.real.person_count == split.after - split.before:
        return ""
    return _("; nyata {change}").format(change=format_change(split.real.person_count))


def write_numbers(numbers: Sequence[HeadNumber], beside: str = "") -> Markup:
    """The numbers; below them, in a sentence, what stands beside the first of them."""
    line = Markup('<p class="peers">{}</p>').format(beside) if beside else ""
    return Markup('<dl class="numbers">{}</dl>{}').format(Markup().join(map(_write_number, numbers)), line)


def _write_number(one: HeadNumber) -> Markup:
    is_number = any(character.isdigit() for character in one.words)
    return Markup(
        '<div><dt><a href="{link}" target="_self">{label}</a></dt><dd class="{kind}">{words}{of}</dd>'
        '<dd class="line"><img src="{line}" alt="{alt}" title="{alt}"/></dd><dd class="note">{note}</dd></div>'
    ).format(
        link=one.link,
        label=one.label,
        kind="value" if is_number else "state",
        words=one.words,
        of=Markup(" <small>{}</small>").format(one.of) if one.of else "",
        line=Markup(draw_sparkline(one.values[-SPARKLINE_MONTHS:], one.top, one.hidden)),  # noqa: S704 - numbers, and quoted
        alt=one.line_words,
        note=one.note or Markup("&nbsp;"),
    )


def write_highlights(sentences: Sequence[str]) -> Markup:
    """What changed, one sentence a line."""
    lines = Markup().join(Markup("<li>{}</li>").format(sentence) for sentence in sentences)
    return Markup('<section class="news"><h2>{}</h2><ul>{}</ul></section>').format(_("Apa yang berubah"), lines)


def write_legend(drawing: MapDrawing, level: str) -> Markup:
    """The heading of the map of a level (View.first_level), and its legend in a line or two."""
    title = _("Sebaran per provinsi") if level == schema.PROVINSI else _("Sebaran per kecamatan")
    section = Markup('<section class="legend"><h2>{}</h2><ul class="map-legend">{}</ul></section>')
    return section.format(title, write_legend_items(drawing))


def write_headline(view: View, cell: Mapping[str, Any] | pd.Series) -> Markup:
    return Markup("<h1>{}</h1>").format(describe_head(view, cell))


def choose_rows(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """The largest numbers first; where all kecamatan fit into the list, also those without a number."""
    counts = cells["person_count"].to_numpy(dtype=float, na_value=-1.0).tolist()
    order = sorted(range(len(counts)), key=counts.__getitem__, reverse=True)
    if len(cells) > TOP_ROWS:
        states = cells["status"].tolist()
        order = [row for row in order if states[row] == schema.ANGKA]
    return list_records(cells[_SHOWN].iloc[order[:TOP_ROWS]])


def write_largest(cells: pd.DataFrame, unplaced: int | None, view: View, links: Mapping[str, str]) -> Markup:
    """The kecamatan, or provinces, with most people, as a table whose cells are bars: it is its own twin. Whom none of
    them has (None: suppressed), and how many are suppressed and not listed, stand below. `links`: area code ->
    address."""
    rows = choose_rows(cells)
    listed = sum(row["status"] == schema.DISAMARKAN for row in rows)
    hidden = cells["status"].tolist().count(schema.DISAMARKAN) - listed
    title = _name_top(view, has_more=len(cells) > len(rows), is_hidden=hidden > 0)
    section = Markup('<section class="top"><h2>{}</h2>{}</section>')
    if not rows and unplaced == 0 and not hidden:
        return section.format(title, Markup("<p>{}</p>").format(_("Belum ada kecamatan dengan angka.")))
    most = max([int(row["person_count"]) for row in rows if pd.notna(row["person_count"])] + [unplaced or 0, 1])
    has_parents = len({*cells["parent_code"].dropna().tolist()}) > 1
    lines = [
        _write_row(row, most, has_parents, row["area_code"] == view.kecamatan_code, links[row["area_code"]])
        for row in rows
    ]
    if unplaced != 0:
        cell = _write_state(schema.DISAMARKAN) if unplaced is None else _write_count(unplaced, most)
        lines.append(_ROW.format(Markup(' class="unplaced"'), _("Tidak dirinci per kecamatan"), cell))
    if hidden:
        words = _n("{n} wilayah lain", hidden).format(n=format_number(hidden))
        lines.append(_ROW.format("", words, _write_state(schema.DISAMARKAN)))
    table = Markup(
        '<table aria-label="{name}" style="--bar: {bar}; --unplaced: {rest}"><tbody>{lines}</tbody></table>'
    ).format(
        name=_("{title}: {persons}").format(title=title, persons=person_words(view.kategori)),
        bar=theme.palette().accent,
        rest=theme.palette().part_of,
        lines=Markup().join(lines),
    )
    return section.format(title, table)


def _name_top(view: View, has_more: bool, is_hidden: bool) -> str:
    if is_hidden:  # one that is hidden may have more
        return _("Terbanyak dari yang ditampilkan")
    if view.first_level == schema.PROVINSI:
        return _("Provinsi terbanyak")
    return _("Kecamatan terbanyak") if has_more else _("Semua kecamatan")


def _write_row(row: Mapping[str, Any], most: int, has_parents: bool, is_chosen: bool, link: str) -> Markup:
    parent = Markup("<small>{}</small>").format(row["parent_name"]) if has_parents else ""
    name = Markup('<a href="{}" target="_self">{}</a> {}').format(link, row["area_name"], parent)
    has_number = pd.notna(row["person_count"])
    cell = _write_count(int(row["person_count"]), most) if has_number else _write_state(row["status"])
    return _ROW.format(Markup(' aria-current="true"') if is_chosen else "", name, cell)


def _write_state(status: str) -> Markup:
    return Markup('<td class="state">{}</td>').format(short_state_words()[status])


def _write_count(count: int, most: int) -> Markup:
    return Markup('<td style="--share: {:.3f}">{}</td>').format(count / most, format_number(count))


def make_link(page: str, parameters: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
    """The address of a page with a view; a page without a name is the one that is open."""
    return f"{page}?{urlencode(parameters)}"
