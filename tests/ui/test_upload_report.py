"""What Unggah says of a checked file, before it can be loaded."""

from __future__ import annotations

import pytest
import streamlit as st

from pora.schema.load_report import LOST_REPORT, LoadReport, RowError
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


def test_rows_without_a_fault_are_not_called_rejected_where_the_file_waits_as_a_whole(
    told: list[tuple[str, str]],
) -> None:
    held = RowError(None, None, None, None, LOST_REPORT, "2 kecamatan tidak ada lagi.")
    report = LoadReport("kudus.csv", rows_in=10, rejected=10, error_count=1, errors=(held,))
    show_outcome(report)
    waits = ("markdown", "**10** baris masuk, tidak ada yang salah; berkasnya belum dimuat.")
    assert told == [("error", "2 kecamatan tidak ada lagi\\."), waits]
    told.clear()
    wrong = RowError("Isian", 3, "Jumlah", "x", "inexact-count", "Tulis bilangan.")
    show_outcome(LoadReport("kudus.csv", rows_in=10, rejected=10, error_count=2, errors=(held, wrong)))
    assert told[1] == ("markdown", "**10** baris masuk = **0** diterima + **10** ditolak")
