"""Three dashboards behind nginx share a data folder and a PostgreSQL: one dies, a snapshot is published meanwhile, and
every reader goes on with the view that their link names."""

from __future__ import annotations

import datetime as dt
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import load
from websockets.exceptions import ConnectionClosed

from pora import paths
from pora.access.audit import SIGN_IN, read_events
from pora.access.audit_chain import verify_chain
from pora.access.sessions import list_sessions
from pora.config import ROOT
from pora.deck.agenda import make_agenda
from pora.deck.store import load_agenda, save_agenda
from pora.warehouse.snapshots import require_current
from tests.deploy.test_nginx import NGINX, is_open
from tests.visits import Reader, free_port, make_claims, visit, write_secrets

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not NGINX, reason="nginx is not installed")]
PROCESSES, READERS = 3, 6
VIEW = "ringkasan?wilayah=33.19&periode=2024-03"
SNAPSHOT_ID = re.compile(rb"\d{8}-\d{6}-[0-9a-f]{4}")


@dataclass(frozen=True)
class Replicas:
    """The address of nginx, and the processes behind it by their ports."""

    address: str
    processes: dict[int, subprocess.Popen[bytes]]

    def count_pages(self, port: int) -> int:
        """Pages that a process holds open for accounts, as it says itself."""
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:  # noqa: S310 - loopback
            (number,) = re.findall(r'^pora_open_pages\{reader="account"\} (\d+)', answer.read().decode(), re.M)
        return int(number)

    def list_busy(self) -> list[int]:
        """Ports of the processes that hold pages."""
        return [port for port, one in self.processes.items() if one.poll() is None and self.count_pages(port)]


def write_configuration(folder: Path, port: int, backends: list[int]) -> Path:
    """The project's file before several processes, without encryption, which test_nginx.py has."""
    text = (ROOT / "deploy" / "nginx" / "pora.conf").read_text("utf-8")
    servers = "\n    ".join(f"server 127.0.0.1:{one};" for one in backends)
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.S)
    text = re.sub(r"\n    (ssl_|listen \[).*", "", text)
    for old, new in {
        "server 127.0.0.1:8501;": servers,
        "listen 443 ssl http2": f"listen 127.0.0.1:{port}",
        "Host $host;": "Host $http_host;",  # with its port, which is not the usual one here
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "pora.conf").write_text(text, "utf-8")
    kinds = ("proxy", "client_body", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}include {folder}/pora.conf; }}\n"
    )
    return main


@contextmanager
def run_replicas(folder: Path, processes: int = PROCESSES) -> Iterator[Replicas]:
    """On the data folder and the database of the settings."""
    port, backends = free_port(), [free_port() for _number in range(processes)]
    address = f"http://127.0.0.1:{port}"
    secrets = write_secrets(folder / "secrets.toml", 9, address)
    main = write_configuration(folder, port, backends)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as stack:
        running = {}
        for backend in backends:
            options = ["--server.port", str(backend), "--secrets.files", str(secrets)]
            command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
            running[backend] = stack.enter_context(subprocess.Popen(command, cwd=ROOT, **quiet))
            stack.callback(running[backend].kill)
        nginx = stack.enter_context(subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(main)], **quiet))
        stack.callback(nginx.terminate)
        for one, process in running.items():
            while not is_healthy(one):
                with suppress(subprocess.TimeoutExpired):
                    pytest.fail(f"a dashboard ended with {process.wait(0.1)} before it answered")
        while not is_open(port):
            assert nginx.poll() is None
        yield Replicas(address, running)


def is_healthy(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=60):  # noqa: S310
        return True
    return False


@pytest.fixture
def replicas(database: str, kudus: Path, tmp_path: Path) -> Iterator[Replicas]:
    rows = "".join(f"reader{number}@example.org,admin,,\n" for number in range(READERS))
    (kudus / "access.csv").write_text(f"user,role,areas,valid_until\n{rows}", "utf-8")
    with run_replicas(tmp_path) as found:
        yield found


def look(reader: Reader) -> tuple[int, set[str]]:
    """The number in the title of the view, and every snapshot that the page of its trend names."""
    (number,) = re.findall(r"<h1>Kab\. Kudus, Maret 2024: (\d+) orang asing;", reader.open(VIEW).words)
    trend = reader.open(VIEW.replace("ringkasan", "tren"))
    return int(number), {found.decode() for found in SNAPSHOT_ID.findall(trend.raw)}


def test_readers_stay_whole_while_a_snapshot_is_published_and_a_process_dies(
    replicas: Replicas, correction: Path
) -> None:
    files_before = {path.name for path in paths.settings().data_dir.iterdir()}
    former, agenda = require_current(), make_agenda("33.19", "2024-03")
    claims = [make_claims(replicas.address, f"reader{number}@example.org") for number in range(READERS)]
    with ExitStack() as stack:
        readers = [
            stack.enter_context(visit(replicas.address, claims[number], pora_process=f"{number:032x}"))
            for number in range(READERS)
        ]
        for reader in readers:
            assert look(reader) == (48, {former})
        busy = replicas.list_busy()
        assert len(busy) > 1  # of the cookies of this test, some lead elsewhere
        assert sum(replicas.count_pages(port) for port in busy) == READERS
        save_agenda("reader0@example.org", agenda)

        # What a page offers is fetched from the process that made it.
        for reader in readers:
            assert download(reader)

        # A publication in the middle is on all of them at the next click.
        assert load(correction, replace=True).loaded
        new = require_current()
        for reader in readers:
            assert look(reader) == (50, {new})

        # One process is killed: its readers come back by their link, on another one, and nobody signs in again.
        killed = busy[0]
        replicas.processes[killed].send_signal(signal.SIGKILL)
        replicas.processes[killed].wait()
        lost = [number for number, reader in enumerate(readers) if is_lost(reader)]
        assert lost
        for number in lost:
            again = visit(replicas.address, claims[number], pora_process=f"{number:032x}")
            readers[number] = stack.enter_context(again)
        for reader in readers:
            assert (look(reader), download(reader)) == ((50, {new}), True)
        assert sum(replicas.count_pages(port) for port in replicas.list_busy()) == READERS

    # Nothing is lost, and nothing of it was written into the folder.
    assert load_agenda("reader0@example.org", area_code="33.19", period="2024-03") == agenda
    assert verify_chain({}).problems == ()
    users = {f"reader{number}@example.org" for number in range(READERS)}
    assert {one.user for one in read_events(event=SIGN_IN)} == users
    assert {sign_in.user for sign_in, _used_at in list_sessions(dt.datetime.now(dt.UTC))} == users
    assert {path.name for path in paths.settings().data_dir.iterdir()} - files_before <= {"cache"}


def download(reader: Reader) -> bool:
    """A file that the page Data offers, made and fetched."""
    return bool(reader.download(reader.open("data?wilayah=33.19").download_ids[0]))


def is_lost(reader: Reader) -> bool:
    try:
        reader.open(VIEW)
    except ConnectionClosed:
        return True
    return False
