"""A container may run as a number that has no account: its commands work and are logged under the number."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import NoReturn

import pytest

from etl.doctor.service import judge_sign_in
from pora.access import audit


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("No username set in the environment")])
def test_who_has_no_account_is_logged_by_number(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def no_account() -> NoReturn:
        raise error

    monkeypatch.setattr(getpass, "getuser", no_account)
    assert audit.command_user() == f"uid {os.getuid()} (perintah)"


def test_doctor_looks_for_secrets_of_who_has_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> NoReturn:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert "hanya komputer ini" in judge_sign_in().found_words
