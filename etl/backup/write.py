"""Makes a backup."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from etl.backup.archive import ArchiveWriter, Manifest, open_to_write
from etl.backup.contents import copy_log, list_files
from etl.backup.encryption import SUFFIX, encrypt_into, parse_recipient
from pora import paths
from pora.access import audit
from pora.config import settings
from pora.errors import UsageError
from pora.locale import _
from pora.stores.documents import list_shared_documents
from pora.stores.postgres import has_database
from pora.version import read_version
from pora.warehouse.snapshots import POINTER, require_current, snapshot_path
from pora.whole_files import open_whole


def write_backup(folder: Path, recipient: str = "") -> tuple[Path, Manifest]:
    """The file, `pora-<moment>.tar.gz`, and what is in it; with a public key encrypted, with `.age` after it.

    Raises SnapshotError where there is nothing to back up, UsageError for a folder within the data folder.
    """
    if folder.resolve().is_relative_to(settings().data_dir):
        raise UsageError(_("Cadangan tidak boleh di dalam folder data. Pilih disk atau folder lain."))
    key = parse_recipient(recipient) if recipient else None
    made_at = dt.datetime.now(dt.UTC)
    path = folder / f"pora-{made_at:%Y%m%d-%H%M%S}.tar.gz{SUFFIX if key else ''}"
    with open_whole(path) as file:
        Path(file.name).chmod(0o600)
        if key:
            with encrypt_into(file, key) as stream, open_to_write(stream) as archive:
                manifest = _fill(archive, made_at)
        else:
            with open_to_write(file) as archive:
                manifest = _fill(archive, made_at)
        audit.record(
            audit.EXPORT,
            audit.command_user(),
            table="backup",
            format="age" if key else "tar",
            version="exact",
            snapshot=manifest.snapshot_id,
        )
    return path, manifest


def _fill(archive: ArchiveWriter, made_at: dt.datetime) -> Manifest:
    snapshot_id = require_current()
    archive.add_file(f"{paths.warehouse().name}/{snapshot_path(snapshot_id).name}", snapshot_path(snapshot_id))
    archive.add_bytes(f"{paths.warehouse().name}/{POINTER}", f"{snapshot_id}\n".encode(), 0o644)
    for name, path in list_files(snapshot_id):
        if name not in archive.files:
            with suppress(FileNotFoundError):  # a reader deleted a view of theirs, or an old snapshot was pruned
                archive.add_file(name, path)
    for name, content in list_shared_documents().items() if has_database() else ():
        archive.add_bytes(name, content)
    if (log := copy_log()) is not None:
        archive.add_bytes(paths.audit().relative_to(settings().data_dir).as_posix(), log)
    manifest = Manifest(f"{made_at:%Y-%m-%dT%H:%M:%SZ}", read_version(), snapshot_id, archive.files)
    archive.add_manifest(manifest)
    return manifest
