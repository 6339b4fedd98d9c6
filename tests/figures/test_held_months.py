"""A map of a month that waits for approval says that, wherever it would say that small counts are protected."""

from __future__ import annotations

import pytest

from pora import schema
from pora.figures.maps.fills import make_state_entry
from pora.statistics.measures import Measure


@pytest.mark.parametrize(
    ("is_held", "words"),
    [
        (True, ("Belum disahkan (3\N{NO-BREAK SPACE}wilayah)", "belum disahkan", "belum disahkan")),
        (
            False,
            ("Disamarkan (3\N{NO-BREAK SPACE}wilayah)", "disamarkan untuk melindungi angka kecil", "disamarkan"),
        ),
    ],
)
def test_legend_tooltip_and_label_tell_the_true_reason(is_held: bool, words: tuple[str, ...]) -> None:
    entry = make_state_entry(schema.DISAMARKAN, 3, Measure("Orang asing", "orang asing", is_held=is_held))
    assert (entry.words, entry.hover, entry.short) == words
