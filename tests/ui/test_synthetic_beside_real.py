"""A real month after a synthetic one, on Ringkasan and Peta."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import case, load_rows

from pora.access.roles import Scope
from pora.ui.map.detail import make_head
from pora.ui.parts.data import Reader
from pora.ui.sections.summary import list_highlights, make_numbers
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
        "Bulan ini tidak dibandingkan dengan Februari 2024, karena salah satunya memuat data contoh.",
        "Belum melapor: 7 kecamatan.",
    ]
    reader = Reader()
    numbers = str(make_numbers(reader, view, ()))
    assert "sejak Februari" not in numbers + str(make_head(reader, view, "33.19"))
    notes = [re.findall(r'class="note">([^<]*)', numbers)[at] for at in (0, 2, 3)]
    assert notes == ["tidak dibandingkan dengan Februari 2024"] * 3
    head = str(make_head(reader, view, "33.19.01"))
    assert "30 pada Februari 2024, tidak dibandingkan: salah satunya data contoh" in head
    forget()
