"""Jati in Kudus by desa in March, without in February; Bae never by desa."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, load_rows, point_to
from in_memory import InMemory
from readers import read_as, read_words, run_page

from etl.boundaries import tiles
from etl.boundaries.layer_files import lock_layers
from pora.access.roles import Scope

JATI, PLOSO, MEGAWON = "33.19.03", "33.19.03.2006", "33.19.03.2012"

PAGES = ("pages/pimpinan/peta.py", "pages/pimpinan/tren.py", "pages/pimpinan/ringkasan.py", "pages/analis/mutu.py")

PETA, TREN = PAGES[:2]


@pytest.fixture(scope="module")
def jati_data(tmp_path_factory: pytest.TempPathFactory) -> tuple[InMemory, Path]:
    """The warehouse and its data folder, with tiles of Kudus alone. For reading only."""
    folder, lay_out = tmp_path_factory.mktemp("jati"), tiles.lay_out_desa
    march = [
        case(JATI, 714, desa_code=PLOSO, nationality="CHN"),
        case(JATI, 0, desa_code=MEGAWON),
        case(JATI, 26, desa="Tidak dirinci", nationality="KOR"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        point_to(folder / "data", patch)
        patch.setattr(tiles, "lay_out_desa", lambda code: lay_out(code) if code == "33.19" else {})
        with lock_layers():
            tiles.write_tiles("33")
        warehouse = InMemory("33")
        warehouse.stand_in(patch)
        assert load_rows(folder, [*march, case("33.19.07", 90)]).loaded
        assert load_rows(folder, [case(JATI, 650, period="2024-02"), case("33.19.07", 80, period="2024-02")]).loaded
        warehouse.open()
    return warehouse, folder / "data"


@pytest.fixture(autouse=True)
def jati(jati_data: tuple[InMemory, Path], data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Points the test at them."""
    warehouse, folder = jati_data
    monkeypatch.setenv("PORA_DATA_DIR", str(folder))
    warehouse.stand_in(monkeypatch)


def read(page: str, version: str, monkeypatch: pytest.MonkeyPatch, **view: str) -> list[str]:
    read_as(Scope("exact" if version == "exact" else "public"), monkeypatch)
    return read_words(run_page(page, **{"wilayah": JATI, "periode": "2024-03", **view}))
