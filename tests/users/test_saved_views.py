"""Views that a user gave a name: kept for that user alone, whatever the name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pora import paths
from pora.errors import UsageError
from pora.stores.documents import list_shared_documents, write_document
from pora.users import saved_views
from pora.users.saved_views import delete_view, load_views, save_view


def list_documents_of(store: str, folder: Path) -> dict[str, bytes]:
    """Name -> content of every document that is kept."""
    if store == "database":
        assert not paths.saved_views().exists()
        return list_shared_documents()
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}


KUDUS = {"wilayah": "33.19", "periode": "2024-03", "tabel": "case_counts"}


def test_a_view_is_kept_under_its_name_until_it_is_deleted(store: str, data_dir: Path) -> None:
    assert load_views("analis@example.org") == {}
    save_view("analis@example.org", "  Kudus   per izin ", KUDUS)
    save_view("analis@example.org", "Arsip", {"wilayah": "33"})
    assert list(load_views("analis@example.org").items()) == [("Arsip", {"wilayah": "33"}), ("Kudus per izin", KUDUS)]
    save_view("analis@example.org", "Arsip", KUDUS)
    delete_view("analis@example.org", "Kudus per izin")
    delete_view("analis@example.org", "Kudus per izin")
    assert load_views("analis@example.org") == {"Arsip": KUDUS}


def test_nobody_sees_the_views_of_another_and_no_document_tells_who_they_are(store: str, data_dir: Path) -> None:
    save_view("../../analis@example.org", "Satu", KUDUS)
    assert load_views("lain@example.org") == {}
    kept = list_documents_of(store, data_dir)
    assert len(kept) == 1 and "analis" not in str(kept)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "satu\u202edua"])
def test_a_name_that_would_not_do_is_refused(store: str, data_dir: Path, name: str) -> None:
    with pytest.raises(UsageError, match="Beri nama 1 sampai 60 huruf"):
        save_view("a", name, KUDUS)
    assert load_views("a") == {}


def test_there_is_an_end_to_how_many(store: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 2)
    for name in ("satu", "dua", "dua"):
        save_view("a", name, KUDUS)
    with pytest.raises(UsageError, match="Paling banyak 2 tampilan tersimpan"):
        save_view("a", "tiga", KUDUS)
    assert list(load_views("a")) == ["dua", "satu"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', '{"a": {"wilayah": 33}}'])
def test_a_file_that_something_else_wrote_is_as_good_as_none(store: str, data_dir: Path, content: str) -> None:
    save_view("a", "satu", KUDUS)
    (name,) = list_documents_of(store, data_dir)
    write_document(data_dir / name, content.encode())
    assert all(not parameters for parameters in load_views("a").values())
    save_view("a", "satu", KUDUS)
    assert load_views("a")["satu"] == KUDUS
