"""The command `deck`: the slides of a meeting as files; and `verify`: was a bundle made of these numbers?"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands.period import require_period
from pora.access.roles import PENYAJI, ROLES, scope_of
from pora.errors import UsageError
from pora.export.form_names import DECK_FORMATS, STEPS, TEMPLATE_FORMATS
from pora.locale import _, _n, format_number

if TYPE_CHECKING:
    from pora.export.verify import Verdict


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """The role decides whether small counts are suppressed."""
    parser = commands.add_parser("deck", help=_("susun paparan rapat"))
    parser.add_argument("--area", required=True, metavar="CODE", help=_("kode wilayah atau kantor, misalnya 33.19"))
    parser.add_argument("--period", required=True, metavar="YYYY-MM", help=_("bulan yang dipaparkan"))
    parser.add_argument("--output", required=True, metavar="DIR", help=_("folder tempat berkas ditulis"))
    parser.add_argument(
        "--role", choices=tuple(ROLES), default=PENYAJI, help=_("bawaan: penyaji, angka kecil disamarkan")
    )
    parser.add_argument("--format", choices=DECK_FORMATS, default="pptx", help=_("bawaan: pptx"))
    parser.add_argument("--template", metavar="FILE.pptx", help=_("tampilan kantor; bawaan: yang dipasang, bila ada"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Writes the files of a deck, each whole or not at all. Raises UsageError for an unknown area or month."""
    from etl.progress import print_steps
    from pora.access.audit import command_user
    from pora.deck.agenda import kind_words, make_agenda
    from pora.deck.make import make_deck
    from pora.export.deck import make_deck_files
    from pora.export.office_template import open_office_file, read_template
    from pora.reference.places import is_desa, is_place
    from pora.warehouse.db import use_snapshot
    from pora.whole_files import write_whole

    if not is_place(args.area) or is_desa(args.area):
        raise UsageError(
            _("Kode wilayah '{area}' tidak dikenal. Tulis seperti 33, 33.19 atau 33.19.01.").format(area=args.area)
        )
    require_period(args.period)
    takes_template = args.format in TEMPLATE_FORMATS
    if args.template and not takes_template:
        raise UsageError(_("--template hanya untuk --format pptx atau bundle; bentuk lain memakai tampilan dasbor."))
    template = open_office_file(Path(args.template)) if args.template else read_template() if takes_template else None
    folder, agenda = Path(args.output), make_agenda(args.area, args.period)
    with print_steps(1 + STEPS[args.format]) as say:
        say(_("Menghitung salindia"))
        deck = make_deck(use_snapshot(), scope_of(args.role), agenda)
        files = make_deck_files(deck, agenda, args.format, command_user(), say, template)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_whole(folder / name, data)
    if args.json:
        print(json.dumps({"snapshot_id": deck.snapshot_id, "slides": len(deck.slides), "files": list(files)}))
    else:
        count = len(deck.slides)
        print(_n("{n} salindia ditulis ke {folder}:", count).format(n=format_number(count), folder=folder))
        print("\n".join(f"  {name}" for name in files))
        made = {slide.key for slide in deck.slides}
        if empty := [kind_words()[plan.kind] for plan in agenda.slides if plan.key not in made]:
            print(_("Tanpa isi untuk wilayah dan bulan ini: {kinds}.").format(kinds=", ".join(empty)))
    return 0


def add_verify_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("verify", help=_("periksa paket paparan terhadap snapshot, atau keutuhan cadangan"))
    parser.add_argument("file", metavar="BUNDLE.zip|BACKUP")
    parser.add_argument("--identity", metavar="FILE", help=_("berkas kunci age"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_verify(args: argparse.Namespace) -> int:
    """Exit code 1 where anything in the bundle or backup is not as it was made."""
    from etl.commands.backup import run_verify_backup
    from pora.export.verify import verify_bundle

    path = Path(args.file)
    _require_file(path)
    if path.suffix != ".zip" and not zipfile.is_zipfile(path):
        return run_verify_backup(args)
    verdict = verify_bundle(path.read_bytes())
    if args.json:
        print(json.dumps({**asdict(verdict), "is_verified": not verdict.problems}, ensure_ascii=False))
    else:
        print("\n".join(_describe_verdict(verdict)), file=sys.stderr if verdict.problems else sys.stdout)
    return 1 if verdict.problems else 0


def _require_file(path: Path) -> None:
    """UsageError, with the name that may be meant, for a folder and for a name without its ending."""
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.suffix in (".zip", ".gz", ".age"))
        name = inside[0] if inside else path / "paket.zip"
        raise UsageError(_("{file} adalah folder. Tulis nama berkasnya, misalnya {name}.").format(file=path, name=name))
    whole = path.with_name(f"{path.name}.zip")
    if not path.exists() and whole.is_file():
        raise UsageError(_("Berkas {file} tidak ditemukan. Yang ada: {name}.").format(file=path.name, name=whole.name))


def _describe_verdict(verdict: Verdict) -> list[str]:
    words = {"n": format_number(verdict.agreeing), "m": format_number(verdict.numbers), "id": verdict.snapshot_id}
    lines = [_("{n} dari {m} angka cocok dengan snapshot {id}.").format(**words), *verdict.problems]
    if verdict.is_identical:
        lines.append(_("Paket sama byte demi byte dengan yang dibuat ulang."))
    elif not verdict.problems:
        lines.append(
            _("Gambar dan salindia dibuat dengan versi pustaka lain; keutuhannya diperiksa dengan SHA-256 saja.")
        )
    from pora.deck.approvals import describe_deck_approval

    lines += [_("Disunting penyaji: {what}").format(what=one) for one in verdict.edited]
    return [*lines, *map(describe_deck_approval, verdict.approvals)]
