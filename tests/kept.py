"""Data folders that take long to make are kept between test runs, in ~/.cache/dasbor-pora-tests.

A folder is kept under a hash of all that decides what is in it, so what is found there is what would be made anew. All
processes of a run share one copy of it: nothing that a test leaves behind outlives its run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import os
import shutil
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import grimp
import pytest
from builders import BOUNDARIES, point_to
from filelock import FileLock
from quick import QUICK

from pora.config import ROOT
from pora.warehouse import db

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dasbor-pora-tests"
NEWEST = 8  # of each folder; several branches on one machine share them
Make = Callable[[Path], object]
BOUNDARY_WRITERS = ("etl/boundaries",)
_WRITERS = (
    "etl/batch",
    "etl/boundaries",
    "etl/migrations",
    "etl/pipeline",
    "etl/protect",
    "etl/readers",
    "etl/sample",
    "etl/snapshot",
    "etl/teams",
)
_HELPERS = ("tests/conftest.py", "tests/kept.py", "tests/builders.py", "tests/shapes.py")


def keep(
    name: str,
    make: Make,
    factory: pytest.TempPathFactory,
    start: Path | None = None,
    writers: tuple[str, ...] = _WRITERS,
) -> Path:
    """The run's copy of the data folder `name`; `make` makes it where no earlier run has, from a copy of `start`.

    `make` is given the folder around it, for files to load. Of tests/ it may use nothing but its own file and _HELPERS,
    of the product nothing but `writers` and what they import.
    """
    if QUICK:
        pytest.skip("needs a snapshot that is published, and this run is a quick one")
    base = factory.getbasetemp()
    mine = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared" / name
    mine.parent.mkdir(exist_ok=True)
    kept = CACHE / name / _hash_of(make, writers)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{mine}.lock"):
        if not mine.exists():
            with FileLock(f"{kept.parent}.lock"):
                if not kept.exists():
                    _make_whole(kept, make, start, writers)
                os.utime(kept)
                _copy_whole(kept, mine)
                _prune(kept.parent)
    return mine / "data"


def _make_whole(kept: Path, make: Make, start: Path | None, writers: tuple[str, ...]) -> None:
    unfinished = kept.with_suffix(".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    if start:
        shutil.copytree(start, unfinished / "data")
    db._open.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        point_to(unfinished / "data", patch)
        make(unfinished)
    db._open.cache_clear()
    assert _hash_of_all(writers) == _BEFORE[writers], (
        "What the data folders are made of was changed during the run: run the tests again."
    )
    unfinished.rename(kept)


def _copy_whole(kept: Path, mine: Path) -> None:
    unfinished = mine.with_suffix(".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(kept, unfinished, ignore=shutil.ignore_patterns("*.lock"))
    unfinished.rename(mine)


def _prune(folder: Path) -> None:
    """Only under the lock, so that what is unfinished is of a run that was killed."""
    for unfinished in folder.glob("*.part"):
        shutil.rmtree(unfinished)
    by_age = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[NEWEST:]:
        shutil.rmtree(path)


def _hash_of(make: Make, writers: tuple[str, ...]) -> str:
    return hashlib.sha256(_BEFORE[writers].encode() + Path(inspect.getfile(make)).read_bytes()).hexdigest()[:20]


def _hash_of_all(writers: tuple[str, ...]) -> str:
    """What all folders of these writers are made of: their code, what it imports of pora, reference data, boundaries,
    what is installed, and the month, since no file may tell of a later one."""
    digest = hashlib.sha256(f"{dt.date.today():%Y-%m} {' '.join(_installed())}".encode())
    for path in sorted(_files(writers)):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for path in _boundaries():
        digest.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _installed() -> list[str]:
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


def _files(writers: tuple[str, ...]) -> Iterator[Path]:
    for folder in ("data/reference", *writers):
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    imports = grimp.build_graph("etl", "pora", cache_dir=None)
    used = {module for module in imports.modules if module.replace(".", "/").startswith(writers)}
    used.update(*(imports.find_upstream_modules(module) for module in [*used]))
    for module in used:
        path = ROOT / module.replace(".", "/")
        yield path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    yield from (ROOT / helper for helper in _HELPERS)


def _boundaries() -> list[Path]:
    if BOUNDARIES is None:
        return []
    return sorted(path for path in [Path(BOUNDARIES), *Path(BOUNDARIES).rglob("*")] if path.is_file())


_BEFORE = {writers: _hash_of_all(writers) for writers in (_WRITERS, BOUNDARY_WRITERS)}
