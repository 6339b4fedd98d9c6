"""A dashboard whose audit log can't be written lets nobody in and says so; once it can, all goes on."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pora import paths
from pora.access.roles import ROLES
from tests.promises.test_rights import LIST
from tests.visits import make_claims, run_dashboard, visit, write_secrets

pytestmark = pytest.mark.browser  # starts the dashboard as a process

SHUT = "Dasbor sedang ditutup karena catatan audit tidak dapat ditulis. Beri tahu pengelola dasbor."
OUTSIDE = "Halaman ini hanya untuk petugas yang terdaftar."


def read_pages(address: str, user: str | None) -> str:
    """The words of the first screen of a new tab."""
    with visit(address, make_claims(address, f"{user}@example.org") if user else None) as reader:
        return reader.open("").words


def test_nobody_comes_in_while_the_log_is_broken_and_each_is_told_so(
    kudus_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(kudus_data, data, ignore=shutil.ignore_patterns("*.lock"))
    (data / "access.csv").write_text(LIST)
    monkeypatch.setenv("PORA_DATA_DIR", str(data))
    with run_dashboard(data, write_secrets(tmp_path / "secrets.toml", 9)) as address:
        with visit(address, make_claims(address, "analis@example.org")) as reader:
            file_id = reader.open("data?wilayah=33.19").download_ids[0]
            log = paths.audit().read_bytes()
            for path in paths.audit().parent.iterdir():
                path.unlink()
            paths.audit().write_bytes(b"no database " * 1000)
            assert reader.ask_for_file(file_id) == ""
            assert "Catatan audit tidak dapat dipakai" in reader.open("peta?wilayah=33.19").words
        for role in ROLES:
            assert SHUT in read_pages(address, role), role
        assert SHUT in read_pages(address, "siapa")  # whom the provider knows and the list does not
        assert OUTSIDE in read_pages(address, None)
        paths.audit().write_bytes(log)
        with closing(sqlite3.connect(paths.audit())) as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        for role in ROLES:
            assert SHUT not in read_pages(address, role), role
