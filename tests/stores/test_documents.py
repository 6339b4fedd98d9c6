"""Documents are kept alike in files and in the database: whole, each change on what was there before."""

from __future__ import annotations

import os
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from pora.errors import PoraError
from pora.stores.documents import change_document, delete_document, read_document, write_document


def test_a_document_is_what_was_written_last_and_none_once_it_is_deleted(store: str, data_dir: Path) -> None:
    path = data_dir / "decks" / "a" / "x.json"
    assert read_document(path) is None
    for content in (b"1", b"", bytes(range(256))):
        write_document(path, content)
        assert read_document(path) == content
    assert path.exists() is (store == "files")
    delete_document(path)
    delete_document(path)
    assert read_document(path) is None


def test_a_change_that_fails_leaves_what_was_there(store: str, data_dir: Path) -> None:
    path = data_dir / "views" / "a.json"
    write_document(path, b"before")

    def refuse(content: bytes | None) -> bytes:
        assert content == b"before"
        raise PoraError("too many")

    with pytest.raises(PoraError, match="too many"):
        change_document(path, refuse)
    assert read_document(path) == b"before"


def add_many(path: Path, times: int, environment: dict[str, str]) -> None:
    os.environ.update(environment)  # the one that it was forked from is older
    for _time in range(times):
        change_document(path, lambda content: str(int(content or b"0") + 1).encode())


def test_of_changes_in_several_processes_at_once_none_is_lost(
    store: str, data_dir: Path, processes: ForkServerContext
) -> None:
    path = data_dir / "sessions" / "count"
    adding = [processes.Process(target=add_many, args=(path, 10, dict(os.environ))) for _number in range(3)]
    for process in adding:
        process.start()
    for process in adding:
        process.join()
    assert [process.exitcode for process in adding] == [0, 0, 0]
    assert read_document(path) == b"30"
