"""`make quick` leaves out what is known to take long here, and nothing else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import quick


def test_what_took_long_here_is_left_out_and_what_never_ran_here_is_not() -> None:
    kept, left_out = {"pora/seconds": {"a": 0.4, "b": 0.6}}, []
    hook = SimpleNamespace(pytest_deselected=lambda items: left_out.extend(items))
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in "abc"]
    quick.leave_out_slow(SimpleNamespace(cache=kept, hook=hook), items)  # type: ignore[arg-type]
    assert ([one.nodeid for one in items], [one.nodeid for one in left_out]) == (["a", "c"], ["b"])
