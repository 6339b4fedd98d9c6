"""How long a sign-in counts: first those that count no longer."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pora import paths
from pora.access import session_uses, sessions
from pora.access.accounts import CLOSED, ENDED, EXPIRED, LOCKED, judge_claims
from pora.access.sessions import SignIn, end_sessions, list_sessions, note_use
from pora.stores.documents import write_document
from tests.access.test_accounts import ANI, HEADING, NOW, write_list

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
SIGN_IN = SignIn("ani@example.org", NOW.timestamp())


@pytest.fixture(autouse=True)
def fresh(store: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has seen nobody yet, and a list with one account."""
    restart(monkeypatch)
    write_list(data_dir, HEADING + "ani@example.org,penyaji,,\n")
    yield


def restart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process, or this one anew: it has seen nobody."""
    monkeypatch.setattr(session_uses, "_uses", {})
    monkeypatch.setattr(session_uses, "_told", {})
    monkeypatch.setattr(sessions, "_heard", {})


def judge(now: dt.datetime, **changed: object) -> str:
    claims = {
        "is_logged_in": True,
        "email": ANI.user,
        "email_verified": True,
        "iat": NOW.timestamp(),
        "exp": (NOW + 100 * HOUR).timestamp(),
    }
    return judge_claims(claims | changed, now).refusal


def test_a_session_that_nobody_used_for_half_an_hour_is_locked_and_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge(NOW + 30 * MINUTE) == ""
    note_use(SIGN_IN, NOW + 20 * MINUTE)
    assert [judge(NOW + n * MINUTE) for n in (31, 50, 51)] == ["", "", LOCKED]
    note_use(SIGN_IN, NOW + 51 * MINUTE)
    assert judge(NOW + 51 * MINUTE) == LOCKED
    assert judge(NOW + 51 * MINUTE, iat=(NOW + 50 * MINUTE).timestamp()) == ""
    monkeypatch.setenv("PORA_IDLE_MINUTES", "5")
    assert judge(NOW + 26 * MINUTE) == LOCKED


def test_after_a_restart_a_session_counts_from_its_sign_in_but_others_know_of_its_use(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_use(SIGN_IN, NOW + 20 * MINUTE)
    restart(monkeypatch)
    assert [judge(NOW + n * MINUTE) for n in (30, 31)] == ["", "" if store == "database" else LOCKED]
    assert judge(NOW + 51 * MINUTE) == LOCKED


def test_a_session_is_over_after_twelve_hours_whatever_the_provider_says() -> None:
    for number in range(36):
        note_use(SIGN_IN, NOW + number * 20 * MINUTE)
    assert [judge(NOW + 12 * HOUR - MINUTE), judge(NOW + 12 * HOUR)] == ["", EXPIRED]
    assert judge(NOW + MINUTE, exp=(NOW + MINUTE).timestamp()) == EXPIRED
    assert judge(NOW, iat=(NOW + HOUR).timestamp()) == EXPIRED
    assert [judge(NOW, iat=bad) for bad in (None, True, "2026")] == [EXPIRED] * 3


def test_what_an_admin_ended_is_over_in_every_process_and_a_new_sign_in_counts(
    store: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    early = SignIn("ani@example.org", (NOW + 2 * MINUTE).timestamp())  # by a provider whose clock goes before ours
    note_use(SIGN_IN, NOW)
    note_use(early, NOW)
    assert [one for one, _used_at in list_sessions(NOW)] == [SIGN_IN, early]
    if store == "database":
        restart(monkeypatch)  # the admin is at another process
        assert [one for one, _used_at in list_sessions(NOW)] == [SIGN_IN, early]
    end_sessions("ani@example.org", NOW + MINUTE)
    assert list_sessions(NOW + MINUTE) == []
    restart(monkeypatch)
    assert [judge(NOW + 3 * MINUTE, iat=iat) for iat in (SIGN_IN.at, early.at, early.at + 1)] == [ENDED, ENDED, ""]


def test_what_another_process_ended_is_over_here_a_second_later(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge(NOW) == ""
    write_document(paths.ended_sessions(), b'{"ani@example.org": %d}' % NOW.timestamp())
    assert judge(NOW) == ("" if store == "database" else ENDED)
    a_second_later = time.monotonic() + sessions.HEARD_SECONDS
    monkeypatch.setattr(sessions.time, "monotonic", lambda: a_second_later)
    assert judge(NOW) == ENDED


@pytest.mark.parametrize("content", ["", "[]", '{"a": null}', "{"])
def test_a_list_of_ended_sessions_that_is_broken_lets_nobody_in(content: str) -> None:
    end_sessions("b@example.org", NOW)
    write_document(paths.ended_sessions(), content.encode())
    assert judge(NOW) == CLOSED
