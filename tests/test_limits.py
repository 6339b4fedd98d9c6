"""A file beyond the limits on memory and time is refused in a sentence; the others go on."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import duckdb
import pytest
from builders import case, counts, load_all, write_table
from in_memory import InMemory

from etl.batch import case_file
from etl.limits import limit_memory
from etl.snapshot import publish
from pora.errors import UsageError


@pytest.fixture
def files(in_memory: InMemory, tmp_path: Path) -> tuple[Path, Path]:
    return (
        write_table(tmp_path / "berat.csv", [case("33.20.01", 5)]),
        write_table(tmp_path / "ringan.csv", [case("33.19.01", 7)]),
    )


def fail_at_first(name: str, fail: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done with the heavy file fails so; all others go as they do."""
    original = getattr(case_file, name)

    def do(con: duckdb.DuckDBPyConnection, path: Path, *rest: object) -> object:
        if path.name == "berat.csv":
            assert callable(fail)
            fail()
        return original(con, path, *rest)

    monkeypatch.setattr(case_file, name, do)


def raise_memory() -> None:
    raise MemoryError


def raise_database_memory() -> None:
    raise duckdb.OutOfMemoryException("failed to allocate")


@pytest.mark.parametrize("step", ["open_rows", "load_rows"])
@pytest.mark.parametrize("fail", [raise_memory, raise_database_memory])
def test_a_file_over_the_memory_is_refused_and_the_other_is_loaded(
    step: str, fail: object, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at_first(step, fail, monkeypatch)
    heavy, light = load_all(*files).reports
    assert (heavy.file, heavy.loaded, heavy.errors[0].code) == ("berat.csv", False, "over-limit")
    assert heavy.errors[0].message == (
        "Berkas berat.csv memerlukan memori lebih dari batasnya (4.000 MB). Bagi menjadi beberapa berkas."
    )
    assert light.loaded
    assert counts("kabupaten_kota") == {"33.19": (7, None, "angka", 1, 0)}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm")
@pytest.mark.parametrize("step", ["open_rows", "load_rows"])
def test_a_file_over_the_time_is_stopped_and_the_other_is_loaded(
    step: str, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at_first(step, lambda: signal.raise_signal(signal.SIGALRM), monkeypatch)
    heavy, light = load_all(*files).reports
    assert [error.message for error in heavy.errors] == [
        "Berkas berat.csv diproses lebih dari 600 detik dan dihentikan. Bagi menjadi beberapa berkas."
    ]
    assert (heavy.loaded, light.loaded) == (False, True)
    assert counts("kabupaten_kota") == {"33.19": (7, None, "angka", 1, 0)}
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts it")
def test_the_memory_of_the_command_is_limited_and_free_again_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    monkeypatch.setenv("PORA_LOAD_MEMORY_MB", "3500")
    with limit_memory():
        assert resource.getrlimit(resource.RLIMIT_DATA)[0] == 3500 * 2**20
        with pytest.raises(MemoryError):
            bytearray(4 * 2**30)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_the_database_of_a_writer_takes_the_memory_that_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_WRITER_MEMORY_MB", "300")
    with publish._connect(tmp_path) as con:
        limits = con.execute("SELECT current_setting('memory_limit'), current_setting('temp_directory')").fetchone()
    assert limits == ("286.1 MiB", str(tmp_path / "spill"))


def test_a_limit_that_is_no_number_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_LOAD_SECONDS", "lama")
    with pytest.raises(UsageError, match="PORA_LOAD_SECONDS harus bilangan detik dari 1 sampai 86400"), limit_memory():
        load_all(Path("a.csv"))
