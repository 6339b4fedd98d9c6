"""Scripts, styles and boundaries, compressed once per process and kept.

Streamlit sends its scripts as they are (3 MB for a first page, and Plotly is 1.5 MB), and Starlette's GZip
would compress anew for each reader. Here the first reader of a file waits for its compression; all others get
the kept bytes. Brotli where the browser takes it (https and localhost): gzip alone misses 2.5 MB.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Literal, NamedTuple

import brotli  # type: ignore[import-untyped]
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pora import paths
from pora.ui.components.area_map import MAP_COMPONENT, map_script, map_script_name
from pora.ui.components.figure import COMPONENT, SCRIPT, name_by_content
from pora.ui.components.scripts import script_addresses
from pora.ui.server.index_page import page_style, prepare_index, style_name
from pora.ui.streamlit_private import find_static_files
from pora.whole_files import write_whole

MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".woff2": "font/woff2",
}
Encoding = Literal["br", "gzip"]


class Made(NamedTuple):
    """What is served and is no file."""

    content: bytes
    suffix: str


LARGE = 1_000_000  # bytes: such a file is worth seconds of work, for 10 % less
_one_at_a_time = Lock()


@lru_cache(maxsize=512)
def _compress(content: bytes, encoding: Encoding) -> bytes:
    if encoding == "gzip":
        return gzip.compress(content, 9, mtime=0)
    kept = paths.compressed() / f"{hashlib.sha256(content).hexdigest()}.br"
    if len(content) >= LARGE and kept.is_file():
        return kept.read_bytes()
    if len(content) >= LARGE:
        Thread(target=_compress_harder, args=(content, kept), daemon=True).start()
    return bytes(brotli.compress(content, quality=9))


def _compress_harder(content: bytes, kept: Path) -> None:
    """Makes the file that later readers get, beside the answer to the first one: Plotly takes 2.4 s."""
    with suppress(OSError):  # a folder that can't be written costs the 10 %, nothing else
        write_whole(kept, brotli.compress(content, quality=11))
        _compress.cache_clear()


def _compress_once(content: bytes, encoding: Encoding) -> bytes:
    with _one_at_a_time:
        return _compress(content, encoding)


def choose_encoding(accepted: str) -> Encoding | None:
    """The best encoding that an Accept-Encoding header allows; one with `q=0` is not allowed."""
    offers = [part.replace(" ", "").split(";") for part in accepted.lower().split(",")]
    allowed = {offer[0] for offer in offers if not any(re.fullmatch(r"q=0(\.0*)?", p) for p in offer[1:])}
    return "br" if "br" in allowed else "gzip" if "gzip" in allowed else None


async def serve(file: Path | Made, request: Request) -> Response:
    """A file whose name changes with its content, in the best encoding that the browser takes."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    content, suffix = file if isinstance(file, Made) else (file.read_bytes(), file.suffix)
    media_type = MEDIA_TYPES[suffix]
    encoding = choose_encoding(request.headers.get("accept-encoding", ""))
    if encoding is None or suffix == ".woff2":
        return Response(content, media_type=media_type, headers=headers)
    content = await run_in_threadpool(_compress_once, content, encoding)
    return Response(content, media_type=media_type, headers={**headers, "Content-Encoding": encoding})


class CompressedFiles:
    """Middleware: answers for Streamlit's scripts and styles, and puts our page in place of Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        root = find_static_files()
        files = {f"/{path.relative_to(root).as_posix()}": path for path in (root / "static").rglob("*")}
        self._files: dict[str, Path | Made] = {
            address: path for address, path in files.items() if path.suffix in (".js", ".css")
        }
        self._files[f"/_stcore/bidi-components/{COMPONENT}/{name_by_content(SCRIPT)}"] = SCRIPT
        self._files[f"/_stcore/bidi-components/{MAP_COMPONENT}/{map_script_name()}"] = Made(map_script(), ".js")
        self._files[f"/{style_name()}"] = Made(page_style(), ".css")
        self._files |= script_addresses()
        self._index = (root / "index.html").read_bytes()
        self._own_index = prepare_index(self._index)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._files.get(scope.get("path", "")) if scope["type"] == "http" else None
        if file is not None and scope["method"] in ("GET", "HEAD"):
            await (await serve(file, Request(scope)))(scope, receive, send)
        elif scope["type"] == "http" and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
            swap = _IndexSwap(send, self._index, self._own_index)
            await self._app({**scope, "headers": plain}, receive, swap)
        else:
            await self._app(scope, receive, send)


class _IndexSwap:
    """Passes an answer on; only Streamlit's page is replaced, whatever address it came by."""

    def __init__(self, send: Send, page: bytes, own_page: bytes) -> None:
        self._send, self._page, self._own_page = send, page, own_page
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._is_page(message):
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            if message.get("body") == self._page:
                message = {**message, "body": self._own_page}
                headers = MutableHeaders(raw=start["headers"])
                headers["content-length"] = str(len(self._own_page))
                del headers["etag"]
                del headers["last-modified"]
            await self._send(start)
        await self._send(message)

    def _is_page(self, start: Message) -> bool:
        length = Headers(raw=start["headers"]).get("content-length")
        return start["status"] == 200 and length == str(len(self._page))
