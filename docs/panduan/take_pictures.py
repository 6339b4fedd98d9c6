"""Takes the pictures of the manuals from a running dashboard: `python docs/panduan/take_pictures.py ADDRESS`.

Run it where a page has changed, on the sample (`make demo`), and look at each picture before it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "gambar"
SETTLED = 6000  # milliseconds, until figures are drawn on a busy machine
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--disable-gpu", "--no-sandbox"]}
PICTURES = {
    "ringkasan": "?wilayah=33.19&periode=2024-03",
    "peta": "peta?wilayah=33&periode=2024-03",
    "paparan": "paparan?wilayah=33.19&periode=2024-03",
    "data": "data?wilayah=33.19&periode=2024-03",
    "unggah": "unggah",
    "mutu": "mutu?wilayah=33&periode=2024-03",
}


def take_pictures(address: str) -> None:
    """One a page, as wide as a laptop."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--disable-gpu", "--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        for name, path in PICTURES.items():
            page.goto(f"{address.rstrip('/')}/{path}")
            page.get_by_role("heading", level=1).first.wait_for(timeout=120_000)
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take_pictures(sys.argv[1])
