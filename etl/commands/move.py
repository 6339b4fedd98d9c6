"""The command `move-to-database`: log, agendas, views and ended sessions go from files into the shared database."""

from __future__ import annotations

import argparse

from pora.locale import _, _n, format_number


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    return commands.add_parser("move-to-database", help=_("pindahkan catatan dan susunan ke PostgreSQL"))


def run_command(args: argparse.Namespace) -> int:
    from etl.backup.move import MOVED, move_into_database

    events, documents = move_into_database()
    words = _n("{n} peristiwa", events).format(n=format_number(events))
    print(
        _("{events} dan {n} dokumen dipindahkan ke PostgreSQL. Berkas lamanya ada di {folder}.").format(
            events=words, n=format_number(documents), folder=MOVED
        )
    )
    return 0
