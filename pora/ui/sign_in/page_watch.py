"""Open pages are watched for as long as they are open: who has no account, or no longer, does not stay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pora.ui.sign_in.open_pages import OpenPage, hold_open
from pora.ui.sign_in.session import find_sender, note_sender_use
from pora.ui.streamlit_private import make_whole_run

LOOK_SECONDS = 2.0  # between two looks at a page
TRY_AGAIN_LATER = 1013  # the code with which a page is closed


class PageWatch:
    """Middleware: readers without an account are few at a time, and not for long; whose account or session ends while a
    page is open sees the door in its place, without a click."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        account = find_sender(connection)
        page = OpenPage(connection.client.host if connection.client else "", account.user if account else "")
        with hold_open(page) as has_room:
            if has_room:
                watched = _WatchedPage(page, connection, receive, send)
                try:
                    await self._app(scope, watched.receive, watched.send)
                finally:
                    watched.stop()
            else:
                await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})  # before it stands: a plain 403


class _WatchedPage:
    """What comes from a page and goes to it, with a look at it whenever it is silent."""

    def __init__(self, page: OpenPage, connection: HTTPConnection, receive: Receive, send: Send) -> None:
        self._page, self._connection, self._receive, self._send = page, connection, receive, send
        self._coming: asyncio.Task[Message] | None = None
        self._run = b""  # what would run the page as a whole again
        self._is_closed = False

    async def receive(self) -> Message:
        """The next message; or one in the page's stead, where its time is over."""
        while not self._is_closed:
            self._coming = self._coming or asyncio.create_task(_wait(self._receive()))
            done, _waiting = await asyncio.wait({self._coming}, timeout=LOOK_SECONDS)
            if done:
                message, self._coming = self._coming.result(), None
                self._run = make_whole_run(message.get("bytes") or b"") or self._run
                if self._page.user:
                    note_sender_use(self._connection)
                return message
            if self._page.user and find_sender(self._connection) is None:
                self._page.lose_account()
                if self._run:
                    return {"type": "websocket.receive", "bytes": self._run}
            if self._page.is_due:
                self._is_closed = True
                await self._send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
        return {"type": "websocket.disconnect", "code": TRY_AGAIN_LATER}

    async def send(self, message: Message) -> None:
        if not self._is_closed:
            await self._send(message)

    def stop(self) -> None:
        if self._coming:
            self._coming.cancel()


async def _wait(message: Awaitable[Message]) -> Message:
    return await message
