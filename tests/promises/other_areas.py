"""The country and another province, as data folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from builders import Row, case, load_all, write_table
from kept import keep

from etl import pipeline
from etl.boundaries import tiles
from etl.boundaries.layer_files import lock_layers
from etl.snapshot.publish import open_writer
from pora import schema

NATION = schema.NATION
OFFICE = "office_code,office_name,province_code,valid_from,valid_to,source,note\nkanim-uji,Kanim Uji,34,,,berkas uji,\n"
OFFICE_AREA = "office_code,kabupaten_code,valid_from,valid_to,source,note\nkanim-uji,34.04,,,berkas uji,\n"
OF_SLEMAN: list[Row] = [
    case("34.04.01", 5, nationality="CHN"),
    case("34.04.02", 0),
    case(None, 3, kabupaten_code="34.04"),
    case(None, 2),
]


@pytest.fixture(scope="module")
def nation_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country, with tiles and with files of two offices, one of them added here. For copies only."""

    def make(folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data" / "office.csv").write_text(OFFICE, "utf-8")
        (folder / "data" / "office_area.csv").write_text(OFFICE_AREA, "utf-8")
        with lock_layers(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(tiles, "lay_out_desa", lambda _code: {})  # 83,000 of them, on no page of the country
            tiles.write_tiles(NATION)
        with open_writer(new_for_province=NATION) as writer:
            writer.publish()
        for office, rows in (("kanim-semarang", [case("33.19.01", 7, nationality="KOR")]), ("kanim-uji", OF_SLEMAN)):
            assert load_all(write_table(folder / f"{office}.csv", rows), office=office).reports[0].loaded

    return keep("nation", make, tmp_path_factory)


@pytest.fixture
def nation(nation_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with the country in force; its thousand map files, which no test here draws anew,
    are those of all."""
    shutil.copytree(nation_data, data_dir, ignore=shutil.ignore_patterns("boundaries"))
    (data_dir / "boundaries").symlink_to(nation_data / "boundaries")
    return data_dir


@pytest.fixture(scope="module")
def yogya_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another province, built with its sample and without boundaries; beside it what was noted. For reading only."""

    def make(folder: Path) -> None:
        outcome = pipeline.build("34", with_sample=True)
        (folder / "notes.json").write_text(json.dumps(list(outcome.notes)))

    return keep("yogya", make, tmp_path_factory)


@pytest.fixture
def yogya(yogya_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Points the test at the other province."""
    monkeypatch.setenv("PORA_DATA_DIR", str(yogya_data))
    return yogya_data
