"""The allow-list and what a sign-in must say to match it: first what is refused."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pora import paths
from pora.access import accounts
from pora.access.accounts import (
    ACCOUNT_COLUMNS,
    CLOSED,
    EXPIRED,
    STRANGER,
    UNLISTED,
    UNLOGGED,
    UNVERIFIED,
    Visitor,
    find_account,
    judge_claims,
    read_accounts,
)
from pora.access.roles import ROLES, Account
from pora.access.sessions import SignIn
from pora.access.uploads import kabupaten_for, offices_of, require_areas, require_own_office
from pora.errors import AccessError, PoraError, UsageError

HEADING = "user,role,areas,valid_until\n"
NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 22)
CLAIMS = {
    "is_logged_in": True,
    "email": "Ani@Example.org",
    "email_verified": True,
    "iat": NOW.timestamp(),
    "exp": NOW.timestamp() + 60,
}
ANI = Account("ani@example.org", "penyaji")


def write_list(data_dir: Path, text: str | bytes) -> Path:
    data_dir.mkdir(exist_ok=True)
    path = data_dir / "access.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "baris judul harus berisi user,role,areas,valid_until."),
        ("user,role,areas\n", 1, "baris judul"),
        ("user,role,areas,valid_until,note\n", 1, "baris judul"),
        ("user,role,areas,valid_until,user\n", 1, "baris judul"),
        (
            HEADING + "a@b.id,raja,,\n",
            2,
            "peran 'raja' tidak dikenal. Pilih: pimpinan, kepala, analis, penyaji, petugas, admin.",
        ),
        (HEADING + "a@b.id,Admin,,\n", 2, "peran 'Admin' tidak dikenal"),
        (HEADING + "a@b.id,admin\n", 2, "2 sel, seharusnya 4."),
        (HEADING + "a@b.id,admin,,,\n", 2, "5 sel, seharusnya 4."),
        (HEADING + "\n,admin,,\n", 3, "'' bukan alamat surel."),
        (HEADING + "ani,admin,,\n", 2, "'ani' bukan alamat surel."),
        (HEADING + "a@b@c.id,admin,,\n", 2, "bukan alamat surel."),
        (HEADING + "\N{KELVIN SIGN}@b.id,admin,,\n", 2, "bukan alamat surel."),
        (HEADING + "a@b.id,pimpinan,33.99,\n", 2, "wilayah '33.99' tidak dikenal"),
        (HEADING + "a@b.id,pimpinan,33.19;,\n", 2, "wilayah '' tidak dikenal"),
        (HEADING + "a@b.id,analis,,\n", 2, "analis harus punya kode wilayah"),
        (HEADING + "a@b.id,petugas,,\n", 2, "petugas harus punya kode kantor"),
        (HEADING + "a@b.id,petugas,kanim-pemalang;33.19,\n", 2, "petugas harus punya kode kantor"),
        (HEADING + "a@b.id,kepala,,\n", 2, "kepala harus punya kode kantor"),
        (HEADING + "a@b.id,kepala,kanim-pemalang;33.19,\n", 2, "kepala kantor wilayah menulis kode provinsinya."),
        (HEADING + "a@b.id,admin,,31-12-2026\n", 2, "'31-12-2026' di kolom valid_until bukan tanggal"),
        (HEADING + "a@b.id,admin,,20261231\n", 2, "bukan tanggal"),
        (HEADING + "a@b.id,admin,,2026-02-30\n", 2, "bukan tanggal"),
        (HEADING + "a@b.id,admin,,\nA@B.id,penyaji,,\n", 3, "a@b.id sudah ada di atas. Satu orang, satu baris."),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(data_dir: Path, text: str, line: int, words: str) -> None:
    path = write_list(data_dir, text)
    with pytest.raises(UsageError) as caught:
        read_accounts()
    assert str(caught.value).startswith(f"{path}, baris {line}:")
    assert words in str(caught.value)
    assert judge_claims(CLAIMS, NOW) == Visitor(refusal=CLOSED, user="ani@example.org")


@pytest.mark.parametrize("content", [b"\xff\xfe", b'user,role,areas,valid_until\n"a', b"a\x00b"])
def test_a_list_that_is_no_text_or_no_table_lets_nobody_in(data_dir: Path, content: bytes) -> None:
    write_list(data_dir, content)
    assert judge_claims(CLAIMS, NOW).refusal == CLOSED


def test_a_log_that_is_broken_lets_nobody_in(data_dir: Path) -> None:
    write_list(data_dir, HEADING + "ani@example.org,penyaji,,\n")
    paths.audit().parent.mkdir()
    paths.audit().write_bytes(b"no database " * 1000)
    assert judge_claims(CLAIMS, NOW) == Visitor(refusal=UNLOGGED, user="ani@example.org")


def test_a_log_that_failed_is_not_asked_at_every_look(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open pages look every two seconds, and each wait for a locked log would hold up all of them."""
    write_list(data_dir, HEADING + "ani@example.org,penyaji,,\n")
    asked: list[str] = []

    def refuse(event: str, user: str, **_facts: object) -> None:
        asked.append(user)
        raise PoraError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(accounts.audit, "record_change", refuse)
        assert [judge_claims(CLAIMS, NOW).refusal for _look in range(3)] == [UNLOGGED] * 3
    assert asked == ["ani@example.org"]
    monkeypatch.setattr(accounts, "ASK_AGAIN_SECONDS", 0.0)
    assert judge_claims(CLAIMS, NOW).account == ANI


def test_without_a_list_nobody_comes_in(data_dir: Path) -> None:
    assert judge_claims(CLAIMS, NOW) == Visitor(refusal=CLOSED, user="ani@example.org")
    (data_dir / "access.csv").mkdir(parents=True)
    assert judge_claims(CLAIMS, NOW) == Visitor(refusal=CLOSED, user="ani@example.org")


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"is_logged_in": False}, STRANGER),
        ({"is_logged_in": "true"}, STRANGER),
        ({"exp": NOW.timestamp()}, EXPIRED),
        ({"exp": None}, EXPIRED),
        ({"exp": True}, EXPIRED),
        ({"exp": "9999999999"}, EXPIRED),
        ({"exp": float("nan")}, EXPIRED),
        ({"email_verified": False}, UNVERIFIED),
        ({"email_verified": "true"}, UNVERIFIED),
        ({"email": None}, UNVERIFIED),
        ({"email": ["ani@example.org"]}, UNVERIFIED),
        ({"email": "ani@example.org\n"}, UNVERIFIED),
        ({"email": "an\N{LATIN SMALL LETTER DOTLESS I}@example.org"}, UNVERIFIED),
        ({"email": "budi@example.org"}, UNLISTED),
    ],
)
def test_a_sign_in_that_leaves_anything_open_is_none(data_dir: Path, changed: dict[str, object], refusal: str) -> None:
    write_list(data_dir, HEADING + "ani@example.org,penyaji,,\n")
    visitor = judge_claims(CLAIMS | changed, NOW)
    assert (visitor.account, visitor.refusal) == (None, refusal)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_sign_in_without_any_one_claim_is_none(data_dir: Path, claim: str) -> None:
    write_list(data_dir, HEADING + "ani@example.org,penyaji,,\n")
    assert judge_claims({name: value for name, value in CLAIMS.items() if name != claim}, NOW).account is None


def test_role_and_areas_are_those_of_the_list_whatever_the_provider_says(data_dir: Path) -> None:
    write_list(data_dir, HEADING + "ANI@example.org,penyaji,,\n")
    claims = CLAIMS | {"role": "admin", "roles": ["admin"], "areas": "33", "groups": ["admin"]}
    assert judge_claims(claims, NOW) == Visitor(ANI, "", "ani@example.org", SignIn("ani@example.org", NOW.timestamp()))


def test_the_last_day_still_counts(data_dir: Path) -> None:
    write_list(data_dir, HEADING + "ani@example.org,penyaji,,2026-11-22\n")
    assert find_account("ani@example.org", TODAY) == Account("ani@example.org", "penyaji", None, TODAY)
    assert find_account("ani@example.org", TODAY + dt.timedelta(days=1)) is None


def test_a_whole_list_is_read_as_it_is_written(data_dir: Path) -> None:
    write_list(
        data_dir,
        "\ufeffuser,role,areas,valid_until\r\n"
        "ani@example.org , penyaji ,,\r\n"
        "\r\n"
        "budi@example.org,analis,33.19; kanim-pemalang,2027-01-31\r\n"
        "citra@example.org,petugas,kanim-pemalang,\r\n",
    )
    assert read_accounts() == {
        "ani@example.org": ANI,
        "budi@example.org": Account(
            "budi@example.org", "analis", frozenset({"33.19", "kanim-pemalang"}), dt.date(2027, 1, 31)
        ),
        "citra@example.org": Account("citra@example.org", "petugas", frozenset({"kanim-pemalang"})),
    }


def test_the_columns_may_stand_in_any_order(data_dir: Path) -> None:
    write_list(data_dir, "role,user,valid_until,areas\npenyaji,ani@example.org,,\n")
    assert read_accounts() == {"ani@example.org": ANI}


def test_a_changed_list_is_in_force_at_once_and_an_unchanged_one_is_not_read_again(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(data_dir, HEADING + "ani@example.org,penyaji,,\n")
    first = read_accounts()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", None)
        assert read_accounts() is first
    status = path.stat()
    path.with_name("new").write_text(HEADING + "eni@example.org,penyaji,,\n")
    os.utime(path.with_name("new"), ns=(status.st_atime_ns, status.st_mtime_ns))
    path.with_name("new").replace(path)  # same size, same time
    assert list(read_accounts()) == ["eni@example.org"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.tuples(
                st.sampled_from(["a@b.id", "A@b.id", "", "x", "\u212a@b.id"]),
                st.sampled_from([*ROLES, "", "root"]),
                st.sampled_from(["", "33.19", "kanim-pemalang", ";", "33.19;33.20", "99"]),
                st.sampled_from(["", "2026-12-31", "besok", "9999-99-99"]),
            )
        ).map(lambda rows: (HEADING + "".join(",".join(row) + "\n" for row in rows)).encode()),
    )
)
def test_any_file_is_a_list_or_a_sentence(data_dir: Path, content: bytes) -> None:
    write_list(data_dir, content)
    try:
        accounts = read_accounts()
    except PoraError as error:
        assert str(error).strip()
        return
    for user, account in accounts.items():
        assert (account.user, account.role in ROLES, user.isascii()) == (user, True, True)
        assert account.areas is None or account.areas
        assert account.areas is not None or account.role not in ("analis", "petugas")
        assert account.role != "petugas" or account.areas == {"kanim-pemalang"}


def test_the_guide_shows_what_each_role_gets() -> None:
    """docs/sign-in.md, row by row, against pora/access/roles.py."""
    guide = (Path(__file__).parents[2] / "docs" / "sign-in.md").read_text("utf-8")
    yes = {True: "yes", False: "no"}
    rows = [
        f"| `{name}` | {role.version} | {', '.join(f'`{page}`' for page in role.pages)} | {yes[role.may_export]} "
        f"| {yes[role.may_upload]} | {yes[role.may_follow_up]} | {yes[role.may_approve]} "
        f"| {yes[role.may_set_template]} |"
        for name, role in ROLES.items()
    ]
    shown = [line for line in guide.splitlines() if line.startswith("| `") and "`sumber`" in line]
    assert shown == rows
    assert all(f"`{column}`" in guide for column in ACCOUNT_COLUMNS)


PETUGAS = Account("p@b.id", "petugas", frozenset({"kanim-pemalang"}))


def test_files_may_be_loaded_for_the_own_office_only() -> None:
    assert [one.office_code for one in offices_of(PETUGAS, "33")] == ["kanim-pemalang"]
    assert offices_of(Account("a@b.id", "analis", frozenset({"kanim-pemalang"})), "33") == ()
    assert len(offices_of(Account("a@b.id", "admin"), "33")) == len(
        offices_of(Account("a@b.id", "admin", frozenset({"33"})), "33")
    )
    for office in ("kanim-semarang", "kanwil", "", "none"):
        with pytest.raises(AccessError):
            require_own_office(PETUGAS, office)
    require_own_office(PETUGAS, "kanim-pemalang")


def test_a_file_with_areas_of_another_office_is_not_for_an_officer() -> None:
    own = [("2024-03", "33.27", "Kab. Pemalang"), ("2024-03", None, None)]
    require_areas(PETUGAS, "kanim-pemalang", own)
    with pytest.raises(AccessError, match="di luar wilayah kerja kantor Anda: Kab. Kudus"):
        require_areas(PETUGAS, "kanim-pemalang", [*own, ("2024-03", "33.19", "Kab. Kudus")])
    require_areas(Account("a@b.id", "admin"), "kanim-pemalang", [("2024-03", "33.19", "Kab. Kudus")])


def test_an_officer_is_offered_the_places_where_the_own_office_works() -> None:
    own = ["33.25", "33.26", "33.27", "33.28", "33.29", "33.75", "33.76"]
    for province in ("33", "ID"):
        assert kabupaten_for(PETUGAS, ["kanim-pemalang"], province, None) == own
        assert kabupaten_for(PETUGAS, ["kanim-pemalang"], province, "2025-12") == own
        assert kabupaten_for(PETUGAS, ["kanim-pemalang"], province, "2026-01") == [c for c in own if c != "33.28"]
    assert kabupaten_for(PETUGAS, [], "33", None) == []
    assert len(kabupaten_for(Account("a@b.id", "admin"), ["kanim-pemalang"], "33", None)) == 35
    of_province = Account("a@b.id", "admin", frozenset({"33"}))
    assert "33.19" not in kabupaten_for(of_province, ["kanim-pemalang"], "33", None)
