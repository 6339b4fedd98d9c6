"""Each snapshot keeps the head of the audit log of its moment: a witness that whoever changes the log can't change."""

from __future__ import annotations

import duckdb

from pora import paths
from pora.access.audit import read_log_head

_MARK = "log "


def mark_log_head(con: duckdb.DuckDBPyConnection) -> None:
    """Writes the head into a snapshot that is being made. As a comment: the tables stay those of older snapshots."""
    con.execute(f"COMMENT ON COLUMN core_snapshot.snapshot_id IS '{_MARK}{read_log_head()}'")


def read_log_heads() -> dict[str, str]:
    """Snapshot -> head, of those that have one and can be read; the oldest first."""
    heads = {}
    for path in sorted(paths.warehouse().glob("pora-*.duckdb")):
        if head := _read_mark(str(path)).removeprefix(_MARK):
            heads[path.stem.removeprefix("pora-")] = head
    return heads


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
