"""Actions in words: their span, their title, the tables of kinds, months and published figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pora import schema
from pora.locale import _, _n, format_change, format_number, format_period
from pora.reference.action_kinds import read_action_kinds
from pora.reference.measures import read_measures
from pora.reference.terms import term_label
from pora.schema import Span
from pora.statistics.flows import FlowSum, YearPair
from pora.statistics.measures import Measure, count_measure
from pora.statistics.publications import describe_as_of, describe_value
from pora.wording.counts import describe_cell, shorten_cell


def name_span(span: Span) -> str:
    """Januari sampai Maret 2024."""
    last = format_period(span.last)
    if span.first == span.last:
        return last
    return _("{first} sampai {last}").format(first=format_period(span.first).rpartition(" ")[0], last=last)


def name_kind(kind: str | None) -> str:
    """In a list; what a report leaves open has words of its own."""
    return _("Jenis tidak dirinci") if kind is None else term_label(schema.ACTION_KIND.name, kind)


def kind_measure(kind: str) -> Measure:
    """What a figure of one kind counts."""
    return replace(count_measure(schema.TINDAKAN), title=name_kind(kind))


def describe_pair(pair: YearPair, place: str, span: Span) -> str:
    """Deportasi di Jawa Tengah, Januari sampai Maret 2024: 24; masa yang sama 2023: 19."""
    words = {"kind": name_kind(pair.kind), "place": place, "span": name_span(span), "now": _say(pair.now)}
    if pair.before.status == schema.BELUM_LAPOR:
        return _("{kind} di {place}, {span}: {now}").format(**words)
    words |= {"before": _say(pair.before), "year": str(int(span.last[:4]) - 1)}
    return _("{kind} di {place}, {span}: {now}; masa yang sama {year}: {before}").format(**words)


def describe_pair_of_place(pair: YearPair, place: str, span: Span) -> str:
    """Deportasi di Jawa Tengah: 24; masa yang sama 2023: 19. Short, where the span stands beside it."""
    words = {"kind": name_kind(pair.kind), "place": place, "now": shorten_sum(pair.now)}
    if pair.before.status == schema.BELUM_LAPOR:
        return _("{kind} di {place}: {now}").format(**words)
    words |= {"before": shorten_sum(pair.before), "year": str(int(span.last[:4]) - 1)}
    return _("{kind} di {place}: {now}; masa yang sama {year}: {before}").format(**words)


def shorten_least(one: FlowSum) -> str:
    """As `shorten_sum`, where there is room for a number alone: one that lacks suppressed months is the least it is."""
    return f"≥ {format_number(one.count)}" if one.count is not None and one.hidden_months else shorten_sum(one)


def _say(one: FlowSum) -> str:
    if one.status == schema.BELUM_LAPOR:
        return _("tidak dilaporkan")
    return _add_hidden(describe_cell(one.cell), one)


def shorten_sum(one: FlowSum) -> str:
    """The same in a table."""
    if one.status == schema.BELUM_LAPOR:
        return _("tidak dilaporkan")
    return _add_hidden(shorten_cell(one.cell), one)


def _add_hidden(number: str, one: FlowSum) -> str:
    """86 dan 1 bulan disamarkan: what is shown, and how much of the time is not in it."""
    if one.count is None or not one.hidden_months:
        return number
    words = _n("{number} dan {n} bulan disamarkan", one.hidden_months)
    return words.format(number=number, n=format_number(one.hidden_months))


def format_year_change(pair: YearPair) -> str:
    return "–" if pair.change is None else format_change(pair.change)


def make_kind_table(pairs: Sequence[YearPair], span: Span) -> pd.DataFrame:
    """One row per kind: its number in the span and a year before, the difference, how many months name it in both."""
    count, years = len(span.months), (int(span.last[:4]), int(span.last[:4]) - 1)
    return pd.DataFrame(
        {
            _("Jenis tindakan"): [name_kind(pair.kind) for pair in pairs],
            str(years[0]): [shorten_sum(pair.now) for pair in pairs],
            str(years[1]): [shorten_sum(pair.before) for pair in pairs],
            _("Selisih"): [format_year_change(pair) for pair in pairs],
            _("Bulan melapor"): [
                _("{n} dan {m} dari {all}").format(
                    n=format_number(len(pair.now.months)),
                    m=format_number(len(pair.before.months)),
                    all=format_number(count),
                )
                for pair in pairs
            ],
        }
    )


def make_month_table(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The months of two years, by `make_flow_months`."""
    years = [str(frame["period"].iloc[-1])[:4] for frame in (now, before)]
    return pd.DataFrame(
        {
            _("Bulan"): [format_period(period).rpartition(" ")[0] for period in now["period"]],
            years[0]: [_shorten_month(row) for _i, row in now.iterrows()],
            years[1]: [_shorten_month(row) for _i, row in before.iterrows()],
        }
    )


def _shorten_month(row: pd.Series) -> str:
    return shorten_cell({"status": row["status"], "person_count": row["value"]})


def describe_paired_months(now: pd.DataFrame, before: pd.DataFrame, title: str) -> str:
    """For those who don't see the bars: every month of both years."""
    years = []
    for frame in (now, before):
        months = ", ".join(
            f"{format_period(row['period']).rpartition(' ')[0]} {_shorten_month(row)}" for _i, row in frame.iterrows()
        )
        years.append(f"{str(frame['period'].iloc[-1])[:4]}: {months}")
    return _("Diagram batang per bulan: {title}. {years}.").format(title=title, years="; ".join(years))


def list_published_flows(figures: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Of published figures, oldest first, those that count what happened in a time, the newest first."""
    measures = read_measures()
    rows = [dict(row) for _i, row in figures.iterrows()]
    return [row for row in reversed(rows) if row["measure"] in measures and measures[row["measure"]].is_flow]


def make_flow_figure_table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row per published figure, in the words of its source."""
    return pd.DataFrame(
        {
            _("Angka terbit"): [describe_value(pd.Series(row)) for row in rows],
            _("Yang dihitung"): [row["measure"] for row in rows],
            _("Masa"): [describe_as_of(str(row["as_of"]), row["as_of_precision"]) for row in rows],
            _("Instansi"): [row["agency"] for row in rows],
            _("Sumber"): [row["source"] for row in rows],
            _("Catatan"): [row["note"] if isinstance(row["note"], str) else "–" for row in rows],
        }
    )


def describe_law(kind: str) -> str:
    """What the law says of a kind; in its words where they are quoted."""
    meaning = read_action_kinds()[kind]
    words = f"“{meaning.words}”" if meaning.is_quoted else meaning.words
    return ". ".join(part for part in (f"{meaning.legal_basis}: {words}", meaning.note) if part) + "."


def warn_of_kinds() -> str:
    """What nobody may overlook beside numbers of several kinds."""
    return _(
        "Yang dihitung adalah tindakan selama masa itu, bukan orang yang berada di wilayah. Satu orang dapat dikenai "
        "beberapa tindakan, jadi jenis tidak dijumlahkan."
    )


def warn_of_sums() -> str:
    """The same in few words."""
    return _("Tindakan selama masa itu, bukan orang yang berada di wilayah; jenis tidak dijumlahkan")


def explain_least() -> str:
    """What `shorten_least` means."""
    return _("≥: ada bulan yang disamarkan")
