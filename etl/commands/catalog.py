"""The command `catalog`: the record of the public tables for a catalogue of data."""

from __future__ import annotations

import argparse
from pathlib import Path

from pora.errors import UsageError
from pora.locale import _


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Where to write it."""
    parser = commands.add_parser("catalog", help=_("keterangan tabel publik untuk katalog data (DCAT)"))
    parser.add_argument("--output", required=True, metavar="PATH", help=_("berkas JSON-LD yang ditulis"))
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Writes the file whole or not at all. Raises UsageError for a folder that there isn't."""
    from pora.export.catalog import write_catalog
    from pora.whole_files import write_whole

    path = Path(args.output)
    if not path.parent.is_dir():
        raise UsageError(_("Folder {folder} tidak ada. Buat dulu, atau pilih yang lain.").format(folder=path.parent))
    write_whole(path, write_catalog())
    print(_("Keterangan tabel publik ditulis ke {file}.").format(file=path.name))
    return 0
