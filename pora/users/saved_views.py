"""Views of the page Data that a user gave a name: name -> parameters of the link, one file for each user.

They hold no figures. What a link may show is judged when it is opened, like any other link.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pora import paths
from pora.errors import UsageError
from pora.locale import _
from pora.users.files import user_folder
from pora.whole_files import write_whole

MOST_VIEWS = 50
LONGEST_VIEW_NAME = 60
SavedParameters = Mapping[str, str]


def _file(user: str) -> Path:
    return user_folder(paths.saved_views(), user) / "data.json"


def load_views(user: str) -> dict[str, dict[str, str]]:
    """In the order of their names; none where the file can't be read, which the next save replaces."""
    try:
        found = json.loads(_file(user).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
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
    views = load_views(user) | {name: dict(parameters)}
    if len(views) > MOST_VIEWS:
        raise UsageError(_("Paling banyak {n} tampilan tersimpan. Hapus satu dulu.").format(n=MOST_VIEWS))
    _write(user, views)


def delete_view(user: str, name: str) -> None:
    _write(user, {other: parameters for other, parameters in load_views(user).items() if other != name})


def _write(user: str, views: Mapping[str, SavedParameters]) -> None:
    write_whole(_file(user), json.dumps(views, ensure_ascii=False, indent=1).encode())
