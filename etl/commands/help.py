"""What every command says of itself: an example, and the words of argparse in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pora.locale import _, language, raise_first

EXAMPLES: Mapping[str, str] = {
    "build": "build --province 33",
    "load": "load laporan-kudus.csv --office kanim-semarang --dry-run",
    "inbox": "inbox /srv/kiriman",
    "approve": "approve --office kanim-semarang --period 2024-03",
    "undo": "undo",
    "template": "template --kabupaten 33.19 --period 2024-03 --output kudus.xlsx",
    "boundaries": "boundaries --province 33",
    "status": "status",
    "backup": "backup /mnt/cadangan",
    "restore": "restore /mnt/cadangan/pora-20260126-020000.tar.gz /srv/pora-baru",
    "move-to-database": "move-to-database",
    "remind": "remind --period 2024-03",
    "catalog": "catalog --output katalog.jsonld",
    "doctor": "doctor",
    "publish": "publish",
    "prune": "prune --dry-run",
    "upgrade": "upgrade --dry-run",
    "export": "export out_kecamatan_month --period 2024-03 --output kecamatan.csv",
    "deck": "deck --area 33.19 --period 2024-03 --output rapat --format docx",
    "verify": "verify rapat/paparan_33.19_2024-03.zip",
    "audit": "audit --since 2026-01-01",
    "match": "match Kudus Jati",
    "alias": 'alias "Kudus Kota" 33.19.02 --by Ani',
}


def _name_options() -> Mapping[str, str]:
    """What options and arguments are that say the same in every command, by their names."""
    return {
        "json": _("keluaran JSON untuk program"),
        "files": _("berkas, arsip zip atau folder"),
        "source": _("berkas atau alamat sumber batas wilayah"),
        "folder": _("folder"),
        "backup": _("berkas cadangan"),
        "output": _("berkas yang ditulis"),
        "period": _("bulan, misalnya 2024-03"),
        "area": _("kode wilayah, misalnya 33.19"),
        "category": _("kategori"),
        "file": _("berkas yang diperiksa"),
        "event": _("jenis peristiwa"),
        "names": _("nama wilayah"),
        "name": _("nama lain"),
        "code": _("kode wilayah, misalnya 33.19"),
    }


def _translate() -> Mapping[str, str]:
    """argparse's own texts in Indonesian."""
    return {
        "usage: ": "pemakaian: ",
        "positional arguments": "argumen",
        "options": "opsi",
        "show this help message and exit": "tampilkan bantuan ini",
        "%(prog)s: error: %(message)s\n": "%(prog)s: salah: %(message)s\n",
        "argument %(argument_name)s: %(message)s": "argumen %(argument_name)s: %(message)s",
        "the following arguments are required: %s": "argumen ini wajib diisi: %s",
        "one of the arguments %s is required": "salah satu argumen ini wajib diisi: %s",
        "unrecognized arguments: %s": "argumen tidak dikenal: %s",
        "not allowed with argument %s": "tidak dapat bersama argumen %s",
        "expected one argument": "harus diikuti satu isian",
        "expected at most one argument": "paling banyak diikuti satu isian",
        "expected at least one argument": "harus diikuti paling sedikit satu isian",
        "expected %s argument": "harus diikuti %s isian",
        "expected %s arguments": "harus diikuti %s isian",
        "ignored explicit argument %r": "tidak menerima isian %r",
        "invalid %(type)s value: %(value)r": "isian tidak sah: %(value)r",
        "invalid choice: %(value)r (choose from %(choices)s)": "pilihan tidak dikenal: %(value)r; pilih %(choices)s",
        "ambiguous option: %(option)s could match %(matches)s": "opsi %(option)s dapat berarti %(matches)s",
    }


# What stands for a value, and must be written by whoever types it.
_VALUES = {
    "AGE_KEY": "KUNCI_AGE",
    "BACKUP": "CADANGAN",
    "BATCH:ROW": "BATCH:BARIS",
    "BUNDLE.zip|BACKUP": "PAKET.zip|CADANGAN",
    "CODE": "KODE",
    "DIR": "FOLDER",
    "FILE": "BERKAS",
    "FILE.pptx": "BERKAS.pptx",
    "FILE.xlsx": "BERKAS.xlsx",
    "NAME": "NAMA",
    "NAME,…": "NAMA,…",
    "NAME=VALUE": "NAMA=NILAI",
    "PATH": "BERKAS",
    "PATH_OR_URL": "BERKAS_ATAU_URL",
    "REASON": "ALASAN",
    "TABLE": "TABEL",
    "WORDS": "UKURAN",
    "YYYY-MM": "TTTT-BB",
    "YYYY-MM-DD": "TTTT-BB-HH",
}


def speak_argparse() -> None:
    """From here on argparse speaks the reader's language: it asks its module for a translation by these two names."""
    words = _translate()

    def say(text: str) -> str:
        return words.get(text, text) if language.get() == "id" else text

    argparse._ = say  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, many, n: say(one if n == 1 else many)  # type: ignore[attr-defined]


def add_help(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """An example for each command, and words for options that have none of their own."""
    options = _name_options()
    for name, parser in commands.choices.items():
        parser.epilog = _("Contoh: {example}").format(example=f"python -m etl {EXAMPLES[name]}")
        for action in parser._actions:
            action.help = action.help or options[action.dest]
            if language.get() == "id" and isinstance(action.metavar, str):
                action.metavar = _VALUES.get(action.metavar, action.metavar)
    for shown in commands._choices_actions:
        commands.choices[shown.dest].description = f"{raise_first(shown.help or '')}."
