"""How many foreign nationals of Kudus are in force in the month of the meeting."""

from __future__ import annotations

from pora.access.roles import local_scope
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot

KUDUS_MARCH = Cut("33.19", "2024-03", "orang_asing")


def count_kudus() -> int:
    frame = queries.select_cells(use_snapshot(), local_scope(), KUDUS_MARCH, "kecamatan")
    return int(frame["person_count"].sum())
