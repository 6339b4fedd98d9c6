"""For tests of boundaries that may not be drawn from the settings of this machine."""

from __future__ import annotations

import urllib.request
from urllib.error import URLError

import pytest

from etl.boundaries import tiles


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No source from outside."""
    monkeypatch.delenv("PORA_BOUNDARIES", raising=False)
    monkeypatch.setattr(tiles, "lay_out_desa", lambda _code: {})  # of all desa of a province: test_tiles.py
    monkeypatch.setattr(urllib.request, "urlopen", refuse_download)


def refuse_download(*_args: object, **_options: object) -> None:
    raise URLError("no network")
