"""The command `publish`: the loaded files once more, with reference data and rules as they are now."""

from __future__ import annotations

import argparse

from pora.errors import UsageError
from pora.locale import _

DUCKDB, SPARK = "duckdb", "spark"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("publish", help=_("terbitkan ulang"))
    parser.add_argument("--full", action="store_true", help=_("hitung semua bulan, juga yang tidak berubah"))
    parser.add_argument("--engine", choices=(DUCKDB, SPARK), default=DUCKDB, help=_("yang menjumlahkan baris kasus"))
    parser.add_argument("--master", metavar="URL", help=_("alamat Spark (bawaan: di mesin ini)"))
    return parser


def run_command(args: argparse.Namespace) -> int:
    """`--full` carries no month over, and alone may be left to Spark: what one load changes is too little for it."""
    from etl import pipeline
    from etl.snapshot.case_sums import SumCases, sum_cases

    sum_by: SumCases = sum_cases
    if args.engine == SPARK:
        from etl.snapshot.spark import THIS_MACHINE, sum_on_spark

        if not args.full:
            raise UsageError(_("--engine spark berlaku bersama --full."))
        sum_by = sum_on_spark(args.master or THIS_MACHINE)
    elif args.master:
        raise UsageError(_("--master berlaku bersama --engine spark."))
    print(_("Snapshot {id} berlaku.").format(id=pipeline.publish(args.full, sum_by)))
    return 0
