"""For tests of boundaries that may not be drawn from the settings of this machine."""

from __future__ import annotations

import urllib.request
from functools import cache
from urllib.error import URLError

import pytest

from etl.boundaries import tiles

_make_tiles_once = cache(tiles.make_tiles)


@pytest.fixture
def offline(no_desa_tiles: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No source from outside; the tile map, which takes longer than boundaries of nine kecamatan, is laid out once and
    without desa: test_tiles.py."""
    monkeypatch.setattr(tiles, "make_tiles", _make_tiles_once)
    monkeypatch.delenv("PORA_BOUNDARIES", raising=False)
    monkeypatch.setattr(urllib.request, "urlopen", refuse_download)


def refuse_download(*_args: object, **_options: object) -> None:
    raise URLError("no network")
