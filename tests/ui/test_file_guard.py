"""What a real dashboard with sign-in takes and gives beside its pages: first those who get nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pora.access.audit import EXPORT, REFUSAL, read_events
from pora.access.roles import ROLES
from tests.promises.test_rights import LIST, OUTSIDERS, PAST, remove
from tests.visits import make_claims, run_dashboard, visit, write_secrets

pytestmark = pytest.mark.browser  # starts the dashboard as a process


@pytest.fixture(scope="module")
def served(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("doors")
    shutil.copytree(kudus_data, folder / "data", ignore=shutil.ignore_patterns("*.lock"))
    with run_dashboard(folder / "data", write_secrets(folder / "secrets.toml", 9)) as address:
        yield address, folder / "data" / "access.csv"


@pytest.fixture
def access_list(served: tuple[str, Path]) -> Path:
    served[1].write_text(LIST + PAST)
    return served[1]


@pytest.fixture
def address(served: tuple[str, Path], access_list: Path) -> str:
    return served[0]


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_a_file_of_someone_without_an_account_is_not_taken(address: str, kind: str) -> None:
    given = OUTSIDERS[kind][0]
    with visit(address, make_claims(address, **given) if given else None) as reader:
        reader.open("unggah")
        assert reader.upload("kasus.csv") == 403


def test_a_sign_in_for_another_address_or_signed_with_another_secret_sends_no_file(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = make_claims(address, "admin@example.org")
    with visit(address, claims | {"origin": "http://127.0.0.1:1"}) as reader:
        reader.open("unggah")
        assert reader.upload("kasus.csv") == 403
    monkeypatch.setattr("tests.visits.COOKIE_SECRET", "x" * 64)
    with visit(address, claims) as reader:
        reader.open("unggah")
        assert reader.upload("kasus.csv") == 403


def test_files_are_taken_from_whoever_may_upload_as_long_as_they_may(address: str, access_list: Path) -> None:
    for role in ROLES:
        with visit(address, make_claims(address, f"{role}@example.org")) as reader:
            reader.open("unggah")
            assert reader.upload("kasus.csv") == (204 if ROLES[role].may_upload else 403), role
            remove(access_list, role)
            assert reader.upload("kasus.csv") == 403, role


def test_a_file_is_taken_for_pages_of_the_same_account_alone(address: str) -> None:
    """Addresses of uploads stand in the logs of proxies."""
    with visit(address, make_claims(address, "petugas@example.org")) as reader:
        reader.open("unggah")
        with visit(address, make_claims(address, "admin@example.org")) as other:
            other.open("unggah")
            own, other.session_id = other.session_id, reader.session_id
            assert other.upload("kasus.csv") == 403
            other.session_id = own
            assert other.upload("kasus.csv") == 204
        assert reader.upload("kasus.csv") == 204


def test_a_download_is_kept_by_no_browser_and_no_proxy(address: str) -> None:
    with visit(address, make_claims(address, "analis@example.org")) as reader:
        path = reader.ask_for_file(reader.open("data?wilayah=33.19").download_ids[0])
        assert reader.read_headers(path)["cache-control"] == "no-store"


def test_few_files_of_an_account_are_held_at_a_time_and_none_once_their_page_is_left(address: str) -> None:
    claims = make_claims(address, "admin@example.org")
    large = bytes(19_000_000)
    with visit(address, claims) as first, visit(address, claims) as second:
        first.open("unggah")
        second.open("unggah")
        sent = [(first if n % 2 else second).upload("kasus.csv", large) for n in range(11)]
        assert sent == [204] * 10 + [413]
        with visit(address, make_claims(address, "petugas@example.org")) as other:
            other.open("unggah")
            assert other.upload("kasus.csv", large) == 204
        first.open("sumber")
        assert [first.upload("kasus.csv", large) for _n in range(6)] == [204] * 5 + [413]
        second.open("sumber")
        first.open("sumber")
        assert first.upload("kasus.csv", large) == 204


def test_a_finished_download_is_given_to_nobody_but_the_account_that_asked_for_it(
    address: str, access_list: Path
) -> None:
    with visit(address, make_claims(address, "analis@example.org")) as reader:
        path = reader.ask_for_file(reader.open("data?wilayah=33.19").download_ids[0])
        for given, _words in OUTSIDERS.values():
            with visit(address, make_claims(address, **given) if given else None) as outsider:
                assert outsider.ask(path) == (403, b"")
        for role in {*ROLES} - {"analis"}:
            with visit(address, make_claims(address, f"{role}@example.org")) as other:
                assert other.ask(path) == (403, b""), role
        assert reader.ask(path.rpartition(".")[0])[0] == 403  # Streamlit knows it by this name, too
        status, content = reader.ask(path)
        assert (status, b"Kudus" in content) == (200, True)
        access_list.write_text(access_list.read_text().replace("analis,33.19", "analis,33.20"))
        assert reader.ask(path)[0] == 403


def test_a_file_is_made_for_the_page_alone_that_was_told_of_it(
    address: str, access_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file would be the other reader's, and the log would say that they took it."""
    monkeypatch.setenv("PORA_DATA_DIR", str(access_list.parent))
    before = len(read_events())
    analyst = make_claims(address, "analis@example.org")
    with visit(address, analyst) as reader:
        file_id = reader.open("data?wilayah=33.19").download_ids[0]
        for claims in (None, make_claims(address, "penyaji@example.org"), analyst):
            with visit(address, claims) as other:
                other.open("sumber")
                assert other.ask_for_file(file_id) == ""
        logged = [one for one in read_events()[before:] if one.event in (REFUSAL, EXPORT)]
        assert [(one.event, one.user, one.facts) for one in logged] == [
            (REFUSAL, user, {"reason": "file_of_another_page"})
            for user in ("penyaji@example.org", "analis@example.org")
        ]
        assert reader.ask_for_file(file_id)
    assert [(one.event, one.user) for one in read_events()][-1] == (EXPORT, "analis@example.org")


def test_a_page_whose_connection_broke_gets_its_files_and_no_other_account_does(
    address: str, access_list: Path
) -> None:
    analyst, admin = (make_claims(address, f"{role}@example.org") for role in ("analis", "admin"))
    with visit(address, analyst) as reader:
        file_id = reader.open("data?wilayah=33.19").download_ids[0]
    with visit(address, admin, reader.session_id) as other:
        assert other.ask_for_file(file_id) == ""
    with visit(address, analyst, reader.session_id) as again:
        assert again.ask_for_file(file_id)


def test_two_accounts_with_the_same_file_both_get_it(address: str, access_list: Path) -> None:
    access_list.write_text(access_list.read_text() + "kedua@example.org,analis,33.19,\n")
    found = set()
    for user in ("analis", "kedua"):
        with visit(address, make_claims(address, f"{user}@example.org")) as reader:
            path = reader.ask_for_file(reader.open("data?wilayah=33.19").download_ids[0])
            found.add((path, reader.ask(path)[0]))
    assert len(found) == 1
    assert found.pop()[1] == 200
