"""Pictures of the manuals are those of the running dashboard; `make look` renews them, on purpose."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import ViewportSize

from pora.config import ROOT
from tests.browser.conftest import Visit, needs_boundaries
from tests.browser.pictures import compare, find_day, hide_changing, shrink

pytestmark = pytest.mark.browser

MANUALS = ROOT / "docs" / "panduan"
WINDOW: ViewportSize = {"width": 1280, "height": 720}
VIEWS = {
    "ringkasan": "?wilayah=33.19&periode=2024-03",
    "peta": "peta?wilayah=33&periode=2024-03",
    "paparan": "paparan?wilayah=33.19&periode=2024-03",
    "data": "data?wilayah=33.19&periode=2024-03",
    "unggah": "unggah",
    "mutu": "mutu?wilayah=33&periode=2024-03",
}


def test_every_picture_that_a_manual_shows_is_taken_here() -> None:
    text = "".join(path.read_text("utf-8") for path in MANUALS.rglob("*.md"))
    shown = set(re.findall(r"gambar/(\w+)\.png", text))
    assert shown == set(VIEWS) == {path.stem for path in (MANUALS / "gambar").iterdir()}


@needs_boundaries
@pytest.mark.parametrize("name", VIEWS)
def test_a_manual_shows_the_page_as_it_is(name: str, visit: Visit, server: str, built: Path, tmp_path: Path) -> None:
    visit.page.set_viewport_size(WINDOW)
    page = visit.open(f"{server}/{VIEWS[name]}")
    page.wait_for_load_state("networkidle")
    shot, kept = page.screenshot(animations="disabled"), MANUALS / "gambar" / f"{name}.png"
    if os.environ.get("RENEW_LOOK"):
        write_small(shot, kept)
        return
    (tmp_path / kept.name).write_bytes(shot)
    now, before = (hide_changing(open_picture(one), page, find_day(built)) for one in (shot, kept.read_bytes()))
    difference = compare(shrink(now), shrink(before))
    assert difference.is_small, f"{difference}: compare {tmp_path / kept.name} with {kept.relative_to(ROOT)}"


def open_picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def write_small(shot: bytes, path: Path) -> None:
    """In 128 colours: of Paparan 44 KB instead of 146."""
    open_picture(shot).quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
