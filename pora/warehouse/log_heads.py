"""Each snapshot keeps the head of the audit log of its moment: a witness that whoever changes the log can't change."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb

from pora.access.audit import read_log_head
from pora.errors import SnapshotError
from pora.warehouse.packed import read_packed
from pora.warehouse.snapshots import list_snapshots, list_unpacked, snapshot_path

_MARK = "log "


def mark_log_head(con: duckdb.DuckDBPyConnection) -> None:
    """Writes the head into a snapshot that is being made. As a comment: the tables stay those of older snapshots."""
    con.execute(f"COMMENT ON COLUMN core_snapshot.snapshot_id IS '{_MARK}{read_log_head()}'")


def read_log_heads() -> dict[str, str]:
    """Snapshot -> head, of those that have one and can be read; the oldest first."""
    files = set(list_unpacked())
    heads = {
        one: read_log_head_of(snapshot_path(one)) if one in files else _read_packed(one) for one in list_snapshots()
    }
    return {one: head for one, head in heads.items() if head}


def read_log_head_of(path: Path) -> str:
    """The head that a snapshot's file has; empty where it has none or can't be read."""
    return _read_mark(str(path)).removeprefix(_MARK)


def _read_packed(snapshot_id: str) -> str:
    with suppress(SnapshotError):
        return read_packed(snapshot_id).log_head
    return ""


def _read_mark(path: str) -> str:
    try:
        with duckdb.connect(path, read_only=True) as con:
            row = con.execute(
                "SELECT comment FROM duckdb_columns() "
                "WHERE table_name = 'core_snapshot' AND column_name = 'snapshot_id'"
            ).fetchone()
    except duckdb.Error:
        return ""
    return str(row[0] or "") if row else ""
