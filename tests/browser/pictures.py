"""A picture of a page beside one that is kept. Every text with the day or name of the snapshot is masked."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat
from playwright.sync_api import Locator, Page

from pora.config import office_time
from pora.locale import format_day
from pora.warehouse.snapshots import POINTER

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


def find_day(data_dir: Path) -> str:
    """The day on which the snapshot in force was made, as pages say it: at the office, not in UTC."""
    made = dt.datetime.strptime((data_dir / "warehouse" / POINTER).read_text("utf-8")[:15], "%Y%m%d-%H%M%S")
    return format_day(office_time(made).date())


def take_picture(page: Page, day: str) -> Image.Image:
    shot = page.screenshot(mask=[_find_changing(page, day)], mask_color=MASK, animations="disabled")
    return shrink(Image.open(io.BytesIO(shot)).convert("RGB"))


def shrink(picture: Image.Image) -> Image.Image:
    return picture.resize(SIZE, Image.Resampling.BOX)


def hide_changing(picture: Image.Image, page: Page, day: str) -> Image.Image:
    """A picture of the page as it stands, taken now or long ago, with every text that changes painted over."""
    brush = ImageDraw.Draw(picture)
    for place in _find_changing(page, day).all():
        if box := place.bounding_box():
            brush.rectangle((box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]), MASK)
    return picture


def _find_changing(page: Page, day: str) -> Locator:
    return page.get_by_text(re.compile(rf"Snapshot \d|{day}"))


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
