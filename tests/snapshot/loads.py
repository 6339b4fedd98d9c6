"""Loads of a correction, in children too: what was in force before it and after it."""

from __future__ import annotations

import sys

import pytest

from pora.access.roles import local_scope
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import Snapshot

BEFORE = {"33.19": (48, None, "angka", 6, 0)}
AFTER = {"33.19": (50, None, "angka", 1, 0)}
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")


def read_kudus(snapshot: Snapshot) -> list[int]:
    frame = queries.select_cells(snapshot, local_scope(), Cut("33.19", "2024-03", "orang_asing"), "kecamatan")
    return [int(count) for count in frame["person_count"].dropna()]
