"""A snapshot is whole or not there: killed at any step or moment, a load leaves the last one and can be repeated."""

from __future__ import annotations

import os
import random
import shutil
import signal
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Timer

from builders import counts, disk, load
from killed import kill_before, run_child

from etl.batch import accept
from etl.batch import load as load_module
from etl.snapshot import publish
from pora import paths
from pora.warehouse.packed import unpack
from tests.snapshot.loads import AFTER, BEFORE, unix

# Every step of a load that leaves something behind, in their order: where the function lies, its name, how many calls
# of it pass. From the roll-up on, the load before has kept the original.
STEPS = {
    "copy of the snapshot": (shutil, "copyfile", 0),
    "opening the copy": (publish, "_connect", 0),
    "reference": (publish, "write_reference", 0),
    "reading": (load_module, "read_file", 0),
    "batch": (accept, "insert_batch", 0),
    "copy of the original": (shutil, "copyfileobj", 0),
    "name of the original": (Path, "replace", 0),
    "roll-up": (publish, "write_out_tables", 0),
    "check": (publish, "verify_tables", 0),
    "sync of the snapshot": (publish, "sync", 0),
    "name of the snapshot": (Path, "replace", 0),
    "sync of the new pointer": (publish, "sync", 1),
    "sync of the names": (publish, "sync", 2),
    "pointer": (Path, "replace", 1),
    "last sync": (publish, "sync", 3),
}


def load_until_killed(data_dir: Path, file: Path, step: str) -> None:
    """Runs in a child: loads the file, and is killed right before the step."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    kill_before(*STEPS[step])
    load(file, replace=True)


def load_until_stopped(data_dir: Path, file: Path, seconds: float) -> None:
    """Runs in a child: loads the file; the process ends itself after that time, wherever it is."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    load(file, replace=True)
    os._exit(0)


def is_left(name: str) -> bool:
    """Whether the file is one that a killed load leaves for the next one to take away."""
    return ".tmp-" in name or name.endswith(".part")


def require_old_files(before: dict[str, bytes]) -> None:
    """Whatever was there is there, byte for byte, but for the pointer and what killed loads left. Of several loads that
    came through, the last one packed the oldest snapshots: from their blocks they come back."""
    after = disk()
    kept = {name: content for name, content in before.items() if not (name.endswith("CURRENT") or is_left(name))}
    for name in kept.keys() - after.keys():
        again = paths.warehouse() / "again"
        unpack(Path(name).stem.removeprefix("pora-"), again)
        after[name] = again.read_bytes()
        again.unlink()
    assert {name: after.get(name) for name in kept} == kept


def require_repeatable(correction: Path) -> None:
    assert load(correction, replace=True).loaded
    assert counts("kabupaten_kota") == AFTER
    assert list(filter(is_left, disk())) == []


@unix
def test_killed_before_any_step_the_last_snapshot_is_whole_and_the_load_repeatable(
    correction: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    """Each load repeats one that was killed a step earlier, and gets a step further."""
    for step in STEPS:
        before = disk()
        assert run_child(processes, load_until_killed, data_dir, correction, step) == -signal.SIGKILL, step
        require_old_files(before)
        assert counts("kabupaten_kota") == (AFTER if step == "last sync" else BEFORE), step
    require_repeatable(correction)


@unix
def test_killed_at_any_moment_the_last_snapshot_is_whole_and_the_load_repeatable(
    correction: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    for seed in range(6):
        before, seconds = disk(), random.Random(seed).uniform(0.005, 0.8)  # noqa: S311
        assert run_child(processes, load_until_stopped, data_dir, correction, seconds) in (0, -signal.SIGKILL), seconds
        require_old_files(before)
        assert counts("kabupaten_kota") in (BEFORE, AFTER), seconds
    require_repeatable(correction)
