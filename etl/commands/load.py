"""The command `load`: files of cases, each a batch, or with `--kind` a list of Tim Pora."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands.period import require_period
from etl.commands.report import describe_list, describe_load, print_outcome
from pora.errors import UsageError
from pora.locale import _
from pora.schema import CATEGORIES, COUNTING_AGENCIES, FOLLOW_UP, LIST_KINDS
from pora.schema.load_report import LoadOptions

if TYPE_CHECKING:
    from etl.teams.change import RowChange


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("load", help=_("muat berkas, arsip zip atau folder"))
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--office", required=True, metavar="CODE", help=_("kantor pengirim"))
    parser.add_argument("--by", metavar="NAME", help=_("yang mengirim (bawaan: akun sistem)"))
    parser.add_argument("--kind", choices=LIST_KINDS, help=_("daftar Tim Pora, bukan tabel kasus"))
    parser.add_argument(
        "--agency", type=str.lower, choices=COUNTING_AGENCIES, help=_("tabel instansi lain, bukan tabel kasus Imigrasi")
    )
    parser.add_argument("--measure", metavar="WORDS", help=_("yang dihitung instansi itu, misalnya 'WNA pemegang KTP'"))
    parser.add_argument("--period", metavar="YYYY-MM", help=_("periode bila tidak tertulis di berkas"))
    parser.add_argument("--kabupaten", metavar="CODE", help=_("kabupaten/kota bila tidak tertulis di berkas"))
    parser.add_argument("--category", choices=CATEGORIES, help=_("kategori bila tidak tertulis di berkas"))
    parser.add_argument("--dry-run", action="store_true", help=_("periksa saja"))
    parser.add_argument("--accept-partial", action="store_true", help=_("muat baris yang benar saja"))
    parser.add_argument("--drop-personal", action="store_true", help=_("buang kolom data pribadi"))
    parser.add_argument("--replace", action="store_true", help=_("ganti juga bila kecamatan yang sudah lapor hilang"))
    parser.add_argument("--any-period", action="store_true", help=_("terima periode yang jauh dari periode lain"))
    parser.add_argument("--rejects", metavar="FILE.xlsx", help=_("tulis baris yang ditolak untuk diperbaiki"))
    parser.add_argument("--add", action="store_true", help=_("tambahkan barisnya ke daftar tindak lanjut yang berlaku"))
    parser.add_argument("--change", metavar="BATCH:ROW", help=_("ganti satu baris daftar tindak lanjut"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Each file a batch, or with `--kind` a list. Exit code 1 where any is refused; that stops no other."""
    from etl import pipeline
    from etl.limits import limit_memory
    from etl.without_pandas import leave_pandas_out

    if args.kind:
        return _load_lists(args)
    _read_row_change(args)
    if args.agency:
        _refuse_others(args, "--agency", ("category", "accept_partial", "replace", "any_period"))
    rejects = Path(args.rejects) if args.rejects else None
    with limit_memory(), leave_pandas_out(with_numpy=args.dry_run):
        outcome = pipeline.load([Path(file) for file in args.files], read_options(args), args.dry_run, rejects)
    return print_outcome(outcome, args.json, describe_load)


def _load_lists(args: argparse.Namespace) -> int:
    from etl import pipeline

    others = ("period", "kabupaten", "category", "accept_partial", "drop_personal", "replace", "any_period", "rejects")
    _refuse_others(args, "--kind", (*others, "agency", "measure"))
    change = _read_row_change(args)
    files = [Path(file) for file in args.files]
    outcome = pipeline.load_lists(files, args.kind, args.office, args.dry_run, args.by, change)
    return print_outcome(outcome, args.json, describe_list)


def _refuse_others(args: argparse.Namespace, option: str, others: Sequence[str]) -> None:
    if given := [f"--{name.replace('_', '-')}" for name in others if getattr(args, name)]:
        raise UsageError(_("{options} tidak berlaku untuk {option}.").format(options=", ".join(given), option=option))


def _read_row_change(args: argparse.Namespace) -> RowChange | None:
    """What `--add` or `--change` says; None for a list that is whole."""
    from etl.teams.change import RowChange, parse_change

    if not (args.add or args.change):
        return None
    if args.kind != FOLLOW_UP or (args.add and args.change) or len(args.files) != 1:
        raise UsageError(_("--add atau --change, salah satu, hanya untuk satu berkas dengan --kind follow_up."))
    return RowChange() if args.add else parse_change(args.change)


def read_options(args: argparse.Namespace) -> LoadOptions:
    """What `load` is asked for; `LoadOptions.arguments` says the same the other way."""
    require_period(args.period)
    return LoadOptions(
        office=args.office,
        period=args.period,
        kabupaten=args.kabupaten,
        category=args.category,
        accept_partial=args.accept_partial,
        drop_personal=args.drop_personal,
        replace=args.replace,
        any_period=args.any_period,
        by=args.by,
        kind=args.kind,
        add=args.add,
        change=args.change,
        agency=args.agency,
        measure=args.measure,
    )
