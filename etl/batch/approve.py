"""Decisions on the months of an office: checked, approved, opened again. The last one counts; all of them stay.

Promise: an approved month is locked. No file and no undo changes it before somebody has opened it, with a reason.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from etl.batch.load import require_sending_office
from etl.batch.locks import LAST_DECISION
from etl.snapshot.publish import open_writer
from pora import schema
from pora.access import audit
from pora.config import settings
from pora.errors import UsageError
from pora.locale import _, format_period

LONGEST_REASON = 200

_LAST_BATCH = """
SELECT max_by(f.batch_id, b.batch_number)
FROM core_slice_in_force f JOIN core_batch b USING (batch_id)
WHERE f.office_code = ? AND f.period = ? AND NOT b.is_sample
"""
_HAS_SAMPLE = """
SELECT 1 FROM core_slice_in_force f JOIN core_batch b USING (batch_id)
WHERE f.office_code = ? AND f.period = ? AND b.is_sample LIMIT 1
"""
# What may follow what; without a decision a month is received.
_BEFORE = {
    schema.CHECKED: (schema.RECEIVED, schema.REOPENED),
    schema.APPROVED: (schema.RECEIVED, schema.CHECKED, schema.REOPENED),
    schema.REOPENED: (schema.APPROVED,),
}


@dataclass(frozen=True)
class Decision:
    """What was decided of an office's month, on its newest batch."""

    office_code: str
    period: str
    step: str
    batch_id: str
    snapshot_id: str


def decide(office_code: str, period: str, step: str, by: str | None = None, reason: str | None = None) -> Decision:
    """Adds the decision and publishes. Raises UsageError where nothing can be decided so."""
    _require_setting()
    _check_reason(step, reason)
    with open_writer() as writer:
        con = writer.con
        require_sending_office(con, office_code)
        (batch_id,) = con.execute(_LAST_BATCH, [office_code, period]).fetchone() or (None,)
        words = {"office": office_code, "period": format_period(period)}
        if batch_id is None and con.execute(_HAS_SAMPLE, [office_code, period]).fetchone():
            raise UsageError(
                _(
                    "Yang berlaku dari {office} untuk {period} adalah data contoh, dan itu tidak disahkan. Muat dulu "
                    "laporan kantor itu."
                ).format(**words)
            )
        if batch_id is None:
            raise UsageError(_("Belum ada laporan {office} yang berlaku untuk {period}.").format(**words))
        last = (con.execute(LAST_DECISION, [office_code, period]).fetchone() or (schema.RECEIVED,))[0]
        if last not in _BEFORE[step]:
            message = _("{period} {office} berkeadaan {state}; tidak dapat menjadi {step}.")
            raise UsageError(message.format(state=last, step=step, **words))
        con.execute(
            "INSERT INTO core_approval "
            "SELECT $1, (SELECT coalesce(max(decision_number), 0) + 1 FROM core_approval), $2, $3, $4, $5, $6, $7",
            [batch_id, office_code, period, step, _now(), by or getpass.getuser(), reason],
        )
        made = Decision(office_code, period, step, str(batch_id), writer.publish())
    user = by or audit.command_user()
    audit.record(
        audit.APPROVAL, user, office=office_code, period=period, step=step, reason=reason, snapshot=made.snapshot_id
    )
    return made


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _require_setting() -> None:
    if not settings().needs_approval:
        raise UsageError(_("Instalasi ini tidak memakai pengesahan. Pasang PORA_APPROVAL=on, lalu terbitkan ulang."))


def _check_reason(step: str, reason: str | None) -> None:
    if step != schema.REOPENED:
        return
    if not reason or not reason.strip():
        raise UsageError(_("Tulis alasan membuka kembali bulan yang sudah disahkan."))
    if len(reason) > LONGEST_REASON:
        raise UsageError(_("Alasan harus ringkas: satu atau dua kalimat."))


def describe_decision(made: Decision) -> Iterable[str]:
    """In lines, for a terminal."""
    words = {"period": format_period(made.period), "office": made.office_code, "step": made.step}
    yield _("{period} {office}: {step}.").format(**words)
    yield _("Snapshot {id} berlaku.").format(id=made.snapshot_id)
