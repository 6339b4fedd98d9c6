"""Where the published snapshot is. A snapshot is one DuckDB file that never changes after it was published; `CURRENT`
in the warehouse names the one in force. An old one lies there as blocks (`packed`), and is a file again when it is
opened."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path

from pora import paths
from pora.errors import NoSnapshotError, SnapshotError
from pora.locale import _
from pora.warehouse.packed import list_packed, packed_path, unpack

POINTER = "CURRENT"


def snapshot_path(snapshot_id: str) -> Path:
    return paths.warehouse() / f"pora-{snapshot_id}.duckdb"


def find_current() -> str | None:
    """The id of the snapshot in force; None where nothing was ever published. NoSnapshotError where the pointer holds
    anything but an id."""
    try:
        text = (paths.warehouse() / POINTER).read_text("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    if not re.fullmatch(r"[\w-]+", text, re.ASCII):
        reason = _("Berkas penunjuk {file} rusak.").format(file=_pointer_name())
        raise NoSnapshotError(f"{reason} {_explain_return(text)}")
    return text


def find_published_at(snapshot_id: str) -> dt.datetime | None:
    """The moment that an id begins with, in UTC; None for one that was given by hand."""
    with suppress(ValueError):
        return dt.datetime.strptime(snapshot_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=dt.UTC)
    return None


def require_current() -> str:
    """Like `find_current`, but raises NoSnapshotError with what to do. Its file is there, also where an operator went
    back to one that was packed."""
    snapshot_id = find_current()
    if snapshot_id is None:
        raise NoSnapshotError(_("Belum ada data. Jalankan: python -m etl build"))
    path = snapshot_path(snapshot_id)
    if not path.is_file() and packed_path(snapshot_id).is_file():
        unpack(snapshot_id, path)
    if not path.is_file():
        reason = _("Berkas snapshot {id} tidak ditemukan.").format(id=snapshot_id)
        raise NoSnapshotError(f"{reason} {_explain_return(snapshot_id)}")
    return snapshot_id


def list_snapshots() -> list[str]:
    """Ids of all that are here, as a file or packed, the oldest first."""
    return sorted({*list_unpacked(), *list_packed()})


def list_unpacked() -> list[str]:
    """Ids of those that are here as a file, the oldest first."""
    return sorted(path.stem.removeprefix("pora-") for path in paths.warehouse().glob("pora-*.duckdb"))


def is_here(snapshot_id: str) -> bool:
    """As a file or packed."""
    return snapshot_path(snapshot_id).is_file() or packed_path(snapshot_id).is_file()


def require_snapshot(snapshot_id: str) -> None:
    """Raises SnapshotError where it is not here, which is so after `prune`, and no fault of the database."""
    if not is_here(snapshot_id):
        raise SnapshotError(
            _(
                "Snapshot {id}, asal berkas itu, tidak ada lagi di sini: dihapus dengan prune, atau hilang. Pulihkan "
                "dari cadangan, lalu ulangi perintah ini."
            ).format(id=snapshot_id)
        )


def require_file(snapshot_id: str) -> Path:
    """The file of a snapshot, unpacked if it has to be. Raises SnapshotError where there is none."""
    require_snapshot(snapshot_id)
    path = snapshot_path(snapshot_id)
    if not path.is_file():
        unpack(snapshot_id, path)
    return path


def broken_error(snapshot_id: str) -> NoSnapshotError:
    """For a snapshot whose file is there and is none."""
    reason = _("Snapshot {id} rusak.").format(id=snapshot_id)
    return NoSnapshotError(f"{reason} {_explain_return(snapshot_id)}")


def _explain_return(lost_id: str) -> str:
    """The way back from a snapshot that is lost: to the one before it, or to the start."""
    if others := [one for one in list_snapshots() if one != lost_id and snapshot_path(one).is_file()]:
        return _(
            "Tulis {former} di {pointer}, lalu muat lagi berkas yang diterima sesudahnya; atau mulai dari awal dengan: "
            "python -m etl build"
        ).format(former=others[-1], pointer=_pointer_name())
    return _(
        "Pulihkan cadangan: python -m etl restore. Bila tidak ada, jalankan: python -m etl build, lalu muat lagi "
        "berkas kantor dari folder intake."
    )


def _pointer_name() -> str:
    return f"{paths.warehouse().name}/{POINTER}"
