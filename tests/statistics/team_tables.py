"""What is known of teams, meetings and activities of an area, and lists to load."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from etl.pipeline import load_lists
from pora import schema
from pora.access.roles import local_scope
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot

MARCH = dt.date(2024, 3, 31)
FILES = {
    "team.csv": schema.CORE_TEAM,
    "meeting.csv": schema.CORE_MEETING,
    "activity.csv": schema.CORE_ACTIVITY,
    "village.csv": schema.CORE_VILLAGE,
}


def teams(area_code: str, day: dt.date = MARCH) -> pd.DataFrame:
    return queries.select_teams(use_snapshot(), local_scope(), area_code, day)


def meetings(area_code: str) -> pd.DataFrame:
    return queries.select_meetings(use_snapshot(), local_scope(), area_code, MARCH)


def activities(area_code: str) -> pd.DataFrame:
    return queries.select_activities(use_snapshot(), local_scope(), area_code, MARCH)


def load(path: Path, kind: str, text: str) -> None:
    path.write_text(text, "utf-8")
    assert load_lists([path], kind, "kanim-semarang", dry_run=False).reports[0].loaded
