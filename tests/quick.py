"""What `make quick` leaves out: what starts LibreOffice or a dashboard, what reads a published snapshot, and what took
long the last time that it ran here, by `make test` or `make quick`."""

from __future__ import annotations

import os
import sys
from collections import defaultdict

import pytest

QUICK = bool(os.environ.get("QUICK"))
LONGEST = 0.5  # seconds: of 3,200 tests some 300 take longer, and together two thirds of the time
_OUTSIDE = ("soffice", "streamlit")
_KEPT = "pora/seconds"  # in pytest's cache

_seconds: dict[str, float] = defaultdict(float)


def _start_nothing(event: str, facts: tuple[object, ...]) -> None:
    """An audit hook, so that no test can forget to say that it starts LibreOffice or a dashboard."""
    if event == "subprocess.Popen" and any(program in str(facts[1]) for program in _OUTSIDE):
        pytest.skip("starts a program, and this run is a quick one")


if QUICK:
    sys.addaudithook(_start_nothing)


def leave_out_slow(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps in `items` what took no longer than LONGEST, or never ran here."""
    known = _read_known(config)
    slow = {item.nodeid for item in items if known.get(item.nodeid, 0) > LONGEST}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in slow])
    items[:] = [item for item in items if item.nodeid not in slow]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A hook: adds up setup, call and teardown; what was left out tells nothing."""
    if report.outcome != "skipped":
        _seconds[report.nodeid] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A hook: the process that shares out the tests hears of all of them."""
    cache = getattr(session.config, "cache", None)  # not there with -p no:cacheprovider
    if cache and not hasattr(session.config, "workerinput"):
        cache.set(_KEPT, _read_known(session.config) | _seconds)


def _read_known(config: pytest.Config) -> dict[str, float]:
    cache = getattr(config, "cache", None)
    return cache.get(_KEPT, {}) if cache else {}
