"""nginx takes the configuration, and what goes through it: websockets, limits, the reader's own address, TLS."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from pora.config import ROOT
from tests.certificates import write_certificate
from tests.visits import free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not installed")
HOST = "pora.example.org"


async def answer_headers(request: Request) -> Response:
    return JSONResponse(dict(request.headers), headers={"Cache-Control": "public, immutable"})


async def take_upload(request: Request) -> Response:
    return JSONResponse(len(await request.body()))


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


def serve_backend() -> tuple[uvicorn.Server, socket.socket]:
    routes = [
        Route("/headers", answer_headers),
        Route("/metrics", answer_headers),
        Route("/_stcore/upload_file/x", take_upload, methods=["PUT"]),
        WebSocketRoute("/_stcore/stream", echo),
    ]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off"))
    return server, socket.create_server(("127.0.0.1", 0))


def write_configuration(folder: Path, backend: int, https: int, plain: int) -> Path:
    """The project's file with other places and ports, in an nginx of one's own."""
    text = (ROOT / "deploy" / "nginx" / "pora.conf").read_text("utf-8")
    changes = {
        "/etc/pora/tls": str(folder),
        "127.0.0.1:8501": f"127.0.0.1:{backend}",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 443": f"listen 127.0.0.1:{https}",
        "listen 80": f"listen 127.0.0.1:{plain}",
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "pora.conf").write_text(text, "utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("proxy", "client_body", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}include {folder}/pora.conf; }}\n"
    )
    return main


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """nginx before a small app: its ports for https and http."""
    folder, https, plain = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    write_certificate(folder / "fullchain.pem", folder / "privkey.pem", HOST)
    backend, listening = serve_backend()
    thread = threading.Thread(target=backend.run, args=([listening],))
    thread.start()
    main = write_configuration(folder, listening.getsockname()[1], https, plain)
    command = [str(NGINX), "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(main)]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr.replace('the "user" directive', "")
    with subprocess.Popen(command) as nginx:
        while nginx.poll() is None and not is_open(https):
            pass
        yield https, plain
        nginx.terminate()
    backend.should_exit = True
    thread.join()
    listening.close()


def is_open(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def trust_anyone() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def ask(ports: tuple[int, int]) -> Ask:
    def ask(method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPSConnection("127.0.0.1", ports[0], context=trust_anyone(), timeout=30)
        connection.request(method, path, body, {"Host": HOST, **headers})
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    return ask


def test_the_dashboard_gets_the_readers_address_and_not_what_they_say_it_is(ask: Ask) -> None:
    status, headers, body = ask("GET", "/headers", **{"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "http"})
    told = json.loads(body)
    assert (status, told["host"], told["x-forwarded-for"], told["x-forwarded-proto"]) == (
        200,
        HOST,
        "127.0.0.1",
        "https",
    )
    assert (headers["cache-control"], headers["strict-transport-security"]) == ("public, immutable", "max-age=31536000")
    assert "server" not in headers or "/" not in headers["server"]


def test_a_websocket_goes_through(ports: tuple[int, int]) -> None:
    line = socket.create_connection(("127.0.0.1", ports[0]))
    with connect(f"wss://{HOST}/_stcore/stream", sock=line, ssl=trust_anyone(), proxy=None) as page:
        page.send("48")
        assert page.recv() == "48"


@pytest.mark.parametrize(("megabytes", "status"), [(20, 200), (22, 413)])
def test_a_file_of_20_mb_goes_through_and_a_larger_one_does_not(ask: Ask, megabytes: int, status: int) -> None:
    assert ask("PUT", "/_stcore/upload_file/x", bytes(megabytes << 20))[0] == status


def test_a_browser_gets_a_cookie_of_its_process_once(ask: Ask) -> None:
    cookies = [ask("GET", "/headers")[1]["set-cookie"] for _time in range(2)]
    parts = [cookie.partition("; ") for cookie in cookies]
    assert {part[2] for part in parts} == {"Path=/; HttpOnly; Secure; SameSite=Lax"}
    assert len({part[0] for part in parts}) == 2
    assert "set-cookie" not in ask("GET", "/headers", Cookie=parts[0][0])[1]


def test_readers_get_no_metrics(ask: Ask) -> None:
    assert ask("GET", "/metrics")[0] == 404


def test_an_open_line_leads_to_the_encrypted_one(ports: tuple[int, int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", ports[1], timeout=30)
    connection.request("GET", "/?wilayah=33.19", headers={"Host": HOST})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("location")) == (301, f"https://{HOST}/?wilayah=33.19")
    connection.close()
