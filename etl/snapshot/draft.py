"""Where a writer works: a folder of its own, with a copy of the snapshot in force, which nobody else opens.

Promise: having one needs no lock, so a file may take as long as it takes to be read and judged. Whoever is killed
leaves a folder that nobody holds, and the next one to come removes it. Trap: a held folder is somebody's work.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pora import paths

_PREFIX = ".tmp-"
_HELD = "held.lock"


@contextmanager
def open_draft_folder() -> Iterator[Path]:
    """A new folder in the warehouse, held until the end and then gone; so are the folders of killed writers."""
    folder = paths.warehouse() / f"{_PREFIX}{secrets.token_hex(4)}"
    held = FileLock(folder / _HELD)
    paths.warehouse().mkdir(parents=True, exist_ok=True)
    with FileLock(paths.warehouse() / "drafts.lock"):  # for a moment: no folder is seen before it is held
        _remove_leftovers()
        folder.mkdir()
        held.acquire()
    try:
        yield folder
    finally:
        held.release()
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers() -> None:
    for path in paths.warehouse().glob(f"{_PREFIX}*"):
        if not path.is_dir():
            path.unlink(missing_ok=True)
        elif not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    try:
        with FileLock(folder / _HELD, timeout=0):
            return False
    except (Timeout, FileNotFoundError):  # the second: its owner has just removed it
        return True
