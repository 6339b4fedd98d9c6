"""What was sent, to files to read: a folder is its files, a zip its files, `kiriman.zip/kudus.csv` one of them, each
file itself. The oldest comes first, so that of two on the same month the later one is in force."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from etl.readers.archive import is_archive, is_passing, is_unfinished, open_archive
from pora.errors import RefusedError, UsageError
from pora.locale import _
from pora.schema.load_report import LoadOptions


@dataclass(frozen=True)
class Sent:
    """One file as it was sent, and what its sender says; `place` is the folder of the office in an inbox."""

    path: Path
    options: LoadOptions
    place: Path = Path()


@dataclass(frozen=True)
class Arrival:
    """One file to read; `name` is what its sender calls it. `refused` says why a zip can't be opened."""

    path: Path
    name: str
    sent: Sent
    refused: RefusedError | None = None


def list_sent_files(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, as given; those of a folder by time, then by name. UsageError for a folder without any."""
    files = []
    for path in paths:
        found = list_folder(path) if path.is_dir() else [path]
        if not found:
            raise UsageError(_("Folder {folder} tidak berisi berkas.").format(folder=path))
        files += found
    return files


def list_folder(folder: Path, leave_out: tuple[str, ...] = ()) -> list[Path]:
    """Whole files in a folder and in those below it, the oldest first; none by a link. `leave_out` are names of folders
    right in it."""
    return [path for path in _list_files(folder, leave_out) if not is_passing(path.name)]


def list_unfinished(folder: Path, leave_out: tuple[str, ...] = ()) -> list[Path]:
    """The files that `list_folder` leaves for later: not whole, by their names."""
    return [path for path in _list_files(folder, leave_out) if is_unfinished(path.name)]


def _list_files(folder: Path, leave_out: tuple[str, ...]) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder):
        left_out = leave_out if Path(place) == folder else ()
        folders[:] = [name for name in folders if not is_passing(name) and name not in left_out]
        found += [Path(place) / name for name in names]
    return sort_by_age(path for path in found if not path.is_symlink())


def sort_by_age(paths: Iterable[Path]) -> list[Path]:
    """The oldest first, then by name; without those that are gone by now."""
    ages = []
    for path in paths:
        with suppress(FileNotFoundError):
            ages.append((path.stat().st_mtime, path))
    return [path for _age, path in sorted(ages)]


def open_arrivals(sent: Iterable[Sent], folder: Path) -> Iterator[Arrival]:
    """The files to read, those of a zip unpacked into the folder, each zip once."""
    opened: dict[Path, list[tuple[str, Path]] | RefusedError] = {}
    for one in sent:
        zipped = _find_zip(one.path)
        if zipped is None:
            yield Arrival(one.path, one.path.name, one)
            continue
        if zipped not in opened:
            opened[zipped] = _try_to_open(zipped, folder / f"{len(opened):03}")
        members = opened[zipped]
        if isinstance(members, RefusedError):
            yield Arrival(zipped, zipped.name, one, members)
        else:
            yield from _list_members(one, zipped, members)


def _find_zip(path: Path) -> Path | None:
    """The zip that a path names, or leads into."""
    file = next((one for one in (path, *path.parents) if one.is_file()), None)
    return file if file and is_archive(file) else None


def _try_to_open(zipped: Path, folder: Path) -> list[tuple[str, Path]] | RefusedError:
    try:
        return open_archive(zipped, folder)
    except RefusedError as error:
        return error


def _list_members(one: Sent, zipped: Path, members: Iterable[tuple[str, Path]]) -> Iterator[Arrival]:
    """The files of a zip that were sent: all, or the one that its path leads to, found or not."""
    meant = [(name, path) for name, path in members if one.path in (zipped, Path(f"{zipped}/{name}"))]
    if not meant:
        yield Arrival(one.path, one.path.name, one)
    for name, path in meant:
        if any(map(is_unfinished, set(PurePosixPath(name).parts) - {".", ".."})):
            unfinished = _(
                "Berkas {name} bernama seperti berkas sementara, jadi mungkin tidak utuh. Beri nama yang "
                "sebenarnya, lalu kirim lagi, atau keluarkan dari arsip."
            )
            refused = RefusedError(unfinished.format(name=name), "format-error")
            yield Arrival(path, f"{zipped.name}/{name}", one, refused)
        elif is_archive(path):
            inner = _("Berkas {name} adalah arsip di dalam arsip. Keluarkan dulu isinya, lalu kirim lagi.")
            nested = RefusedError(inner.format(name=name), "format-error")
            yield Arrival(path, f"{zipped.name}/{name}", one, nested)
        else:
            yield Arrival(path, f"{zipped.name}/{name}", one)
