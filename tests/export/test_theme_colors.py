"""Colours that are made of a template's own can be read."""

from __future__ import annotations

import pytest

from pora.export.pptx.theme_colors import contrast, make_palette


@pytest.mark.parametrize(("ink", "ground"), [("#1f1f1f", "#ffffff"), ("#ffffff", "#0b1f3a"), ("#555555", "#eeeeee")])
def test_muted_text_of_a_template_can_be_read(ink: str, ground: str) -> None:
    assert contrast(make_palette(ink, ground, "#c98b2b").ink_muted, ground) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    """Values of https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio for its extremes, and 4.54 for #767676 on white."""
    pairs = (("#000000", "#ffffff"), ("#777777", "#777777"), ("#767676", "#ffffff"))
    assert [round(contrast(*pair), 2) for pair in pairs] == [21, 1, 4.54]
