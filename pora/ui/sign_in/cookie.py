"""The cookie of a sign-in, for what is asked of the server beside the pages, where there is no `st.user`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pora.ui.streamlit_private import find_own_origin, read_user_cookie


def read_claims(cookies: Mapping[str, str]) -> dict[str, object]:
    """What the provider said of the reader; nothing where this dashboard did not sign it, or not for this address."""
    claims: dict[str, object] = json.loads(read_user_cookie(cookies) or "{}")
    return claims if claims.get("origin") == find_own_origin() else {}
