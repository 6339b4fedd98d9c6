"""Pictures are compared so that a change is seen and noise is not."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tests.browser.pictures import SIZE, Difference, compare


def test_the_comparison_notices_a_moved_table_and_a_changed_colour_but_no_noise() -> None:
    page = Image.new("RGB", SIZE, "white")
    moved, tinted, noisy = page.copy(), Image.new("RGB", SIZE, "#f2f5f7"), page.copy()
    ImageDraw.Draw(page).rectangle((40, 80, 300, 200), fill="#0f5f73")
    ImageDraw.Draw(moved).rectangle((40, 92, 300, 212), fill="#0f5f73")
    ImageDraw.Draw(noisy).rectangle((40, 80, 300, 200), fill="#126076")
    assert compare(page, page) == Difference(0, 0)
    assert compare(page, noisy).is_small
    assert not compare(page, moved).is_small
    assert not compare(page, tinted).is_small
