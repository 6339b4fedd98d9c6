"""Desa Binaan Imigrasi on the map and beside it."""

from __future__ import annotations

from pathlib import Path

from builders import case, load_rows
from in_memory import InMemory

from etl.boundaries.layer_files import lock_layers
from etl.boundaries.tiles import write_tiles
from pora.access.roles import Scope
from pora.schema import Cut
from pora.ui.map.figure import draw_case_map
from pora.ui.map.villages import describe_villages_of
from pora.ui.parts import data
from pora.ui.view.view import View


def test_villages_of_the_programme_are_marked_from_the_month_in_which_they_were_named(
    in_memory: InMemory, no_desa_tiles: None, tmp_path: Path
) -> None:
    with lock_layers():
        write_tiles("33")
    rows = [case("33.24.08", 12, period="2025-11", desa_code="33.24.08.2009"), case("33.24.09", 4, period="2025-11")]
    assert load_rows(tmp_path, [*rows, case("33.24.08", 9, period="2025-09")], any_period=True).loaded
    reader = data.Reader(scope=Scope("exact"))
    marked = draw_case_map(reader, View("33.24", "2025-11", "orang_asing"), 10)
    assert (marked.drawing.marks, marked.drawing.mark_words) == (("33.24.08",), "Desa Binaan Imigrasi (1 wilayah)")
    assert marked.words.endswith("Desa Binaan Imigrasi (1 wilayah).")
    assert draw_case_map(reader, View("33.24", "2025-09", "orang_asing"), 10).drawing.marks == ()
    assert describe_villages_of(reader, Cut("33.24.08", "2025-11", "orang_asing")) == [
        "Desa Binaan Imigrasi: Kumpulrejo, Karangtengah, Sarirejo, Krajankulon dan Wonorejo"
    ]
    assert describe_villages_of(reader, Cut("33.24.08.2009", "2025-11", "orang_asing")) == ["Desa Binaan Imigrasi"]
    assert describe_villages_of(reader, Cut("33.24", "2025-11", "orang_asing")) == []
