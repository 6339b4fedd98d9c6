"""The command `audit`: who came in, who was refused, what left, what was loaded."""

from __future__ import annotations

import argparse
import json

from pora.access import audit
from pora.access.audit import EVENTS, Event
from pora.locale import _


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    parser = commands.add_parser("audit", help=_("baca catatan audit"))
    parser.add_argument("--since", metavar="YYYY-MM-DD", default="", help=_("sejak hari ini"))
    parser.add_argument("--event", choices=EVENTS, default="")
    parser.add_argument("--user", metavar="NAME", default="", help=_("pengguna"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Prints the events that match, oldest first."""
    events = audit.read_events(args.since, args.event, args.user)
    if args.json:
        print(json.dumps([vars(one) for one in events], ensure_ascii=False))
    elif events:
        print("\n".join(_describe_event(one) for one in events))
    else:
        print(_("Belum ada yang tercatat."))
    return 0


def _describe_event(one: Event) -> str:
    words = {
        audit.SIGN_IN: _("masuk"),
        audit.REFUSAL: _("ditolak"),
        audit.EXPORT: _("ekspor"),
        audit.UPLOAD: _("muat berkas"),
        audit.RIGHTS: _("hak berubah"),
    }
    facts = ", ".join(f"{name}={value}" for name, value in one.facts.items() if value is not None)
    return f"{one.at}  {words[one.event]:12} {one.user}  {facts}".rstrip()
