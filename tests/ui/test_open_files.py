"""The limit of open files at the start: raised as far as the system allows, and told where that is too low."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from pora.ui.server.open_files import ENOUGH, MOST, raise_open_file_limit

resource = pytest.importorskip("resource")
INFINITY = resource.RLIM_INFINITY


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, tuple[int, int]]]:
    """The limits of this process, played: soft and hard."""
    found = {"now": (1024, 1024)}
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: found["now"])
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, pair: found.update(now=pair))
    yield found


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        ((1024, 1024), (1024, 1024), True),
        ((256, 2048), (2048, 2048), True),
        ((1024, 20_000), (20_000, 20_000), False),
        ((1024, INFINITY), (MOST, INFINITY), False),
        ((INFINITY, INFINITY), (INFINITY, INFINITY), False),
        ((100_000, 200_000), (100_000, 200_000), False),
    ],
)
def test_the_limit_is_raised_to_what_is_allowed_and_a_low_one_is_told(
    limits: dict[str, tuple[int, int]],
    caplog: pytest.LogCaptureFixture,
    before: tuple[int, int],
    after: tuple[int, int],
    is_told: bool,
) -> None:
    limits["now"] = before
    with caplog.at_level(logging.WARNING, "pora"):
        raise_open_file_limit()
    words = f"Batas berkas terbuka {after[0]} terlalu rendah untuk server ini; naikkan sampai {ENOUGH}"
    assert (limits["now"], caplog.messages) == (after, [f"{words} (ulimit -n, LimitNOFILE)."] if is_told else [])
