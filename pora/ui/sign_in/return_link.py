"""After signing in, a reader comes back to the link that they came by.

The way to the provider and back is Streamlit's, and ends at the first page. When a browser leaves for the provider it
says from where (Referer); a cookie for ten minutes keeps that, for the one address that it comes back to.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pora.ui.streamlit_private import find_own_origin

COOKIE = "pora_way_back"
LEAVE, RETURN = "/auth/login", "/oauth2callback"
SECONDS = 600

_LINK = re.compile(r"/[\w-]{0,60}(\?[!-~]{0,1500})?", re.ASCII)  # one name: no address of another host looks like it


class WayBack:
    """Middleware: keeps the link at the way out, and puts it in place of the first page at the way back. Whatever is no
    page of this dashboard counts as none: the browser's word could be anyone's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        if path not in (LEAVE, RETURN):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        kept = find_link(request) if path == LEAVE else ""
        link = _check(unquote(request.cookies.get(COOKIE, ""))) if path == RETURN else ""

        async def send_with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if link and headers.get("location") == "/":
                    headers["location"] = link
                headers.append("set-cookie", _make_cookie(kept))
            await send(message)

        await self._app(scope, receive, send_with_link)


def find_link(request: Request) -> str:
    """Page and parameters that a request comes from; empty where that is not this dashboard."""
    origin, came_from = find_own_origin(), request.headers.get("referer", "")
    return _check(came_from.removeprefix(origin)) if origin and came_from.startswith(f"{origin}/") else ""


def _check(link: str) -> str:
    return link if _LINK.fullmatch(link) else ""


def _make_cookie(link: str) -> str:
    """An empty one is taken away."""
    life = SECONDS if link else 0
    return f"{COOKIE}={quote(link, safe='')}; Path={RETURN}; Max-Age={life}; HttpOnly; SameSite=lax"
