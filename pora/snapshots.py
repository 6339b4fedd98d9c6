"""Where the published snapshot is. A snapshot is one DuckDB file that never changes after it was published;
`CURRENT` in the warehouse names the one in force."""

from __future__ import annotations

from pathlib import Path

from pora import paths
from pora.errors import SnapshotError
from pora.locale import _

POINTER = "CURRENT"


def snapshot_path(snapshot_id: str) -> Path:
    return paths.warehouse() / f"pora-{snapshot_id}.duckdb"


def find_current() -> str | None:
    """The id of the snapshot in force; None where nothing was ever published."""
    try:
        return (paths.warehouse() / POINTER).read_text("ascii").strip() or None
    except FileNotFoundError:
        return None


def require_current() -> str:
    """Like `find_current`, but raises SnapshotError with what to do."""
    snapshot_id = find_current()
    if snapshot_id is None:
        raise SnapshotError(_("Belum ada data. Jalankan: python -m etl build"))
    if not snapshot_path(snapshot_id).is_file():
        raise SnapshotError(
            _("Berkas snapshot {id} tidak ditemukan. Jalankan: python -m etl build").format(id=snapshot_id)
        )
    return snapshot_id
