"""Areas that are outlined on a map: the working areas of the offices in a month, or a group such as eks Karesidenan
Pekalongan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pora.locale import _
from pora.reference.offices import name_office, office_by_kabupaten

_OFFICE = "Kantor Imigrasi "


@dataclass(frozen=True)
class Group:
    """Kabupaten/kota that belong together, to be outlined on a map; a name is written inside them."""

    name: str
    kabupaten_codes: Sequence[str]


def outline_offices(period: str, drawn: Collection[str]) -> tuple[Group, ...]:
    """The offices whose working area in that month (YYYY-MM) is known and drawn, in order of code; `drawn` are codes of
    kabupaten/kota."""
    offices = office_by_kabupaten(period)
    members: dict[str, list[str]] = {}
    for kabupaten_code in sorted(offices):
        members.setdefault(offices[kabupaten_code], []).append(kabupaten_code)
    groups = (make_group(short_office_name(name_office(code)), members[code], drawn) for code in sorted(members))
    return tuple(group for group in groups if group)


def make_group(name: str, kabupaten_codes: Iterable[str], drawn: Collection[str]) -> Group | None:
    """The kabupaten/kota of these that are drawn; None where none is."""
    codes = tuple(code for code in kabupaten_codes if code in drawn)
    return Group(name, codes) if codes else None


def short_office_name(name: str) -> str:
    """Kantor Imigrasi Semarang as Kanim Semarang."""
    return _("Kanim {place}").format(place=name.removeprefix(_OFFICE)) if name.startswith(_OFFICE) else name


def describe_groups(groups: Sequence[Group]) -> str:
    """Which areas are outlined, for those who don't see the map."""
    return _("Garis tebal membatasi: {names}.").format(names=", ".join(one.name for one in groups)) if groups else ""
