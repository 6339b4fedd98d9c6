"""Agendas of presenters, a document each, kept across restarts. They hold no numbers but those that a presenter
wrote."""

from __future__ import annotations

import json
from pathlib import Path

from pora import paths
from pora.access import audit
from pora.deck.agenda import Agenda, read_agenda
from pora.errors import UsageError
from pora.locale import _
from pora.stores.documents import delete_document, read_document, write_document
from pora.users.files import user_folder

_LAST = "LAST"


def _folder(user: str) -> Path:
    return user_folder(paths.decks(), user)


def _file(user: str, area_code: str, period: str) -> Path:
    return _folder(user) / f"{area_code}_{period}.json"


def load_agenda(user: str, *, area_code: str, period: str) -> Agenda | None:
    """The user's agenda of a place and month; None where there is none, UsageError where it can't be read."""
    return _read(_file(user, area_code, period))


def _read(path: Path) -> Agenda | None:
    content = read_document(path)
    try:
        return None if content is None else read_agenda(json.loads(content))
    except ValueError as error:
        raise UsageError(_("Susunan paparan tidak dapat dibaca; buat yang baru.")) from error


def save_agenda(user: str, agenda: Agenda) -> None:
    """Written whole or not at all; it is then the one that slides from other pages go to."""
    path = _file(user, agenda.area_code, agenda.period)
    _record(user, agenda.area_code, agenda.period, slides=len(agenda.slides))
    write_document(path, json.dumps(agenda.to_json(), ensure_ascii=False, indent=1).encode())
    write_document(path.with_name(_LAST), path.name.encode())


def load_last(user: str) -> Agenda | None:
    """The agenda that the user worked at last; None where there is none."""
    name = read_document(_folder(user) / _LAST)
    return _read(_folder(user) / Path(name.decode()).name) if name is not None else None


def delete_agenda(user: str, *, area_code: str, period: str) -> None:
    _record(user, area_code, period, slides=None)
    delete_document(_file(user, area_code, period))


def _record(user: str, area_code: str, period: str, slides: int | None) -> None:
    """In the log first; None for an agenda that is thrown away."""
    is_deleted = None if slides else 1
    audit.record(audit.AGENDA, user, area=area_code, period=period, slides=slides, is_deleted=is_deleted)
