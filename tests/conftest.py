"""Every test has a data folder of its own; what takes long is made once and copied, or shared for reading."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from etl import pipeline
from etl.publish import open_writer
from pora import db
from pora.locale import language


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, no settings from outside but PORA_BOUNDARIES, Indonesian."""
    for name in [name for name in os.environ if name.startswith("PORA_") and name != "PORA_BOUNDARIES"]:
        monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("PORA_DATA_DIR", str(folder))
    db._open.cache_clear()
    token = language.set("id")
    yield folder
    language.reset(token)


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose snapshot has reference data and published figures, and not one case. For copies only."""
    folder = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORA_DATA_DIR", str(folder))
        with open_writer(new_for_province="33") as writer:
            writer.publish()
    return folder


@pytest.fixture
def empty(empty_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with an empty snapshot in force."""
    shutil.copytree(empty_data, data_dir)
    return data_dir


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after `build`, sample and boundaries included. For reading only."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORA_DATA_DIR", str(folder))
        pipeline.build("33", with_sample=True)
    return folder


@pytest.fixture
def on_built(built: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Points the test at the built data folder."""
    monkeypatch.setenv("PORA_DATA_DIR", str(built))
    return built
