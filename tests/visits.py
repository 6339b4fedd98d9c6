"""A dashboard with sign-in in a process of its own, and readers who speak to it as a browser does, without one."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from websockets.sync.client import ClientConnection, connect

from pora.config import ROOT

COOKIE_SECRET = secrets.token_hex(32)
XSRF = "_streamlit_xsrf"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_secrets(path: Path, provider_port: int, origin: str = "http://127.0.0.1:{port}") -> Path:
    """`origin` is where readers come; the port is filled in by Streamlit."""
    path.write_text(
        "[auth]\n"
        f'redirect_uri = "{origin}/oauth2callback"\n'
        f'cookie_secret = "{COOKIE_SECRET}"\n'
        'client_id = "pora"\n'
        f'client_secret = "{secrets.token_hex(16)}"\n'
        f'server_metadata_url = "http://127.0.0.1:{provider_port}/.well-known/openid-configuration"\n'
        'client_kwargs = { code_challenge_method = "S256" }\n'
    )
    return path


@contextmanager
def run_process(arguments: list[str], address: str, path: str, environment: Mapping[str, str]) -> Iterator[str]:
    """A Python process that serves on the address, from its first answer on."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{address}{path}", timeout=5):  # noqa: S310 - loopback
                break
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        assert process.returncode is None, f"ended with code {process.returncode}"
        yield address
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def run_dashboard(data_dir: Path, secrets_file: Path) -> Iterator[str]:
    port = free_port()
    options = ["--server.port", str(port), "--secrets.files", str(secrets_file)]
    arguments = ["-m", "streamlit", "run", "dashboard.py", *options]
    with run_process(arguments, f"http://127.0.0.1:{port}", "/_stcore/health", {"PORA_DATA_DIR": str(data_dir)}) as it:
        yield it


@contextmanager
def run_provider(port: int, seconds: int = 3600) -> Iterator[str]:
    arguments = ["-W", "ignore", "tests/provider.py", str(port), str(seconds)]
    with run_process(arguments, f"http://127.0.0.1:{port}", "/jwks", {}) as it:
        yield it


def make_claims(address: str, user: str, **other: object) -> dict[str, object]:
    """What Streamlit keeps in its cookie of a sign-in."""
    now = int(time.time())
    usual = {"email": user, "email_verified": True, "iat": now, "exp": now + 3600, "sub": user}
    return usual | {"origin": address, "is_logged_in": True, "provider": "default"} | other


@dataclass
class Run:
    """What one run of the script sent to the browser."""

    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """Of the pages that the browser is told of at last, but for hidden ones; the first has no name there."""
        told = [message.navigation.app_pages for message in self.messages if message.HasField("navigation")]
        pages = told[-1] if told else []
        return [page.url_pathname or "ringkasan" for page in pages if not page.is_hidden]

    @property
    def elements(self) -> list[tuple[str, str]]:
        """Kind and words of every element in the body."""
        found = []
        for message in self.messages:
            if message.delta.HasField("new_element"):
                kind = message.delta.new_element.WhichOneof("type")
                element = getattr(message.delta.new_element, kind)
                words = getattr(element, "body", "") or getattr(element, "label", "")
                found.append((kind, "<style>" if words.startswith("<style>") else words))
        return found

    @property
    def words(self) -> str:
        return "\n".join(words for _kind, words in self.elements)

    @property
    def download_ids(self) -> list[str]:
        ids = [m.delta.new_element.download_button.deferred_file_id for m in self.messages]
        return [one for one in ids if one]

    @property
    def fragment_id(self) -> str:
        """Of the page's body."""
        return next(m.delta.fragment_id for m in self.messages if m.delta.fragment_id)

    @property
    def raw(self) -> bytes:
        return b"".join(message.SerializeToString() for message in self.messages)


class Reader:
    """One tab of a browser."""

    def __init__(
        self, connection: ClientConnection, address: str, cookies: Mapping[str, str], session_id: str = ""
    ) -> None:
        self._connection, self._address, self._cookies, self.session_id = connection, address, cookies, session_id

    def open(self, path: str) -> Run:
        """By the address, as from a link."""
        message = BackMsg()
        parts = urlsplit(path)
        message.rerun_script.query_string = parts.query
        message.rerun_script.page_name = parts.path
        message.rerun_script.context_info.url = f"{self._address}/{path}"
        return self._run(message)

    def run_body(self, fragment_id: str, path: str) -> Run:
        """The body of the page again, as after a change of a widget in it, which changes the address."""
        message = BackMsg()
        parts = urlsplit(path)
        message.rerun_script.fragment_id = fragment_id
        message.rerun_script.query_string = parts.query
        message.rerun_script.page_name = parts.path
        message.rerun_script.context_info.url = f"{self._address}/{path}"
        return self._run(message)

    def _run(self, message: BackMsg) -> Run:
        self._connection.send(message.SerializeToString())
        run = Run()
        while not (run.messages and self._is_end(run.messages[-1])):
            run.messages.append(self._receive())
            self.session_id = run.messages[-1].new_session.initialize.session_id or self.session_id
        return run

    @staticmethod
    def _is_end(message: ForwardMsg) -> bool:
        return (
            message.WhichOneof("type") == "script_finished"
            and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        )

    def _receive(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(bytes(self._connection.recv(timeout=60)))
        return message

    def download(self, file_id: str) -> bytes | None:
        """A click on a download button; None where no file is given."""
        path = self.ask_for_file(file_id)
        if not path:
            return None
        status, content = self.ask(path)
        assert status == 200
        return content

    def ask_for_file(self, file_id: str) -> str:
        """Has the file made: where it then lies; empty where none is made."""
        message = BackMsg()
        message.backend_operation_request.session_id = self.session_id
        message.backend_operation_request.deferred_file.file_id = file_id
        self._connection.send(message.SerializeToString())
        while True:
            answer = self._receive()
            if answer.WhichOneof("type") == "backend_operation_response":
                return str(answer.backend_operation_response.deferred_file.url)

    def upload(self, name: str, content: bytes = b"x") -> int:
        """Sends a file as the upload page does, whatever page is open; the status."""
        edge = secrets.token_hex(8)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "X-Xsrftoken": self._cookies[XSRF]}
        path = f"/_stcore/upload_file/{self.session_id}/{secrets.token_hex(8)}"
        return self.ask(path, "PUT", head.encode() + content + f"\r\n--{edge}--\r\n".encode(), headers)[0]

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """What the same browser gets beside the page."""
        try:
            with self._send(path, method, body, headers or {}) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def read_headers(self, path: str) -> dict[str, str]:
        """Of an answer, by their names in lower case."""
        with self._send(path, "GET", None, {}) as answer:
            return {name.lower(): value for name, value in answer.headers.items()}

    def _send(self, path: str, method: str, body: bytes | None, headers: Mapping[str, str]) -> Any:
        all_headers = {"Cookie": join_cookies(self._cookies), **headers}
        request = urllib.request.Request(self._address + path, body, all_headers, method=method)  # noqa: S310 - loopback
        return urllib.request.urlopen(request, timeout=60)  # noqa: S310 - loopback


def join_cookies(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@contextmanager
def visit(address: str, claims: Mapping[str, object] | None, session_id: str = "", **more: str) -> Iterator[Reader]:
    """A reader with this sign-in, or with none, and with more cookies; `session_id` is that of a page whose connection
    broke."""
    token = generate_xsrf_token_string()
    cookies = {XSRF: token, **more}
    if claims is not None:
        signed = create_signed_value(COOKIE_SECRET, "_streamlit_user", json.dumps(dict(claims)))
        cookies["_streamlit_user"] = signed.decode()
    with connect(
        f"{address.replace('http', 'ws')}/_stcore/stream",
        origin=address,  # type: ignore[arg-type]
        subprotocols=["streamlit", token, *([session_id] if session_id else [])],  # type: ignore[list-item]
        additional_headers={"Cookie": join_cookies(cookies)},
        max_size=None,
    ) as connection:
        yield Reader(connection, address, cookies, session_id)
