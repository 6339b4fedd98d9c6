"""Looks at what an operator may change meanwhile."""

import pytest

from pora.config import settings
from pora.errors import UsageError
from pora.looks import looked_at_once, one_look


def test_outside_of_a_run_every_use_looks_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_LANG", "en")
    found = [settings().lang]
    monkeypatch.setenv("PORA_LANG", "id")
    assert [*found, settings().lang] == ["en", "id"]


def test_a_run_keeps_to_its_first_look_and_the_next_run_has_one_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for lang, later in (("en", "id"), ("id", "en")):
        monkeypatch.setenv("PORA_LANG", lang)
        with one_look():
            found.append(settings().lang)
            monkeypatch.setenv("PORA_LANG", later)
            with one_look():  # the body of a page in the run of the page
                found.append(settings().lang)
            found.append(settings().lang)
    assert found == ["en"] * 3 + ["id"] * 3


def test_a_look_that_fails_is_tried_again_in_the_same_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_LANG", "fr")
    with one_look():
        with pytest.raises(UsageError, match="PORA_LANG"):
            settings()
        monkeypatch.setenv("PORA_LANG", "en")
        assert settings().lang == "en"


def test_functions_do_not_share_what_they_saw() -> None:
    one, two = looked_at_once(lambda: 1), looked_at_once(lambda: 2)
    with one_look():
        assert (one(), two(), one()) == (1, 2, 1)
