"""Tables and views that depend on no count say, in a comment, what they were made of. Where that is the same they stay
as they are: to make them once more was a third of a small load.

Trap: what is replaced (`CREATE OR REPLACE`) loses its comment, so it is marked after it is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import duckdb

from pora.config import ROOT

_MARK = "made of "
_COMMENT = """
SELECT comment FROM duckdb_tables() WHERE table_name = ? AND database_name = current_database()
UNION ALL SELECT comment FROM duckdb_views() WHERE view_name = ? AND database_name = current_database()
"""


def hash_facts(facts: Iterable[object]) -> str:
    """A mark of all that something is made of."""
    return hashlib.sha256(repr(tuple(facts)).encode()).hexdigest()


@lru_cache(maxsize=8)
def hash_program(*places: str) -> str:
    """Of the engine and of these modules and folders of the program."""
    found = hashlib.sha256(duckdb.__version__.encode())
    for place in places:
        for path in sorted((ROOT / place).rglob("*.py")) or [ROOT / place]:
            found.update(path.read_bytes())
    return found.hexdigest()


def read_mark(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """What a table or view of that name was made of; empty where it does not say, or is not there."""
    said = [str(comment or "") for (comment,) in con.execute(_COMMENT, [name, name]).fetchall()]
    return next((one.removeprefix(_MARK) for one in said if one.startswith(_MARK)), "")


def write_mark(con: duckdb.DuckDBPyConnection, kind: str, name: str, mark: str) -> None:
    con.execute(f"COMMENT ON {kind} {name} IS '{_MARK}{mark}'")
