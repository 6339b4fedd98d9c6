"""The command line: `python -m etl COMMAND`. Exit codes: 0 all accepted, 1 refused or failed, 2 wrong use.

What a command needs is imported when it runs: slides and maps take seconds to import, and most commands need neither.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from etl.commands import (
    approve,
    audit,
    backup,
    catalog,
    deck,
    doctor,
    export,
    load,
    match,
    move,
    prune,
    publish,
    remind,
    report,
    status,
)
from etl.commands.help import add_help, speak_argparse
from etl.commands.period import require_period
from pora import schema
from pora.access.open_rights import keep_files_private
from pora.config import settings
from pora.errors import PoraError
from pora.locale import _, _n, format_number, language
from pora.locale.house import terms
from pora.reference.house_terms import read_house_terms
from pora.schema import CATEGORIES, ORANG_ASING
from pora.version import read_version


def run_build(args: argparse.Namespace) -> int:
    """A new database, with the sample unless it is not wanted. UsageError where files are loaded already."""
    from etl import pipeline

    outcome = pipeline.build(args.province, with_sample=not args.no_sample)
    report.print_lines(outcome.notes)
    if n := len(outcome.reports):
        print(_n("Data contoh sintetis: {n} berkas dimuat.", n).format(n=format_number(n)))
    else:
        print(_("Tanpa data contoh. Muat tabel pertama: python -m etl load BERKAS --office KODE"))
    print(_("Snapshot {id} berlaku.").format(id=outcome.snapshot_id))
    return 0


def run_inbox(args: argparse.Namespace) -> int:
    from etl import inbox
    from etl.limits import limit_memory

    with limit_memory():
        run = inbox.load_inbox(Path(args.folder))
    print(report.write_report_json(asdict(run))) if args.json else report.print_lines(inbox.describe_inbox(run))
    return 1 if run.problems or any(loaded.errors for loaded in run.reports) else 0


def run_template(args: argparse.Namespace) -> int:
    """An empty form for offices as XLSX, by kecamatan or by desa."""
    from etl import pipeline
    from pora.export.report_form import ReportForm
    from pora.export.report_form_rows import require_level

    require_period(args.period)
    is_by_desa = args.desa or args.kecamatan is not None
    level = schema.KABUPATEN_KOTA if args.kecamatan is None else schema.KECAMATAN
    require_level(args.kabupaten if args.kecamatan is None else args.kecamatan, level)
    form = ReportForm(args.kecamatan or args.kabupaten, args.period, args.category, is_by_desa)
    pipeline.write_template(form, Path(args.output))
    print(_("Formulir ditulis ke {file}.").format(file=args.output))
    return 0


def run_undo(args: argparse.Namespace) -> int:
    """Takes a batch back; what it replaced is in force again. PoraError where that can't be done."""
    from etl.batch import undo

    undone = undo.undo_batch(args.batch)
    print(report.write_report_json(asdict(undone))) if args.json else report.print_lines(undo.describe_undone(undone))
    return 0


def run_boundaries(args: argparse.Namespace) -> int:
    """Map layers anew, from the source given, else that of the settings; the snapshot stays as it is."""
    from etl import pipeline

    print(pipeline.make_boundaries(args.province or status.read_data_area(), args.source))
    return 0


def run_status(args: argparse.Namespace) -> int:
    """What is in force: the snapshot, its batches, months and boundaries. SnapshotError where there is none."""
    found = status.read_status()
    print(report.write_report_json(found)) if args.json else report.print_lines(status.describe_status(found))
    return 0


def run_upgrade(args: argparse.Namespace) -> int:
    """The database of an older version as one of this version; with `--dry-run` it is only tried."""
    from etl import pipeline

    outcome = pipeline.upgrade(args.dry_run)
    return report.print_outcome(outcome, False, report.describe_load)


def make_parser() -> argparse.ArgumentParser:
    """Every command with `run`, the function that takes its arguments and returns the exit code."""
    speak_argparse()
    parser = argparse.ArgumentParser(prog="python -m etl", description=_("Memuat dan menerbitkan data Dasbor Pora."))
    parser.add_argument(
        "--version", action="version", help=_("tampilkan versi program"), version=f"Dasbor Pora {read_version()}"
    )
    commands = parser.add_subparsers(required=True, metavar=_("PERINTAH"))

    build = commands.add_parser("build", help=_("buat basis data dari awal"))
    build.add_argument("--no-sample", action="store_true", help=_("tanpa data contoh"))
    build.add_argument(
        "--province", default=status.DEFAULT_PROVINCE, metavar="CODE", help=_("kode provinsi, atau ID (bawaan: 33)")
    )
    build.set_defaults(run=run_build)

    load.add_parser(commands).set_defaults(run=load.run_command)

    arrived = commands.add_parser("inbox", help=_("muat yang tiba di folder kantor, dari pewaktu"))
    arrived.add_argument("folder", metavar="FOLDER", help=_("berisi satu folder per kantor, misalnya kanim-semarang"))
    arrived.add_argument("--json", action="store_true")
    arrived.set_defaults(run=run_inbox)

    taken_back = commands.add_parser("undo", help=_("tarik kembali berkas terakhir yang dimuat"))
    taken_back.add_argument("--batch", metavar="ID", help=_("batch lain yang belum digantikan"))
    taken_back.add_argument("--json", action="store_true")
    taken_back.set_defaults(run=run_undo)

    approve.add_parser(commands).set_defaults(run=approve.run_command)

    template = commands.add_parser("template", help=_("buat formulir isian untuk satu wilayah"))
    area = template.add_mutually_exclusive_group(required=True)
    area.add_argument("--kabupaten", metavar="CODE", help=_("kode kabupaten/kota, misalnya 33.19"))
    area.add_argument("--kecamatan", metavar="CODE", help=_("kode kecamatan, misalnya 33.19.03: formulir per desa"))
    template.add_argument("--desa", action="store_true", help=_("satu baris per desa/kelurahan, bukan per kecamatan"))
    template.add_argument("--period", required=True, metavar="YYYY-MM", help=_("bulan laporan"))
    template.add_argument("--output", required=True, metavar="FILE.xlsx", help=_("berkas yang ditulis"))
    template.add_argument("--category", choices=CATEGORIES, default=ORANG_ASING, help=_("bawaan: orang_asing"))
    template.set_defaults(run=run_template)

    boundaries = commands.add_parser("boundaries", help=_("pasang batas wilayah"))
    boundaries.add_argument("--from", dest="source", metavar="PATH_OR_URL")
    boundaries.add_argument(
        "--province", metavar="CODE", help=_("kode provinsi, atau ID (bawaan: yang dimuat, atau 33)")
    )
    boundaries.set_defaults(run=run_boundaries)

    state = commands.add_parser("status", help=_("apa yang dimuat"))
    state.add_argument("--json", action="store_true")
    state.set_defaults(run=run_status)

    backup.add_parser(commands).set_defaults(run=backup.run_command)
    backup.add_restore_parser(commands).set_defaults(run=backup.run_restore)

    move.add_parser(commands).set_defaults(run=move.run_command)
    remind.add_parser(commands).set_defaults(run=remind.run_command)
    catalog.add_parser(commands).set_defaults(run=catalog.run_command)
    doctor.add_parser(commands).set_defaults(run=doctor.run_command)

    publish.add_parser(commands).set_defaults(run=publish.run_command)
    prune.add_parser(commands).set_defaults(run=prune.run_command)

    upgraded = commands.add_parser("upgrade", help=_("bawa basis data ke versi program ini"))
    upgraded.add_argument("--dry-run", action="store_true", help=_("periksa saja"))
    upgraded.set_defaults(run=run_upgrade)

    export.add_parser(commands).set_defaults(run=export.run_command)

    deck.add_parser(commands).set_defaults(run=deck.run_command)
    deck.add_verify_parser(commands).set_defaults(run=deck.run_verify)

    audit.add_parser(commands).set_defaults(run=audit.run_command)

    match.add_parser(commands).set_defaults(run=match.run_command)
    match.add_alias_parser(commands).set_defaults(run=match.run_alias_command)
    add_help(commands)
    return parser


def describe_os_error(error: OSError) -> str:
    """What the system refused, in a sentence; a full disk has the next step."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Disk penuh. Data yang berlaku tidak berubah. Kosongkan disk, lalu ulangi.")
    if error.errno == errno.EFBIG:
        return _(
            "Berkas yang ditulis lebih besar daripada yang diizinkan di sini. Data yang berlaku tidak berubah. Naikkan "
            "batas ukuran berkas (ulimit -f), lalu ulangi."
        )
    if isinstance(error, FileNotFoundError):
        return _("Berkas {file} tidak ditemukan. Periksa nama dan foldernya.").format(file=error.filename or "")
    if isinstance(error, IsADirectoryError):
        return _("{file} adalah folder. Tulis nama berkasnya.").format(file=error.filename or "")
    if isinstance(error, FileExistsError):
        return _("{file} sudah ada, dan bukan folder. Pilih nama lain.").format(file=error.filename or "")
    if isinstance(error, PermissionError):
        return _("{file} tidak boleh dibaca atau ditulis oleh pengguna ini. Periksa pemilik dan izinnya.").format(
            file=error.filename or ""
        )
    if isinstance(error, NotADirectoryError):
        return _("{file} tidak ada, karena bagian dari namanya bukan folder. Periksa foldernya.").format(
            file=error.filename or ""
        )
    if error.errno == errno.EROFS:
        words = _(
            "Folder {folder} hanya dapat dibaca. Data yang berlaku tidak berubah. Buat dapat ditulis, lalu ulangi."
        )
        return words.format(folder=Path(error.filename or "").parent)
    return _("Tidak dapat membaca atau menulis {file}: {reason}").format(
        file=error.filename or "", reason=error.strerror or error
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code. A PoraError or a fault of a file is one sentence on stderr."""
    try:
        language.set(settings().lang)
        terms.set(read_house_terms())
        args = make_parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = args.run
        code = run(args)
        sys.stdout.flush()
        return code
    except PoraError as error:
        print(str(error), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # who reads has enough, as `| head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(describe_os_error(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Dihentikan. Data yang berlaku tidak berubah."), file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    """What is printed never depends on the terminal's settings: a program may read it. What no text can say, as in a
    name of a file, is a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    _speak_utf8()
    keep_files_private()
    sys.exit(main())
