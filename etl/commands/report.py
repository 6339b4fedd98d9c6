"""What the command line says: Indonesian lines for people, one JSON object for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pora.locale import _, _n, format_number, format_period, lower_first
from pora.reference.terms import term_label
from pora.schema.load_report import LoadReport, PartChange, RowError
from pora.wording.counts import person_words

if TYPE_CHECKING:
    from etl.pipeline import Outcome

SHOWN_ERRORS, SHOWN_CHANGES = 50, 20


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def write_report_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def describe_error(error: RowError) -> str:
    """One error on one line, with its place in the file."""
    place = []
    if error.sheet:
        place.append(_("lembar {sheet}").format(sheet=error.sheet))
    if error.row is not None:
        place.append(_("baris {row}").format(row=error.row))
    if error.column:
        place.append(_("kolom {column}").format(column=error.column))
    return f"  {', '.join(place)}: {error.message} [{error.code}]" if place else f"  {error.message} [{error.code}]"


def _outcome_line(report: LoadReport) -> str:
    counts = {
        "file": report.file,
        "rows": format_number(report.rows_in),
        "accepted": format_number(report.accepted),
        "rejected": format_number(report.rejected),
    }
    if report.is_held_back:
        words = _n("{file}: tidak dimuat. {rows} baris masuk, tidak ada yang salah.", report.rows_in)
        return words.format(**counts)
    if report.errors and (not report.rows_in or report.concerns_whole_file):
        return _("{file}: tidak dimuat.").format(**counts)
    if report.unchanged:
        return _("{file}: sudah dimuat, tidak ada yang berubah.").format(**counts)
    if report.loaded:
        line = _n("{file}: dimuat. {rows} baris masuk = {accepted} diterima + {rejected} ditolak.", report.rows_in)
    elif report.rejected and not report.accepted:
        line = _("{file}: tidak dimuat. {rejected} dari {rows} baris ditolak; perbaiki barisnya, lalu muat lagi.")
    elif report.rejected:
        line = _(
            "{file}: tidak dimuat. {rejected} dari {rows} baris ditolak; perbaiki barisnya, atau muat sisanya dengan "
            "--accept-partial."
        )
    else:
        line = _n(
            "{file}: uji coba, tidak dimuat. {rows} baris masuk = {accepted} diterima + {rejected} ditolak.",
            report.rows_in,
        )
    return line.format(**counts)


def _list_outcome_line(report: LoadReport) -> str:
    counts = {"file": report.file, "rows": format_number(report.rows_in), "rejected": format_number(report.rejected)}
    if report.unchanged:
        return _("{file}: sudah dimuat, tidak ada yang berubah.").format(**counts)
    if report.loaded:
        line = _n("{file}: dimuat, {rows} baris, menggantikan daftar sejenis kantor ini bila ada.", report.rows_in)
        return line.format(**counts)
    if report.rejected:
        return _("{file}: tidak dimuat. {rejected} dari {rows} baris perlu diperbaiki.").format(**counts)
    if report.errors:
        return _("{file}: tidak dimuat.").format(**counts)
    return _n("{file}: uji coba, tidak dimuat. {rows} baris dapat dimuat.", report.rows_in).format(**counts)


def _describe_changes(report: LoadReport) -> Iterator[str]:
    """What is in force against what the file says, part by part."""
    shown = [] if report.unchanged else [one for one in report.changes if one.before != one.after]
    for change in shown[:SHOWN_CHANGES]:
        before, after = (_("belum lapor") if n is None else format_number(n) for n in (change.before, change.after))
        yield _("  {area}, {period}, {category}: sekarang {before}, setelah dimuat {after}.").format(
            area=change.kabupaten_name or _("tanpa kabupaten/kota"),
            period=format_period(change.period),
            category=_name_counted(change),
            before=before,
            after=after,
        )
    if (rest := len(shown) - SHOWN_CHANGES) > 0:
        yield _n("  … dan {n} bagian lain.", rest).format(n=format_number(rest))


def _name_counted(change: PartChange) -> str:
    if change.action_kind:
        return lower_first(term_label("action_kind", change.action_kind))
    return person_words(change.category) if change.category else str(change.measure)


def describe_load(report: LoadReport) -> Iterator[str]:
    """A table of cases: what became of the file, what was read of it, every error, what deserves a look."""
    yield _outcome_line(report)
    yield from (f"  {line}" for line in report.found)
    yield from _describe_changes(report)
    yield from _describe_faults(report)


def describe_list(report: LoadReport) -> Iterator[str]:
    """A list of teams, meetings or activities: what became of the file, every error, what was not read."""
    yield _list_outcome_line(report)
    yield from _describe_faults(report)


def _describe_faults(report: LoadReport) -> Iterator[str]:
    shown = report.errors[:SHOWN_ERRORS]
    yield from map(describe_error, shown)
    for rest in report.count_unshown(shown):
        words = _n("  … dan {n} kesalahan lain [{code}] (lihat --json).", rest.count)
        yield words.format(n=format_number(rest.count), code=rest.code)
    for warning in report.warnings:
        yield _("  Perhatian: {warning}").format(warning=warning)


def describe_files(reports: Sequence[LoadReport]) -> str:
    """One line on all files of a run."""
    same = sum(report.unchanged for report in reports)
    loaded = sum(report.loaded for report in reports) - same
    counts = {"n": len(reports), "loaded": loaded, "same": same}
    line = _n("{n} berkas: {loaded} dimuat, {same} sudah dimuat sebelumnya, {refused} tidak dimuat.", len(reports))
    refused = len(reports) - loaded - same
    return line.format(**{key: format_number(n) for key, n in {**counts, "refused": refused}.items()})


def print_outcome(outcome: Outcome, as_json: bool, describe: Callable[[LoadReport], Iterable[str]]) -> int:
    """What became of every file; the exit code: 1 where one was refused."""
    if as_json:
        found = [loaded.as_dict() for loaded in outcome.reports]
        print(write_report_json(found[0] if len(found) == 1 else {"files": found}))
    else:
        for loaded in outcome.reports:
            print_lines(describe(loaded))
        print_lines(outcome.notes)
        if len(outcome.reports) > 1:
            print(describe_files(outcome.reports))
        if outcome.snapshot_id:
            print(_("Snapshot {id} berlaku.").format(id=outcome.snapshot_id))
    return 1 if any(loaded.errors for loaded in outcome.reports) else 0
