"""Where the published snapshot is. A snapshot is one DuckDB file that never changes after it was published;
`CURRENT` in the warehouse names the one in force."""

from __future__ import annotations

import re
from pathlib import Path

from pora import paths
from pora.errors import SnapshotError
from pora.locale import _

POINTER = "CURRENT"


def snapshot_path(snapshot_id: str) -> Path:
    return paths.warehouse() / f"pora-{snapshot_id}.duckdb"


def find_current() -> str | None:
    """The id of the snapshot in force; None where nothing was ever published. SnapshotError where the pointer holds
    anything but an id."""
    try:
        text = (paths.warehouse() / POINTER).read_text("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    if not re.fullmatch(r"[\w-]+", text, re.ASCII):
        raise SnapshotError(
            _(
                "Berkas penunjuk {file} rusak. Tulis nama snapshot di dalamnya, atau jalankan: python -m etl build"
            ).format(file=f"{paths.warehouse().name}/{POINTER}")
        )
    return text


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


def unreadable_error(snapshot_id: str) -> SnapshotError:
    """For a snapshot that is there and can't be read."""
    return SnapshotError(
        _(
            "Snapshot {id} rusak atau tidak dapat dibaca. Tulis nama snapshot sebelumnya di {pointer}, "
            "atau jalankan: python -m etl build"
        ).format(id=snapshot_id, pointer=f"{paths.warehouse().name}/{POINTER}")
    )
