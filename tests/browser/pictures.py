"""A picture of a page beside one that is kept. Every text with the day or name of the snapshot is masked."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

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


def map_colours(page: Page) -> Counter[tuple[int, int, int]]:
    """Colours of the pixels inside the first map."""
    drawn = page.locator(".pora-map svg").first
    drawn.wait_for()
    page.wait_for_load_state("networkidle")
    image = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB")
    return Counter(image.get_flattened_data())


def expect_painted(page: Page) -> None:
    """The map is not blank: several colours cover more than a few pixels each."""
    for _attempt in range(40):
        if sum(1 for count in map_colours(page).values() if count > 400) >= 3:
            return
    pytest.fail("The map stayed blank.")
