"""For which offices an account may load files, write down what meetings agreed or approve months, and of which
areas."""

from __future__ import annotations

from collections.abc import Iterable

from pora.access.roles import Account
from pora.errors import AccessError
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.office_files import Office
from pora.reference.offices import kabupaten_of, offices_in, read_office_areas, read_offices
from pora.schema import NATION


def offices_of(account: Account, province_code: str) -> tuple[Office, ...]:
    """The offices of a province, or of the country, that the account may load files for."""
    if not account.may_upload:
        return ()
    return list_held(account, province_code)


def list_held(account: Account, province_code: str) -> tuple[Office, ...]:
    """The offices of a province, or of the country, in the areas of the account."""
    return tuple(one for one in offices_in(province_code) if _holds(account, one))


def kabupaten_for(account: Account, offices: Iterable[str], province_code: str, period: str | None) -> list[str]:
    """The kabupaten/kota of a province, or of the country, that a file of one of the offices can be about: all of them
    for an account of all areas, else where the offices work in the month, or ever worked without one."""
    known = area_index().kabupaten_of(province_code)
    if account.areas is None:
        return list(known)
    codes = list(offices)
    return [code for code in known if any(_covers(office, code, period) for office in codes)]


def _holds(account: Account, office: Office) -> bool:
    return account.areas is None or not account.areas.isdisjoint({office.office_code, office.province_code, NATION})


def require_own_office(account: Account, office_code: str) -> None:
    office = read_offices().get(office_code)
    if not account.may_upload or office is None or not _holds(account, office):
        raise AccessError(_("Akun Anda tidak boleh memuat berkas kantor ini."))


def require_follow_ups(account: Account, office_code: str, area_code: str, province_code: str) -> None:
    """Raises AccessError unless the account may write down what a meeting agreed for an office and a place: the office
    itself, a kabupaten/kota where it ever worked, or what lies in one. An account of all areas may for any place."""
    office = read_offices().get(office_code)
    if not account.may_follow_up or office is None or not _holds(account, office):
        raise AccessError(_("Akun Anda tidak boleh mencatat tindak lanjut kantor ini."))
    known = (office_code, province_code, *kabupaten_for(account, [office_code], province_code, None))
    if area_code not in known and area_code[:5] not in known:
        raise AccessError(_("Wilayah ini di luar wilayah kerja kantor Anda."))


def require_approval(account: Account, office_code: str) -> None:
    """Raises AccessError unless the account may approve the months of an office."""
    office = read_offices().get(office_code)
    if not account.may_approve or office is None or not _holds(account, office):
        raise AccessError(_("Akun Anda tidak boleh mengesahkan laporan kantor ini."))


def require_areas(account: Account, office_code: str, parts: Iterable[tuple[str, str | None, str | None]]) -> None:
    """Raises AccessError where a part of a file (period, code and name of a kabupaten/kota) lies outside the office's
    working area: such a file would replace, and its check would tell, what another office counts. An account of all
    areas may."""
    if account.areas is None:
        return
    outside = {name or code for period, code, name in parts if code and not _covers(office_code, code, period)}
    if outside:
        raise AccessError(
            _("Berkas ini memuat wilayah di luar wilayah kerja kantor Anda: {areas}. Buang barisnya.").format(
                areas=", ".join(sorted(outside))
            )
        )


def _covers(office_code: str, kabupaten_code: str, period: str | None) -> bool:
    """In a month, or ever. Offices without a working area of their own have their province."""
    ever = (one.kabupaten_code for one in read_office_areas() if one.office_code == office_code)
    kabupaten = kabupaten_of(office_code, period) if period else tuple(ever)
    if kabupaten:
        return kabupaten_code in kabupaten
    office = read_offices()[office_code]
    return not office_code.startswith("kanim-") and kabupaten_code.startswith(f"{office.province_code}.")
