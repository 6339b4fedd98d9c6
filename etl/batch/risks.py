# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What is right in itself and yet likely a mistake: a report that wipes out a fuller one, a month far from all others,
a file that says something else than its sender.

Promise: the first two happen only where the sender says that it is meant, the last one never. Asked before the rows are
accepted; then they are in force. Synthetic data is no report, so nothing of it is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from pora.locale import _, format_number, format_period, lower_first
from pora.reference.terms import term_label
from pora.schema import FLOWS
from pora.schema.load_report import (
    FAR_PERIOD,
    LOST_REPORT,
    ErrorKind,
    LoadOptions,
    LoadReport,
    PartChange,
    RowError,
)
from pora.schema.period import count_months
from pora.warehouse.in_force import write_row_condition
from pora.wording.counts import person_words

FARTHEST_MONTHS = 24  # the sentence below says it too
_SHOWN_NAMES, _SHOWN_PARTS = 9, 20


@dataclass(frozen=True)
class Risk:
    """`what` is seen, `advice` what to do if it is not meant, or how to say that it is."""

    code: str
    what: str
    advice: str


_REPORTED = """
SELECT 1 FROM core_slice_in_force f JOIN core_batch b USING (batch_id)
WHERE NOT b.is_sample AND f.office_code = ? LIMIT 1
"""
# Of each part of the file that a real report is in force for: its persons, the persons of the file (null where it says
# nothing), and the kecamatan that reported and are not in the file.
_LOSSES = f"""
WITH new AS (
    SELECT period, category, kabupaten_code, sum(person_count)::BIGINT AS person_count FROM accepted GROUP BY ALL
), old AS (
    SELECT f.period, f.category, f.kabupaten_code, sum(c.person_count)::BIGINT AS person_count
    FROM core_slice_in_force f
    JOIN core_batch b ON b.batch_id = f.batch_id AND NOT b.is_sample
    JOIN core_case c ON {write_row_condition("f", "c")}
    WHERE f.office_code = $office AND ($kecamatan IS NULL OR c.kecamatan_code = $kecamatan)
    GROUP BY ALL
), missing AS (
    SELECT old.period, old.category, old.kabupaten_code, list(r.area_name ORDER BY k.kecamatan_code) AS names
    FROM old
    JOIN core_slice_in_force f USING (period, category, kabupaten_code)
    JOIN core_coverage k ON {write_row_condition("f", "k")}
    JOIN ref_area r ON r.area_code = k.kecamatan_code
    WHERE $kecamatan IS NULL AND NOT EXISTS (
        FROM accepted a WHERE a.person_count IS NOT NULL AND a.period = k.period AND a.category = k.category
            AND a.kecamatan_code = k.kecamatan_code)
    GROUP BY ALL
)
SELECT old.period, old.category, coalesce(concat_ws(', ', own.area_name, r.area_name), $office), old.person_count,
       new.person_count, coalesce(missing.names, [])
FROM old
JOIN new ON new.period = old.period AND new.category = old.category
    AND new.kabupaten_code IS NOT DISTINCT FROM old.kabupaten_code
LEFT JOIN missing ON missing.period = old.period AND missing.category = old.category
    AND missing.kabupaten_code = old.kabupaten_code
LEFT JOIN ref_area r ON r.area_code = old.kabupaten_code
LEFT JOIN ref_area own ON own.area_code = $kecamatan
WHERE new.person_count IS NULL OR len(missing.names) > 0
ORDER BY ALL LIMIT $limit
"""

# Of each part of the file: the reported desa that are not in it, of kecamatan that are; what is missing with its
# kecamatan is told above.
_DESA_LOSSES = f"""
SELECT d.period, d.category, r.area_name, count(*), list(DISTINCT k.area_name ORDER BY k.area_name)
FROM core_slice_in_force f
JOIN core_desa_coverage d ON {write_row_condition("f", "d")}
JOIN core_batch b ON b.batch_id = f.batch_id AND NOT b.is_sample
JOIN ref_area r ON r.area_code = d.kabupaten_code
JOIN ref_area k ON k.area_code = d.kecamatan_code
SEMI JOIN (SELECT * FROM accepted WHERE person_count IS NOT NULL) a
    ON (a.period, a.category, a.kecamatan_code) = (d.period, d.category, d.kecamatan_code)
ANTI JOIN (SELECT * FROM accepted WHERE person_count IS NOT NULL) s
    ON (s.period, s.category, s.desa_code) = (d.period, d.category, d.desa_code)
WHERE f.office_code = $office
GROUP BY ALL ORDER BY ALL LIMIT $limit
"""

# Of each part of the file: the reported kinds of action that it does not name with a number.
_KIND_LOSSES = f"""
SELECT f.period, f.category, coalesce(r.area_name, $office), list(DISTINCT c.action_kind ORDER BY c.action_kind)
FROM core_slice_in_force f
JOIN core_batch b ON b.batch_id = f.batch_id AND NOT b.is_sample
JOIN core_case c ON {write_row_condition("f", "c")}
LEFT JOIN ref_area r ON r.area_code = f.kabupaten_code
SEMI JOIN (SELECT * FROM accepted WHERE person_count IS NOT NULL) a ON a.period = f.period AND a.category = f.category
    AND a.kabupaten_code IS NOT DISTINCT FROM f.kabupaten_code
ANTI JOIN (SELECT * FROM accepted WHERE person_count IS NOT NULL) s ON s.period = f.period AND s.category = f.category
    AND s.kabupaten_code IS NOT DISTINCT FROM f.kabupaten_code AND s.action_kind = c.action_kind
WHERE f.office_code = $office AND c.action_kind IS NOT NULL AND ($kecamatan IS NULL OR c.kecamatan_code = $kecamatan)
GROUP BY ALL ORDER BY ALL LIMIT $limit
"""


def find_losses(con: duckdb.DuckDBPyConnection, office: str, kecamatan: str | None = None) -> Iterator[Risk]:
    """Parts of the view `accepted` that would take reported kecamatan, desa or kinds of action, or all counts, out of
    force. A file of one kecamatan takes none of any other."""
    if not con.execute(_REPORTED, [office]).fetchone():
        return
    advice = _("Lengkapi berkasnya, atau muat dengan --replace bila memang untuk mengganti.")
    given = {"office": office, "kecamatan": kecamatan, "limit": _SHOWN_PARTS}
    rows = con.execute(_LOSSES, given).fetchall()
    for period, category, area, before, after, names in rows:
        counts = {"before": format_number(before), "after": _("belum lapor") if after is None else format_number(after)}
        if names and category in FLOWS:  # whose kinds are not added
            what = _(
                "{area}, {period}, {category}: {n} kecamatan yang sudah lapor tidak ada lagi di berkas ini ({names})."
            ).format(n=format_number(len(names)), names=_list(names), **_part(area, period, category))
        elif names:
            what = _(
                "{area}, {period}, {category}: {n} kecamatan yang sudah lapor tidak ada lagi di berkas ini ({names}); "
                "jumlahnya dari {before} menjadi {after}."
            ).format(n=format_number(len(names)), names=_list(names), **_part(area, period, category), **counts)
        else:
            what = _(
                "{area}, {period}, {category}: yang berlaku {before}, tetapi di berkas ini tidak ada jumlahnya."
            ).format(**_part(area, period, category), **counts)
        yield Risk(LOST_REPORT, what, advice)
    rows = con.execute(_DESA_LOSSES, {"office": office, "limit": _SHOWN_PARTS}).fetchall()
    for period, category, area, count, names in rows:
        what = _(
            "{area}, {period}, {category}: {n} desa/kelurahan yang sudah lapor tidak ada lagi di berkas ini "
            "(di {names}); rinciannya per desa hilang."
        ).format(n=format_number(count), names=_list(names), **_part(area, period, category))
        yield Risk(LOST_REPORT, what, advice)
    for period, category, area, kinds in con.execute(_KIND_LOSSES, given).fetchall():
        names = [lower_first(term_label("action_kind", kind)) for kind in kinds]
        what = _("{area}, {period}, {category}: yang sudah lapor tidak ada lagi di berkas ini: {names}.")
        yield Risk(LOST_REPORT, what.format(names=_list(names), **_part(area, period, category)), advice)


def _part(area: str, period: str, category: str) -> dict[str, str]:
    return {"area": area, "period": format_period(period), "category": person_words(category)}


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN_NAMES]) + (", …" if len(names) > _SHOWN_NAMES else "")


def find_far_periods(con: duckdb.DuckDBPyConnection, periods: set[str]) -> Iterator[Risk]:
    """Those of the file's months that lie more than FARTHEST_MONTHS from those in force and, with nothing in force,
    from most of the file: one year typed wrong makes hundreds of months without a report.
    """
    in_force = {period for (period,) in con.execute("SELECT DISTINCT period FROM core_slice_in_force").fetchall()}
    groups = _group(periods | in_force)
    if len(groups) < 2:
        return
    rows = Counter(dict(con.execute("SELECT period, count(*) FROM accepted GROUP BY ALL").fetchall()))
    near = {group for group in groups if in_force & {*group}}
    if not near and groups:
        near = {max(groups, key=lambda group: (sum(rows[period] for period in group), group[-1]))}
    known = sorted(period for group in near for period in group)
    for period in (period for group in groups if group not in near for period in group):
        what = _("Periode {period} ({n} baris) lebih dari 24 bulan dari periode lain ({first} sampai {last}).")
        yield Risk(
            FAR_PERIOD,
            what.format(
                period=format_period(period),
                n=format_number(rows[period]),
                first=format_period(known[0]),
                last=format_period(known[-1]),
            ),
            _("Periksa tahunnya, atau muat dengan --any-period bila memang benar."),
        )


def find_contradictions(parts: Sequence[PartChange], options: LoadOptions) -> Iterator[Risk]:
    """Months and categories of the file that are not those for which it is sent."""
    advice = _("Betulkan salah satunya.")
    for period in sorted({part.period for part in parts} - {options.period or ""} if options.period else ()):
        what = _("Berkas menyebut {written}, tetapi dimuat untuk {given}.")
        given = format_period(options.period or "")
        yield Risk("period-conflict", what.format(written=format_period(period), given=given), advice)
    for category in sorted({str(part.category) for part in parts} - {options.category} if options.category else ()):
        what = _("Berkas menyebut {written}, tetapi dimuat sebagai {given}.")
        written, given = term_label("category", category), term_label("category", options.category or "")
        yield Risk("category-conflict", what.format(written=written, given=given), advice)


def refuse_risks(report: LoadReport, refused: Sequence[Risk]) -> LoadReport:
    """The report on a file that is refused as a whole for them, each an error without a row; the same without any."""
    if not refused:
        return report
    errors = [RowError(None, None, None, None, risk.code, f"{risk.what} {risk.advice}") for risk in refused]
    counts = Counter(risk.code for risk in refused)
    return replace(
        report,
        accepted=0,
        rejected=report.rows_in,
        error_count=report.error_count + len(errors),
        errors=(*errors, *report.errors),
        error_kinds=(*(ErrorKind(code, n) for code, n in counts.items()), *report.error_kinds),
    )


def _group(periods: set[str]) -> list[tuple[str, ...]]:
    """Months in runs, no two neighbours further apart than FARTHEST_MONTHS."""
    groups: list[list[str]] = []
    for period in sorted(periods):
        if groups and count_months(groups[-1][-1], period) <= FARTHEST_MONTHS:
            groups[-1].append(period)
        else:
            groups.append([period])
    return [tuple(group) for group in groups]
