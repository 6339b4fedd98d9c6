"""The page Data in months for which nobody reports an action."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, load_rows

from pora.access.roles import Scope
from tests.readers import forget, read_as, read_words, run_page


@pytest.mark.usefixtures("in_memory")
def test_its_foot_tells_of_the_month_in_view_and_of_no_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [case("33.19.01", 5, period=period) for period in ("2024-01", "2024-02", "2024-03")]
    action = case(None, 3, category="tindakan", kabupaten_code="33.19", action_kind="deportasi", period="2024-02")
    load_rows(tmp_path, [*rows, action], office="kanim-semarang")
    forget()
    read_as(Scope("exact"), monkeypatch)
    said = {
        period: [
            any("belum ada yang melapor" in words for words in read_words(page))
            for page in [run_page("pages/analis/data.py", wilayah="33.19", periode=period, kategori="tindakan")]
            if not page.error
        ]
        for period in ("2024-01", "2024-02", "2024-03")
    }
    assert said == {"2024-01": [True], "2024-02": [False], "2024-03": [True]}
    forget()
