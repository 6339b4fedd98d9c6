"""A table of another agency into its own stock: read like a table of cases, counted apart from them.

Promise: nothing of it is in a table of cases, so in no total of Imigrasi. Everything is accepted, or nothing. A file
replaces what the same office sent of the same agency, measure, month and kabupaten/kota; the rest stays in force.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.batch.accept import stage_rows
from etl.batch.load import REPORTED_ERRORS, hash_file
from etl.batch.remarks import find_warnings
from etl.batch.risks import find_contradictions, refuse_risks
from etl.batch.validate import find_agency_errors
from etl.readers import ReadReport, describe_read_report, warn_of_totals
from pora.access.system_user import name_system_user
from pora.locale import _
from pora.progress import Tell, ignore_words
from pora.schema import AGENCY_FIGURE
from pora.schema.load_report import LoadOptions, LoadReport, PartChange, refuse_file

_FIGURES = """
SELECT period, kabupaten_code AS area_code, sum(person_count)::BIGINT AS person_count,
       count(DISTINCT kecamatan_code) FILTER (person_count IS NOT NULL)::INTEGER AS kecamatan_count
FROM accepted WHERE person_count IS NOT NULL GROUP BY ALL
"""
# What counts now of the same office, agency and measure.
_IN_FORCE = """
SELECT f.period, f.area_code, max_by(f.batch_id, l.batch_number) AS batch_id,
       max_by(f.person_count, l.batch_number) AS person_count
FROM core_agency_figure f JOIN core_list_batch l USING (batch_id)
WHERE f.office_code = $office AND f.agency = $agency AND f.measure = $measure
  AND f.batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)
GROUP BY f.period, f.area_code
"""
_CHANGES = f"""
SELECT n.period, n.area_code, r.area_name, o.person_count, n.person_count
FROM ({_FIGURES}) n LEFT JOIN ({_IN_FORCE}) o USING (period, area_code) LEFT JOIN ref_area r USING (area_code)
ORDER BY ALL
"""  # noqa: S608 - constants of this file
# The batch of the same file, where all that this one says is in force by it.
_SAME = f"""
SELECT any_value(o.batch_id)
FROM ({_FIGURES}) n LEFT JOIN ({_IN_FORCE}) o USING (period, area_code)
LEFT JOIN core_list_batch l ON l.batch_id = o.batch_id AND l.file_sha256 = $sha256
HAVING count(DISTINCT o.batch_id) = 1 AND bool_and(l.batch_id IS NOT NULL AND o.person_count = n.person_count)
"""  # noqa: S608 - the same

# The last batch of the same file, and whether any of it is in force.
_FORMER = f"""
SELECT l.batch_id, l.batch_id IN (SELECT o.batch_id FROM ({_IN_FORCE}) o)
FROM core_list_batch l JOIN core_agency_figure f USING (batch_id)
WHERE l.file_sha256 = $sha256 AND f.office_code = $office AND f.agency = $agency AND f.measure = $measure
  AND l.batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)
ORDER BY l.batch_number DESC LIMIT 1
"""  # noqa: S608 - the same


def find_former_table(con: duckdb.DuckDBPyConnection, sha256: str, options: LoadOptions) -> tuple[str, bool] | None:
    """The last batch of this very file of the office, agency and measure, not taken back, and whether any of it is in
    force."""
    given = {"office": options.office, "agency": options.agency, "measure": options.measure, "sha256": sha256}
    row = con.execute(_FORMER, given).fetchone()
    return (str(row[0]), bool(row[1])) if row else None


def load_agency_rows(
    con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, found: ReadReport, say: Tell = ignore_words
) -> LoadReport:
    """Judges the rows that were read and loads their sums, one a month and kabupaten/kota, as one transaction. Nothing
    is written where a row is rejected: a sum without it would be another number."""
    say(_("Memeriksa baris"))
    counted = find_agency_errors(con, found)
    of_sender = {"office": options.office, "agency": options.agency, "measure": options.measure}
    is_whole = counted.rejected == 0
    stage_rows(con)
    report = LoadReport(
        file=path.name,
        rows_in=counted.rows_in,
        accepted=counted.rows_in if is_whole else 0,
        rejected=counted.rejected,
        error_count=counted.error_count,
        errors=counted.first(REPORTED_ERRORS),
        error_kinds=counted.kinds(),
        changes=tuple(
            PartChange(period, None, code, name, before, after, options.measure)
            for period, code, name, before, after in con.execute(_CHANGES, of_sender).fetchall()
        )
        if is_whole
        else (),
        found=tuple(describe_read_report(found)),
        warnings=(*warn_of_totals(found), *(find_warnings(con, options.office) if is_whole else ())),
    )
    if not is_whole:
        return report
    report = refuse_risks(report, list(find_contradictions(report.changes, options)))
    if not report.changes:
        message = _("{file} tidak memuat satu angka pun. Isi kolom jumlahnya; nol ditulis 0.")
        return refuse_file(path.name, "constraint-error", message.format(file=path.name))
    return report if report.errors else _accept(con, path, options, report)


def _accept(con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, report: LoadReport) -> LoadReport:
    """Writes the batch; the report of what is then in force."""
    sha256 = hash_file(path)
    of_sender = {"office": options.office, "agency": options.agency, "measure": options.measure}
    (same,) = con.execute(_SAME, of_sender | {"sha256": sha256}).fetchone() or (None,)
    if same:
        return replace(report, batch_id=same, unchanged=True, loaded=True)
    received_at = datetime.now(UTC).replace(tzinfo=None)
    batch_id = f"{received_at:%Y%m%d}-{uuid.uuid4().hex[:8]}"
    by = options.by or name_system_user()
    con.begin()
    try:
        con.execute(
            "INSERT INTO core_list_batch "
            "SELECT $1, (SELECT coalesce(max(batch_number), 0) + 1 FROM core_list_batch), $2, $3, $4, $5, $6, $7, $8",
            [batch_id, options.office, AGENCY_FIGURE, path.name, sha256, received_at, by, report.rows_in],
        )
        con.execute(
            f"INSERT INTO core_agency_figure SELECT $batch_id, $office, $agency, $measure, * FROM ({_FIGURES})",  # noqa: S608
            of_sender | {"batch_id": batch_id},
        )
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return replace(report, batch_id=batch_id, loaded=True)
