"""Who may see what. Every query takes a Scope; there is no way to ask without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Version = Literal["exact", "public"]

# What a role sees of the counts. Whoever presents shows the public form: a hall is no cleared circle.
PENYAJI = "penyaji"
ROLES: Mapping[str, Version] = {
    "pimpinan": "exact",
    "analis": "exact",
    PENYAJI: "public",
    "petugas": "exact",
    "admin": "exact",
}


@dataclass(frozen=True)
class Scope:
    """What a reader may see: the exact figures, or the version made for everyone else."""

    version: Version


def local_scope() -> Scope:
    """The scope of whoever sits at this machine: the dashboard listens on the loopback address only."""
    return Scope("exact")


def scope_of(role: str) -> Scope:
    """The scope of one of ROLES."""
    return Scope(ROLES[role])
