"""The version of the product, as CHANGELOG.md tells what is in it."""

from __future__ import annotations

import tomllib
from functools import cache

from pora.config import ROOT


@cache
def read_version() -> str:
    """As pyproject.toml has it: 0.2.0."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
