"""Ringkasan of a real month after a synthetic one."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, load_rows

from pora.access.roles import Scope
from pora.ui.parts.data import Reader
from pora.ui.sections.summary import list_highlights
from pora.ui.view.view import View
from tests.readers import forget, read_as


@pytest.mark.usefixtures("in_memory")
def test_nobody_rose_or_fell_since_a_month_that_is_made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = [case("33.19.01", 30, period="2024-02"), case("33.19.02", 5, period="2024-02")]
    load_rows(tmp_path, made_up, is_sample=True)
    load_rows(tmp_path, [case("33.19.01", 11), case("33.19.02", 9)])
    forget()
    read_as(Scope("exact"), monkeypatch)
    view = View(wilayah="33.19", periode="2024-03", kategori="orang_asing")
    assert list_highlights(Reader(), view)[:2] == [
        "Turun 15 sejak Februari 2024, tetapi salah satu dari kedua bulan itu memuat data contoh: ini bukan perubahan "
        "nyata.",
        "Belum melapor: 7 kecamatan.",
    ]
    forget()
