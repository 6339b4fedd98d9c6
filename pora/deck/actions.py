"""The slide on what was done in the year so far, beside last year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pora import schema
from pora.deck.model import Block, Content, Sentences, TextTable
from pora.deck.subject import Subject
from pora.locale import _
from pora.schema import Span, year_before, year_to_date
from pora.statistics.flows import FlowSum, YearPair, find_pair, pair_years
from pora.warehouse import queries
from pora.wording.actions import (
    describe_pair,
    format_year_change,
    name_kind,
    name_span,
    shorten_sum,
    warn_of_kinds,
)
from pora.wording.counts import explain_suppressed, join_words

MOST_KINDS = 10


def make_actions_content(subject: Subject) -> Content | None:
    """Kinds of action of the place; in sentences where most of their numbers are suppressed, since a table of that word
    tells a hall nothing; None where no report of the year names any."""
    span = year_to_date(subject.of(schema.TINDAKAN).cut)
    now, before = (subject.ask(queries.select_action_sums, one) for one in (span, year_before(span)))
    if now.empty:
        return None
    pairs = list_shown(pair_years(now, before))
    told = [pair for pair in pairs if _has_number(pair)]
    if 2 * len(told) < len(pairs):
        lines = _tell_hidden(pairs, told, span)
        title = _("Penindakan di {place}, {span}: angka kecil disamarkan").format(
            place=subject.place, span=name_span(span)
        )
        block: Block = Sentences("penindakan", _make_rows(pairs, span), " ".join(lines), lines)
    else:
        first = find_pair(pairs, schema.DEPORTASI)
        title = describe_pair(first if first in pairs else pairs[0], subject.place, span)
        block = tabulate_actions(pairs, span)
    silent = _("Bulan tanpa laporan bukan nol; selisih hanya bila bulan yang melapor sama.")
    return Content(title, (block,), f"{title}. {warn_of_kinds()} {silent}")


def list_shown(pairs: Sequence[YearPair]) -> list[YearPair]:
    """Kinds that reports of this year name, as many as go on a slide."""
    return [pair for pair in pairs if pair.now.status != schema.BELUM_LAPOR][:MOST_KINDS]


def tabulate_actions(pairs: Sequence[YearPair], span: Span) -> TextTable:
    """One line per kind: this year, last year, the difference."""
    lines = tuple(
        (name_kind(pair.kind), shorten_sum(pair.now), shorten_sum(pair.before), format_year_change(pair))
        for pair in pairs
    )
    headings = (_("Jenis tindakan"), span.last[:4], str(int(span.last[:4]) - 1), _("Selisih"))
    alt = "; ".join(f"{name} {count} ({headings[2]}: {earlier})" for name, count, earlier, _change in lines) + "."
    return TextTable("penindakan", _make_rows(pairs, span), alt, headings, lines, frozenset(headings[1:]))


def _has_number(pair: YearPair) -> bool:
    return pair.now.count is not None or pair.before.count is not None


def _tell_hidden(pairs: Sequence[YearPair], told: Sequence[YearPair], span: Span) -> tuple[str, ...]:
    """What was reported and is suppressed, by kind; then the kinds with a number; what suppressed means."""
    hidden = join_words([name_kind(pair.kind) for pair in pairs if pair not in told])
    numbers = (
        _("{kind}: {now} ({year}: {before}).").format(
            kind=name_kind(pair.kind),
            now=shorten_sum(pair.now),
            year=int(span.last[:4]) - 1,
            before=shorten_sum(pair.before),
        )
        for pair in told
    )
    return (_("Dilaporkan dan disamarkan: {kinds}.").format(kinds=hidden), *numbers, explain_suppressed())


def _make_rows(shown: Sequence[YearPair], span: Span) -> pd.DataFrame:
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
