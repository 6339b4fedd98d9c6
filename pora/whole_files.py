"""Files that are written whole or not at all, and are then on disk.

Promise: whoever reads finds the old file or the new one; an error on the way leaves the old one, and nothing beside it.
Of two writers at once, the last one stays. A new file has the rights of the one that it takes the place of. What a
killed writer left goes with the next write into the same folder, an hour later.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_LETTERS = 16  # of the name of an unfinished file
_LEFT_SECONDS = 3600  # without a byte more


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write and read back, which gets its name at the end. Makes the folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_files(path.parent)
    unfinished = path.with_name(f".{secrets.token_hex(_LETTERS // 2)}.part")
    try:
        with unfinished.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
        sync(path.parent)
    except OSError as error:
        if error.filename in (str(unfinished), unfinished):  # who reads the error knows the file by its own name
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_left_files(folder: Path) -> None:
    """Unfinished files that nobody writes any more."""
    oldest = time.time() - _LEFT_SECONDS
    for path in folder.glob(f".{'[0-9a-f]' * _LETTERS}.part"):
        with suppress(OSError):  # another one was quicker
            if path.stat().st_mtime < oldest:
                path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    with open_whole(path) as file:
        file.write(content)


def sync(path: Path) -> None:
    """Forces a file, or a folder's list of names, to disk (Windows has no such call for folders)."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
