"""What a tooltip says of a number."""

from __future__ import annotations

import pytest

from pora import schema
from pora.figures.tooltips import write_tooltips
from pora.locale import speaking
from pora.statistics.measures import change_measure, count_measure, rate_measure

OPENING = "<b>Bae</b>"


@pytest.mark.parametrize(
    ("lang", "values", "expected"),
    [
        ("id", [1, 2], "<b>Bae</b><br>%{y:,d} orang asing<extra></extra>"),
        ("en", [0, 2, None], "<b>Bae</b><br>%{y:,d} foreign nationals<extra></extra>"),
        ("en", [], "<b>Bae</b><br>%{y:,d} foreign nationals<extra></extra>"),
        ("en", [1, 1], "<b>Bae</b><br>%{y:,d} foreign national<extra></extra>"),
        (
            "en",
            [1, 2],
            [
                "<b>Bae</b><br>%{y:,d} foreign national<extra></extra>",
                "<b>Bae</b><br>%{y:,d} foreign nationals<extra></extra>",
            ],
        ),
    ],
)
def test_one_template_serves_all_unless_a_one_is_said_in_another_form(
    lang: str, values: list[float | None], expected: str | list[str]
) -> None:
    with speaking(lang):
        assert write_tooltips(OPENING, "y", count_measure(schema.ORANG_ASING), values) == expected


def test_a_change_has_a_sign_and_a_rate_its_decimals() -> None:
    count = count_measure(schema.ORANG_ASING)
    assert write_tooltips(OPENING, "y", change_measure(count, "2024-02"), [-1]) == (
        "<b>Bae</b><br>%{y:+,d} orang asing<extra></extra>"
    )
    assert write_tooltips(OPENING, "y", rate_measure(schema.ORANG_ASING), [1.0]) == (
        "<b>Bae</b><br>%{y:,.1f} orang asing per 100 km²<extra></extra>"
    )
