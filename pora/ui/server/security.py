"""Security headers and marks of cookies on answers, and doors that Streamlit leaves open to everybody closed."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pora.ui.sign_in.sign_in_mode import find_mode

# What a browser may load: this host only. Styles inline for Streamlit, workers from blobs for the map.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
NOT_KEPT = "no-store"  # by a browser or a proxy: what does not say how long it is good, such as a download
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
CLOSED = ("/_stcore/metrics", "/_stcore/agent/")


class Security:
    """Middleware: 404 for closed paths; headers on all answers, those about a page's rights on pages; no cookie goes
    over an open line where the dashboard's own address is https."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                for name, value in (HEADERS | (PAGE_HEADERS if is_page else {})).items():
                    headers[name] = value
                headers.setdefault("cache-control", NOT_KEPT)
                if find_mode().is_encrypted:
                    message["headers"] = [_mark_secure(*header) for header in message["headers"]]
            await send(message)

        if scope["path"].startswith(CLOSED):
            await Response(status_code=404)(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)


def _mark_secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header; a cookie with the mark `Secure`, which Streamlit leaves out."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
