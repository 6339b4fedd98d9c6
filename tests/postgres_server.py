"""A PostgreSQL of the run's own: in a temporary folder, on a port of this machine, gone with the run."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from visits import free_port

_FAST = {"fsync": "off", "full_page_writes": "off", "max_connections": "200", "shared_buffers": "32MB"}


def find_program(name: str) -> str:
    """Debian keeps servers out of the path; empty where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ["PATH"]])) or ""


def explain_missing() -> str:
    """Why no test can have a server; empty where it can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install -r requirements.txt"
    return "" if find_program("initdb") else "PostgreSQL is not installed: apt-get install postgresql"


@dataclass
class PostgresServer:
    """`start` and `stop` as often as a test needs; what is in it stays."""

    folder: Path
    port: int
    user: str
    _process: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        settings = {**_FAST, "port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._process = subprocess.Popen(
            [find_program("postgres"), "-D", str(self.folder), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._as_owner(),
        )
        import psycopg

        while True:
            with suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres"), connect_timeout=5):
                return
            with suppress(subprocess.TimeoutExpired):
                raise AssertionError(f"PostgreSQL ended with {self._process.wait(0.05)} before it answered")

    def stop(self) -> None:
        """At once, as in a power cut: connections are broken."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(60)
            self._process = None

    def make_folder(self) -> None:
        program = [find_program("initdb"), "-D", str(self.folder), "-A", "trust", "-U", self.user, "--no-sync"]
        owner = self._as_owner()
        subprocess.run(program, check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, **owner)

    def empty_database(self) -> str:
        """The URL of one without a table; what was in it is gone, since a database of its own takes a test a second."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self.url("postgres")

    def _as_owner(self) -> dict[str, object]:
        """PostgreSQL refuses to run as root."""
        return {} if os.geteuid() else {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}


@contextmanager
def run_postgres() -> Iterator[PostgresServer]:
    user = pwd.getpwuid(os.geteuid()).pw_name if os.geteuid() else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="pora-postgres-"))
    try:
        if not os.geteuid():
            shutil.chown(folder, user)
        server = PostgresServer(folder / "data", free_port(), user)
        server.make_folder()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
