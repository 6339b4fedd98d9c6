"""Doors that Streamlit opens to whoever knows their address, held to accounts: uploads and finished downloads."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pora.access.roles import Account
from pora.ui.sign_in.session import find_sender
from pora.ui.streamlit_private import find_told_download

UPLOAD, DOWNLOAD = "/_stcore/upload_file/", "/media/"
REMEMBERED_FILES = 10_000  # that are remembered; an older one must be asked for anew


class AccountFileGuard:
    """Middleware: files are taken from accounts that may upload, and given to the account that asked for them, as long
    as it is what it was then.

    Streamlit takes files from every open page, the sign-in page as well, and keeps a download for a while under an
    address that asks nobody who they are. It tells that address to one page, through here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files: dict[tuple[str, Account], None] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._app(scope, receive, self._note_files(HTTPConnection(scope), send))
        elif scope["type"] == "http" and not self._is_open(HTTPConnection(scope)):
            await Response(status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_open(self, asked: HTTPConnection) -> bool:
        path: str = asked.scope["path"]
        if path.startswith(UPLOAD):
            sender = find_sender(asked)
            return sender is not None and sender.may_upload
        if path.startswith(DOWNLOAD):
            sender = find_sender(asked)
            return sender is not None and (path, sender) in self._files
        return True

    def _note_files(self, page: HTTPConnection, send: Send) -> Send:
        async def send_noted(message: Message) -> None:
            content = message.get("bytes") or b""
            if DOWNLOAD.encode() in content:
                told = find_told_download(content)
                owner = find_sender(page) if told else None
                if owner:
                    self._files[told, owner] = None
                    if len(self._files) > REMEMBERED_FILES:
                        del self._files[next(iter(self._files))]
            await send(message)

        return send_noted
