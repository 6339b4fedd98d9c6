"""Boundaries put in while the dashboard runs: no page goes on with the old ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shapes import lay_boundaries

from etl.boundaries.tiles import write_tiles
from pora.access.roles import Scope
from pora.warehouse.boundaries import LayerSet, load_layers
from tests.readers import forget, read_as, read_sent, run_page


def names_of(layers: LayerSet | None) -> set[str]:
    assert layers is not None
    return {name for files in layers.files.values() for name in files.values()}


pytestmark = pytest.mark.usefixtures("no_desa_tiles")


@pytest.mark.parametrize("page", ["pages/pimpinan/ringkasan.py", "pages/pimpinan/peta.py"])
def test_a_map_is_drawn_on_the_layers_in_force(kudus: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    def read_layers() -> set[str]:
        sent = read_sent(run_page(page, wilayah="33.19", periode="2024-03"))
        return set(re.findall(r"\bboundaries/([\w.-]+\.json)", sent))

    forget()
    read_as(Scope("exact", None), monkeypatch)
    (kudus / "boundaries").mkdir(exist_ok=True)
    write_tiles("33")
    assert set() < read_layers() <= names_of(load_layers("petak"))
    lay_boundaries(kudus)
    assert set() < read_layers() <= names_of(load_layers("batas"))
    forget()


def test_slides_are_drawn_on_the_layers_in_force(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_slides() -> str:
        return read_sent(run_page("pages/rapat/paparan.py", wilayah="33.19", periode="2024-03"))

    forget()
    read_as(Scope("exact", None), monkeypatch)
    (kudus / "boundaries").mkdir(exist_ok=True)
    write_tiles("33")
    words = "Peta petak: satu petak per kecamatan atau desa"
    assert words in read_slides()
    lay_boundaries(kudus)
    assert words not in read_slides()
    forget()
