"""Tim Pora: teams by law beside those that a source or a list says are formed; meetings; field activities.

An area is the country, a province, an office, a group, a kabupaten/kota or a kecamatan; which office works where is
asked for one day. Of each office's lists of one kind only the newest counts; what has no batch is reference data.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot

if TYPE_CHECKING:
    import pandas as pd

_IN_FORCE = "(t.batch_id IS NULL OR t.batch_id IN (SELECT f.batch_id FROM main.core_list_in_force f))"

# One row per kabupaten/kota in the area, with the office that works there on the day; none where that is not known.
_PLACE = """
SELECT k.area_code AS kabupaten_code, k.area_name AS kabupaten_name, o.office_code, o.office_name
FROM main.ref_area k
LEFT JOIN main.ref_office_area a ON a.kabupaten_code = k.area_code
    AND coalesce(a.valid_from <= $day, true) AND coalesce(a.valid_to >= $day, true)
LEFT JOIN main.ref_office o ON o.office_code = a.office_code
WHERE k.level = 'kabupaten_kota'
  AND (SELECT province_code FROM main.core_snapshot) IN (k.parent_code, 'ID')
  AND ($area_code = 'ID' OR starts_with(k.area_code, $area_code) OR starts_with($area_code, k.area_code)
       OR o.office_code = $area_code
       OR k.area_code IN (SELECT g.kabupaten_code FROM main.ref_area_group g WHERE g.area_code = $area_code))
"""

# What is said of a team, once per area: by whoever knows the number of its members, a list before reference data. A
# number that includes the teams below is another number, and stands beside it.
_SAID = f"""
SELECT t.* REPLACE (CASE WHEN t.includes_below IS NOT true THEN t.member_count END AS member_count),
       l.file_name, l.received_at, o.office_name AS list_office_name, m.member_parts,
       w.member_count AS wide_count, w.member_precision AS wide_precision, w.source AS wide_source
FROM core_team t
LEFT JOIN (
    SELECT batch_id, row_number, string_agg(agency || ':' || member_count, ';' ORDER BY member_count DESC, agency)
        AS member_parts
    FROM core_team_member WHERE member_count > 0 GROUP BY ALL
) m USING (batch_id, row_number)
LEFT JOIN core_list_batch l USING (batch_id)
LEFT JOIN main.ref_office o ON o.office_code = l.office_code
LEFT JOIN core_team w ON w.area_code = t.area_code AND w.includes_below AND w.batch_id IS NULL
WHERE {_IN_FORCE}
QUALIFY row_number() OVER (
    PARTITION BY t.area_code
    ORDER BY t.member_count IS NULL OR t.includes_below IS true, t.batch_id IS NULL, l.batch_number DESC, w.row_number
) = 1
"""  # noqa: S608 - constants of this file

_SAID_COLUMNS = """s.area_code IS NOT NULL AS is_reported, s.reported_on, s.date_precision, s.legal_basis,
       s.established_on, s.member_count, s.member_precision, s.member_parts, s.wide_count, s.wide_precision,
       s.wide_source, s.source, s.note, s.file_name, s.received_at, s.list_office_name"""


def select_teams(snapshot: Snapshot, scope: Scope, area_code: str, day: dt.date) -> pd.DataFrame:
    """One row per kabupaten/kota in an area, for its team: office_code, office_name (of the day; null where not known),
    area_code, area_name, kecamatan_count (so many kecamatan teams by law), reported_kecamatan_count, and what is said
    of the kabupaten team: is_reported, reported_on, date_precision, legal_basis, established_on, member_count,
    member_precision, member_parts (`agency:count;…`), wide_count, wide_precision, wide_source (members of it and its
    kecamatan teams together), source, note, file_name, received_at, list_office_name. Trap: a team that is not reported
    is not known, which is not "not formed"."""
    return snapshot.frame(
        scope,
        f"""
        WITH place AS ({_PLACE}), said AS ({_SAID}),
        below AS (
            SELECT k.parent_code, count(*) AS kecamatan_count, count(s.area_code) AS reported_kecamatan_count
            FROM main.ref_area k LEFT JOIN said s ON s.area_code = k.area_code
            WHERE k.level = 'kecamatan' AND ($area_code NOT SIMILAR TO '[0-9.]{{8}}' OR k.area_code = $area_code)
            GROUP BY ALL
        )
        SELECT p.office_code, p.office_name, p.kabupaten_code AS area_code, p.kabupaten_name AS area_name,
               coalesce(b.kecamatan_count, 0) AS kecamatan_count,
               coalesce(b.reported_kecamatan_count, 0) AS reported_kecamatan_count, {_SAID_COLUMNS}
        FROM place p
        LEFT JOIN below b ON b.parent_code = p.kabupaten_code
        LEFT JOIN said s ON s.area_code = p.kabupaten_code
        ORDER BY p.kabupaten_code
        """,  # noqa: S608
        {"area_code": area_code, "day": day},
    )


def select_level_teams(snapshot: Snapshot, scope: Scope, *, level: str, area_code: str) -> pd.DataFrame:
    """One row per province, kabupaten/kota or kecamatan, as the level says, whose code begins so: area_code, area_name,
    and what is said of its team, as select_teams."""
    return snapshot.frame(
        scope,
        f"""
        SELECT k.area_code, k.area_name, {_SAID_COLUMNS}
        FROM main.ref_area k LEFT JOIN ({_SAID}) s ON s.area_code = k.area_code
        WHERE k.level = $level AND starts_with(k.area_code, $area_code)
        ORDER BY k.area_code
        """,  # noqa: S608
        {"level": level, "area_code": area_code},
    )


# An event, called t, that belongs to an area: it is about the area, about a place in it or the kabupaten/kota above it,
# or the area's own office called it.
_IN_AREA = """(
    t.area_code = $area_code OR t.office_code = $area_code
    OR (substr(t.area_code, 1, 5) IN (SELECT kabupaten_code FROM place)
        AND (t.level = 'kabupaten_kota' OR NOT $is_kecamatan))
    OR ($is_whole AND t.level = 'kanim' AND t.area_code IN (SELECT office_code FROM place))
    OR ($area_code = 'ID' AND t.level = 'provinsi')
)"""


_KEPT_BACK = "$is_public AND t.batch_id IS NOT NULL AS is_kept_back"


def _event_parameters(scope: Scope, area_code: str, day: dt.date) -> dict[str, object]:
    is_code = area_code[:2].isdigit()
    return {
        "area_code": area_code,
        "day": day,
        "is_public": scope.version == "public",
        "is_kecamatan": is_code and len(area_code) == 8,
        "is_whole": area_code == "ID" or (is_code and len(area_code) == 2),
    }


def select_meetings(snapshot: Snapshot, scope: Scope, area_code: str, day: dt.date) -> pd.DataFrame:
    """One row per meeting about an area, newest first: meeting_date, date_precision, title, venue, level, area_code,
    office_code, office_name, agencies (codes; …), stated, figure_ids (published figures; …), source, note, file_name,
    received_at, is_kept_back (of a list whose own words the public version leaves out: they are null)."""
    return snapshot.frame(
        scope,
        f"""
        WITH place AS ({_PLACE})
        SELECT t.meeting_date, t.date_precision, t.title, t.venue, t.level, t.area_code, t.office_code, o.office_name,
               t.agencies, t.stated, t.figure_ids, t.source, t.note, l.file_name, l.received_at,
               {_KEPT_BACK}
        FROM core_meeting t
        LEFT JOIN core_list_batch l USING (batch_id)
        LEFT JOIN main.ref_office o ON o.office_code = t.office_code
        WHERE {_IN_FORCE} AND {_IN_AREA}
        ORDER BY t.meeting_date DESC, t.batch_id NULLS FIRST, t.row_number
        """,  # noqa: S608
        _event_parameters(scope, area_code, day),
    )


def select_activities(snapshot: Snapshot, scope: Scope, area_code: str, day: dt.date) -> pd.DataFrame:
    """One row per field activity in an area, done before announced, newest first: activity_date, date_precision,
    activity_kind, activity_status, level, area_code, office_code, office_name, agencies, operation_name, ended_on,
    visited_count, checked_count, finding_count, held_count, nationalities, permits, source, note, file_name,
    received_at, is_kept_back (of a list whose counts and own words the public version leaves out: they are null)."""
    return snapshot.frame(
        scope,
        f"""
        WITH place AS ({_PLACE})
        SELECT t.activity_date, t.date_precision, t.activity_kind, t.activity_status, t.level, t.area_code,
               t.office_code, o.office_name, t.agencies, t.operation_name, t.ended_on, t.visited_count,
               t.checked_count, t.finding_count, t.held_count, t.nationalities, t.permits, t.source, t.note,
               l.file_name, l.received_at, {_KEPT_BACK}
        FROM core_activity t
        LEFT JOIN core_list_batch l USING (batch_id)
        LEFT JOIN main.ref_office o ON o.office_code = t.office_code
        WHERE {_IN_FORCE} AND {_IN_AREA}
        ORDER BY t.activity_status, t.activity_date DESC NULLS LAST, t.activity_kind, t.batch_id NULLS FIRST,
                 t.row_number
        """,  # noqa: S608
        _event_parameters(scope, area_code, day),
    )


def select_follow_ups(snapshot: Snapshot, scope: Scope, area_code: str, day: dt.date) -> pd.DataFrame:
    """One row per follow-up of a meeting about an area, those due first before others: meeting_date, date_precision,
    subject, agencies, due_period, follow_up_state, outcome, level, area_code, office_code, office_name, source, note,
    file_name, received_at, is_kept_back (of a list whose own words the public version leaves out: they are null)."""
    return snapshot.frame(
        scope,
        f"""
        WITH place AS ({_PLACE})
        SELECT t.meeting_date, t.date_precision, t.subject, t.agencies, t.due_period, t.follow_up_state, t.outcome,
               t.level, t.area_code, t.office_code, o.office_name, t.source, t.note, l.file_name, l.received_at,
               {_KEPT_BACK}
        FROM core_follow_up t
        LEFT JOIN core_list_batch l USING (batch_id)
        LEFT JOIN main.ref_office o ON o.office_code = t.office_code
        WHERE {_IN_FORCE} AND {_IN_AREA}
        ORDER BY t.due_period, t.meeting_date, t.batch_id, t.row_number
        """,  # noqa: S608
        _event_parameters(scope, area_code, day),
    )


def select_follow_up_list(snapshot: Snapshot, scope: Scope, office_code: str) -> pd.DataFrame:
    """One row per follow-up of the list in force of an office, in its order, to be changed: batch_id, row_number,
    meeting_date, subject, agencies, level, area_code, due_period, follow_up_state, outcome, source, note. Of an office
    outside the reader's areas only what is about them."""
    return snapshot.frame(
        scope,
        """
        SELECT t.batch_id, t.row_number, t.meeting_date, t.subject, t.agencies, t.level, t.area_code, t.due_period,
               t.follow_up_state, t.outcome, t.source, t.note
        FROM core_follow_up t
        WHERE t.office_code = $office_code AND t.batch_id IN (SELECT f.batch_id FROM main.core_list_in_force f)
        ORDER BY t.row_number
        """,
        {"office_code": office_code},
    )


def select_follow_up_history(
    snapshot: Snapshot, scope: Scope, office_code: str, meeting_date: str, subject: str
) -> pd.DataFrame:
    """One row per state that lists of an office told of one thing agreed at a meeting, the oldest first; what a later
    list repeats is left out: received_at, received_by, agencies, area_code, due_period, follow_up_state, outcome."""
    return snapshot.frame(
        scope,
        """
        SELECT l.received_at, l.received_by, t.agencies, t.area_code, t.due_period, t.follow_up_state, t.outcome
        FROM core_follow_up t JOIN core_list_batch l USING (batch_id)
        WHERE t.office_code = $office_code AND t.meeting_date = $meeting_date AND t.subject = $subject
          AND t.batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)
        QUALIFY row(t.agencies, t.area_code, t.due_period, t.follow_up_state, t.outcome) IS DISTINCT FROM
            lag(row(t.agencies, t.area_code, t.due_period, t.follow_up_state, t.outcome))
            OVER (ORDER BY l.batch_number, t.row_number)
        ORDER BY l.batch_number, t.row_number
        """,
        {"office_code": office_code, "meeting_date": meeting_date, "subject": subject},
    )


def select_villages(snapshot: Snapshot, scope: Scope, area_code: str, day: dt.date) -> pd.DataFrame:
    """One row per desa or kelurahan that is said to be a Desa Binaan Imigrasi, in an area or of its office; a list
    before reference data: desa_code, desa_name, area_code (its kecamatan), office_code, office_name, named_on,
    date_precision, legal_basis, officer_count, source, note, file_name, received_at, is_kept_back."""
    return snapshot.frame(
        scope,
        f"""
        WITH place AS ({_PLACE})
        SELECT t.desa_code, t.desa_name, t.area_code, t.office_code, o.office_name, t.named_on, t.date_precision,
               t.legal_basis, t.officer_count, t.source, t.note, l.file_name, l.received_at, {_KEPT_BACK}
        FROM core_village t
        LEFT JOIN core_list_batch l USING (batch_id)
        LEFT JOIN main.ref_office o ON o.office_code = t.office_code
        WHERE {_IN_FORCE} AND {_IN_AREA}
        QUALIFY row_number() OVER (PARTITION BY t.desa_code ORDER BY t.batch_id IS NULL, l.batch_number DESC) = 1
        ORDER BY t.desa_code
        """,  # noqa: S608
        _event_parameters(scope, area_code, day),
    )


def select_village_names(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per desa or kelurahan of select_villages, wherever it is, in the order of codes: desa_code, desa_name,
    named_on (null where that is not known)."""
    return snapshot.frame(
        scope,
        f"""
        SELECT t.desa_code, t.desa_name, t.named_on
        FROM core_village t LEFT JOIN core_list_batch l USING (batch_id)
        WHERE {_IN_FORCE}
        QUALIFY row_number() OVER (PARTITION BY t.desa_code ORDER BY t.batch_id IS NULL, l.batch_number DESC) = 1
        ORDER BY t.desa_code
        """,  # noqa: S608
    )


_LISTS = """
SELECT l.batch_id, l.office_code, o.office_name, l.list_kind, l.file_name, l.received_at, l.received_by,
       l.rows_in,
       l.batch_id IN (SELECT f.batch_id FROM main.core_list_in_force f) AS is_in_force,
       l.batch_id IN (SELECT w.batch_id FROM core_withdrawal w) AS is_withdrawn,
       a.agency, a.measure, a.period_first, a.period_last
FROM core_list_batch l JOIN main.ref_office o USING (office_code)
LEFT JOIN (
    SELECT batch_id, any_value(agency) AS agency, any_value(measure) AS measure, min(period) AS period_first,
           max(period) AS period_last
    FROM core_agency_figure GROUP BY batch_id
) a USING (batch_id)
ORDER BY l.batch_number DESC
"""


def select_lists(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per accepted list or table of another agency, newest first: batch_id, office_code, office_name,
    list_kind, file_name, received_at, received_by, rows_in, is_in_force, is_withdrawn; agency, measure, period_first,
    period_last, which are null for lists."""
    return snapshot.frame(scope, _LISTS)


def list_lists(snapshot: Snapshot, scope: Scope) -> list[dict[str, Any]]:
    """The rows of `select_lists` without a frame."""
    return snapshot.records(scope, _LISTS)
