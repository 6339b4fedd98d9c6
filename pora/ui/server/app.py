"""What the ASGI app has beside Streamlit's pages: boundaries, fonts, Plotly and health; every answer with headers
that keep the browser on this host."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pora import paths
from pora.ui.components.figure import PLOTLY, name_by_content
from pora.ui.server.compression import CompressedFiles, serve
from pora.ui.server.health import answer_health
from pora.ui.server.icon_font import find_icon_font
from pora.ui.server.metrics import answer_metrics
from pora.ui.server.security import Security
from pora.ui.sign_in.file_guard import AccountFileGuard
from pora.ui.sign_in.page_watch import PageWatch
from pora.ui.sign_in.return_link import WayBack
from pora.ui.sign_in.session import note_sender_use
from pora.ui.sign_in.sign_in_mode import OwnMachineOnly


async def answer_boundaries(request: Request) -> Response:
    """A layer for the map. The name must be one that stands in the folder, so no path leads out of it."""
    folder = paths.boundaries() / "web"
    names = {path.name for path in folder.glob("*.json")}
    name = request.path_params["file"]
    if name not in names:
        return Response(status_code=404)
    return await serve(folder / name, request)


async def answer_font(request: Request) -> Response:
    """The typeface of pages, figures and map labels, and the icons."""
    fonts = {path.name: path for path in (paths.TYPEFACE, find_icon_font())}
    font = fonts.get(request.path_params["file"])
    return await serve(font, request) if font else Response(status_code=404)


async def answer_script(request: Request) -> Response:
    """Plotly, as far as charts of ours need it."""
    if request.path_params["file"] != name_by_content(PLOTLY):
        return Response(status_code=404)
    return await serve(PLOTLY, request)


async def answer_use(request: Request) -> Response:
    """A page tells that its reader does something there that needs no run: their session is in use."""
    note_sender_use(request)
    return Response(status_code=204)


ROUTES = [
    Route("/boundaries/{file}", answer_boundaries),
    Route("/fonts/{file}", answer_font),
    Route("/scripts/{file}", answer_script),
    Route("/health", answer_health),
    Route("/metrics", answer_metrics),
    Route("/in-use", answer_use, methods=["POST"]),
]
# Streamlit checks the host of its websocket only.
_HOSTS = list(st.get_option("server.allowedHosts")) or ["*"]
MIDDLEWARE = [
    Middleware(Security),
    Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS, www_redirect=False),
    Middleware(OwnMachineOnly),
    Middleware(PageWatch),
    Middleware(AccountFileGuard),
    Middleware(WayBack),
    Middleware(CompressedFiles),
]
