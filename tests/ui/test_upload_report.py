"""What Unggah says of a checked file, before it can be loaded."""

from __future__ import annotations

import pytest
import streamlit as st

from pora.schema.load_report import LoadReport
from pora.ui.upload.report import show_outcome


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """(kind of box, words), in the order of the page."""
    boxes: list[tuple[str, str]] = []
    for kind in ("success", "info", "warning", "error", "markdown"):
        monkeypatch.setattr(st, kind, lambda words, kind=kind, **_look: boxes.append((kind, words)))
    return boxes


def test_what_deserves_a_look_stands_above_and_not_below_an_all_is_well(told: list[tuple[str, str]]) -> None:
    rows = ("markdown", "**2** baris masuk = **2** diterima + **0** ditolak")
    report = LoadReport("kudus.csv", rows_in=2, accepted=2, warnings=("1 jumlah tercetak tidak cocok",))
    show_outcome(report)
    assert told == [
        ("info", "Semua baris dapat dimuat. Baca dulu perhatian di bawah ini."),
        ("warning", "1 jumlah tercetak tidak cocok"),
        rows,
    ]
    told.clear()
    show_outcome(LoadReport("kudus.csv", rows_in=2, accepted=2))
    assert told == [("success", "Semua baris dapat dimuat."), rows]
