"""Reads a backup: all of it, before anything of it counts."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from etl.backup.archive import (
    DATA,
    MANIFEST,
    KeptFile,
    Manifest,
    broken_backup,
    parse_manifest,
    read_entries,
    refuse_broken,
)
from etl.backup.encryption import SUFFIX, decrypt, read_identity
from pora.errors import UsageError
from pora.locale import _

_BLOCK = 1 << 20
_MOST_MANIFEST_BYTES = 100_000_000
Keep = Callable[[str, int], BinaryIO]


def verify_backup(path: Path, identity: Path | None = None) -> Manifest:
    """What a backup holds, once every byte of it was read and agrees with its manifest. Raises RefusedError where one
    does not."""
    with Path(os.devnull).open("wb") as nowhere:
        return _read(path, identity, lambda name, mode: nowhere)


def restore_backup(path: Path, folder: Path, identity: Path | None = None) -> Manifest:
    """Into a folder that is empty or not there, whole or not at all. Raises UsageError for any other folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            _("Folder {folder} tidak kosong. Pulihkan ke folder kosong, lalu arahkan PORA_DATA_DIR ke sana.").format(
                folder=folder
            )
        )
    unfinished = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        manifest = _read(path, identity, lambda name, mode: _create(unfinished, name, mode))
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _create(folder: Path, name: str, mode: int) -> BinaryIO:
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise broken_backup()
    target.parent.mkdir(parents=True, exist_ok=True)
    file = target.open("xb")
    target.chmod(mode | 0o600)
    return file


def _read(path: Path, identity: Path | None, keep: Keep) -> Manifest:
    """Gives each file to `keep`, and compares all with the manifest at the end."""
    found: dict[str, KeptFile] = {}
    manifest = None
    with refuse_broken(), _open_plain(path, identity) as plain:
        for name, mode, content in read_entries(plain):
            if manifest is not None:
                raise broken_backup()
            if name == MANIFEST:
                manifest = parse_manifest(content.read(_MOST_MANIFEST_BYTES))
            elif name.startswith(DATA):
                own = name.removeprefix(DATA)
                found[own] = _copy(content, keep(own, mode))
    if manifest is None or manifest.files != found:
        raise broken_backup()
    return manifest


def _copy(content: BinaryIO, target: BinaryIO) -> KeptFile:
    digest, size_bytes = hashlib.sha256(), 0
    is_kept = target.name != os.devnull
    try:
        while block := content.read(_BLOCK):
            digest.update(block)
            size_bytes += len(block)
            target.write(block)
        if is_kept:
            target.flush()
            os.fsync(target.fileno())
    finally:
        if is_kept:
            target.close()
    return KeptFile(size_bytes, digest.hexdigest())


@contextmanager
def _open_plain(path: Path, identity: Path | None) -> Iterator[BinaryIO]:
    """The archive, decrypted beside itself in a file without a name where it is encrypted."""
    if not path.exists():
        raise UsageError(_("Berkas {file} tidak ditemukan. Periksa nama dan foldernya.").format(file=path.name))
    with path.open("rb") as file:
        if path.suffix != SUFFIX:
            yield file
            return
        if identity is None:
            raise UsageError(_("Cadangan ini dienkripsi. Beri berkas kuncinya dengan --identity."))
        with tempfile.TemporaryFile() as plain:
            decrypt(file, read_identity(identity), plain)
            yield plain
