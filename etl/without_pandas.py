"""DuckDB imports pandas at the first bound value or Arrow table, to know its empty values: 0.25 s of CPU and 45 MB of
every command, had it a frame or not. Inside of this it finds none, and does without.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Refusal(MetaPathFinder):
    def find_spec(self, name: str, *_rest: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


@contextmanager
def leave_pandas_out() -> Iterator[None]:
    """For what makes no frame: whoever imports pandas inside gets a ModuleNotFoundError. Where it was imported before,
    it stays."""
    refusal = _Refusal()
    sys.meta_path.insert(0, refusal)
    try:
        yield
    finally:
        sys.meta_path.remove(refusal)
