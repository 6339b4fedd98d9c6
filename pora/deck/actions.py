"""The slide on what was done in the year so far, beside last year."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import Content, TextTable
from pora.deck.subject import Subject
from pora.locale import _
from pora.schema import Span, year_before, year_to_date
from pora.statistics.flows import FlowSum, YearPair, find_pair, pair_years
from pora.warehouse import queries
from pora.wording.actions import describe_pair, format_year_change, name_kind, shorten_sum, warn_of_kinds

MOST_KINDS = 10


def make_actions_content(subject: Subject) -> Content | None:
    """Kinds of action of the place; None where no report of the year names any."""
    span = year_to_date(subject.of(schema.TINDAKAN).cut)
    now, before = (subject.ask(queries.select_action_sums, one) for one in (span, year_before(span)))
    if now.empty:
        return None
    pairs = pair_years(now, before)
    shown = [pair for pair in pairs if pair.now.status != schema.BELUM_LAPOR][:MOST_KINDS]
    first = find_pair(pairs, schema.DEPORTASI)
    title = describe_pair(first if first in shown else shown[0], subject.place, span)
    lines = tuple(
        (name_kind(pair.kind), shorten_sum(pair.now), shorten_sum(pair.before), format_year_change(pair))
        for pair in shown
    )
    headings = (_("Jenis tindakan"), span.last[:4], str(int(span.last[:4]) - 1), _("Selisih"))
    alt = "; ".join(f"{name} {count} ({headings[2]}: {earlier})" for name, count, earlier, _change in lines) + "."
    block = TextTable("penindakan", _make_rows(shown, span), alt, headings, lines, frozenset(headings[1:]))
    silent = _("Bulan tanpa laporan bukan nol; selisih hanya bila bulan yang melapor sama.")
    return Content(title, (block,), f"{title}. {warn_of_kinds()} {silent}")


def _make_rows(shown: list[YearPair], span: Span) -> pd.DataFrame:
    """One row per kind and year."""
    spans = (span, year_before(span))
    rows = [
        _make_row(pair.kind, one, of) for pair in shown for one, of in zip((pair.now, pair.before), spans, strict=True)
    ]
    frame = pd.DataFrame(rows)
    return frame.astype({"person_count": "Int64"})


def _make_row(kind: str | None, one: FlowSum, span: Span) -> dict[str, object]:
    return {
        "area_code": span.area_code,
        "first_period": span.first,
        "last_period": span.last,
        "action_kind": kind,
        "person_count": one.count,
        "status": one.status,
        "months": ",".join(one.months),
    }
