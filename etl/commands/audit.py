"""The command `audit`: who came in, who was refused, what was seen, what left, what was loaded; and whether the log is
whole."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from dataclasses import asdict

from pora.access import audit
from pora.access.audit import Event
from pora.access.audit_chain import verify_chain
from pora.errors import UsageError
from pora.locale import _, _n, format_number
from pora.warehouse.log_heads import read_log_heads
from pora.wording.counts import join_words


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """What narrows the list; `--verify` in its place checks the chain."""
    parser = commands.add_parser("audit", help=_("baca catatan audit"))
    parser.add_argument("--since", metavar="YYYY-MM-DD", default="", help=_("mulai tanggal ini"))
    words = ", ".join(f"{event} ({word})" for event, word in _event_words().items())
    parser.add_argument("--event", metavar="EVENT", default="", help=_("jenis kejadian: {words}").format(words=words))
    parser.add_argument("--user", metavar="NAME", default="", help=_("pengguna"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verify", action="store_true", help=_("periksa apakah catatan masih utuh"))
    parser.add_argument(
        "--head", metavar="SHA256", default="", help=_("dengan --verify: kepala rantai dari paket atau ekspor")
    )
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Prints the events that match, oldest first."""
    if args.verify:
        return _verify(args.head, args.json)
    if args.head:
        raise UsageError(_("--head hanya berlaku bersama --verify."))
    _check_day(args.since)
    events = audit.read_events(args.since, _read_event(args.event), args.user)
    if args.json:
        print(json.dumps([vars(one) for one in events], ensure_ascii=False))
    elif events:
        print("\n".join(_describe_event(one) for one in events))
    else:
        print(_("Belum ada yang tercatat."))
    return 0


def _check_day(words: str) -> None:
    """Texts of days are compared; one that is none would find nothing, which reads as an empty log."""
    try:
        is_day = not words or dt.date.fromisoformat(words).isoformat() == words
    except ValueError:
        is_day = False
    if not is_day:
        raise UsageError(_("--since harus seperti 2026-01-26, bukan '{day}'.").format(day=words))


def _verify(head: str, as_json: bool) -> int:
    """Against itself, the snapshots, and the head of a file that somebody has."""
    witnesses = {_("snapshot {id}").format(id=name): found for name, found in read_log_heads().items()}
    verdict = verify_chain(witnesses | ({_("berkas itu"): head} if head else {}))
    if as_json:
        print(json.dumps(asdict(verdict), ensure_ascii=False))
    else:
        for problem in verdict.problems:
            print(problem)
        words = _n("{n} catatan, kepala rantai {head}", verdict.events)
        print(words.format(n=format_number(verdict.events), head=verdict.head or "-"))
        if verdict.forgotten:
            forgotten = _n(
                "{n} catatan yang lebih lama sudah dilupakan; yang tertua sekarang dari {day}.", verdict.forgotten
            )
            print(forgotten.format(n=format_number(verdict.forgotten), day=verdict.since or "-"))
        if not verdict.problems:
            print(_("Catatan utuh."))
    return 1 if verdict.problems else 0


def _event_words() -> dict[str, str]:
    """Every event as it is printed."""
    return {
        audit.SIGN_IN: _("masuk"),
        audit.REFUSAL: _("ditolak"),
        audit.VIEW: _("lihat"),
        audit.EXPORT: _("ekspor"),
        audit.UPLOAD: _("muat berkas"),
        audit.RIGHTS: _("hak berubah"),
        audit.SESSION: _("sesi diakhiri"),
        audit.AGENDA: _("paparan"),
        audit.TEMPLATE: _("templat"),
        audit.APPROVAL: _("pengesahan"),
    }


def _read_event(text: str) -> str:
    """An event by its name, or by the word that is printed for it; nothing where all are asked for."""
    words = _event_words()
    by_word = {word: event for event, word in words.items()}
    if text and text not in words and text not in by_word:
        message = _("Kejadian '{text}' tidak dikenal. Yang dikenal: {known}.")
        raise UsageError(message.format(text=text, known=join_words([*words.values()])))
    return by_word.get(text, text)


def _describe_event(one: Event) -> str:
    facts = ", ".join(f"{name}={_write_fact(value)}" for name, value in one.facts.items() if value is not None)
    times = f"  ({one.times}x)" if one.times > 1 else ""
    return f"{one.at}  {_event_words()[one.event]:12} {_write_fact(one.user)}  {facts}".rstrip() + times


def _write_fact(value: object) -> str:
    """On one line: names of files and reasons are what somebody typed, and must not look like another event."""
    return "".join(letter if letter.isprintable() else "�" for letter in str(value))
