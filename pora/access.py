"""Who may see what. Every query takes a Scope; there is no way to ask without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Scope:
    """What a reader may see: the exact figures, or the version made for everyone else."""

    version: Literal["exact", "public"]


def local_scope() -> Scope:
    """The scope of whoever sits at this machine: the dashboard listens on the loopback address only."""
    return Scope("exact")
