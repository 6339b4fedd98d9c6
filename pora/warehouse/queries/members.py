# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What lies in what, as the snapshot says: asked with every map, and the same until the next snapshot, so read once."""

from __future__ import annotations

from collections import defaultdict

from pora.access.roles import Scope
from pora.reference.places import place_level
from pora.schema import DESA, KABUPATEN_KOTA, KECAMATAN
from pora.warehouse.db import Snapshot
from pora.warehouse.in_force import write_kecamatan_condition

_IS_MEMBER = """
    OR (f.period, f.kabupaten_code) IN (
        SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code)"""


def write_in_force_condition(area_code: str) -> str:
    """Whether a row of core_slice_in_force, called f, tells of the place $area_code. An office's own part, which is in
    no kabupaten/kota, is where all of the office's area lies."""
    is_narrow = place_level(area_code) in (KABUPATEN_KOTA, KECAMATAN, DESA)
    return f"""(
    starts_with(f.kabupaten_code, $area_code)
    OR (starts_with($area_code, f.kabupaten_code) AND {write_kecamatan_condition("f", "substr($area_code, 1, 8)")})
    {"" if is_narrow else _IS_MEMBER}
    OR (f.kabupaten_code IS NULL AND (f.period, f.office_code) IN (
        SELECT (w.period, w.office_code) FROM main.ref_office_within w WHERE w.area_code = $area_code)))"""


def list_inside(snapshot: Snapshot, scope: Scope, area_code: str, period: str) -> list[str]:
    """The kabupaten/kota of a wider area in a month, in the order of codes; none for a kabupaten/kota or kecamatan."""
    if place_level(area_code) in (KABUPATEN_KOTA, KECAMATAN, DESA):
        return []
    return snapshot.keep(_read_members, scope, period).get(area_code, [])


def parents_of(snapshot: Snapshot, scope: Scope) -> dict[str, tuple[str | None, str | None]]:
    """Code and name of the area above, by the code of each area."""
    return snapshot.keep(_read_parents, scope)


def name_offices(snapshot: Snapshot, scope: Scope) -> dict[str, str]:
    """Code -> name of every office that the snapshot knows."""
    return snapshot.keep(_read_office_names, scope)


def _read_office_names(snapshot: Snapshot, scope: Scope) -> dict[str, str]:
    return dict(snapshot.rows(scope, "SELECT office_code, office_name FROM main.ref_office"))


def _read_members(snapshot: Snapshot, scope: Scope, period: str) -> dict[str, list[str]]:
    """By the code of the wider area."""
    statement = "SELECT area_code, kabupaten_code FROM main.ref_member_month WHERE period = $period ORDER BY ALL"
    codes: dict[str, list[str]] = defaultdict(list)
    for area_code, code in snapshot.rows(scope, statement, {"period": period}):
        codes[area_code].append(code)
    return dict(codes)


def _read_parents(snapshot: Snapshot, scope: Scope) -> dict[str, tuple[str | None, str | None]]:
    rows = snapshot.rows(
        scope,
        """
        SELECT r.area_code, r.parent_code, p.area_name
        FROM main.ref_area r LEFT JOIN main.ref_area p ON p.area_code = r.parent_code
        """,
    )
    return {code: (parent_code, parent_name) for code, parent_code, parent_name in rows}
