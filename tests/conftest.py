"""Every test has a data folder of its own; what takes long is made once and copied, or shared for reading."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from builders import load, point_to, write_kudus
from filelock import FileLock

from etl import pipeline
from etl.snapshot.publish import open_writer
from pora.locale import language
from pora.warehouse import db

# A slow machine is no defect: no test is timed.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that is not there yet, Indonesian, no snapshot open."""
    folder = tmp_path / "data"
    point_to(folder, monkeypatch)
    db._open.cache_clear()
    token = language.set("id")
    yield folder
    language.reset(token)


def make_once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """A folder that all processes of a test run share: the first one makes it, the others wait for it."""
    base = factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_suffix(".part")
            shutil.rmtree(unfinished, ignore_errors=True)
            with pytest.MonkeyPatch.context() as patch:
                point_to(unfinished, patch)
                make(unfinished)
            db._open.cache_clear()
            unfinished.rename(folder)
    return folder


def _make_empty(_folder: Path) -> None:
    with open_writer(new_for_province="33") as writer:
        writer.publish()


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose snapshot has reference data and published figures, and not one case. For copies only."""
    return make_once("empty", tmp_path_factory, _make_empty)


@pytest.fixture
def empty(empty_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with an empty snapshot in force."""
    shutil.copytree(empty_data, data_dir)
    return data_dir


@pytest.fixture(scope="session")
def kudus_data(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty snapshot and one real file: 48 foreign nationals in six kecamatan of Kudus. For copies only."""

    def make(folder: Path) -> None:
        shutil.copytree(empty_data, folder, ignore=shutil.ignore_patterns("*.lock"))
        assert load(write_kudus(folder.parent / "kudus.csv")).loaded

    return make_once("kudus", tmp_path_factory, make)


@pytest.fixture
def kudus(kudus_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with the 48 of Kudus in force."""
    shutil.copytree(kudus_data, data_dir, dirs_exist_ok=True)
    return data_dir


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after `build` with the sample, and with boundaries where PORA_BOUNDARIES names them (else the
    tile map: no test downloads). For reading only."""

    def make(folder: Path) -> None:
        boundaries = os.environ.get("PORA_BOUNDARIES") or str(folder / "no boundaries")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PORA_BOUNDARIES", boundaries)
            pipeline.build("33", with_sample=True)

    return make_once("built", tmp_path_factory, make)


@pytest.fixture
def on_built(built: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Points the test at the built data folder."""
    monkeypatch.setenv("PORA_DATA_DIR", str(built))
    return built
