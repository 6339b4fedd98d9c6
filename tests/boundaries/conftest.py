"""For tests of boundaries that may not be drawn from the settings of this machine."""

from __future__ import annotations

import urllib.request
from urllib.error import URLError

import pytest


@pytest.fixture
def offline(no_desa_tiles: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No source from outside; desa of a whole province: test_tiles.py."""
    monkeypatch.delenv("PORA_BOUNDARIES", raising=False)
    monkeypatch.setattr(urllib.request, "urlopen", refuse_download)


def refuse_download(*_args: object, **_options: object) -> None:
    raise URLError("no network")
