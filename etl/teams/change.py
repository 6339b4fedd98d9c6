"""One row of a list that somebody adds or changes: the other rows of the list in force stay as they are.

Promise: nobody's words are written over unseen. Whoever changes a row says in which list they saw it; where the row
says something else by now, the change is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pora.config import format_office_time
from pora.errors import RefusedError, UsageError
from pora.locale import _
from pora.schema import Table

ListRowValues = dict[str, str | int | None]
CHANGED = "changed-meanwhile"


@dataclass(frozen=True)
class RowChange:
    """Where the row of a file belongs: in place of a row of a list that its sender saw, or, without one, at the end."""

    batch_id: str | None = None
    row_number: int = 0


def parse_change(text: str) -> RowChange:
    """`20260301-ab12cd34:3`. Raises UsageError."""
    batch_id, mark, row = text.rpartition(":")
    if not (mark and batch_id and row.isascii() and row.isdecimal()):
        raise UsageError(_("--change harus seperti 20260301-ab12cd34:3, bukan '{text}'.").format(text=text))
    return RowChange(batch_id, int(row))


def merge_rows(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    in_force: str | None,
    change: RowChange,
    judged: Sequence[Mapping[str, str | int | None]],
) -> list[ListRowValues] | None:
    """The rows of the list in force with the rows of the file put where they belong; None where it says all of it
    already. Raises RefusedError where the row that is changed is no longer what its sender saw."""
    rows = _read_rows(con, table, in_force)
    last = max(rows, default=0)
    if change.batch_id is None:
        added = [{**row, "row_number": last + number} for number, row in enumerate(judged, start=1)]
        return [*rows.values(), *added]
    if len(judged) != 1:
        raise RefusedError(_("--change mengganti satu baris, sedangkan berkas ini berisi beberapa."))
    seen = _read_rows(con, table, change.batch_id).get(change.row_number)
    if seen is None:
        raise RefusedError(_("Baris itu tidak ada di daftar {id}.").format(id=change.batch_id))
    now = rows.get(change.row_number)
    if now != seen:
        raise RefusedError(_describe_newer(con, in_force), CHANGED)
    new = {**dict.fromkeys(now), **judged[0], "row_number": change.row_number, "office_code": now["office_code"]}
    return None if new == now else [*(rows | {change.row_number: new}).values()]


def _read_rows(con: duckdb.DuckDBPyConnection, table: Table, batch_id: str | None) -> dict[int, ListRowValues]:
    """By number, without the batch."""
    names = [name for name in table.column_names if name != "batch_id"]
    found = con.execute(
        f"SELECT {', '.join(names)} FROM {table.name} WHERE batch_id = ? ORDER BY row_number",  # noqa: S608 - of the schema
        [batch_id],
    ).fetchall()
    rows = [dict(zip(names, values, strict=True)) for values in found]
    return {row["row_number"]: row for row in rows}


def _describe_newer(con: duckdb.DuckDBPyConnection, in_force: str | None) -> str:
    by, at = con.execute(
        "SELECT received_by, received_at FROM core_list_batch WHERE batch_id = ?", [in_force]
    ).fetchone() or ("", None)
    words = _("Baris ini sudah diubah oleh {by} pada {time}. Lihat isinya yang baru, lalu simpan lagi bila perlu.")
    return words.format(by=by, time=format_office_time(at) if at else "")
