"""Small documents that come of users' work, each under its path in the data folder: a file there, or a row of the
shared database under the same name.

Promise: whoever reads finds the old one or the new one, whole; of two changes at once neither is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from pora.config import settings
from pora.stores.postgres import Database, has_database, open_database
from pora.whole_files import write_whole


def read_document(path: Path) -> bytes | None:
    """None where there is none."""
    if has_database():
        with open_database() as database:
            return _read_row(database, path)
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def write_document(path: Path, content: bytes) -> None:
    if has_database():
        with open_database() as database:
            _write_row(database, path, content)
    else:
        write_whole(path, content)


def change_document(path: Path, change: Callable[[bytes | None], bytes]) -> None:
    """Writes what `change` makes of the one that is there, while nobody else changes it. Nothing where that raises."""
    if has_database():
        with open_database() as database, database.transaction():
            database.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", (_name(path),))
            _write_row(database, path, change(_read_row(database, path)))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"):
            write_whole(path, change(read_document(path)))


def delete_document(path: Path) -> None:
    """Nothing happens where there is none."""
    if has_database():
        with open_database() as database:
            database.execute("DELETE FROM documents WHERE path = ?", (_name(path),))
    else:
        path.unlink(missing_ok=True)


def list_shared_documents() -> dict[str, bytes]:
    """Name within the data folder -> content of all that the database holds, by name."""
    with open_database() as database:
        return dict(database.execute("SELECT path, content FROM documents ORDER BY path").fetchall())


def _name(path: Path) -> str:
    return path.relative_to(settings().data_dir).as_posix()


def _read_row(database: Database, path: Path) -> bytes | None:
    row = database.execute("SELECT content FROM documents WHERE path = ?", (_name(path),)).fetchone()
    return bytes(row[0]) if row else None


def _write_row(database: Database, path: Path, content: bytes) -> None:
    database.execute(
        "INSERT INTO documents VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET content = excluded.content",
        (_name(path), content),
    )
