"""A zip of files as offices send them: its files, one by one, on disk for as long as they are read.

Promise: nothing is unpacked beyond the limits, whatever the zip says of itself, and no name in it decides where a file
comes to lie. A zip in a zip is not opened.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from etl.readers.tables.own_export import is_package
from pora.errors import RefusedError
from pora.export.archive import BROKEN
from pora.locale import _, format_number

MAX_FILES = 200
MAX_ARCHIVE_BYTES = 500 * 1024 * 1024
_LONGEST_NAME = 120
_CHUNK_BYTES = 1024 * 1024
# Of systems and of programs that have a file open: never what an office sends. `~$laporan.xlsx` holds a name of a user.
_OF_SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".directory", "__macosx")
_OF_SYSTEMS_STARTS = ("~$", "._", ".~lock.")
# Programs that copy or download give a file such a name for as long as it is not whole.
_UNFINISHED_ENDS = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", ".swp", "~")


def is_of_system(name: str) -> bool:
    """Whether a file or folder can't be an office's: `Thumbs.db`, `__MACOSX`, `~$laporan.xlsx`."""
    lowered = name.lower()
    return lowered in _OF_SYSTEMS or lowered.startswith(_OF_SYSTEMS_STARTS)


def is_unfinished(name: str) -> bool:
    """Whether a name is one of a file that is not whole yet, or hidden: `laporan.xlsx.part`, `.laporan.xlsx.Xq1`. It
    may be an office's, so it is never left out in silence."""
    return not is_of_system(name) and (name.startswith(".") or name.lower().endswith(_UNFINISHED_ENDS))


def is_passing(name: str) -> bool:
    """Either of both."""
    return is_of_system(name) or is_unfinished(name)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files: no workbook or document, which are zips too, and no data package of ours."""
    if not path.is_file() or not zipfile.is_zipfile(path) or is_package(path):
        return False
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return False  # whoever reads it says so
    return not names & {"[Content_Types].xml", "xl/workbook.xml", "mimetype"}


def open_archive(path: Path, folder: Path) -> list[tuple[str, Path]]:
    """The files of a zip, unpacked into the folder, the oldest first, each with its name in the zip. Raises
    RefusedError for a zip that is too large, locked or broken, or without files."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(_list_members(archive), key=lambda one: (one.date_time, one.filename))
            _require_limits(path, members)
            return list(_unpack(path, archive, members, folder))
    except (*BROKEN, ValueError) as error:
        raise _refuse(path, _("Arsip {name} rusak. Buat lagi arsipnya, atau kirim berkasnya satu per satu.")) from error


def _list_members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in archive.infolist():
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if not member.is_dir() and parts and not any(map(is_of_system, parts)):
            yield member


def _require_limits(path: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    if not members:
        raise _refuse(path, _("Arsip {name} tidak berisi berkas."))
    if len(members) > MAX_FILES:
        raise _refuse(path, _("Arsip {name} berisi lebih dari {files} berkas. Bagi menjadi beberapa arsip."))
    if sum(member.file_size for member in members) > MAX_ARCHIVE_BYTES:
        raise _too_large(path)
    if len({_clean_name(member) for member in members}) < len(members):
        raise _refuse(path, _("Arsip {name} berisi dua berkas dengan nama yang sama. Beri nama yang berbeda."))
    if any(member.flag_bits & 1 for member in members):
        raise _refuse(path, _("Arsip {name} terkunci kata sandi. Buat lagi tanpa kata sandi."))


def _unpack(
    path: Path, archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], folder: Path
) -> Iterator[tuple[str, Path]]:
    """Each file under its last name, in a folder of its own. Counts what really comes out."""
    left = MAX_ARCHIVE_BYTES
    for number, member in enumerate(members):
        name = _clean_name(member)
        base = PurePosixPath(name).name.strip(" .")[-_LONGEST_NAME:] or "berkas"
        target = folder / f"{number:03}" / base
        target.parent.mkdir(parents=True)
        with archive.open(member) as source, target.open("xb") as file:
            while chunk := source.read(_CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise _too_large(path)
                file.write(chunk)
        yield name, target


def _clean_name(member: zipfile.ZipInfo) -> str:
    """What a report calls it."""
    name = "".join(letter for letter in member.filename.replace("\\", "/") if letter.isprintable())
    return name[-_LONGEST_NAME:]


def _too_large(path: Path) -> RefusedError:
    return _refuse(path, _("Isi arsip {name} lebih dari {limit} MB. Bagi menjadi beberapa arsip."))


def _refuse(path: Path, message: str) -> RefusedError:
    words = {"files": format_number(MAX_FILES), "limit": format_number(MAX_ARCHIVE_BYTES // 2**20)}
    return RefusedError(message.format(name=path.name, **words), "format-error")
