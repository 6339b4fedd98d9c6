"""The blocks of the first page as HTML: few elements, each with its words, so that a hall can open it at once."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from pora import schema, theme
from pora.figures.charts.sparkline import draw_sparkline
from pora.figures.maps.thumbnail import LegendEntry
from pora.locale import _, _n, format_change, format_number, format_period
from pora.reference.places import name_place
from pora.statistics.change_split import ChangeSplit, NoSplit
from pora.statistics.measures import short_state_words
from pora.ui.view.view import View
from pora.wording.counts import describe_cell, person_words

TOP_ROWS = 10
MONTHS = 24  # of a sparkline


@dataclass(frozen=True)
class Number:
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


def say_headline(view: View, cell: Mapping[str, Any] | pd.Series) -> str:
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


def say_change(series: pd.DataFrame, column: str, before: str | None) -> str:
    """+12 sejak Februari 2024; empty where one of the two months has no number. `before`: an earlier month."""
    counts = series.set_index("period")[column]
    if before is None or pd.isna(counts[before]) or pd.isna(counts.iloc[-1]):
        return ""
    change = int(counts.iloc[-1]) - int(counts[before])
    period = format_period(before)
    if not change:
        return _("tetap sejak {period}").format(period=period)
    return _("{change} sejak {period}").format(change=format_change(change), period=period)


def say_real(split: ChangeSplit | NoSplit) -> str:
    """; nyata +62, where a change is not one of people alone."""
    if isinstance(split, NoSplit) or split.real.person_count == split.after - split.before:
        return ""
    return _("; nyata {change}").format(change=format_change(split.real.person_count))


def write_numbers(numbers: Sequence[Number]) -> str:
    return f'<dl class="numbers">{"".join(_write_number(one) for one in numbers)}</dl>'


def _write_number(one: Number) -> str:
    is_number = any(character.isdigit() for character in one.words)
    label, words, of, note, alt = map(html.escape, (one.label, one.words, one.of, one.note, one.line_words))
    line = draw_sparkline(one.values[-MONTHS:], one.top, one.hidden)
    return (
        f'<div><dt><a href="{html.escape(one.link)}" target="_self">{label}</a></dt>'
        f'<dd class="{"value" if is_number else "state"}">{words}{of and f" <small>{of}</small>"}</dd>'
        f'<dd class="line"><img src="{line}" alt="{alt}" title="{alt}"/></dd>'
        f'<dd class="note">{note or "&nbsp;"}</dd></div>'
    )


def write_news(sentences: Sequence[str]) -> str:
    """What changed, one sentence a line."""
    lines = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
    return f'<section class="news"><h2>{html.escape(_("Apa yang berubah"))}</h2><ul>{lines}</ul></section>'


def write_legend(entries: Sequence[LegendEntry], has_circles: bool, level: str) -> str:
    """The heading of the map of a level (View.first_level), and its legend in a line or two."""
    items = [f'<li><i style="background: {one.color}"></i>{html.escape(one.words)}</li>' for one in entries]
    if has_circles:
        circle = f'<i class="round" style="background: {theme.palette().circle}"></i>'
        items.insert(0, f"<li>{circle}{html.escape(_('Luas lingkaran = jumlah'))}</li>")
    title = html.escape(_("Sebaran per provinsi") if level == schema.PROVINSI else _("Sebaran per kecamatan"))
    return f'<section class="legend"><h2>{title}</h2><ul>{"".join(items)}</ul></section>'


def write_headline(view: View, cell: Mapping[str, Any] | pd.Series) -> str:
    return f"<h1>{html.escape(say_headline(view, cell))}</h1>"


def choose_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """The largest numbers first; where all kecamatan fit into the list, also those without a number."""
    shown = cells.sort_values("person_count", ascending=False, kind="stable", na_position="last")
    if len(cells) > TOP_ROWS:
        shown = shown.loc[shown["status"] == schema.ANGKA]
    return shown.head(TOP_ROWS)


def write_top(cells: pd.DataFrame, unplaced: int | None, view: View, links: Mapping[str, str]) -> str:
    """The kecamatan, or provinces, with most people, as a table whose cells are bars: it is its own twin. Whom none of
    them has (None: suppressed), and how many are suppressed and not listed, stand below. `links`: area code ->
    address."""
    rows = choose_rows(cells)
    title = _("Kecamatan terbanyak") if len(cells) > len(rows) else _("Semua kecamatan")
    if view.first_level == schema.PROVINSI:
        title = _("Provinsi terbanyak")
    hidden = int((cells["status"] == schema.DISAMARKAN).sum() - (rows["status"] == schema.DISAMARKAN).sum())
    if hidden:  # one that is hidden may have more
        title = _("Terbanyak dari yang ditampilkan")
    heading = f"<h2>{html.escape(title)}</h2>"
    if rows.empty and unplaced == 0 and not hidden:
        words = _("Belum ada kecamatan dengan angka.")
        return f'<section class="top">{heading}<p>{html.escape(words)}</p></section>'
    most = max([int(count) for count in rows["person_count"].dropna()] + [unplaced or 0, 1])
    has_parents = cells["parent_code"].nunique() > 1
    body = "".join(
        _write_row(row, most, has_parents, row["area_code"] == view.kecamatan_code, links[row["area_code"]])
        for _i, row in rows.iterrows()
    )
    if unplaced != 0:
        words = html.escape(_("Tidak dirinci per kecamatan"))
        cell = _write_hidden() if unplaced is None else _write_count(unplaced, most)
        body += f'<tr class="unplaced"><th scope="row">{words}</th>{cell}</tr>'
    if hidden:
        words = html.escape(_n("{n} wilayah lain", hidden).format(n=format_number(hidden)))
        body += f'<tr><th scope="row">{words}</th>{_write_hidden()}</tr>'
    name = html.escape(_("{title}: {persons}").format(title=title, persons=person_words(view.kategori)))
    style = f"--bar: {theme.palette().accent}; --unplaced: {theme.palette().part_of}"
    table = f'<table aria-label="{name}" style="{style}"><tbody>{body}</tbody></table>'
    return f'<section class="top">{heading}{table}</section>'


def _write_row(row: pd.Series, most: int, has_parents: bool, is_chosen: bool, link: str) -> str:
    parent = f"<small>{html.escape(str(row['parent_name']))}</small>" if has_parents else ""
    name = f'<a href="{html.escape(link)}" target="_self">{html.escape(str(row["area_name"]))}</a> {parent}'
    if pd.isna(row["person_count"]):
        cell = f'<td class="state">{html.escape(short_state_words()[row["status"]])}</td>'
    else:
        cell = _write_count(int(row["person_count"]), most)
    chosen = ' aria-current="true"' if is_chosen else ""
    return f'<tr{chosen}><th scope="row">{name}</th>{cell}</tr>'


def _write_hidden() -> str:
    return f'<td class="state">{html.escape(short_state_words()[schema.DISAMARKAN])}</td>'


def _write_count(count: int, most: int) -> str:
    return f'<td style="--share: {count / most:.3f}">{format_number(count)}</td>'


def make_link(page: str, parameters: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
    """The address of a page with a view; a page without a name is the one that is open."""
    return f"{page}?{urlencode(parameters)}"
