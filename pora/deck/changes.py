"""The slide on what is new since the month before: in sentences, and by area."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import Bar, Bars, Block, Content, NumberCard, NumberCards, Sentences
from pora.deck.subject import Subject
from pora.locale import _, format_change, format_number, format_period, lower_first, raise_first
from pora.statistics.change_split import NoSplit, describe_split, summarise_split
from pora.wording.highlights import describe_movers, describe_revision, describe_silence, name_kecamatan

MOST_CHANGES, MOST_CARDS = 7, 3


def make_change_content(subject: Subject) -> Content | None:
    """What is new since the month before, in sentences; None without a month to compare with, or for a kecamatan that
    was not revised: the slide on the situation has its change."""
    if subject.split is None or subject.before is None:
        return None
    revision = describe_revision(pd.Series(subject.cell))
    if subject.level == schema.KECAMATAN and not revision:
        return None
    before = subject.read_cells(schema.KECAMATAN, subject.before)
    now = subject.read_cells(schema.KECAMATAN)
    is_comparable = subject.split != NoSplit("sample")
    changes = _show_changes(subject, before, now) if is_comparable else None
    movers = _describe_movers(subject, before, now) if is_comparable else None
    total = describe_total_change(subject)
    found = [
        None if total else describe_split(subject.split, subject.before),
        _describe_shown(before, now) if changes else movers,
        revision,
        None if subject.level == schema.KECAMATAN else describe_silence(now),
    ]
    lines = tuple(line for line in found if line)
    summary = lower_first(total)[:-1] if total else summarise_split(subject.split, subject.before)
    title = f"{subject.place}: {summary}"
    points = Sentences("perubahan", pd.DataFrame({"line": lines}), " ".join(lines), lines)
    shown = changes or (_show_whole(subject) if total else None)
    blocks: tuple[Block, ...] = (shown, points) if shown else (points,)
    notes = _("{title}. Perubahan nyata hanya dari kecamatan yang melapor pada kedua bulan.").format(title=title)
    return Content(title, blocks, notes)


def _describe_shown(before: pd.DataFrame, now: pd.DataFrame) -> str | None:
    """That somebody is missing among the bars; None where nobody is hidden."""
    if not (pd.concat([before["status"], now["status"]]) == schema.DISAMARKAN).any():
        return None
    return _("Hanya kecamatan yang angkanya ditampilkan pada kedua bulan.")


def _describe_movers(subject: Subject, before: pd.DataFrame, now: pd.DataFrame) -> str | None:
    return None if subject.level == schema.KECAMATAN else describe_movers(before, now)


def _show_changes(subject: Subject, before: pd.DataFrame, now: pd.DataFrame) -> Bars | NumberCards | None:
    """The kecamatan whose number changed most, from the largest rise to the largest fall, of those with a number in
    both months; up to three as numbers that can be read across a hall. None where none changed."""
    if subject.level == schema.KECAMATAN:
        return None
    pairs = now.merge(before[["area_code", "person_count"]], on="area_code", suffixes=("", "_before"))
    pairs = pairs.dropna(subset=["person_count", "person_count_before"])
    pairs = pairs.assign(change=(pairs["person_count"] - pairs["person_count_before"]).astype(int))
    largest = pairs["change"].abs().sort_values(ascending=False, kind="stable").index[:MOST_CHANGES]
    shown = pairs.loc[largest].query("change != 0").sort_values("change", ascending=False, kind="stable")
    if shown.empty:
        return None
    names = name_kecamatan(shown, now)
    starts, ends, changes = (shown[name].tolist() for name in ("person_count_before", "person_count", "change"))
    moves = [_write_move(a, b) for a, b in zip(starts, ends, strict=True)]
    told = [f"{move} ({format_change(change)})" for move, change in zip(moves, changes, strict=True)]
    title = _("{Persons}, {before} → {now}").format(
        Persons=raise_first(subject.persons), before=format_period(str(subject.before)), now=subject.month
    )
    alt = f"{title}: " + "; ".join(f"{name} {words}" for name, words in zip(names, told, strict=True)) + "."
    rows = shown[["area_code", "area_name", "person_count_before", "person_count", "status"]].reset_index(drop=True)
    if len(shown) <= MOST_CARDS:
        notes = [_write_since(subject, one) for one in changes]
        return NumberCards("perubahan_wilayah", rows, alt, tuple(map(NumberCard, names, moves, notes)))
    return Bars("perubahan_wilayah", rows, alt, title, tuple(map(Bar, names, changes, told)))


def _write_move(before: float, now: float) -> str:
    return f"{format_number(int(before))} → {format_number(int(now))}"


def _write_since(subject: Subject, change: int) -> str:
    words = _("{change} sejak {period}") if change else _("Tetap sejak {period}")
    return words.format(change=format_change(change), period=format_period(str(subject.before)))


def _show_whole(subject: Subject) -> NumberCards:
    """The whole in both months, where it has a number in each and its parts can't be told."""
    earlier = int(subject.series.set_index("period")["person_count"][str(subject.before)])
    move = _write_move(earlier, subject.count)
    card = NumberCard(raise_first(subject.persons), move, _write_since(subject, subject.count - earlier))
    cell = {"area_code": subject.area_code, "area_name": subject.place, "person_count_before": earlier}
    rows = pd.DataFrame([{**cell, "person_count": subject.count, "status": schema.ANGKA}])
    return NumberCards("perubahan_jumlah", rows, f"{card.label}: {move} ({card.note}).", (card,))


def describe_total_change(subject: Subject) -> str | None:
    """How the whole changed where its parts are suppressed; None where these can be told, or the whole can't."""
    is_hidden = isinstance(subject.split, NoSplit) and subject.split.reason == "suppressed"
    earlier = subject.series.set_index("period")["person_count"]
    if not is_hidden or not subject.has_number or subject.before is None or pd.isna(earlier[subject.before]):
        return None
    change = subject.count - int(earlier[subject.before])
    words = {"n": format_number(abs(change)), "since": format_period(subject.before)}
    if not change:
        return _("Tetap sejak {since}; sebagian rinciannya disamarkan.").format(**words)
    if change > 0:
        return _("Naik {n} sejak {since}; sebagian rinciannya disamarkan.").format(**words)
    return _("Turun {n} sejak {since}; sebagian rinciannya disamarkan.").format(**words)
