"""Who may come in: the allow-list `access.csv` in the data folder, and what a sign-in must say to match it.

Promise: role and areas come from the list alone, never from the provider. The list is looked at again at every use,
so whoever is taken out has no access from then on. One wrong line and nobody comes in: it could be about anyone.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pora import paths
from pora.access import audit
from pora.access.roles import ANALIS, PETUGAS, ROLES, Account
from pora.errors import UsageError
from pora.locale import _, _n
from pora.reference.office_files import office_file_version
from pora.reference.offices import read_offices
from pora.reference.places import is_place
from pora.reference.spelling import shorten

COLUMNS = ("user", "role", "areas", "valid_until")
# Why someone has no account: not signed in; signed in too long ago; an address that the provider did not verify; not in
# the list, or no longer; the list can't be read, or the dashboard is not set up.
STRANGER, EXPIRED, UNVERIFIED, UNLISTED, CLOSED = "stranger", "expired", "unverified", "unlisted", "closed"

_ADDRESS = re.compile(r"[\w.!#$%&'*+=?^`{|}~-]+@[\w.-]+", re.ASCII)  # other letters could look alike
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Visitor:
    """Who stands at the door: an account, or why there is none. `user` is the address, once it is certain."""

    account: Account | None = None
    refusal: str = ""
    user: str = ""


def judge_claims(claims: Mapping[str, object], now: dt.datetime) -> Visitor:
    """What the provider says of a reader (st.user), against the list. Anything missing counts as no."""
    if claims.get("is_logged_in") is not True:
        return Visitor(refusal=STRANGER)
    ends = claims.get("exp")
    if isinstance(ends, bool) or not isinstance(ends, int | float) or not now.timestamp() < ends:
        return Visitor(refusal=EXPIRED)
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        return Visitor(refusal=UNVERIFIED)
    user = address.lower()
    try:
        account = find_account(user, now.astimezone().date())
    except UsageError as error:
        logging.getLogger("pora").error("Nobody can sign in: %s", error)
        return Visitor(refusal=CLOSED, user=user)
    return Visitor(account, "" if account else UNLISTED, user)


def find_account(user: str, today: dt.date) -> Account | None:
    """The account of an address in lower case; None for one that is not in the list, or was until a day gone by."""
    account = read_accounts().get(user)
    return account if account and today <= (account.valid_until or dt.date.max) else None


def read_accounts() -> Mapping[str, Account]:
    """Every account by its address in lower case. Raises UsageError that names the line and what to do."""
    path = paths.access_list()
    try:
        status = path.stat()
    except OSError as error:
        message = _("Daftar akses {file} tidak dapat dibaca. Buat berkas itu; caranya ada di {guide}.")
        raise UsageError(message.format(file=path, guide="docs/sign-in.md")) from error
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return _read(path, stamp, office_file_version())


@lru_cache(maxsize=1)
def _read(path: Path, _stamp: object, _offices: object) -> Mapping[str, Account]:
    accounts: dict[str, Account] = {}
    for line, cells in _read_lines(path):
        account = _Line(path, line, cells).make_account()
        if account.user in accounts:
            raise _error(path, line, _("{user} sudah ada di atas. Satu orang, satu baris.").format(user=account.user))
        accounts[account.user] = account
    _log_changes(accounts)
    return accounts


def _log_changes(accounts: Mapping[str, Account]) -> None:
    """What is not yet in the log of rights: who was added, changed, taken out."""
    logged = {one.user: one.facts for one in audit.read_events(event=audit.RIGHTS)}
    now = {user: _describe_rights(account) for user, account in accounts.items()}
    for user in {**logged, **now}:
        rights = now.get(user, {"role": None})
        if logged.get(user, {"role": None}) != rights:
            audit.record(audit.RIGHTS, user, **rights)


def _describe_rights(account: Account) -> dict[str, str | int | None]:
    ends = account.valid_until.isoformat() if account.valid_until else None
    areas = ";".join(sorted(account.areas)) if account.areas is not None else None
    return {"role": account.role, "areas": areas, "valid_until": ends}


def _error(path: Path, line: int, message: str) -> UsageError:
    return UsageError(f"{_('{file}, baris {line}:').format(file=path, line=line)} {message}")


def _read_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the lines that they end on, each with every column; empty lines are no rows."""
    try:
        lines = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        rows = [(lines.line_num, [cell.strip() for cell in row]) for row in lines if any(map(str.strip, row))]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = _("{file} tidak dapat dibaca. Simpan sebagai CSV dengan koma dan UTF-8.")
        raise UsageError(message.format(file=path)) from error
    if not rows or sorted(rows[0][1]) != sorted(COLUMNS):
        raise _error(path, 1, _("baris judul harus berisi {columns}.").format(columns=",".join(COLUMNS)))
    heading = rows[0][1]
    for line, row in rows[1:]:
        if len(row) != len(heading):
            message = _n("{n} kolom, seharusnya {m}.", len(row)).format(n=len(row), m=len(heading))
            raise _error(path, line, message)
        yield line, dict(zip(heading, row, strict=True))


@dataclass(frozen=True)
class _Line:
    """One row of the list, judged cell by cell."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def make_account(self) -> Account:
        user, role = self.cells["user"], self.cells["role"]
        if not _ADDRESS.fullmatch(user):
            raise self._error(_("'{text}' bukan alamat surel.").format(text=shorten(user)))
        if role not in ROLES:
            message = _("peran '{role}' tidak dikenal. Pilih: {roles}.")
            raise self._error(message.format(role=shorten(role), roles=", ".join(ROLES)))
        return Account(user.lower(), role, self._read_areas(role), self._read_day())

    def _read_areas(self, role: str) -> frozenset[str] | None:
        """None is everything, which these two roles can't have."""
        areas = [code.strip() for code in self.cells["areas"].split(";")] if self.cells["areas"] else []
        if unknown := [code for code in areas if not is_place(code)]:
            message = _("wilayah '{code}' tidak dikenal. Tulis kode seperti 33.19 atau kanim-pemalang.")
            raise self._error(message.format(code=shorten(unknown[0])))
        if role == PETUGAS and (not areas or not set(areas) <= set(read_offices())):
            raise self._error(_("petugas harus punya kode kantor di kolom areas."))
        if role == ANALIS and not areas:
            raise self._error(_("analis harus punya kode wilayah di kolom areas."))
        return frozenset(areas) or None

    def _read_day(self) -> dt.date | None:
        text = self.cells["valid_until"]
        try:
            if text and not _DAY.fullmatch(text):
                raise ValueError
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            message = _("'{text}' di kolom {column} bukan tanggal. Tulis seperti 2026-01-26.")
            raise self._error(message.format(text=shorten(text), column="valid_until")) from None

    def _error(self, message: str) -> UsageError:
        return _error(self.path, self.number, message)
