"""What leaves Penindakan for a chat group: one kind in the year so far, beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pora.deck.actions import list_shown, tabulate_actions
from pora.deck.model import Block
from pora.deck.subject import Subject
from pora.locale import _, format_number
from pora.schema import Span, year_before, year_to_date
from pora.statistics.flows import YearPair, find_pair, pair_years
from pora.warehouse import queries
from pora.wording.actions import (
    describe_pair_of_place,
    explain_least,
    name_span,
    shorten_least,
    warn_of_sums,
)


def tell_actions(subject: Subject, kind: str) -> tuple[str, str, tuple[str, str], tuple[Block, ...]]:
    """The span in words, a title, two sentences, the kinds as a table: none where no report of the year names any."""
    span = year_to_date(subject.cut)
    now, before = (subject.ask(queries.select_action_sums, one) for one in (span, year_before(span)))
    pairs = pair_years(now, before)
    pair = find_pair(pairs, kind)
    months = {"n": format_number(len(pair.now.months)), "m": format_number(len(pair.before.months))}
    reports = _("Dilaporkan {n} dari {all} bulan, tahun sebelumnya {m}; bulan tanpa laporan bukan nol")
    has_least = any(one.count is not None and one.hidden_months for pair in pairs for one in (pair.now, pair.before))
    warning = f"{warn_of_sums()}; {explain_least()}" if has_least else warn_of_sums()
    lines = (warning, reports.format(all=format_number(len(span.months)), **months))
    return name_span(span), describe_pair_of_place(pair, subject.place, span), lines, _make_table(pairs, span)


def _make_table(pairs: Sequence[YearPair], span: Span) -> tuple[Block, ...]:
    """The slide's, with numbers that go into a narrow column."""
    shown = list_shown(pairs)
    if not shown:
        return ()
    block = tabulate_actions(shown, span)
    cells = tuple(
        (name, shorten_least(pair.now), shorten_least(pair.before), change)
        for pair, (name, _now, _before, change) in zip(shown, block.cells, strict=True)
    )
    return (replace(block, cells=cells),)
