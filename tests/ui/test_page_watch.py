"""Who may hold a page open, and for how long: a real connection is played by its messages."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from pora.access.roles import Account
from pora.ui.sign_in import open_pages, page_watch
from pora.ui.sign_in.open_pages import MOST_OF_ADDRESS, MOST_STRANGERS, STRANGER_SECONDS
from pora.ui.sign_in.page_watch import TRY_AGAIN_LATER, PageWatch

ANI = Account("ani@example.org", "analis")
CLOSED = {"type": "websocket.close", "code": TRY_AGAIN_LATER}
GONE = {"type": "websocket.disconnect", "code": TRY_AGAIN_LATER}


class Site:
    """The watched app: it keeps what it is sent, until the page is gone."""

    def __init__(self) -> None:
        self.received: list[Any] = []
        self.app = PageWatch(self._answer)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            self.received.append(message)
            if message["type"] == "websocket.disconnect":
                await send({"type": "websocket.send", "bytes": b"too late"})
                return

    async def open(self, address: str = "10.0.0.1") -> Tab:
        tab = Tab()
        scope = {"type": "websocket", "client": (address, 5), "headers": [], "path": "/_stcore/stream"}
        tab.task = asyncio.create_task(self.app(scope, tab.sent.get, tab.keep))
        for _turn in range(10):
            await asyncio.sleep(0)
        return tab


class Tab:
    """What a browser sends and what it gets."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        self.got: list[Any] = []
        self.task: asyncio.Task[None]

    async def keep(self, message: Any) -> None:
        self.got.append(message)

    @property
    def is_refused(self) -> bool:
        return self.got == [CLOSED]

    async def close(self) -> None:
        self.sent.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.task


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> list[Account | None]:
    """Whose the next look finds a page to be; nobody's at first."""
    found: list[Account | None] = [None]
    monkeypatch.setattr(page_watch, "find_sender", lambda _connection: found[-1])
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds; a page is looked at without a pause."""
    now = [1000.0]
    monkeypatch.setattr(open_pages, "monotonic", lambda: now[-1])
    monkeypatch.setattr(page_watch, "LOOK_SECONDS", 0)
    return now


def test_one_address_holds_a_few_pages_without_an_account_open_and_no_more(account: list[Account | None]) -> None:
    async def play() -> None:
        site = Site()
        tabs = [await site.open() for _one in range(MOST_OF_ADDRESS + 1)]
        assert [tab.is_refused for tab in tabs] == [False] * MOST_OF_ADDRESS + [True]
        other = await site.open("10.0.0.2")
        assert other.got == []
        await tabs[0].close()
        assert not (await site.open()).is_refused

    asyncio.run(play())


def test_all_addresses_together_hold_no_more_than_the_server_can_carry(account: list[Account | None]) -> None:
    async def play() -> None:
        site = Site()
        addresses = [f"10.0.{number // MOST_OF_ADDRESS}.1" for number in range(MOST_STRANGERS)]
        for address in addresses:
            assert not (await site.open(address)).is_refused
        assert (await site.open("10.1.1.1")).is_refused
        account.append(ANI)
        assert not (await site.open("10.1.1.1")).is_refused

    asyncio.run(play())
    account.append(None)
    assert not asyncio.run(Site().open()).is_refused  # nothing is left of those that are gone


def test_a_page_without_an_account_is_closed_after_a_short_while(
    account: list[Account | None], clock: list[float]
) -> None:
    async def play() -> None:
        site = Site()
        tab = await site.open()
        assert (tab.got, site.received) == ([], [])
        clock.append(1000.0 + STRANGER_SECONDS + 1)
        await tab.task
        assert (tab.got, site.received) == ([CLOSED], [GONE])

    asyncio.run(play())


def test_a_page_of_an_account_stays_and_is_run_anew_when_the_account_is_gone(
    account: list[Account | None], clock: list[float]
) -> None:
    account.append(ANI)
    asked = BackMsg()
    asked.rerun_script.context_info.url = "http://127.0.0.1/data"
    whole = asked.SerializeToString()
    asked.rerun_script.fragment_id = "part"

    async def play() -> None:
        site = Site()
        tab = await site.open()
        tab.sent.put_nowait({"type": "websocket.receive", "bytes": asked.SerializeToString()})
        for number in itertools.count():
            await asyncio.sleep(0)
            if number == 20:
                clock.append(1000.0 + 10 * STRANGER_SECONDS)
            if number == 40:
                assert [one["bytes"] for one in site.received] == [asked.SerializeToString()]
                account.append(None)
            if number == 60:
                break
        assert [one["bytes"] for one in site.received] == [asked.SerializeToString(), whole]
        clock.append(clock[-1] + STRANGER_SECONDS + 1)
        await tab.task
        assert (tab.got, site.received[2:]) == ([CLOSED], [GONE])

    asyncio.run(play())
