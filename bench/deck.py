"""How long the slides of a meeting take, from the data to files: `python bench/deck.py`. Prints, asserts nothing.

The first area of a process has the imports in it, and the very first one the making of the typefaces.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

AREAS = {"33.19": "kabupaten", "kanim-pemalang": "office", "33": "province"}


def time_one(make: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


def measure(area: str) -> None:
    from pora.access.roles import Scope
    from pora.deck.agenda import make_agenda
    from pora.deck.make import make_deck
    from pora.export.deck import make_deck_files
    from pora.export.form_names import DECK_FORMATS
    from pora.slides import draw_svg
    from pora.warehouse.db import use_snapshot

    agenda = make_agenda(area, "2024-11")
    seconds, deck = time_one(lambda: make_deck(use_snapshot(), Scope("public"), agenda))
    drawing, svgs = time_one(lambda: [draw_svg(deck, slide) for slide in deck.slides])
    times = [f"deck {seconds:.1f} s, screen {drawing:.1f} s ({sum(map(len, svgs)) / 1000:.0f} KB)"]
    for name in DECK_FORMATS:
        spent, files = time_one(lambda name=name: make_deck_files(deck, agenda, name, "bench"))
        times.append(f"{name} {spent:.1f} s ({sum(map(len, files.values())) / 1e6:.1f} MB)")
    print(f"{AREAS[area]:10} {len(deck.slides)} slides: {', '.join(times)}", flush=True)


def main() -> None:
    if sys.argv[1:]:
        for area in sys.argv[1:]:
            measure(area)
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PORA_DATA_DIR": folder}
        subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, env=environment, check=True)
        start = time.perf_counter()
        subprocess.run([sys.executable, __file__, *list(AREAS)[:1]], cwd=ROOT, env=environment, check=True)
        print(f"first: the whole process took {time.perf_counter() - start:.1f} s")
        subprocess.run([sys.executable, __file__, *AREAS], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
