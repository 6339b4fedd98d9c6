"""A real month after a synthetic one, on Ringkasan and Peta."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from builders import case, load_rows
from in_memory import InMemory

from pora import schema
from pora.access.roles import Scope
from pora.statistics.measures import NEWLY_REPORTED
from pora.ui.map import cells
from pora.ui.map.cells import make_map_frame
from pora.ui.map.detail import make_head
from pora.ui.map.spec import make_spec
from pora.ui.parts.data import Reader
from pora.ui.sections.summary import list_highlights, make_numbers
from pora.ui.view.view import View
from tests.readers import forget, read_as


@pytest.fixture
def reader(in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Of February, which is made up, and of March."""
    made_up = [case("33.19.01", 30, period="2024-02"), case("33.19.02", 5, period="2024-02")]
    load_rows(tmp_path, made_up, is_sample=True)
    load_rows(tmp_path, [case("33.19.01", 11), case("33.19.02", 9)])
    forget()
    read_as(Scope("exact"), monkeypatch)
    yield Reader()
    forget()


@pytest.mark.parametrize(
    ("since", "shown"),
    [("2024-02", [(False, schema.TIDAK_BERLAKU)] * 2), ("2024-01", [(False, NEWLY_REPORTED)] * 2)],
)
def test_a_map_of_changes_since_a_month_that_is_made_up_has_none(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, since: str, shown: list[tuple[bool, str]]
) -> None:
    codes = pd.Index(["33.19.01", "33.19.02"], name="area_code")
    labels = pd.DataFrame({"label_lon": 110.8, "label_lat": -6.8, "area_km2": 1.0}, index=codes)
    monkeypatch.setattr(cells, "require_layers", lambda _kind: SimpleNamespace(find_labels=lambda _level: labels))
    view = View(wilayah="33.19", periode="2024-03", ukuran="perubahan", banding=since)
    frame = make_map_frame(reader, make_spec(view, "batas", ("2024-01", "2024-02", "2024-03")))
    assert list(zip(frame["value"].notna(), frame["status"], strict=True)) == shown


def test_nobody_rose_or_fell_since_a_month_that_is_made_up(reader: Reader) -> None:
    view = View(wilayah="33.19", periode="2024-03", kategori="orang_asing")
    assert list_highlights(reader, view)[:2] == [
        "Bulan ini tidak dibandingkan dengan Februari 2024, karena salah satunya memuat data contoh.",
        "Belum melapor: 7 kecamatan.",
    ]
    numbers = str(make_numbers(reader, view, ()))
    assert "sejak Februari" not in numbers + str(make_head(reader, view, "33.19"))
    notes = [re.findall(r'class="note">([^<]*)', numbers)[at] for at in (0, 2, 3)]
    assert notes == ["tidak dibandingkan dengan Februari 2024"] * 3
    head = str(make_head(reader, view, "33.19.01"))
    assert "30 pada Februari 2024, tidak dibandingkan: salah satunya data contoh" in head
