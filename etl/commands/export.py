"""The command `export`: a table as a file, or with --like a file once more."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.commands.period import require_period
from pora.access.roles import ROLES, local_scope, scope_of
from pora.config import LANGUAGES
from pora.errors import UsageError
from pora.export.form_names import TABLE_FORMATS
from pora.locale import _, speaking
from pora.schema import CATEGORIES
from pora.warehouse.queries.request import EXPORTED_TABLES, ExportRequest

# What --like takes from its file.
_CHOICES = (
    *("table", "format", "period", "area", "category", "since", "where", "dimensions", "measures", "across"),
    *("headings", "role"),
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """A table with its choices, or --like alone."""
    parser = commands.add_parser("export", help=_("tulis tabel ke berkas"))
    parser.add_argument("table", nargs="?", choices=EXPORTED_TABLES, metavar="TABLE", help=", ".join(EXPORTED_TABLES))
    parser.add_argument("--format", choices=TABLE_FORMATS, help=_("bawaan: csv"))
    parser.add_argument("--output", required=True, metavar="PATH")
    parser.add_argument("--period", metavar="YYYY-MM")
    parser.add_argument("--area", metavar="CODE")
    parser.add_argument("--category", choices=CATEGORIES)
    parser.add_argument("--since", metavar="YYYY-MM", help=_("bulan pertama; --period lalu bulan terakhir"))
    parser.add_argument(
        "--where", action="append", metavar="NAME=VALUE", help=_("satu nilai dari satu rincian; kosong = tidak dirinci")
    )
    parser.add_argument("--dimensions", metavar="NAME,…", help=_("rincian yang tetap; sisanya dijumlahkan"))
    parser.add_argument("--measures", metavar="NAME,…", help=_("ukuran yang tetap"))
    parser.add_argument("--across", metavar="NAME", help=_("rincian yang nilainya menjadi kolom"))
    parser.add_argument("--headings", choices=LANGUAGES, help=_("judul kolom CSV dan XLSX dalam bahasa ini"))
    parser.add_argument("--role", choices=tuple(ROLES), help=_("bawaan: hak atas folder data, angka persis"))
    parser.add_argument("--like", metavar="FILE", help=_("buat lagi berkas yang pernah diekspor"))
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Writes a table as a file with its description beside it. Raises UsageError where choices do not fit."""
    from etl.progress import print_rows
    from pora.export.files import export_to_path

    if args.like:
        return _run_like(args)
    if not args.table:
        raise UsageError(_("Sebutkan tabel, atau --like dengan berkas yang pernah diekspor."))
    require_period(args.period)
    request = ExportRequest(
        args.table,
        args.period,
        args.area,
        args.category,
        args.since,
        tuple(_read_condition(text) for text in args.where or ()),
        _read_names(args.dimensions),
        _read_names(args.measures),
        args.across,
        args.headings,
    )
    scope = scope_of(args.role) if args.role else local_scope()
    with print_rows() as show:
        written = export_to_path(request, args.format or "csv", Path(args.output), scope, show=show)
    print(_("{rows} baris ditulis ke {file}, keterangannya di {meta}.").format(**written))
    return 0


def _read_names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",")) if text else ()


def _read_condition(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageError(_("Tulis --where seperti nationality=CHN, bukan '{text}'.").format(text=text))
    return name.strip(), value.strip()


def _run_like(args: argparse.Namespace) -> int:
    """Exit code 1 where the file is not what it was."""
    from etl.progress import print_rows
    from pora.export.again import is_same, read_recipe
    from pora.export.files import export_to_path

    if extra := [name for name in _CHOICES if getattr(args, name)]:
        raise UsageError(
            _("--like tidak bersama {options}: semuanya dari berkas itu.").format(options=", ".join(extra))
        )
    like = Path(args.like)
    recipe = read_recipe(like)
    path = Path(args.output)
    with speaking(recipe.language), print_rows() as show:
        written = export_to_path(
            recipe.request, recipe.format, path, recipe.scope, recipe.snapshot_id, show, recipe.taking
        )
    if is_same(recipe, like, path):
        print(_("{file} dibuat lagi, sama persis.").format(file=written["file"]))
        return 0
    print(
        _(
            "{file} dibuat lagi, tetapi tidak sama persis: berkas asalnya diubah, atau batas wilayah atau versi "
            "programnya lain."
        ).format(file=written["file"]),
        file=sys.stderr,
    )
    return 1
