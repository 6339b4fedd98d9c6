"""A database on another machine, as docs/scale.md has it: encrypted, and of no server but the one that is meant."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import PostgresServer, explain_missing, run_postgres

from pora.errors import PoraError
from pora.stores.postgres import open_database
from tests.certificates import write_certificate

pytestmark = pytest.mark.skipif(bool(explain_missing()), reason=explain_missing())


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PostgresServer, Path]]:
    """A server, and the certificate that it shows, which is for its address."""
    with run_postgres() as server:
        shown = [server.folder / name for name in ("server.crt", "server.key")]
        write_certificate(*shown, "127.0.0.1")
        for path in shown:
            shutil.chown(path, server.user)
            path.chmod(0o600)
        with (server.folder / "postgresql.conf").open("a") as settings:
            settings.write("ssl = on\n")
        server.stop()
        server.start()
        yield server, Path(shutil.copy(shown[0], tmp_path_factory.mktemp("trusted")))


def ask(server: PostgresServer, trusted: Path, monkeypatch: pytest.MonkeyPatch, host: str = "127.0.0.1") -> bool:
    """Whether what goes there and back is encrypted."""
    url = server.url("postgres").replace("127.0.0.1", host)
    monkeypatch.setenv("PORA_DATABASE_URL", f"{url}?sslmode=verify-full&sslrootcert={trusted}")
    with open_database() as database:
        ((is_encrypted,),) = database.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchall()
    return bool(is_encrypted)


def test_what_goes_to_a_database_is_encrypted(
    encrypted: tuple[PostgresServer, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(*encrypted, monkeypatch)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_of_another_certificate_or_name_is_refused_in_a_sentence(
    encrypted: tuple[PostgresServer, Path], host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, own = encrypted
    other = tmp_path / "other.crt"
    write_certificate(other, tmp_path / "other.key", "127.0.0.1")
    words = (
        r"^Basis data bersama \(PostgreSQL\) tidak dapat dipakai \(.*(certificate|localhost).*\), jadi ini dibatalkan\."
    )
    with pytest.raises(PoraError, match=words):
        ask(server, own if host == "localhost" else other, monkeypatch, host)
