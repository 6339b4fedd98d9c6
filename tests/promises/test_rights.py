"""Who gets which page of a real dashboard with sign-in, by direct address: first those who get nothing."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pora.access.audit import VIEW, read_events
from pora.access.roles import ROLES
from pora.config import ROOT
from tests.visits import Reader, Run, make_claims, run_dashboard, visit, write_secrets

pytestmark = pytest.mark.browser  # starts the dashboard as a process
PAGES = [path.stem for path in sorted((ROOT / "pages").glob("*/*.py"))]
AREAS = {"analis": "33.19", "kepala": "33", "petugas": "kanim-pemalang"}
LIST = "user,role,areas,valid_until\n" + "".join(
    f"{role}@example.org,{role},{AREAS.get(role, '')},\n" for role in ROLES
)
PAST = "lama@example.org,admin,,2020-01-31\n"
FRAME = [("html", "<style>"), ("html", "<style>"), ("button_group", "Bahasa"), ("bidi_component", "")]
OFFERED = 6  # two forms of CSV and one of the others, each with the file that describes it
DOOR = [*FRAME, ("imgs", ""), ("heading", "Dasbor Pora")]
NO_ACCESS = "Akun ini tidak memiliki akses, atau tidak lagi. Minta akses kepada pengelola dasbor."
NO_PAGE = "Halaman ini tidak tersedia untuk akun Anda."


def say_who(user: str) -> tuple[str, str]:
    return ("html", f"<p>Anda masuk sebagai<br><strong>{user}</strong></p>")


# What outsiders are, and all that they see.
OUTSIDERS = {
    "nobody": (None, [("markdown", "Halaman ini hanya untuk petugas yang terdaftar."), ("button", "Masuk")]),
    "over": (
        {"user": "admin@example.org", "exp": 1_700_000_000},
        [("markdown", "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan."), ("button", "Masuk")],
    ),
    "unlisted": (
        {"user": "asing@example.org", "role": "admin", "areas": "33"},
        [("markdown", NO_ACCESS), say_who("asing@example.org"), ("button", "Keluar")],
    ),
    "past": (
        {"user": "lama@example.org"},
        [("markdown", NO_ACCESS), say_who("lama@example.org"), ("button", "Keluar")],
    ),
    "unverified": (
        {"user": "admin@example.org", "email_verified": False},
        [
            (
                "markdown",
                "Penyedia masuk belum memastikan alamat surel Anda. Pastikan dulu di sana, lalu masuk lagi.",
            ),
            ("button", "Keluar"),
        ],
    ),
}


@pytest.fixture(scope="module")
def served(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A dashboard on the 48 of Kudus: its address, its allow-list. No provider runs: nobody signs in anew."""
    folder = tmp_path_factory.mktemp("rights")
    shutil.copytree(kudus_data, folder / "data", ignore=shutil.ignore_patterns("*.lock"))
    with run_dashboard(folder / "data", write_secrets(folder / "secrets.toml", 9)) as address:
        yield address, folder / "data" / "access.csv"


@pytest.fixture
def address(served: tuple[str, Path]) -> str:
    served[1].write_text(LIST + PAST)
    return served[0]


def open_as(address: str, role: str, path: str) -> Run:
    with visit(address, make_claims(address, f"{role}@example.org")) as reader:
        return reader.open(path)


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_who_has_no_account_gets_the_door_at_every_address_and_nothing_else(address: str, kind: str) -> None:
    given, words = OUTSIDERS[kind]
    seen = {}
    for page in [*PAGES, "no_such_page", ""]:  # the first one on a fresh server is a deep link
        with visit(address, make_claims(address, **given) if given else None) as reader:
            run = reader.open(f"{page}?wilayah=33.19")
        seen[page] = (run.addresses, run.elements, b"Kudus" in run.raw or b"Kaliwungu" in run.raw)
    assert seen == dict.fromkeys(["", *PAGES, "no_such_page"], ([], [*DOOR, *words], False))


def test_a_cookie_of_another_site_or_signed_with_another_secret_is_no_sign_in(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = make_claims(address, "admin@example.org")
    with visit(address, claims | {"origin": "http://127.0.0.1:1"}) as reader:
        assert reader.open("").elements == [*DOOR, *OUTSIDERS["nobody"][1]]
    monkeypatch.setattr("tests.visits.COOKIE_SECRET", "x" * 64)
    with visit(address, claims) as reader:
        assert reader.open("").elements == [*DOOR, *OUTSIDERS["nobody"][1]]


def test_one_wrong_line_in_the_list_and_nobody_comes_in(served: tuple[str, Path]) -> None:
    address, access_list = served
    access_list.write_text(LIST + "x@example.org,raja,,\n")
    run = open_as(address, "admin", "data")
    words = "Dasbor sedang ditutup karena daftar akses bermasalah. Beri tahu pengelola dasbor."
    assert (run.addresses, run.elements) == (
        [],
        [*DOOR, ("markdown", words), say_who("admin@example.org"), ("button", "Keluar")],
    )
    access_list.unlink()
    assert open_as(address, "admin", "data").elements == run.elements


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_pages_and_a_sentence_at_every_other_address(address: str, role: str) -> None:
    seen = {page: open_as(address, role, f"{page}?wilayah=33.19") for page in [*PAGES, "no_such_page"]}
    assert {page for page, run in seen.items() if NO_PAGE not in run.words} == set(ROLES[role].pages)
    for page, run in seen.items():
        assert sorted(run.addresses) == sorted(ROLES[role].pages), page
        assert "gagal ditampilkan" not in run.words, page
        if page not in ROLES[role].pages:
            assert [one for one in run.elements[len(FRAME) :] if one[0] not in ("html", "button")] == [
                ("heading", NO_PAGE),
                ("markdown", run.elements[-1][1]),
            ]
            assert b"Kudus" not in run.raw.replace(b"Kab. Kudus</p>", b"")


def test_every_page_asks_for_its_own_name_even_where_the_list_of_pages_does_not() -> None:
    """`run_page` goes by the file; a page that runs its body any other way would be open. A container may hold it."""
    for path in (ROOT / "pages").glob("*/*.py"):
        assert re.findall(r"^(?:    )?run_page\((\w+)\)$", path.read_text("utf-8"), re.MULTILINE) == ["show_page"], (
            path.name
        )
        assert re.search(r"^def show_page\(\) -> None:$", path.read_text("utf-8"), re.MULTILINE), path.name


def remove(access_list: Path, role: str) -> None:
    lines = access_list.read_text().splitlines(keepends=True)
    access_list.write_text("".join(line for line in lines if not line.startswith(role)))


def test_whoever_is_removed_while_a_page_is_open_gets_no_part_of_it_again(address: str, served) -> None:  # noqa: ANN001
    with visit(address, make_claims(address, "admin@example.org")) as reader:
        run = reader.open("data?wilayah=33.19")
        assert reader.run_body(run.fragment_id, "data").download_ids
        remove(served[1], "admin")
        after = reader.run_body(run.fragment_id, "data")
    assert after.elements == [*DOOR, ("markdown", NO_ACCESS), say_who("admin@example.org"), ("button", "Keluar")]


def test_a_session_ends_while_a_page_is_open(address: str) -> None:
    ends = int(time.time()) + 3
    with visit(address, make_claims(address, "admin@example.org", exp=ends)) as reader:
        run = after = reader.open("sumber")
        while OUTSIDERS["over"][1][0] not in after.elements and time.time() < ends + 30:
            after = reader.run_body(run.fragment_id, "sumber")
    assert after.elements == [*DOOR, *OUTSIDERS["over"][1]]


def test_views_of_exact_figures_are_logged_once_a_session_and_public_ones_are_not(
    address: str,
    served,  # noqa: ANN001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORA_DATA_DIR", str(served[1].parent))
    before = len(read_events(event=VIEW))
    with visit(address, make_claims(address, "pimpinan@example.org")) as reader:
        for path in ("tren?wilayah=33.19", "tren?wilayah=33.19", "?wilayah=33.19.01&periode=2024-03"):
            reader.open(path)
    open_as(address, "penyaji", "tren?wilayah=33.19")
    assert [(one.user, one.facts) for one in read_events(event=VIEW)[before:]] == [
        ("pimpinan@example.org", {"page": page, "area": area, "period": "2024-03"})
        for page, area in (("tren", "33.19"), ("ringkasan", "33.19.01"))
    ]


def downloads(reader: Reader) -> list[bytes | None]:
    return [reader.download(file_id) for file_id in reader.open("data?wilayah=33.19").download_ids]


def test_files_are_given_to_whoever_may_export(address: str) -> None:
    for role in ROLES:
        with visit(address, make_claims(address, f"{role}@example.org")) as reader:
            files = downloads(reader)
        assert (len(files), None in files) == (OFFERED if ROLES[role].may_export else 0, False), role


@pytest.mark.parametrize("change", ["removed", "other areas", "other role"])
def test_a_download_asks_again_when_it_is_clicked(address: str, served, change: str) -> None:  # noqa: ANN001
    with visit(address, make_claims(address, "analis@example.org")) as reader:
        ids = reader.open("data?wilayah=33.19").download_ids
        assert reader.download(ids[0])
        remove(served[1], "analis")
        line = {"removed": "", "other areas": "analis@example.org,analis,33.20,\n"}.get(
            change, "analis@example.org,penyaji,,\n"
        )
        served[1].write_text(served[1].read_text() + line)
        assert [reader.download(file_id) for file_id in ids] == [None] * OFFERED


def test_exact_figures_of_a_deck_are_for_those_who_may_see_them(address: str) -> None:
    note = "Tautan meminta angka lengkap; akun Anda melihat angka yang disamarkan."
    link = "paparan?wilayah=33.19&periode=2024-03&versi=lengkap"
    for role in ("pimpinan", "admin", "penyaji"):
        run = open_as(address, role, link)
        is_public = role == "penyaji"
        assert (note in run.words, b"TERBATAS" not in run.raw) == (is_public, is_public), role


def test_an_officer_starts_at_the_upload_and_sees_the_own_office_only(address: str) -> None:
    run = open_as(address, "petugas", "unggah")
    boxes = [m.delta.new_element.selectbox for m in run.messages]
    offered = {box.label: list(box.options) for box in boxes if box.label}
    assert offered["Kantor pengirim"] == ["Kantor Imigrasi Pemalang"]
    assert offered["Kabupaten/kota"][:2] == ["Kab. Batang", "Kab. Pekalongan"]
    assert len(offered["Kabupaten/kota"]) == 7
    assert ("heading", "Unggah tabel kasus") in open_as(address, "petugas", "").elements
