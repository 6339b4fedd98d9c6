"""What meetings agreed and the villages of the programme, as tables in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pora.config import format_office_time
from pora.locale import _, format_number, format_period
from pora.reference.areas import area_index
from pora.schema.teams import CANCELLED, FINISHED, NEW, UNDER_WAY
from pora.wording.team_tables import name_event_area
from pora.wording.teams import describe_agencies, describe_date, describe_origin, name_own_words, name_text


def follow_up_words() -> Mapping[str, str]:
    """Code -> name, of every state of a follow-up; the codes of schema.FOLLOW_UP_STATES."""
    return {NEW: _("Baru"), UNDER_WAY: _("Berjalan"), FINISHED: _("Selesai"), CANCELLED: _("Batal")}


def describe_state(row: pd.Series) -> str:
    """Berjalan, lewat tenggat."""
    words = follow_up_words()[row["follow_up_state"]]
    return _("{state}, lewat tenggat").format(state=words) if row["is_overdue"] else words


def describe_saved(meeting_date: str, period: str, periods: Sequence[str]) -> str:
    """That a follow-up is saved, and from which of the months on it is shown where the one in view is before its
    meeting; the newest of the months shows all."""
    first = next((one for one in periods if one >= meeting_date[: len(one)]), max(periods, default=""))
    if first <= period:
        return _("Tindak lanjut disimpan.")
    return _("Tindak lanjut disimpan; tampil mulai {period}.").format(period=format_period(first))


def make_follow_up_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per follow-up of keep_agreed."""
    each = [row for _i, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Tindak lanjut"): [name_own_words(row["subject"], row["is_kept_back"]) for row in each],
            _("Penanggung jawab"): [describe_agencies(row["agencies"]) for row in each],
            _("Wilayah"): [name_event_area(row["level"], row["area_code"]) for row in each],
            _("Tenggat"): [format_period(row["due_period"]) for row in each],
            _("Keadaan"): [describe_state(row) for row in each],
            _("Hasil"): [name_own_words(row["outcome"], row["is_kept_back"]) for row in each],
            _("Rapat"): [describe_date(row["meeting_date"], row["date_precision"]) for row in each],
            _("Sumber"): [describe_origin(row) for row in each],
        }
    )


def make_history_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per state of select_follow_up_history."""
    each = [row for _i, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Dicatat"): [format_office_time(row["received_at"]) for row in each],
            _("Oleh"): [row["received_by"] for row in each],
            _("Keadaan"): [follow_up_words()[row["follow_up_state"]] for row in each],
            _("Tenggat"): [format_period(row["due_period"]) for row in each],
            _("Penanggung jawab"): [describe_agencies(row["agencies"]) for row in each],
            _("Hasil"): [name_text(row["outcome"]) for row in each],
        }
    )


def make_village_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per village of select_villages."""
    each = [row for _i, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Desa"): [row["desa_name"] for row in each],
            _("Kecamatan"): [area_index().display_name(row["area_code"]) for row in each],
            _("Kantor"): [row["office_name"] for row in each],
            _("Disebut atau ditetapkan"): [describe_date(row["named_on"], row["date_precision"]) for row in each],
            _("Keputusan"): [name_own_words(row["legal_basis"], row["is_kept_back"]) for row in each],
            _("Petugas Pimpasa"): [_describe_officers(row) for row in each],
            _("Sumber"): [describe_origin(row) for row in each],
        }
    )


def _describe_officers(row: pd.Series) -> str:
    count = row["officer_count"]
    return name_own_words(None if pd.isna(count) else format_number(int(count)), row["is_kept_back"])


def describe_villages(rows: pd.DataFrame) -> str:
    """How many villages are known; those that nobody named may well be there."""
    return _("{n} desa diketahui; desa lain belum ada keterangannya.").format(n=format_number(len(rows)))
