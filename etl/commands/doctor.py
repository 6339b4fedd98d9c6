"""The command `doctor`: is everything in order, and what is the next step where it is not?"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from pora.locale import _

if TYPE_CHECKING:
    from etl.doctor.finding import Finding

MARKS = {"ok": "✓", "warning": "!", "error": "✗"}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("doctor", help=_("periksa komputer, data dan pengaturan"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Exit code 1 where anything does not work; warnings are 0."""
    from etl.doctor import list_findings

    findings = list_findings()
    is_ok = all(one.state != "error" for one in findings.values())
    if args.json:
        found = {"ok": is_ok, "checks": {name: asdict(one) for name, one in findings.items()}}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_describe_finding(name, one) for name, one in findings.items()))
    return 0 if is_ok else 1


def _describe_finding(name: str, one: Finding) -> str:
    """A line, and the next step on another one."""
    line = f"{MARKS[one.state]} {_name_check(name):18} {one.found_words}"
    return f"{line}\n  {'':18} → {one.step_words}" if one.step_words else line


def _name_check(name: str) -> str:
    return {
        "python": "Python",
        "packages": _("Paket"),
        "settings": _("Pengaturan"),
        "data_folder": _("Folder data"),
        "rights": _("Hak berkas"),
        "database": "PostgreSQL",
        "snapshot": _("Snapshot"),
        "boundaries": _("Batas wilayah"),
        "loads": _("Pemuatan"),
        "audit": _("Catatan audit"),
        "clock": _("Jam"),
        "sign_in": _("Masuk"),
        "limits": _("Batas pemuatan"),
        "open_files": _("Berkas terbuka"),
        "port": _("Alamat"),
    }[name]
