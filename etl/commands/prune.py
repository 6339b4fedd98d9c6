"""The command `prune`: old snapshots go, those that are needed stay."""

from __future__ import annotations

import argparse

from pora.errors import UsageError
from pora.locale import _, format_number


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Days and numbers of what is kept; without `--exported` also what an export was made of."""
    parser = commands.add_parser("prune", help=_("hapus snapshot lama yang tidak diperlukan lagi"))
    parser.add_argument("--keep-days", type=int, default=30, metavar="N", help=_("simpan N hari (bawaan: 30)"))
    parser.add_argument("--keep", type=int, default=2, metavar="N", help=_("simpan N yang terbaru"))
    parser.add_argument("--exported", action="store_true", help=_("hapus juga asal ekspor dan paparan"))
    received_help = _("hapus juga berkas yang diterima lebih dari N hari lalu")
    parser.add_argument("--received-days", type=int, metavar="N", help=received_help)
    parser.add_argument("--dry-run", action="store_true", help=_("periksa saja"))
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Prints what went, or would go. UsageError for numbers below 0."""
    from etl.snapshot.prune import KeepRule, prune_received, prune_snapshots

    if min(args.keep_days, args.keep, args.received_days or 0) < 0:
        raise UsageError(_("--keep-days, --keep dan --received-days harus bilangan dari 0."))
    pruned = prune_snapshots(KeepRule(args.keep_days, args.keep, not args.exported), args.dry_run)
    for one, size in pruned.items():
        print(_("{id}  {n} MB").format(id=one, n=format_number(size / 1e6, 1)))
    megabytes = format_number(sum(pruned.values()) / 1e6, 1)
    words = _("Akan dihapus: {n} snapshot, {size} MB.") if args.dry_run else _("Dihapus: {n} snapshot, {size} MB.")
    print(words.format(n=format_number(len(pruned)), size=megabytes))
    if args.received_days is not None:
        received = prune_received(args.received_days, args.dry_run)
        received_mb = format_number(sum(received.values()) / 1e6, 1)
        words = (
            _("Akan dihapus: {n} berkas asli, {size} MB.")
            if args.dry_run
            else _("Dihapus: {n} berkas asli, {size} MB.")
        )
        print(words.format(n=format_number(len(received)), size=received_mb))
    return 0
