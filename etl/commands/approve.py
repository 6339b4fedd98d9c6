"""The command `approve`: the month of an office is checked, approved, or opened again."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from etl.commands.period import require_period
from pora.errors import UsageError
from pora.locale import _
from pora.schema import APPROVED, CHECKED, REOPENED


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("approve", help=_("sahkan bulan laporan satu kantor"))
    parser.add_argument("--office", required=True, metavar="CODE", help=_("kantor pengirim"))
    parser.add_argument("--period", required=True, metavar="YYYY-MM", help=_("bulan laporan"))
    step = parser.add_mutually_exclusive_group()
    step.add_argument("--checked", action="store_true", help=_("baru diperiksa, belum disahkan"))
    step.add_argument("--reopen", metavar="REASON", help=_("buka kembali yang sudah disahkan, dengan alasannya"))
    parser.add_argument("--by", metavar="NAME", help=_("yang memutuskan (bawaan: akun sistem)"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    from etl.batch.approve import decide, describe_decision
    from etl.teams.values import holds_person

    require_period(args.period)
    if args.reopen and holds_person("note", args.reopen):
        raise UsageError(_("Tulis alasan tanpa nama dan nomor orang."))
    step = CHECKED if args.checked else APPROVED if args.reopen is None else REOPENED
    made = decide(args.office, args.period, step, args.by, args.reopen)
    if args.json:
        print(json.dumps(asdict(made), ensure_ascii=False))
    else:
        for line in describe_decision(made):
            print(line)
    return 0
