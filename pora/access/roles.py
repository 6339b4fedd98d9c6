"""Who may see what. Every query takes a Scope; there is no way to ask without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pora.reference.places import is_desa
from pora.schema import NATION

Version = Literal["exact", "public"]

PIMPINAN, KEPALA, ANALIS, PENYAJI, PETUGAS, ADMIN = "pimpinan", "kepala", "analis", "penyaji", "petugas", "admin"
LOCAL_USER = "lokal"

_OF_DESA = ("peta", "tren", "data", "panduan", "sumber")
_LEADING = ("ringkasan", "peta", "tren", "pengungsi", "penindakan", "tim_pora")


@dataclass(frozen=True)
class Role:
    """What comes with a role: the version of the figures, the pages by the names in their addresses, and what may be
    done. Whoever presents sees the public form: a hall is no cleared circle."""

    version: Version
    pages: tuple[str, ...]
    may_export: bool = False
    may_upload: bool = False
    may_follow_up: bool = False
    may_approve: bool = False
    may_set_template: bool = False


ROLES: Mapping[str, Role] = {
    PIMPINAN: Role("exact", (*_LEADING, "paparan", "mutu", "panduan", "sumber")),
    KEPALA: Role(
        "exact",
        (*_LEADING, "paparan", "mutu", "panduan", "sumber"),
        may_follow_up=True,
        may_approve=True,
    ),
    ANALIS: Role("exact", (*_LEADING, "data", "mutu", "panduan", "sumber"), may_export=True),
    PENYAJI: Role("public", (*_LEADING, "paparan", "panduan", "sumber"), may_set_template=True),
    PETUGAS: Role("exact", ("unggah", "tim_pora", "mutu", "panduan", "sumber"), may_upload=True, may_follow_up=True),
    ADMIN: Role(
        "exact", (*_LEADING, "paparan", "data", "unggah", "mutu", "panduan", "sumber"), True, True, True, True, True
    ),
}


@dataclass(frozen=True)
class Scope:
    """What a reader may see: the exact figures or the version made for everyone else, of all areas or of these places
    (pora/reference/places.py) and what lies in them."""

    version: Version
    areas: frozenset[str] | None = None

    @property
    def limits(self) -> frozenset[str] | None:
        """The places that a reader is kept to; None for who has all, or the whole country."""
        return None if self.areas is None or NATION in self.areas else self.areas


@dataclass(frozen=True)
class Account:
    """Someone who may come in. `areas` None is all of them; `valid_until` is the last day, None for no end."""

    user: str
    role: str
    areas: frozenset[str] | None = None
    valid_until: dt.date | None = None

    @property
    def scope(self) -> Scope:
        return Scope(ROLES[self.role].version, self.areas)

    @property
    def pages(self) -> tuple[str, ...]:
        """Those of the role; of whoever has desa alone those that tell of a desa."""
        pages = ROLES[self.role].pages
        has_wider = not self.areas or any(not is_desa(code) for code in self.areas)
        return pages if has_wider else tuple(page for page in pages if page in _OF_DESA)

    @property
    def may_export(self) -> bool:
        return ROLES[self.role].may_export

    @property
    def may_upload(self) -> bool:
        return ROLES[self.role].may_upload

    @property
    def may_follow_up(self) -> bool:
        """Whether they may write down what a meeting agreed, and what became of it."""
        return ROLES[self.role].may_follow_up

    @property
    def may_approve(self) -> bool:
        """Whether they may check, approve and open again the months of their offices."""
        return ROLES[self.role].may_approve

    @property
    def may_set_template(self) -> bool:
        """Whether they may put the office's own slides in place, for everyone: who is kept to some areas may not."""
        return ROLES[self.role].may_set_template and self.scope.limits is None


# Whoever sits at this machine: the dashboard then listens on the loopback address only.
LOCAL = Account(LOCAL_USER, ADMIN)


def local_scope() -> Scope:
    """The scope of commands, which run with the rights of the data folder."""
    return LOCAL.scope


def scope_of(role: str) -> Scope:
    """What a role sees of all areas."""
    return Scope(ROLES[role].version)
