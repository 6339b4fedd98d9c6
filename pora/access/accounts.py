"""Who may come in: the allow-list `access.csv` in the data folder, and what a sign-in must say to match it.

Promise: role and areas come from the list alone, never from the provider. The list is looked at again at every use,
so whoever is taken out has no access from then on. One wrong line and nobody comes in: it could be about anyone.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

from pora import paths
from pora.access import audit
from pora.access.roles import ANALIS, KEPALA, PETUGAS, ROLES, Account
from pora.access.sessions import SignIn, is_ended, is_lasting, is_locked
from pora.errors import PoraError, UsageError
from pora.locale import _
from pora.reference.csv_rows import CsvRow, file_stamp, read_csv_rows
from pora.reference.office_files import office_file_version
from pora.reference.offices import read_offices
from pora.reference.places import is_desa, is_place, place_level
from pora.reference.spelling import shorten
from pora.schema import NASIONAL, PROVINSI

ACCOUNT_COLUMNS = ("user", "role", "areas", "valid_until")
# Why someone has no account: not signed in; signed in too long ago; not used for too long; ended by an admin; an
# address that the provider did not verify; not in the list, or no longer; the list can't be read, or the dashboard is
# not set up; what happens can't be logged.
STRANGER, EXPIRED, LOCKED, ENDED = "stranger", "expired", "locked", "ended"
UNVERIFIED, UNLISTED, CLOSED, UNLOGGED = "unverified", "unlisted", "closed", "unlogged"

ASK_AGAIN_SECONDS = 10.0
_failures: dict[Path, tuple[float, PoraError]] = {}  # of a log: when, in seconds of a clock that nobody sets, and how
_ADDRESS = re.compile(r"[\w.!#$%&'*+=?^`{|}~-]+@[\w.-]+", re.ASCII)  # other letters could look alike


@dataclass(frozen=True)
class Visitor:
    """Who stands at the door: an account, or why there is none. `user` is the address, once it is certain; `sign_in` is
    the session of an account."""

    account: Account | None = None
    refusal: str = ""
    user: str = ""
    sign_in: SignIn | None = None


def judge_claims(claims: Mapping[str, object], now: dt.datetime) -> Visitor:
    """What the provider says of a reader (st.user), against the list. Anything missing counts as no."""
    if claims.get("is_logged_in") is not True:
        return Visitor(refusal=STRANGER)
    signed_in_at, ends_at = claims.get("iat"), claims.get("exp")
    if not (_is_moment(signed_in_at) and _is_moment(ends_at) and is_lasting(signed_in_at, ends_at, now)):
        return Visitor(refusal=EXPIRED)
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        return Visitor(refusal=UNVERIFIED)
    return _judge_sign_in(SignIn(address.lower(), signed_in_at), now)


def _is_moment(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _judge_sign_in(sign_in: SignIn, now: dt.datetime) -> Visitor:
    try:
        account = find_account(sign_in.user, now.astimezone().date())
        refusal = ENDED if is_ended(sign_in) else LOCKED if is_locked(sign_in, now) else ""
    except UsageError as error:
        tell_operator(str(error))
        return Visitor(refusal=CLOSED, user=sign_in.user)
    except PoraError as error:
        tell_operator(str(error))
        return Visitor(refusal=UNLOGGED, user=sign_in.user)
    if account is None:
        return Visitor(refusal=UNLISTED, user=sign_in.user)
    return Visitor(refusal=refusal, user=sign_in.user) if refusal else Visitor(account, "", sign_in.user, sign_in)


@lru_cache(maxsize=1)  # open pages ask every few seconds
def tell_operator(problem: str) -> None:
    logging.getLogger("pora").error("Nobody can sign in: %s", problem)


def find_account(user: str, today: dt.date) -> Account | None:
    """The account of an address in lower case; None for one that is not in the list, or was until a day gone by."""
    account = read_accounts().get(user)
    return account if account and today <= (account.valid_until or dt.date.max) else None


def read_accounts() -> Mapping[str, Account]:
    """Every account by its address in lower case. Raises UsageError that names the line and what to do, PoraError
    where a change of rights can't be logged."""
    path = paths.access_list()
    if not (stamp := file_stamp(path)):
        message = _("Daftar akses {file} tidak dapat dibaca. Buat berkas itu; caranya ada di {guide}.")
        raise UsageError(message.format(file=path, guide="docs/sign-in.md"))
    return _read(path, stamp, office_file_version())


@lru_cache(maxsize=1)
def _read(path: Path, _stamp: object, _offices: object) -> Mapping[str, Account]:
    accounts: dict[str, Account] = {}
    for row in read_csv_rows(path, ACCOUNT_COLUMNS):
        account = _make_account(row)
        if account.user in accounts:
            raise row.error(_("{user} sudah ada di atas. Satu orang, satu baris.").format(user=account.user))
        accounts[account.user] = account
    _log_changes(accounts)
    return accounts


def _log_changes(accounts: Mapping[str, Account]) -> None:
    """What is not yet in the log of rights: who was added, changed, taken out. A log that failed is asked again after
    some seconds only: while it is locked, asking takes seconds, in which the server answers nobody."""
    failed_at, failure = _failures.get(paths.audit(), (-ASK_AGAIN_SECONDS, None))
    if failure and time.monotonic() - failed_at < ASK_AGAIN_SECONDS:
        raise failure
    try:
        _log_each_change(accounts)
    except PoraError as error:
        _failures[paths.audit()] = time.monotonic(), error
        raise


def _log_each_change(accounts: Mapping[str, Account]) -> None:
    logged = {one.user: one.facts for one in audit.read_events(event=audit.RIGHTS)}
    now = {user: _describe_rights(account) for user, account in accounts.items()}
    for user in {**logged, **now}:
        rights = now.get(user, {"role": None})
        if logged.get(user, {"role": None}) != rights:
            audit.record_change(audit.RIGHTS, user, **rights)


def _describe_rights(account: Account) -> dict[str, str | int | None]:
    ends = account.valid_until.isoformat() if account.valid_until else None
    areas = ";".join(sorted(account.areas)) if account.areas is not None else None
    return {"role": account.role, "areas": areas, "valid_until": ends}


def _make_account(row: CsvRow) -> Account:
    user, role = row["user"], row["role"]
    if not _ADDRESS.fullmatch(user):
        raise row.error(_("'{text}' bukan alamat surel.").format(text=shorten(user)))
    if role not in ROLES:
        message = _("peran '{role}' tidak dikenal. Pilih: {roles}.")
        raise row.error(message.format(role=shorten(role), roles=", ".join(ROLES)))
    return Account(user.lower(), role, _read_areas(row), row.day("valid_until"))


def _read_areas(row: CsvRow) -> frozenset[str] | None:
    """None is everything, which these three roles can't have."""
    areas = [code.strip() for code in row["areas"].split(";")] if row["areas"] else []
    if unknown := [code for code in areas if not is_place(code)]:
        message = _("wilayah '{code}' tidak dikenal. Tulis kode seperti 33.19, 33.19.03.2006 atau kanim-pemalang.")
        raise row.error(message.format(code=shorten(unknown[0])))
    if row["role"] == PETUGAS and (not areas or not set(areas) <= set(read_offices())):
        raise row.error(_("petugas harus punya kode kantor di kolom areas."))
    if row["role"] == KEPALA and (not areas or not all(map(_is_head_of, areas))):
        message = _("kepala harus punya kode kantor di kolom areas; kepala kantor wilayah menulis kode provinsinya.")
        raise row.error(message)
    if row["role"] == ANALIS and not areas:
        raise row.error(_("analis harus punya kode wilayah di kolom areas."))
    if ROLES[row["role"]].version == "public" and any(map(is_desa, areas)):
        raise row.error(_("versi publik tidak memuat angka per desa/kelurahan; beri kode kecamatan atau peran lain."))
    return frozenset(areas) or None


def _is_head_of(code: str) -> bool:
    """Whether months of offices can be approved for a code: an office, a province, the country."""
    return code in read_offices() or place_level(code) in (NASIONAL, PROVINSI)
