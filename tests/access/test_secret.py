"""The secret of the installation is made once, whoever needs it first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pora import paths
from pora.access import secret
from pora.access.secret import read_secret

OWN, OTHER = b"o" * 32, b"a" * 32


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(secret, "make_secret", lambda: OWN)


def list_files() -> list[str]:
    return [path.name for path in paths.protection_secret().parent.iterdir()]


def test_it_is_made_once_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_secret() == OWN
    monkeypatch.setattr(secret, "make_secret", lambda: OTHER)
    assert read_secret() == OWN
    assert list_files() == [paths.protection_secret().name]


def test_of_two_processes_that_need_it_first_the_quicker_one_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def make_beside_another_process() -> bytes:
        paths.protection_secret().write_bytes(OTHER)
        return OWN

    monkeypatch.setattr(secret, "make_secret", make_beside_another_process)
    assert read_secret() == OTHER
    assert list_files() == [paths.protection_secret().name]


def test_where_files_can_not_be_linked_it_is_made_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError("no links")

    monkeypatch.setattr(os, "link", refuse)
    assert read_secret() == OWN
    assert list_files() == [paths.protection_secret().name]
