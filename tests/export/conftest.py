"""A deck as PPTX, written once for all tests of it."""

from __future__ import annotations

import pytest

from tests.decks import make_example_deck
from tests.export.decks_as_pptx import make_hard_deck, write


@pytest.fixture(scope="session")
def example() -> bytes:
    return write(make_example_deck())


@pytest.fixture(scope="session", params=["example", "hard"])
def package(request: pytest.FixtureRequest) -> bytes:
    return write(make_example_deck() if request.param == "example" else make_hard_deck())
