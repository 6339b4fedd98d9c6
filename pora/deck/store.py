"""Agendas of presenters, one file each, kept across restarts. They hold no numbers but those that a presenter wrote."""

from __future__ import annotations

import hashlib
import json
import secrets
from pathlib import Path

from pora import paths
from pora.deck.agenda import Agenda, read_agenda
from pora.errors import UsageError
from pora.locale import _

_LAST = "LAST"


def _folder(user: str) -> Path:
    """A folder whose name tells nobody who the user is, and is a safe file name whatever they are called."""
    return paths.decks() / hashlib.sha256(user.encode()).hexdigest()[:16]


def _file(user: str, area_code: str, period: str) -> Path:
    return _folder(user) / f"{area_code}_{period}.json"


def load_agenda(user: str, area_code: str, period: str) -> Agenda | None:
    """The user's agenda of a place and month; None where there is none, UsageError where it can't be read."""
    return _read(_file(user, area_code, period))


def _read(path: Path) -> Agenda | None:
    try:
        return read_agenda(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise UsageError(_("Susunan paparan tidak dapat dibaca; buat yang baru.")) from error


def save_agenda(user: str, agenda: Agenda) -> None:
    """Written whole or not at all; it is then the one that slides from other pages go to."""
    path = _file(user, agenda.area_code, agenda.period)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, json.dumps(agenda.to_json(), ensure_ascii=False, indent=1))
    _write(path.with_name(_LAST), path.name)


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{secrets.token_hex(4)}.part")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)


def load_last(user: str) -> Agenda | None:
    """The agenda that the user worked at last; None where there is none."""
    try:
        name = (_folder(user) / _LAST).read_text("utf-8")
    except FileNotFoundError:
        return None
    return _read(_folder(user) / Path(name).name)


def delete_agenda(user: str, area_code: str, period: str) -> None:
    _file(user, area_code, period).unlink(missing_ok=True)
