"""Dates of lists against the clock of the office."""

from __future__ import annotations

import datetime as dt

import pytest

from etl.teams.values import ListDate
from pora.config import office_today


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])  # 26 hours apart: never both the machine's day
def test_a_meeting_of_today_at_the_office_is_not_in_the_future_and_one_of_tomorrow_is(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("PORA_TIME_ZONE", zone)
    today = office_today()
    found = [ListDate(day.isoformat(), "day").is_future for day in (today, today + dt.timedelta(days=1))]
    assert found == [False, True] or office_today() > today  # midnight passed meanwhile
