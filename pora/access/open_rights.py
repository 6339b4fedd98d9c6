"""Whether others on this machine can read what is for the dashboard's own system user: exact snapshots, received files,
the log, the allow-list, secrets."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from pora import paths
from pora.config import settings
from pora.locale import _

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PRIVATE_MASK = 0o077  # new files and folders are their owner's alone


def keep_files_private() -> None:
    """From now on, for whatever this process writes."""
    os.umask(PRIVATE_MASK)


def list_open_paths(secrets: Iterable[Path] = ()) -> list[Path]:
    """What others may read or enter, and should not; a closed folder of data closes all that lies in it. Nothing where
    the system knows no such rights."""
    if os.name == "nt":
        return []
    folder = settings().data_dir
    inner = [paths.warehouse(), paths.intake(), paths.audit().parent, paths.access_list()] if _is_open(folder) else []
    return [path for path in (*inner, *secrets) if _is_open(path)]


def describe_open_paths(found: Iterable[Path]) -> str:
    """One sentence with the step that helps."""
    words = " ".join(str(path) for path in found)
    return _("Pengguna lain di komputer ini dapat membaca: {paths}. Tutup dengan: chmod -R go-rwx {paths}").format(
        paths=words
    )


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False
