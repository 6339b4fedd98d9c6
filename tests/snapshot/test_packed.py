"""Old snapshots lie as blocks that they share: what they hold is the same, and only what none needs goes."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Timer

import pytest
from builders import case, load_rows, query
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from kept import keep
from killed import kill_before, run_child

from etl.__main__ import main
from etl.snapshot import pack as pack_module
from etl.snapshot.pack import count_own_bytes, delete_snapshots, pack_all_but
from pora import paths
from pora.access.roles import local_scope
from pora.errors import SnapshotError
from pora.warehouse import packed
from pora.warehouse.db import _open, use_snapshot
from pora.warehouse.log_heads import read_log_heads
from pora.warehouse.packed import block_path, list_packed, pack, packed_path, read_packed, unpack
from pora.warehouse.snapshots import (
    POINTER,
    list_snapshots,
    list_unpacked,
    require_current,
    require_file,
    snapshot_path,
)
from tests.snapshot.loads import unix

HEAD, BLOCK = 12_288, 262_144
EDGES = (0, 1, HEAD, HEAD + 1, HEAD + BLOCK, HEAD + 2 * BLOCK + 7)


def list_blocks() -> set[str]:
    return {path.name for path in (paths.warehouse() / "blocks").glob("*/[!.]*")}


def count_bae(snapshot_id: str) -> int:
    sql = "SELECT person_count FROM out_area_month WHERE area_code = '33.19.08' AND category = 'orang_asing'"
    [(persons,)] = use_snapshot(snapshot_id).rows(local_scope(), sql)
    return int(persons)


@pytest.fixture(scope="session")
def four_loads(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four snapshots; kecamatan Bae has 11, 12 and 13 orang asing in those after the first. For copies only."""

    def make(folder: Path) -> None:
        delete_snapshots(one for one in list_snapshots() if one != require_current())
        for persons in (11, 12, 13):
            load_rows(folder, [case("33.19.08", persons)], office="kanim-semarang", replace=True)

    return keep("four-loads", make, tmp_path_factory, kudus_data)


@pytest.fixture
def loads(four_loads: Path, data_dir: Path) -> list[str]:
    """The four in their order, in the test's own data folder, as young as if they had just been made."""
    shutil.copytree(four_loads, data_dir, copy_function=shutil.copy)
    return list_snapshots()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(size=st.sampled_from(EDGES) | st.integers(0, HEAD + 3 * BLOCK), seed=st.binary(min_size=1, max_size=3))
@example(0, b"a")
def test_a_file_comes_back_byte_for_byte(data_dir: Path, tmp_path: Path, size: int, seed: bytes) -> None:
    content = (seed * (size // len(seed) + 1))[:size]
    path = tmp_path / "any"
    path.write_bytes(content)
    pack("any", path, "head")
    path.unlink()
    unpack("any", path)
    assert path.read_bytes() == content and read_packed("any").log_head == "head"


def test_the_one_in_force_and_the_one_before_it_are_files_and_the_others_say_what_they_said(loads: list[str]) -> None:
    assert list_unpacked() == loads[-2:] and list_packed() == loads[:-2] and list_snapshots() == loads
    assert [count_bae(one) for one in loads[1:]] == [11, 12, 13]
    assert list_unpacked() == loads[1:]


def test_an_operator_who_goes_back_by_hand_to_a_packed_one_serves_and_extends_it(
    loads: list[str], tmp_path: Path
) -> None:
    (paths.warehouse() / POINTER).write_text(loads[1])
    assert require_current() == loads[1] and snapshot_path(loads[1]).is_file()
    assert count_bae(require_current()) == 11
    assert load_rows(tmp_path, [case("33.19.08", 14)], office="kanim-semarang", replace=True).loaded
    assert count_bae(require_current()) == 14
    assert query("SELECT count(*) FROM core_batch") == [(3,)]  # the file of Kudus, that of 11, and this one


def test_an_old_one_is_a_witness_of_the_log_still(loads: list[str], tmp_path: Path) -> None:
    before = read_log_heads()
    load_rows(tmp_path, [case("33.19.08", 14)], office="kanim-semarang", replace=True)
    assert list_packed() == loads[:-1]
    assert {one: head for one, head in read_log_heads().items() if one in before} == before


def test_what_an_old_one_shares_is_stored_once(loads: list[str]) -> None:
    named = [read_packed(one).blocks for one in loads[:2]]
    assert list_blocks() == set(named[0]) | set(named[1])
    assert len(list_blocks()) < len(named[0]) + len(named[1])


def test_one_that_was_unpacked_goes_again_after_an_hour(loads: list[str]) -> None:
    path = require_file(loads[0])
    pack_all_but(loads[-2:])
    assert path.is_file()
    os.utime(path, (path.stat().st_mtime - 3601,) * 2)
    pack_all_but(loads[-2:])
    assert not path.exists() and count_bae(loads[1]) == 11


def test_only_blocks_that_none_needs_any_more_go_with_a_snapshot(loads: list[str]) -> None:
    kept = read_packed(loads[1]).blocks
    sizes = {path: path.stat().st_size for path in paths.warehouse().rglob("*") if path.is_file()}
    told = count_own_bytes([loads[0]])
    assert delete_snapshots([loads[0]]) == [loads[0]]
    gone = [size for path, size in sizes.items() if not path.exists()]
    assert told == {loads[0]: sum(gone)} and list_blocks() == set(kept)
    assert list_snapshots() == loads[1:] and count_bae(loads[1]) == 11
    assert delete_snapshots([loads[1]]) == [loads[1]] and list_blocks() == set()


def test_what_is_killed_or_refused_on_the_way_loses_nothing(
    loads: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, left = packed.write_whole, [2]

    def fill_the_disk(path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        write(path, content)

    with monkeypatch.context() as full:
        full.setattr(packed, "write_whole", fill_the_disk)
        load_rows(tmp_path, [case("33.19.08", 14)], office="kanim-semarang", replace=True)
    now = require_current()
    assert count_bae(now) == 14 and list_unpacked() == [*loads[-2:], now] and list_packed() == loads[:-2]
    pack_all_but([loads[-1], now])
    assert list_unpacked() == [loads[-1], now] and count_bae(loads[-2]) == 12


# Every step of packing that leaves something behind.
PACKING = {
    "first block": (packed, "write_whole", 0),
    "second block": (packed, "write_whole", 1),
    "list of blocks": (packed, "Packed", 0),
    "next snapshot": (pack_module, "suppress", 1),
}


def pack_until_killed(data_dir: Path, kept: str, step: str) -> None:
    """Runs in a child: packs, and is killed right before the step, or when the list is there and the file still is."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    kill_at(step)
    pack_all_but({kept})


def load_until_killed(data_dir: Path, folder: Path, step: str) -> None:
    """Runs in a child: loads, and is killed when it packs."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    kill_at(step)
    load_rows(folder, [case("33.19.08", 14)], office="kanim-semarang", replace=True)


def kill_at(step: str) -> None:
    if step in PACKING:
        kill_before(*PACKING[step])
    else:
        pack_module.pack = lambda *args: (pack(*args), os.kill(os.getpid(), signal.SIGKILL))  # type: ignore[assignment, func-returns-value]


def pack_until_stopped(data_dir: Path, kept: str, seconds: float) -> None:
    """Runs in a child: packs; after that time the process ends itself, wherever it is."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    pack_all_but({kept})
    os._exit(0)


def require_all(loads: list[str]) -> None:
    """Every snapshot says what it said, and the next load packs what is left, so that it can be had from its blocks."""
    assert list_snapshots() == loads and [count_bae(one) for one in loads[1:]] == [11, 12, 13]
    pack_all_but({loads[-1]})
    # A file that was packed and is still there stays for an hour, as one that was unpacked to be read.
    assert loads[-1] in list_unpacked() and list_packed() == loads[:-1]
    assert list_blocks() == {block for one in loads[:-1] for block in read_packed(one).blocks}
    for one in loads[:-1]:
        snapshot_path(one).unlink(missing_ok=True)
    _open.cache_clear()
    assert [count_bae(one) for one in loads[1:]] == [11, 12, 13]


@unix
@pytest.mark.parametrize("step", [*PACKING, "end of the old file"])
def test_whoever_is_killed_before_any_step_of_packing_loses_no_snapshot(
    step: str, loads: list[str], data_dir: Path, processes: ForkServerContext
) -> None:
    assert run_child(processes, pack_until_killed, data_dir, loads[-1], step) == -signal.SIGKILL
    require_all(loads)


@unix
@pytest.mark.parametrize("seconds", [0.0, 0.002, 0.01, 0.03, 0.1])
def test_whoever_is_killed_at_any_moment_of_packing_loses_no_snapshot(
    seconds: float, loads: list[str], data_dir: Path, processes: ForkServerContext
) -> None:
    assert run_child(processes, pack_until_stopped, data_dir, loads[-1], seconds) in (0, -signal.SIGKILL)
    require_all(loads)


@unix
def test_a_load_that_is_killed_while_it_packs_is_in_force_and_the_next_one_packs_what_is_left(
    loads: list[str], data_dir: Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    assert run_child(processes, load_until_killed, data_dir, tmp_path, "second block") == -signal.SIGKILL
    now = require_current()
    assert list_snapshots() == [*loads, now] and list_packed() == loads[:-2] and count_bae(now) == 14
    assert load_rows(tmp_path, [case("33.19.08", 15)], office="kanim-semarang", replace=True).loaded
    assert list_unpacked() == [now, require_current()] and list_packed() == loads
    assert list_blocks() == {block for one in loads for block in read_packed(one).blocks}
    assert [count_bae(one) for one in (*loads[1:], now)] == [11, 12, 13, 14]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def swap(path: Path) -> None:
    others = (block_path(name) for name in sorted(list_blocks()) if name != path.name)
    path.write_bytes(next(others).read_bytes())


@pytest.mark.parametrize("damage", [cut, swap, Path.unlink], ids=["cut", "swapped", "gone"])
def test_a_damaged_block_is_one_sentence_and_no_file(loads: list[str], damage: Callable[[Path], None]) -> None:
    damage(block_path(read_packed(loads[0]).blocks[1]))
    with pytest.raises(SnapshotError, match="rusak di disk"):
        use_snapshot(loads[0])
    assert not snapshot_path(loads[0]).exists() and count_bae(loads[-1]) == 13


def test_a_damaged_list_of_blocks_stops_what_deletes_blocks(
    loads: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cut(packed_path(loads[0]))
    before = list_blocks()
    assert main(["prune", "--keep-days", "0"]) == 1
    assert "rusak di disk" in capsys.readouterr().err and list_blocks() == before
