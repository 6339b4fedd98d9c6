"""Doors that Streamlit opens to whoever knows their address, held to accounts: uploads and finished downloads."""

from __future__ import annotations

from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pora.access import audit
from pora.access.accounts import tell_operator
from pora.access.roles import Account
from pora.errors import PoraError
from pora.ui.sign_in.held_files import HeldFiles
from pora.ui.sign_in.session import find_sender
from pora.ui.streamlit_private import find_asked_file, find_claimed_session, make_void_request, read_told

T = TypeVar("T")
UPLOAD, DOWNLOAD = "/_stcore/upload_file/", "/media/"
LARGEST_BYTES = 21_000_000  # what a file counts for that does not say how large it is
REMEMBERED_FILES = 10_000  # of each kind; an older one must be asked for anew


class AccountFileGuard:
    """Middleware: files are taken from accounts that may upload, for pages of their own, so much of each; made for the
    page alone that was told of them; and given to the account that asked for them, as long as it is what it was then.

    Streamlit takes files from every open page, the sign-in page as well; makes a file for any page that knows its id,
    in the name of the reader whose page it was; and keeps a download for a while under an address that asks nobody who
    they are. It tells ids and addresses to one page, through here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files: dict[tuple[str, Account], None] = {}
        self._offered: dict[tuple[str, str, str], None] = {}  # user, session of the page, file
        self._sessions: dict[tuple[str, str], None] = {}  # user, session of the page
        self._held = HeldFiles()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            page = _Page(HTTPConnection(scope))
            await self._app(scope, self._hold_to_page(page, receive), self._note_files(page, send))
        elif scope["type"] == "http" and not self._is_open(HTTPConnection(scope)):
            await Response(status_code=403)(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(UPLOAD):
            await self._take_file(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _take_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = HTTPConnection(scope)
        sender, length = find_sender(sent), sent.headers.get("content-length", "")
        size = int(length) if length.isdecimal() else LARGEST_BYTES
        with self._held.hold(sender.user if sender else "", _read_target(scope["path"]), size) as has_room:
            if has_room:
                await self._app(scope, receive, send)
            else:
                await _read_away(receive)
                await Response(status_code=413)(scope, receive, send)

    def _is_open(self, asked: HTTPConnection) -> bool:
        path: str = asked.scope["path"]
        if path.startswith(UPLOAD):
            sender, session_id = find_sender(asked), _read_target(path)[0]
            return sender is not None and sender.may_upload and (sender.user, session_id) in self._sessions
        if path.startswith(DOWNLOAD):
            sender = find_sender(asked)
            return sender is not None and (path, sender) in self._files
        return True

    def _note_files(self, page: _Page, send: Send) -> Send:
        async def send_noted(message: Message) -> None:
            told = read_told(message.get("bytes") or b"")
            page.session_id = told.session_id or page.session_id
            reader = find_sender(page.connection) if any(vars(told).values()) else None
            if reader and told.session_id:
                _remember(self._sessions, (reader.user, told.session_id))
            if reader and told.file_id:
                _remember(self._offered, (reader.user, page.session_id, told.file_id))
            if reader and told.address.startswith(DOWNLOAD):
                _remember(self._files, (told.address, reader))
            await send(message)

        return send_noted

    def _hold_to_page(self, page: _Page, receive: Receive) -> Receive:
        async def receive_own() -> Message:
            message = await receive()
            content = message.get("bytes") or b""
            if file_id := find_asked_file(content):
                reader = find_sender(page.connection)
                if reader is None:  # not logged, or anyone could fill the log
                    return {**message, "bytes": make_void_request(content)}
                if (reader.user, page.session_id, file_id) not in self._offered:
                    await run_in_threadpool(_log_refusal, reader.user)
                    return {**message, "bytes": make_void_request(content)}
            return message

        return receive_own


def _read_target(path: str) -> tuple[str, str]:
    """The session and the file that the address of an upload names."""
    session_id, _slash, file_id = path.removeprefix(UPLOAD).partition("/")
    return session_id, file_id


async def _read_away(receive: Receive) -> None:
    """As much as a file may have: a browser that is answered while it sends sees a broken line and not the answer."""
    read, is_more = 0, True
    while is_more and read <= LARGEST_BYTES:
        message = await receive()
        read += len(message.get("body", b""))
        is_more = message.get("more_body", False)


def _log_refusal(user: str) -> None:
    """The file stays refused where that can't be logged."""
    try:
        audit.record(audit.REFUSAL, user, reason="file_of_another_page")
    except PoraError as error:
        tell_operator(str(error))


class _Page:
    """An open page, and the session that the server says it has: after a broken connection, at first the page's own
    word, which counts for no more than what its account was told in that session."""

    def __init__(self, connection: HTTPConnection) -> None:
        self.connection = connection
        self.session_id = find_claimed_session(connection.headers.get("sec-websocket-protocol", ""))


def _remember(known: dict[T, None], one: T) -> None:
    known[one] = None
    if len(known) > REMEMBERED_FILES:
        del known[next(iter(known))]
