"""Views of the page Data that a user gave a name: name -> parameters of the link, one document for each user.

They hold no figures. What a link may show is judged when it is opened, like any other link.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pora import paths
from pora.errors import UsageError
from pora.locale import _
from pora.stores.documents import change_document, read_document
from pora.users.files import user_folder

MOST_VIEWS = 50
LONGEST_VIEW_NAME = 60
SavedParameters = Mapping[str, str]


def _file(user: str) -> Path:
    return user_folder(paths.saved_views(), user) / "data.json"


def load_views(user: str) -> dict[str, dict[str, str]]:
    """In the order of their names; none where the document can't be understood, which the next save replaces."""
    return _parse(read_document(_file(user)))


def _parse(content: bytes | None) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(content or b"")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    views = {
        name: {str(key): value for key, value in parameters.items() if isinstance(value, str)}
        for name, parameters in found.items()
        if isinstance(parameters, dict)
    }
    return dict(sorted(views.items(), key=lambda item: item[0].casefold()))


def save_view(user: str, name: str, parameters: SavedParameters) -> None:
    """Under a name that is in use it replaces the older one. Raises UsageError for a name or number that won't do."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_VIEW_NAME or not name.isprintable():
        raise UsageError(_("Beri nama 1 sampai {n} huruf.").format(n=LONGEST_VIEW_NAME))

    def add(content: bytes | None) -> bytes:
        views = _parse(content) | {name: dict(parameters)}
        if len(views) > MOST_VIEWS:
            raise UsageError(_("Paling banyak {n} tampilan tersimpan. Hapus satu dulu.").format(n=MOST_VIEWS))
        return _write(views)

    change_document(_file(user), add)


def delete_view(user: str, name: str) -> None:
    def take_out(content: bytes | None) -> bytes:
        return _write({other: parameters for other, parameters in _parse(content).items() if other != name})

    change_document(_file(user), take_out)


def _write(views: Mapping[str, SavedParameters]) -> bytes:
    return json.dumps(views, ensure_ascii=False, indent=1).encode()
