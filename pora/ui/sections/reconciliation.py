"""Published figures beside the case tables: all of them as a table, and the one nearest to a view as a ribbon."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora import schema, theme
from pora.locale import _, format_change, format_number, format_period, raise_first
from pora.reference.places import name_place
from pora.statistics.publications import describe_as_of
from pora.statistics.reconciliation import (
    PartKind,
    Reconciliation,
    describe_figure_source,
    describe_no_comparison,
    describe_part,
    describe_reconciliation,
    find_nearest,
    part_words,
    reconcile,
)
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.counts import describe_cell, person_words


def show_reconciliation(reader: Reader) -> None:
    """One row per published figure that can be compared. The two are never added up."""
    st.header(_("Angka terbit di samping tabel kasus"))
    st.caption(
        _(
            "Angka terbit yang definisinya sama dengan tabel kasus, untuk wilayah dan bulan yang sama. Keduanya tidak "
            "dijumlahkan."
        )
    )
    show_table(reader.make(_make_table), [_("Angka terbit"), _("Tabel kasus"), _("Selisih"), _("Tidak dirinci")])


def _make_table(reader: Reader) -> pd.DataFrame:
    rows = reader.ask(queries.select_reconciliation)
    return pd.DataFrame(
        {
            _("Keadaan per"): [
                describe_as_of(a, p) for a, p in zip(rows["as_of"], rows["as_of_precision"], strict=True)
            ],
            _("Wilayah"): rows["area_name"],
            _("Kategori"): rows["category"].map(person_words),
            _("Angka terbit"): [format_number(n) for n in rows["published_count"]],
            _("Tabel kasus"): [
                describe_cell({"status": s, "person_count": n})
                for s, n in zip(rows["status"], rows["loaded_count"], strict=True)
            ],
            _("Selisih"): ["–" if pd.isna(n) else format_change(int(n)) for n in rows["gap"]],
            _("Tidak dirinci"): [
                _("disamarkan") if s == schema.DISAMARKAN else "–" if pd.isna(n) else format_number(n)
                for n, s in zip(rows["unplaced_count"], rows["unplaced_status"], strict=True)
            ],
            _("Sumber"): rows["agency"] + ", " + rows["source"],
        }
    )


def find_figure(reader: Reader, view: View) -> pd.Series | None:
    """The published figure nearest to the view, with what the case table has for its month."""
    figure_id = find_nearest(reader.ask(queries.select_figures), view.cut)
    if figure_id is None:
        return None
    return reader.ask(queries.select_comparison, figure_id).iloc[0]


def make_ribbon(reader: Reader, view: View) -> Markup:
    """`write_ribbon` of the published figure nearest to the view, to be made once (`Reader.make`)."""
    return write_ribbon(find_figure(reader, view), view)


def write_ribbon(figure: pd.Series | None, view: View) -> Markup:
    """The published figure as a bar of its parts with the sum written out; a sentence where there is nothing to
    compare."""
    if figure is None:
        return _write_sentence(
            _("Belum ada angka terbit yang dapat dibandingkan untuk {persons} di {area}.").format(
                persons=person_words(view.kategori), area=name_place(view.wilayah)
            )
        )
    count = int(figure["person_count"])
    published = _("Angka terbit {n} {persons} ({source})").format(
        n=format_number(count), persons=person_words(view.kategori, count), source=describe_figure_source(figure)
    )
    one = reconcile(figure)
    if one is None:
        return _write_sentence(f"{published}: {describe_no_comparison(figure)}")
    return _write_sum(one, figure, view)


def _write_sentence(words: str) -> Markup:
    return Markup('<section class="ribbon"><p>{}</p></section>').format(words)


def _write_sum(one: Reconciliation, figure: pd.Series, view: View) -> Markup:
    period = str(figure["period"])
    near = (
        _("Angka terbit dan tabel kasus")
        if period == view.periode
        else _("Angka terbit terdekat, {period}").format(period=format_period(period))
    )
    verdict = _("cocok") if one.gap == 0 else _("selisih {gap}").format(gap=format_change(one.gap))
    return Markup(
        '<section class="ribbon"><h2>{near}</h2><div class="bar" role="img" aria-label="{words}">{bar}</div>'
        '<p class="sum">{terms}<span class="verdict">{verdict}</span></p>'
        '<p class="source">{figure}, {source}</p></section>'
    ).format(
        near=near,
        words=describe_reconciliation(one, period),
        bar=_write_bar(one),
        terms=_write_terms(one),
        verdict=verdict,
        figure=describe_figure_source(figure),
        source=figure["source"],
    )


def _colors() -> dict[PartKind, str]:
    colors = theme.palette()
    return {
        "shown": colors.accent,
        "suppressed": colors.suppressed,
        "unplaced": colors.part_of,
        "rejected": colors.not_reported,
        "outside": colors.not_stated,
        "missing": "transparent",
        "surplus": colors.rise[2],
    }


def _write_bar(one: Reconciliation) -> Markup:
    """A piece for each part with persons; a surplus lies beyond the published figure."""
    parts = dict(one.parts)
    if surplus := parts.get("surplus"):
        parts["shown"] = max(one.shown - surplus, 0)
    piece = Markup('<i class="{}" style="flex-grow: {}; background: {}"></i>')
    return Markup().join(piece.format(kind, count, _colors()[kind]) for kind, count in parts.items() if count)


def _write_terms(one: Reconciliation) -> Markup:
    """48 terbit = 48 di peta + 0 disamarkan + ...: every part is named, also those that are nobody."""
    names = part_words()
    if one.rejected_rows is None:
        names["rejected"] = _("ditolak (berkasnya sebagian di luar wewenang Anda)")
    elif one.rejected_rows:
        names["rejected"] = _("ditolak (jumlah orang tidak diketahui)")
    terms = [Markup("<b>{}</b> {}").format(format_number(one.published), _("terbit"))]
    for kind, count in one.parts.items():
        sign = "=" if len(terms) == 1 else "−" if kind == "surplus" else "+"
        swatch = Markup('<i class="{}" style="background: {}"></i>').format(kind, _colors()[kind]) if count else ""
        faint = Markup(' class="nobody"') if count == 0 else ""
        terms.append(
            Markup("<span{}>{} {}<b>{}</b> {}</span>").format(
                faint, sign, swatch, describe_part(one, kind), names[kind]
            )
        )
    return Markup(" ").join(terms)


def make_parts_table(figure: pd.Series) -> pd.DataFrame:
    """The ribbon as a table: one row per part, in persons."""
    one = reconcile(figure)
    rows = [(_("Angka terbit"), format_number(int(figure["person_count"])))]
    if one:
        names = part_words()
        rows += [(raise_first(names[kind]), describe_part(one, kind)) for kind in one.parts]
        rows.append((_("Selisih"), format_change(one.gap)))
    return pd.DataFrame(rows, columns=[_("Bagian"), _("Orang")])
