"""What a file says of its taking is written the same once it was read, so that a bundle can be made again."""

from __future__ import annotations

import pytest

from pora.export.taking import Taking, read_taking, write_taking

AT = "2026-11-22T17:15:00+07:00"


@pytest.mark.parametrize("version", ["exact", "public"])
@pytest.mark.parametrize("head", ["", "a1b2"], ids=["nothing logged yet", "logged"])
def test_what_was_read_is_written_the_same(version: str, head: str) -> None:
    written = write_taking(Taking("siti", AT, head), version)
    assert write_taking(read_taking(written), version) == written


def test_a_public_file_from_before_the_first_event_says_nothing_of_its_taking() -> None:
    assert write_taking(Taking("siti", AT, ""), "public") == {}
