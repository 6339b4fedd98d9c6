"""The cookie of a sign-in, for what is asked of the server beside the pages, where there is no `st.user`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def read_claims(cookies: Mapping[str, str]) -> dict[str, object]:
    """What the provider said of the reader; nothing where this dashboard did not sign it, or not for this address."""
    secret = get_cookie_secret()

    def decode(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""))

    claims: dict[str, object] = json.loads(get_cookie_with_chunks(decode, USER_COOKIE_NAME) or "{}")
    return claims if claims.get("origin") == get_origin_from_redirect_uri() else {}
