"""Every test has a data folder of its own; what takes long is made once and copied, or shared for reading."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import hypothesis
import pytest
import quick
from builders import BOUNDARIES, case, load, point_to, write_kudus, write_table
from in_memory import InMemory
from kept import BOUNDARY_WRITERS, CACHE, keep
from postgres_server import PostgresServer, explain_missing, run_postgres
from quick import pytest_runtest_logreport, pytest_sessionfinish  # noqa: F401 - hooks

import pora.stores.postgres
from etl import pipeline
from etl.boundaries import build_boundaries, tiles
from etl.snapshot.publish import open_writer
from pora.config import ROOT
from pora.errors import BoundaryError
from pora.locale import language
from pora.warehouse import db

# Compressed scripts and typefaces are the same for every dashboard, and take seconds to make.
os.environ.setdefault("PORA_CACHE_DIR", str(CACHE / "made"))

# Containers often ask for no bytecode. Each process of a test would then compile pandas, Streamlit and all of us anew.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(CACHE / "bytecode"))
    sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ["PYTHONPYCACHEPREFIX"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that wait for a browser come first: the others are shared out at the end, when a process has no more."""
    if quick.QUICK:
        quick.leave_out_slow(config, items)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server for the run; where there is none, the reason. In CI that is a failure."""
    missing = explain_missing()
    if missing and not os.environ.get("CI"):
        pytest.skip(missing)
    with run_postgres() as server:
        yield server


@pytest.fixture
def database(postgres: PostgresServer, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of the test's own database, which is then the one of the settings."""
    url = postgres.empty_database()
    monkeypatch.setattr(pora.stores.postgres, "_ready", set())
    monkeypatch.setattr(pora.stores.postgres, "_failures", {})
    monkeypatch.setenv("PORA_DATABASE_URL", url)
    return url


@pytest.fixture(params=["files", "database"])
def store(request: pytest.FixtureRequest, data_dir: Path) -> str:
    """What is written while serving goes into files, then into a database: the same is promised of both."""
    if request.param == "database":
        request.getfixturevalue("database")
    return str(request.param)


def _make_empty(_folder: Path) -> None:
    with open_writer(new_for_province="33") as writer:
        writer.publish()


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose snapshot has reference data and published figures, and not one case. For copies only."""
    return keep("empty", _make_empty, tmp_path_factory)


@pytest.fixture
def empty(empty_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with an empty snapshot in force."""
    shutil.copytree(empty_data, data_dir)
    return data_dir


@pytest.fixture(scope="session")
def memory() -> InMemory:
    return InMemory("33")


@pytest.fixture
def in_memory(memory: InMemory, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> InMemory:
    """In place of `empty` where no file of the warehouse matters: a load takes a third of the time."""
    memory.clear()
    memory.stand_in(monkeypatch)
    return memory


@pytest.fixture
def kudus_in_memory(in_memory: InMemory, tmp_path: Path) -> InMemory:
    """In place of `kudus` where more is loaded."""
    assert load(write_kudus(tmp_path / "kudus.csv")).loaded
    return in_memory


@pytest.fixture(scope="session")
def kudus_data(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty snapshot and one real file: 48 foreign nationals in six kecamatan of Kudus. For copies only."""

    def make(folder: Path) -> None:
        assert load(write_kudus(folder / "kudus.csv")).loaded

    return keep("kudus", make, tmp_path_factory, empty_data)


@pytest.fixture
def kudus(kudus_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with the 48 of Kudus in force."""
    shutil.copytree(kudus_data, data_dir, dirs_exist_ok=True)
    return data_dir


@pytest.fixture
def correction(kudus: Path, tmp_path: Path) -> Path:
    """A file that makes 50 of the 48 that are in force."""
    return write_table(tmp_path / "koreksi.csv", [case("33.19.01", 50)])


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Children that start within milliseconds, forked from a process that has imported what a load needs."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["builders", "pandas", "pyarrow"])
    with pytest.MonkeyPatch.context() as patch:  # what the server of Python 3.11 does not find it leaves out in silence
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests")]))
        forkserver.ensure_running()
    return context


@pytest.fixture(scope="session")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the maps of `built` and no snapshot: what takes longest changes seldom. For copies only."""

    def make(_folder: Path) -> None:
        with (
            nullcontext() if BOUNDARIES else suppress(BoundaryError)
        ):  # that none are to be had: the tile map is written
            build_boundaries("33", BOUNDARIES)

    return keep("bounded", make, tmp_path_factory, writers=BOUNDARY_WRITERS)


@pytest.fixture(scope="session")
def built(bounded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after `build` with the sample, and with boundaries where PORA_BOUNDARIES names them (else the
    tile map: no test downloads). For reading only."""

    def make(_folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            if BOUNDARIES:
                patch.setenv("PORA_BOUNDARIES", BOUNDARIES)
            pipeline.build("33", with_sample=True)

    return keep("built", make, tmp_path_factory, bounded)


@pytest.fixture
def no_desa_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tile map without the desa, of which a province has thousands: for tests that look at none."""
    monkeypatch.setattr(tiles, "lay_out_desa", lambda _code: {})


@pytest.fixture
def on_built(built: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Points the test at the built data folder."""
    monkeypatch.setenv("PORA_DATA_DIR", str(built))
    return built
