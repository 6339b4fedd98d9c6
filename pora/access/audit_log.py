"""Where the audit log is: in its file, or in the database that several dashboards share. There is one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from pora import paths
from pora.access.audit_file import open_log_file
from pora.access.audit_store import Log
from pora.stores.postgres import Database, has_database, open_database


class _LogTables(Database):
    @contextmanager
    def lock(self) -> Iterator[None]:
        with self.transaction():
            self.execute("LOCK TABLE events IN EXCLUSIVE MODE")  # readers go on
            yield


def open_log() -> AbstractContextManager[Log]:
    """The log, made where there is none. Raises PoraError where it can't be used, also for what is done with it: what
    is not logged must not happen."""
    return _open_tables() if has_database() else open_log_file(paths.audit())


def has_log() -> bool:
    """Whether anything may have been logged; then `open_log` makes no new one."""
    return has_database() or paths.audit().exists()


@contextmanager
def _open_tables() -> Iterator[Log]:
    with open_database() as database:
        yield _LogTables(database.connection)
