"""Every page looks as it did: its picture beside one that is kept. `make look` renews the pictures, on purpose.

Every text with the day or name of the snapshot is masked.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat
from playwright.sync_api import Page

from pora.config import ROOT
from pora.locale import format_day
from pora.warehouse.snapshots import POINTER
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES

KEPT = Path(__file__).with_name("look")
SIZE = (683, 384)  # half of a laptop's screen
MEAN, SHARE = 3.0, 0.005  # how far two pictures of one page may differ: of 255, and of all pixels
CLEARLY = 40  # from here on a pixel counts as changed, of 255
LARGEST = 60_000  # bytes
MASK = "#9aa5b1"


@dataclass(frozen=True)
class Difference:
    """`mean` of all pixels, 0 to 255; `share` of the pixels that changed clearly, 0 to 1."""

    mean: float
    share: float

    @property
    def is_small(self) -> bool:
        return self.mean <= MEAN and self.share <= SHARE


def compare(one: Image.Image, other: Image.Image) -> Difference:
    gaps = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    changed = gaps.point(lambda gap: 255 if gap >= CLEARLY else 0)
    return Difference(ImageStat.Stat(gaps).mean[0], ImageStat.Stat(changed).mean[0] / 255)


def take_picture(page: Page, day: str) -> Image.Image:
    changing = page.get_by_text(re.compile(rf"Snapshot \d|{day}"))
    shot = page.screenshot(mask=[changing], mask_color=MASK, animations="disabled")
    return Image.open(io.BytesIO(shot)).convert("RGB").resize(SIZE, Image.Resampling.BOX)


@pytest.mark.browser
@pytest.mark.skipif(not os.environ.get("PORA_BOUNDARIES"), reason="The pictures show boundaries, not the tile map.")
@pytest.mark.skipif(
    not KEPT.exists() and not os.environ.get("RENEW_LOOK"), reason="No pictures are kept yet: make look."
)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(visit: Visit, server: str, built: Path, tmp_path: Path, name: str) -> None:
    page = visit.open(f"{server}/{name}")
    page.wait_for_load_state("networkidle")
    built_on = dt.date.fromisoformat((built / "warehouse" / POINTER).read_text()[:8])
    picture = take_picture(page, format_day(built_on))
    kept = KEPT / f"{name or 'ringkasan'}.webp"
    if os.environ.get("RENEW_LOOK"):
        KEPT.mkdir(exist_ok=True)
        picture.save(kept, quality=80, method=6)
        assert kept.stat().st_size <= LARGEST
        return
    picture.save(tmp_path / f"{kept.stem}.png")
    difference = compare(picture, Image.open(kept))
    assert difference.is_small, f"{difference}: compare {tmp_path / kept.stem}.png with {kept.relative_to(ROOT)}"


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
