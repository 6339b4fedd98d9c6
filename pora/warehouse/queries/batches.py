# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What numbers rest on: parts of files that are in force in a place, and what is known of the files. Asked apart, since
a statement that ties four tables takes four times as long to plan as these take together."""

from __future__ import annotations

from typing import Any

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.members import name_offices, write_in_force_condition


def list_parts_of(snapshot: Snapshot, scope: Scope, *, area_code: str) -> list[dict[str, Any]]:
    """One row per part that is in force in a place: period, category, office_code, office_name,
    batch_id, kabupaten_code, kecamatan_code (as in core_slice_in_force). In order of month and office."""
    names = name_offices(snapshot, scope)
    parts = snapshot.records(
        scope,
        f"""
        SELECT f.period, f.category, f.office_code, f.batch_id, f.kabupaten_code, f.kecamatan_code
        FROM core_slice_in_force f WHERE {write_in_force_condition(area_code)}
        """,
        {"area_code": area_code},
    )
    parts.sort(key=lambda part: (part["period"], part["office_code"]))
    return [part | {"office_name": names[part["office_code"]]} for part in parts]


def list_accepted_files(snapshot: Snapshot, scope: Scope) -> list[dict[str, Any]]:
    """One row per accepted file, the newest first: batch_id, file_name, received_at, is_sample."""
    return snapshot.records(
        scope,
        "SELECT batch_id, file_name, received_at, is_sample FROM core_batch ORDER BY received_at DESC, batch_id",
    )


def list_replacing_parts(snapshot: Snapshot, scope: Scope) -> list[dict[str, Any]]:
    """One row per part of a file that took the place of an older one: batch_id, period, category, kabupaten_code,
    kecamatan_code."""
    return snapshot.records(
        scope,
        "SELECT batch_id, period, category, kabupaten_code, kecamatan_code FROM core_slice "
        "WHERE replaces_batch_id IS NOT NULL",
    )
