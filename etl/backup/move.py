"""What was written while serving, from the files of the data folder into the shared database.

Promise: all of it or nothing, with every event and hash of the log as it is; the files stay, in a folder beside the
others, and nobody writes to them meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from etl.backup.contents import list_shared_folders
from pora import paths
from pora.access.audit_copy import copy_events
from pora.access.audit_file import open_log_file
from pora.access.audit_log import open_log
from pora.access.audit_store import Log
from pora.config import settings
from pora.errors import PoraError, UsageError
from pora.locale import _
from pora.stores.postgres import has_database

MOVED = "moved-to-database"


def move_into_database() -> tuple[int, int]:
    """How many events and documents were moved. Raises UsageError without PORA_DATABASE_URL, PoraError where anything
    is in the database already."""
    if not has_database():
        raise UsageError(_("Atur PORA_DATABASE_URL dulu: docs/scale.md"))
    with open_log_file(paths.audit()) as file, file.lock():
        with open_log() as log, log.lock():
            events, documents = copy_events(file, log), _copy_documents(log)
        kept = settings().data_dir / MOVED
        kept.mkdir(exist_ok=True)
        for folder in list_shared_folders():
            if folder.exists():
                folder.rename(kept / folder.name)
    return events, documents


def _copy_documents(log: Log) -> int:
    if log.execute("SELECT 1 FROM documents").fetchone():
        raise PoraError(_("Basis data bersama sudah berisi susunan atau tampilan, jadi tidak ada yang dipindahkan."))
    found = [path for folder in list_shared_folders() for path in folder.rglob("*") if _is_document(path)]
    for path in found:
        name = path.relative_to(settings().data_dir).as_posix()
        log.execute("INSERT INTO documents VALUES (?, ?)", (name, path.read_bytes()))
    return len(found)


def _is_document(path: Path) -> bool:
    is_log = path.parent == paths.audit().parent
    return path.is_file() and not is_log and path.suffix not in (".lock", ".part")
