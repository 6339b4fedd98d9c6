"""What a page says of what meetings agreed."""

from __future__ import annotations

import pytest

from pora.wording.follow_ups import describe_saved


@pytest.mark.parametrize(
    ("meeting_date", "period", "said"),
    [
        ("2024-03-19", "2024-03", "Tindak lanjut disimpan."),
        ("2024-03", "2024-04", "Tindak lanjut disimpan."),
        ("2024", "2024-03", "Tindak lanjut disimpan."),
        ("2024-04-02", "2024-03", "Tindak lanjut disimpan; tampil mulai April 2024."),
        ("2024-05-02", "2024-03", "Tindak lanjut disimpan; tampil mulai Juni 2024."),  # none of May
        ("2026-11-30", "2024-03", "Tindak lanjut disimpan; tampil mulai Juni 2024."),  # the newest
        ("2026-11-30", "2024-06", "Tindak lanjut disimpan."),
    ],
)
def test_who_saved_a_follow_up_is_told_the_month_that_shows_it(meeting_date: str, period: str, said: str) -> None:
    assert describe_saved(meeting_date, period, ("2024-03", "2024-04", "2024-06")) == said
