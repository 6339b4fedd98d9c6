"""What the command line says: Indonesian lines for people, one JSON object for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from etl.batch.load import LoadReport
from etl.batch.validate import RowError
from etl.readers import describe_found
from pora.locale import _, _n, format_number

SHOWN_ERRORS = 50


def load_as_dict(report: LoadReport) -> dict[str, object]:
    return {
        "file": report.file,
        "batch_id": report.batch_id,
        "rows_in": report.rows_in,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "loaded": report.loaded,
        "unchanged": report.unchanged,
        "error_count": report.error_count,
        "errors": [asdict(error) for error in report.errors],
        "warnings": report.warnings,
        "changes": [asdict(change) for change in report.changes],
        "found": describe_found(report.found) if report.found else [],
    }


def as_json(value: object) -> str:
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
    if report.errors and not report.rows_in:
        return _("{file}: tidak dimuat.").format(**counts)
    if report.unchanged:
        return _("{file}: sudah dimuat, tidak ada yang berubah.").format(**counts)
    if report.loaded:
        line = _n("{file}: dimuat. {rows} baris masuk = {accepted} diterima + {rejected} ditolak.", report.rows_in)
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


def describe_load(report: LoadReport) -> Iterable[str]:
    yield _outcome_line(report)
    for line in describe_found(report.found) if report.found else ():
        yield f"  {line}"
    for error in report.errors[:SHOWN_ERRORS]:
        yield describe_error(error)
    if report.error_count > SHOWN_ERRORS:
        rest = report.error_count - min(SHOWN_ERRORS, len(report.errors))
        yield _n("  … dan {n} kesalahan lain (lihat --json).", rest).format(n=format_number(rest))
    for warning in report.warnings:
        yield _("  Perhatian: {warning}").format(warning=warning)
