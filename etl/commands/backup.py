"""The commands `backup` and `restore`, and what `verify` says of a backup."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pora.config import format_office_time
from pora.locale import _, _n, format_number

if TYPE_CHECKING:
    from etl.backup.archive import Manifest


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """A folder for the file, and whether it is encrypted."""
    parser = commands.add_parser("backup", help=_("cadangkan folder data ke satu berkas"))
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument(
        "--encrypt", metavar="AGE_KEY", default="", help=_("kunci publik age (age1…) yang dapat membukanya")
    )
    parser.add_argument("--json", action="store_true")
    return parser


def add_restore_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("restore", help=_("pulihkan cadangan ke folder kosong"))
    parser.add_argument("backup", metavar="BACKUP")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--identity", metavar="FILE", help=_("berkas kunci age"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    from etl.backup import write_backup

    path, manifest = write_backup(Path(args.folder), args.encrypt)
    _print(manifest, args.json, _("Cadangan ditulis ke {file}").format(file=path), file=str(path))
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Into an empty folder, whole or not at all. RefusedError for a damaged file, UsageError for any other folder."""
    from etl.backup import restore_backup

    identity = Path(args.identity) if args.identity else None
    manifest = restore_backup(Path(args.backup), Path(args.folder), identity)
    step = _("Dipulihkan ke {folder}. Arahkan PORA_DATA_DIR ke sana, lalu jalankan: python -m etl doctor")
    _print(manifest, args.json, step.format(folder=args.folder), folder=args.folder)
    return 0


def run_verify_backup(args: argparse.Namespace) -> int:
    """RefusedError, and so exit code 1, where anything in it is not as it was made."""
    from etl.backup import verify_backup

    manifest = verify_backup(Path(args.file), Path(args.identity) if args.identity else None)
    _print(manifest, args.json, _("Cadangan ini utuh: setiap berkas cocok dengan sidik SHA-256-nya."), is_verified=True)
    return 0


def _print(manifest: Manifest, as_json: bool, words: str, **facts: object) -> None:
    size_bytes = sum(one.size_bytes for one in manifest.files.values())
    if as_json:
        found = {"made_at": manifest.made_at, "version": manifest.version, "snapshot_id": manifest.snapshot_id}
        print(
            json.dumps({**facts, **found, "files": len(manifest.files), "size_bytes": size_bytes}, ensure_ascii=False)
        )
        return
    print(words)
    print(
        _n("{n} berkas, {size} MB, snapshot {id}, dibuat {at} oleh versi {version}.", len(manifest.files)).format(
            n=format_number(len(manifest.files)),
            size=format_number(size_bytes / 1_000_000, 1),
            id=manifest.snapshot_id,
            at=_office_time(manifest.made_at),
            version=manifest.version,
        )
    )


def _office_time(made_at: str) -> str:
    """As the manifest has it, on the clock of the office; as it is where it is no moment."""
    with suppress(ValueError):
        return format_office_time(dt.datetime.fromisoformat(made_at).replace(tzinfo=None))
    return made_at
