# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Takes back a batch: what it replaced is in force again. The history stays; the withdrawal is added to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from etl.batch.locks import how_to_reopen, read_lock
from etl.batch.undo_list import find_agency_parts, find_newer_lists, find_older_list
from etl.snapshot.out_tables import refresh_in_force
from etl.snapshot.publish import open_writer
from pora.access import audit
from pora.access.system_user import name_system_user
from pora.errors import PoraError, UsageError
from pora.locale import _, _n, format_number, format_period
from pora.reference.areas import area_index
from pora.warehouse.in_force import write_place_condition
from pora.wording.counts import person_words

SHOWN_PARTS = 20

_FILES = """
SELECT batch_id, file_name, office_code, received_at, batch_number, is_sample FROM core_batch
UNION ALL
SELECT batch_id, file_name, office_code, received_at, batch_number, false FROM core_list_batch
"""
_LAST = f"""
SELECT batch_id FROM ({_FILES})
WHERE NOT is_sample AND batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)
ORDER BY received_at DESC, batch_number DESC LIMIT 1
"""
_STATE = f"""
SELECT is_sample, batch_id IN (SELECT w.batch_id FROM core_withdrawal w) FROM ({_FILES}) WHERE batch_id = ?
"""
_REPLACED_BY = f"""
SELECT DISTINCT f.batch_id
FROM core_slice s
JOIN core_batch b USING (batch_id)
JOIN core_slice_in_force f ON {write_place_condition("f", "s", "b.office_code")}
WHERE s.batch_id = ? AND f.batch_id <> s.batch_id
ORDER BY ALL
"""
# What counts for each part, and for the kecamatan within it that counts on its own.
_PARTS = f"""
WITH own AS (FROM core_slice s JOIN core_batch b USING (batch_id) WHERE s.batch_id = ?),
now AS (
    SELECT s.period, s.category, s.kabupaten_code, s.kecamatan_code, f.kecamatan_code AS found_code, f.batch_id
    FROM own s JOIN core_slice_in_force f ON {write_place_condition("f", "s", "s.office_code")}
)
SELECT period, category, kabupaten_code, n.batch_id, coalesce(o.is_sample, false), NULL,
       coalesce(n.found_code, n.kecamatan_code)
FROM (
    SELECT s.period, s.category, s.kabupaten_code, s.kecamatan_code, NULL AS found_code, n.batch_id
    FROM own s LEFT JOIN (FROM now WHERE kecamatan_code IS NOT NULL OR found_code IS NULL) n
        ON (n.period, n.category) = (s.period, s.category) AND n.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
    UNION ALL
    FROM now WHERE kecamatan_code IS NULL AND found_code IS NOT NULL
) n
LEFT JOIN core_batch o ON o.batch_id = n.batch_id
ORDER BY period, category, kabupaten_code, 7 NULLS FIRST
"""


@dataclass(frozen=True)
class RestoredPart:
    """One part of the batch taken back, or a kecamatan in it that is counted on its own; `restored_batch_id` counts
    there again, None where nobody has reported. Of a table of another agency `category` is None and `measure` says
    what it counts."""

    period: str
    category: str | None
    kabupaten_code: str | None
    restored_batch_id: str | None
    is_sample: bool
    measure: str | None = None
    kecamatan_code: str | None = None


@dataclass(frozen=True)
class Undone:
    """`restored_list` is the older list that counts again where a list was taken back; None without any."""

    batch_id: str
    file: str
    office_code: str
    snapshot_id: str
    parts: tuple[RestoredPart, ...]
    restored_list: str | None = None


def undo_batch(batch_id: str | None = None) -> Undone:
    """Takes back the last real file of any kind, or the named one if no newer one has replaced any part of it, and
    publishes.

    Raises PoraError where there is nothing to take back, UsageError where the named batch can't be.
    """
    with open_writer() as writer:
        chosen = _require_last(writer.con) if batch_id is None else _require_newest(writer.con, batch_id)
        _refuse_locked(writer.con, chosen)
        writer.con.execute(
            "INSERT INTO core_withdrawal VALUES (?, ?, ?)",
            [chosen, datetime.now(UTC).replace(tzinfo=None), name_system_user()],
        )
        refresh_in_force(writer.con)
        parts = (*writer.con.execute(_PARTS, [chosen]).fetchall(), *find_agency_parts(writer.con, chosen))
        query = f"SELECT file_name, office_code FROM ({_FILES}) WHERE batch_id = ?"  # noqa: S608 - a constant
        file, office_code = writer.con.execute(query, [chosen]).fetchall()[0]
        restored = find_older_list(writer.con, chosen)
        undone = Undone(
            chosen, file, office_code, writer.publish(), tuple(RestoredPart(*row) for row in parts), restored
        )
    audit.record(audit.UPLOAD, audit.command_user(), office=office_code, withdrawn=chosen, snapshot=undone.snapshot_id)
    return undone


def _require_last(con: duckdb.DuckDBPyConnection) -> str:
    row = con.execute(_LAST).fetchone()
    if row is None:
        raise PoraError(_("Tidak ada yang dapat ditarik: belum ada berkas kantor yang dimuat dan berlaku."))
    return str(row[0])


def _require_newest(con: duckdb.DuckDBPyConnection, batch_id: str) -> str:
    state = con.execute(_STATE, [batch_id]).fetchone()
    if state is None:
        raise UsageError(_("Batch {batch} tidak ada. Lihat daftarnya dengan: status.").format(batch=batch_id))
    is_sample, is_withdrawn = state
    if is_sample:
        raise UsageError(_("Batch {batch} adalah data contoh dan tidak ditarik.").format(batch=batch_id))
    if is_withdrawn:
        raise UsageError(_("Batch {batch} sudah ditarik sebelumnya.").format(batch=batch_id))
    newer = [row[0] for row in con.execute(_REPLACED_BY, [batch_id]).fetchall()]
    if newer := newer or find_newer_lists(con, batch_id):
        raise UsageError(
            _("Batch {batch} sudah digantikan oleh {newer}. Tarik dulu batch yang lebih baru itu.").format(
                batch=batch_id, newer=", ".join(newer)
            )
        )
    return batch_id


def _refuse_locked(con: duckdb.DuckDBPyConnection, batch_id: str) -> None:
    """Raises UsageError where a month of the batch is approved."""
    rows = con.execute(
        "SELECT DISTINCT b.office_code, s.period FROM core_slice s JOIN core_batch b USING (batch_id) "
        "WHERE batch_id = ? ORDER BY ALL",
        [batch_id],
    ).fetchall()
    for office_code, period in rows:
        if locked := read_lock(con, office_code, period):
            raise UsageError(f"{locked} {how_to_reopen()}")


def describe_undone(undone: Undone) -> Iterable[str]:
    """In lines: the batch, what is in force now in its first parts, the new snapshot."""
    yield _("Batch {batch} ({file}, {office}) ditarik kembali; riwayatnya tetap ada.").format(
        batch=undone.batch_id, file=undone.file, office=undone.office_code
    )
    for part in undone.parts[:SHOWN_PARTS]:
        if part.is_sample:
            now = _("kembali ke data contoh")
        elif part.restored_batch_id:
            now = _("kembali ke batch {batch}").format(batch=part.restored_batch_id)
        else:
            now = _("belum lapor")
        codes = [code for code in (part.kecamatan_code, part.kabupaten_code) if code]
        place = ", ".join(map(area_index().area_name, codes)) or undone.office_code
        counted = person_words(part.category) if part.category else part.measure
        yield f"  {format_period(part.period)}, {place}, {counted}: {now}."
    if len(undone.parts) > SHOWN_PARTS:
        rest = len(undone.parts) - SHOWN_PARTS
        yield _n("  … dan {n} bagian lain.", rest).format(n=format_number(rest))
    if undone.restored_list:
        yield _("  Yang berlaku lagi: daftar {batch}.").format(batch=undone.restored_list)
    elif not undone.parts:
        yield _("  Tidak ada daftar sejenis sebelumnya yang berlaku lagi.")
    yield _("Snapshot {id} berlaku.").format(id=undone.snapshot_id)
