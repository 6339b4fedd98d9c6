"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FindingState = Literal["ok", "warning", "error"]
OK: FindingState = "ok"
WARNING: FindingState = "warning"
ERROR: FindingState = "error"


@dataclass(frozen=True)
class Finding:
    """`error`: something does not work; `warning`: it works, and somebody should look. `step` is what to do next."""

    state: FindingState
    found_words: str
    step_words: str = ""
