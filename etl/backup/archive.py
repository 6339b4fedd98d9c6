"""The file of a backup: a tar of `data/…` and at its end `manifest.json`, compressed, then encrypted where asked.

The manifest has size and SHA-256 of each file. It comes last, so that a file is read once.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from pora.errors import RefusedError
from pora.locale import _

MANIFEST, DATA = "manifest.json", "data/"
ARCHIVE_FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True)
class KeptFile:
    """Of one file: its size and SHA-256."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`made_at` in UTC; `version` is the product's; `files` by their name within the data folder."""

    made_at: str
    version: str
    snapshot_id: str
    files: dict[str, KeptFile]

    def as_json(self) -> bytes:
        return json.dumps({"format": ARCHIVE_FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()


def parse_manifest(content: bytes) -> Manifest:
    """Raises RefusedError for what this version can't read."""
    try:
        found = json.loads(content)
        if found["format"] != ARCHIVE_FORMAT:
            raise RefusedError(_("Cadangan ini dibuat oleh versi program yang lebih baru. Perbarui program ini."))
        files = {
            str(name): KeptFile(int(one["size_bytes"]), str(one["sha256"])) for name, one in found["files"].items()
        }
        return Manifest(str(found["made_at"]), str(found["version"]), str(found["snapshot_id"]), files)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise broken_backup() from error


def broken_backup() -> RefusedError:
    return RefusedError(_("Cadangan ini rusak atau terpotong. Pakai cadangan yang lain."))


class ArchiveWriter:
    """Adds files one after the other, and keeps what the manifest says of them."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: dict[str, KeptFile] = {}

    def add_file(self, name: str, path: Path) -> None:
        """As it is when it is opened; it may be replaced meanwhile, not cut. FileNotFoundError where it is gone."""
        with path.open("rb") as file:
            entry = self._tar.gettarinfo(arcname=DATA + name, fileobj=file)
            hashing = HashingReader(file)
            self._tar.addfile(entry, hashing)
        self.files[name] = KeptFile(entry.size, hashing.hexdigest())

    def add_bytes(self, name: str, content: bytes, mode: int = 0o600) -> None:
        self._add(DATA + name, content, mode)
        self.files[name] = KeptFile(len(content), hashlib.sha256(content).hexdigest())

    def add_manifest(self, manifest: Manifest) -> None:
        self._add(MANIFEST, manifest.as_json(), 0o600)

    def _add(self, name: str, content: bytes, mode: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), mode
        self._tar.addfile(entry, io.BytesIO(content))


class HashingReader(io.RawIOBase):
    """Reads on from a file, and knows the SHA-256 of what it gave."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._digest.update(block)
        return block

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


@contextmanager
def open_to_write(file: BinaryIO) -> Iterator[ArchiveWriter]:
    with (
        gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield ArchiveWriter(tar)


def read_entries(file: BinaryIO) -> Iterator[tuple[str, int, BinaryIO]]:
    """Name, mode and content of each member, in order: the content is to be read before the next one is asked for. To
    be used within `refuse_broken`. Raises RefusedError for anything that no backup holds."""
    with gzip.GzipFile(fileobj=file) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry) if entry.isreg() else None
            if content is None:
                raise broken_backup()
            yield entry.name, entry.mode & 0o777, content  # type: ignore[misc]
        while packed.read(_BLOCK):  # to the checksum at its end
            pass


@contextmanager
def refuse_broken() -> Iterator[None]:
    """Whatever gzip and tar say of a file that is none is one sentence."""
    try:
        yield
    except (EOFError, OSError, tarfile.TarError, ValueError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's, not the file's
            raise
        raise broken_backup() from error
