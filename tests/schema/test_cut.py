"""A cut takes what it is given by name, and refuses what is in the wrong place."""

from __future__ import annotations

import pytest

from pora.schema import Cut


@pytest.mark.parametrize(
    "swapped",
    [
        ("2024-03", "33.19", "orang_asing"),
        ("33.19", "orang_asing", "2024-03"),
        ("orang_asing", "2024-03", "33.19"),
        ("33.19", "2024-3", "orang_asing"),
        ("33.19", "2024-13", "orang_asing"),
        ("33.19", "", "orang_asing"),
        ("33.19", "2024-03", ""),
    ],
)
def test_a_cut_with_two_of_its_parts_swapped_is_no_question(swapped: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="not a (month|category)"):
        Cut(*swapped)
