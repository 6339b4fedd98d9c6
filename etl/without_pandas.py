"""DuckDB imports pandas and NumPy at the first bound value or Arrow table, to know their empty values: 0.25 and 0.1 s
of CPU and 45 MB of every command, had it a frame or not. Inside of this it finds none, and does without.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Refusal(MetaPathFinder):
    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def find_spec(self, name: str, *_rest: object) -> None:
        if name in self._names:
            raise ModuleNotFoundError(name, name=name)


@contextmanager
def leave_pandas_out(with_numpy: bool = False) -> Iterator[None]:
    """For what makes no frame: whoever imports pandas inside gets a ModuleNotFoundError. Where it was imported before,
    it stays. The same of NumPy `with_numpy`, for what protects no counts."""
    refusal = _Refusal(("pandas", "numpy") if with_numpy else ("pandas",))
    sys.meta_path.insert(0, refusal)
    try:
        yield
    finally:
        sys.meta_path.remove(refusal)
