"""A sign-in provider of its own process, on this machine only: python tests/provider.py PORT SECONDS

`SECONDS` is how long a sign-in lasts. Beyond the mock that it is made of, it holds clients to PKCE: a code is exchanged
only with the verifier whose hash came with the first request.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from datetime import timedelta

import flask
import oidc_provider_mock
from werkzeug.serving import make_server

USERS = {
    "pimpinan@example.org": True,
    "analis@example.org": True,
    "penyaji@example.org": True,
    "petugas@example.org": True,
    "admin@example.org": True,
    "asing@example.org": True,
    "belum@example.org": False,
}


def make_provider(seconds: int) -> flask.Flask:
    users = [
        oidc_provider_mock.User(
            sub=user, claims={"email": user.title(), "email_verified": is_verified, "role": "admin"}
        )
        for user, is_verified in USERS.items()
    ]
    app = oidc_provider_mock.app(require_nonce=True, access_token_max_age=timedelta(seconds=seconds), user_claims=users)
    challenges: set[str] = set()

    @app.before_request
    def hold_to_pkce() -> tuple[str, int] | None:
        asked = flask.request
        if asked.path == "/oauth2/authorize" and asked.method == "GET":
            if asked.args.get("code_challenge_method") != "S256":
                return "PKCE is missing", 400
            challenges.add(asked.args["code_challenge"])
        if asked.path == "/oauth2/token":
            digest = hashlib.sha256(asked.form.get("code_verifier", "").encode()).digest()
            if base64.urlsafe_b64encode(digest).decode().rstrip("=") not in challenges:
                return "PKCE is wrong", 400
        return None

    return app


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), make_provider(int(sys.argv[2])), threaded=True).serve_forever()
