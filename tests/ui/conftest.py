"""What tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pora.access.roles import Scope
from tests.readers import forget, read_as


@pytest.fixture
def exact_reader(on_built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody who may see all looks at the built data."""
    forget()
    read_as(Scope("exact"), monkeypatch)
    yield
    forget()
