"""What is loaded, and how fresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pora import paths
from pora.access.roles import Scope, local_scope
from pora.config import format_office_time
from pora.errors import NoSnapshotError
from pora.locale import _, _n, format_number, format_period
from pora.reference.agencies import agency_words
from pora.reference.places import name_place
from pora.schema import AGENCY_FIGURE
from pora.warehouse import queries
from pora.warehouse.boundaries import find_attribution
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.snapshots import list_snapshots
from pora.wording.approvals import step_words
from pora.wording.lists import describe_list_state
from pora.wording.provenance import describe_sample

DEFAULT_PROVINCE = "33"


def read_status() -> dict[str, object]:
    """The snapshot, its batches, the months and the boundaries. Raises SnapshotError where there is none."""
    scope, snapshot = local_scope(), use_snapshot()
    snapshot.require_same_core()
    facts = queries.select_facts(snapshot, scope)
    periods = queries.select_periods(snapshot, scope)
    return {
        "snapshot_id": snapshot.id,
        "published_at": facts.published_at.isoformat(),
        "province_code": facts.province_code,
        "has_sample": facts.has_sample,
        "period_first": periods[0] if periods else None,
        "period_last": periods[-1] if periods else None,
        "snapshot_count": len(list_snapshots()),
        "snapshot_bytes": _count_bytes(paths.warehouse()),
        "received_bytes": _count_bytes(paths.intake()),
        "boundaries": find_attribution(),
        "batches": _read_batches(snapshot, scope),
        "needs_approval": facts.needs_approval,
        "approvals": _read_approvals(snapshot, scope),
        "lists": queries.list_lists(snapshot, scope),
    }


def _read_approvals(snapshot: Snapshot, scope: Scope) -> list[dict[str, object]]:
    """The months of offices with what was decided of each, newest first, in types that JSON knows."""
    return [
        {**row, "decided_at": row["decided_at"] and row["decided_at"].isoformat()}
        for row in queries.list_approvals(snapshot, scope)
    ]


def _describe_approval(one: Mapping[str, Any]) -> str:
    words = {"period": format_period(one["period"]), "office": one["office_code"], "step": step_words()[one["step"]]}
    if one["decided_at"] is None:
        return _("{period}  {office}  {step}").format(**words)
    at = format_office_time(dt.datetime.fromisoformat(one["decided_at"]))
    return _("{period}  {office}  {step} oleh {by}, {at}").format(by=one["decided_by"], at=at, **words)


def _count_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def read_data_area() -> str:
    """What the snapshot in force is about: a province or the country; Jawa Tengah where there is none yet."""
    try:
        return queries.select_facts(use_snapshot(), local_scope()).province_code
    except NoSnapshotError:
        return DEFAULT_PROVINCE


def _describe_list(one: dict[str, Any]) -> str:
    kind = one["list_kind"]
    if kind == AGENCY_FIGURE:
        kind = f"{agency_words()[one['agency']]}, {one['measure']}, {one['period_first']}..{one['period_last']}"
    return _n("{batch}  {at}  {by}  {state}  {office}  daftar {kind}  {rows} baris  {file}", one["rows_in"]).format(
        batch=one["batch_id"],
        at=format_office_time(one["received_at"]),
        by=one["received_by"],
        state=describe_list_state(one),
        office=one["office_code"],
        kind=kind,
        rows=format_number(one["rows_in"]),
        file=one["file_name"],
    )


def _read_batches(snapshot: Snapshot, scope: Scope) -> list[dict[str, object]]:
    """The history, newest first, in types that JSON knows; how many parts are in force, and how many no longer."""
    batches = []
    for row in queries.list_history(snapshot, scope):
        is_withdrawn = row["state"] == "withdrawn"
        batches.append(
            {
                **row,
                "withdrawn_at": row["withdrawn_at"].isoformat() if is_withdrawn else None,
                "in_force": row["slices_in_force"],
                "replaced": 0 if is_withdrawn else row["slices"] - row["slices_in_force"],
                "withdrawn": is_withdrawn,
            }
        )
    return batches


def describe_status(status: dict[str, object]) -> Iterable[str]:
    """What `read_status` found, in lines: snapshot, area, months, boundaries, lists, then each batch, the newest
    first."""
    published_at = dt.datetime.fromisoformat(str(status["published_at"]))
    yield _("Snapshot {id}, diterbitkan {at}").format(id=status["snapshot_id"], at=format_office_time(published_at))
    yield _("Wilayah: {area}").format(area=name_place(str(status["province_code"])))
    if status["has_sample"]:
        yield describe_sample()
    if status["period_first"]:
        first, last = format_period(str(status["period_first"])), format_period(str(status["period_last"]))
        yield _("Periode {first} sampai {last}").format(first=first, last=last)
    yield str(status["boundaries"] or _("Batas wilayah: {text}").format(text=_("belum ada (peta petak)")))
    yield _("Disk: {n} snapshot, {size} MB; berkas yang diterima {received} MB").format(
        n=status["snapshot_count"],
        size=format_number(int(str(status["snapshot_bytes"])) / 1e6, 1),
        received=format_number(int(str(status["received_bytes"])) / 1e6, 1),
    )
    approvals = status["approvals"]
    assert isinstance(approvals, list)  # noqa: S101 - narrows the type for the checker
    yield from map(_describe_approval, approvals if status["needs_approval"] else ())
    lists = status["lists"]
    assert isinstance(lists, list)  # noqa: S101 - narrows the type for the checker
    yield from map(_describe_list, lists)
    batches = status["batches"]
    assert isinstance(batches, list)  # noqa: S101 - narrows the type for the checker
    for batch in batches:
        yield _n(
            "{batch}  {at}  {by}  {state}  {office}  {first}..{last}  {rows} baris, {rejected} ditolak  {file}",
            batch["rows_accepted"],
        ).format(
            batch=batch["batch_id"],
            at=format_office_time(batch["received_at"]),
            by=batch["received_by"],
            state=_describe_state(batch),
            office=batch["office_code"],
            first=batch["period_first"],
            last=batch["period_last"],
            rows=format_number(batch["rows_accepted"]),
            rejected=format_number(batch["rows_rejected"]),
            file=batch["file_name"],
        )
        if batch["wrong_totals"]:
            n = format_number(batch["wrong_totals"])
            yield _("    {n} jumlah tercetak di berkas tidak sama dengan penjumlahan barisnya.").format(n=n)


def _describe_state(batch: Mapping[str, Any]) -> str:
    """Whether a batch counts, and what stands in its place."""
    newer = ", ".join(batch["replaced_by"])
    states = {
        "in_force": _("berlaku"),
        "partly_in_force": _("{n} dari {total} bagian berlaku, sisanya digantikan {newer}"),
        "replaced": _("digantikan {newer}"),
        "withdrawn": _("ditarik kembali oleh {by}"),
    }
    return states[batch["state"]].format(
        n=batch["in_force"], total=batch["slices"], newer=newer, by=batch["withdrawn_by"]
    )
