"""The pages that there are, read from the router: a new page is tested with no more ado."""

from __future__ import annotations

import re

from pora.config import ROOT

_ROUTER = (ROOT / "pages" / "router.py").read_text("utf-8")
PAGES = ["", *(name for name in re.findall(r'PAGES / "\w+/(\w+)\.py"', _ROUTER) if name != "ringkasan")]
VIEWS = [
    *PAGES,
    "peta?wilayah=33.19&periode=2024-03&cara=berdampingan",
    "peta?cara=waktu&ukuran=perubahan",
    "peta?sumber=terbit&angka=17",
]
