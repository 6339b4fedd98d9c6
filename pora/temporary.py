"""Folders outside of the data folder for what must not stay: what users sent, and copies of it.

Promise: gone at the end; where its process was killed, gone with the next one that is opened, or at the next start.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "pora-tmp-"  # then the number of the process


def name_prefix() -> str:
    """What the name of a folder of this process begins with."""
    return f"{_PREFIX}{os.getpid()}-"


@contextmanager
def open_temporary_folder() -> Iterator[Path]:
    remove_left_folders()
    with tempfile.TemporaryDirectory(prefix=name_prefix()) as folder:
        yield Path(folder)


def remove_left_folders() -> None:
    """Those of our own whose process is no more. Windows can't ask for a process without ending it: there they stay
    until the system clears its temporary files."""
    if os.name == "nt":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and _is_own(folder) and not _is_running(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    try:
        return folder.lstat().st_uid == os.getuid()
    except OSError:
        return False


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
