"""Data folders that several promises are proven on."""

from __future__ import annotations

from tests.promises.other_areas import nation, nation_data, yogya, yogya_data  # noqa: F401 - fixtures
from tests.promises.scope_data import snapshot  # noqa: F401 - a fixture
from tests.promises.twins import twins  # noqa: F401 - a fixture
