"""What is loaded, and how fresh."""

from __future__ import annotations

from collections.abc import Iterable

from pora import queries
from pora.access import local_scope
from pora.boundaries import load_layers
from pora.db import open_snapshot
from pora.locale import _, format_number, format_period


def read_status() -> dict[str, object]:
    """The snapshot, its batches, the months and the boundaries. Raises SnapshotError where there is none."""
    scope, snapshot = local_scope(), open_snapshot()
    facts = queries.select_facts(snapshot, scope)
    periods = queries.select_periods(snapshot, scope)
    batches = queries.select_batches(snapshot, scope)
    layers = load_layers("batas")
    return {
        "snapshot_id": snapshot.id,
        "published_at": facts.published_at.isoformat(),
        "province_code": facts.province_code,
        "has_sample": facts.has_sample,
        "period_first": periods[0] if periods else None,
        "period_last": periods[-1] if periods else None,
        "boundaries": layers.attribution if layers else None,
        "batches": batches.to_dict("records"),
    }


def describe_status(status: dict[str, object]) -> Iterable[str]:
    yield _("Snapshot {id}, diterbitkan {at} UTC").format(id=status["snapshot_id"], at=status["published_at"])
    if status["has_sample"]:
        yield _("Memuat DATA CONTOH sintetis.")
    if status["period_first"]:
        first, last = format_period(str(status["period_first"])), format_period(str(status["period_last"]))
        yield _("Periode {first} sampai {last}").format(first=first, last=last)
    yield _("Batas wilayah: {text}").format(text=status["boundaries"] or _("belum ada (peta petak)"))
    batches = status["batches"]
    assert isinstance(batches, list)  # noqa: S101 - narrows the type for the checker
    for batch in batches:
        yield _("{batch}  {office}  {first}..{last}  {rows} baris, {rejected} ditolak  {file}").format(
            batch=batch["batch_id"],
            office=batch["office_code"],
            first=batch["period_first"],
            last=batch["period_last"],
            rows=format_number(batch["rows_accepted"]),
            rejected=format_number(batch["rows_rejected"]),
            file=batch["file_name"],
        )
