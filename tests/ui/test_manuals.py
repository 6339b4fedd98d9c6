"""Manuals: one for each role in each language, short enough to print, and nothing in them that the product has not."""

from __future__ import annotations

import math
import re
import shlex
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from readers import read_as, read_words, run_page

from etl.__main__ import make_parser
from pora import locale
from pora.access.roles import ROLES, Scope
from pora.config import ROOT

FOLDER = ROOT / "docs" / "panduan"
MANUALS = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.md"))}
LETTERS, LINES = 90, 45  # of a printed page
PICTURE = 20  # lines


def test_every_role_has_a_manual_in_both_languages() -> None:
    assert set(MANUALS) == {f"{folder}{role}.md" for role in ROLES for folder in ("", "en/")}


@pytest.mark.parametrize("name", MANUALS)
def test_a_manual_fits_on_four_printed_pages(name: str) -> None:
    lines = sum(max(1, math.ceil(len(line) / LETTERS)) for line in MANUALS[name].splitlines())
    assert lines + PICTURE * MANUALS[name].count("![") <= 4 * LINES


@pytest.mark.parametrize("name", MANUALS)
def test_every_picture_of_a_manual_is_there(name: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", MANUALS[name])
    assert pictures and all(((FOLDER / name).parent / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("name", MANUALS)
def test_every_command_of_a_manual_can_be_typed(name: str) -> None:
    for line in re.findall(r"python -m etl ([^`\n]+)", MANUALS[name]):
        assert make_parser().parse_args(shlex.split(line)).run, line


@pytest.mark.parametrize("name", MANUALS)
def test_bold_words_of_a_manual_are_texts_of_the_product(name: str) -> None:
    with Path(locale.__file__).with_name("en.po").open("rb") as catalogue:
        texts = {str(one.string if name.startswith("en/") else one.id) for one in read_po(catalogue) if one.id}
    named = re.findall(r"\*\*([^*]+)\*\*", MANUALS[name])
    assert [words for words in named if words not in texts] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_manual_says_as_much_in_english(role: str) -> None:
    assert _find_outline(MANUALS[f"en/{role}.md"]) == _find_outline(MANUALS[f"{role}.md"])


def _find_outline(manual: str) -> list[str]:
    """What each paragraph, entry of a list and row of a table begins with; of commands, pictures and codes all."""
    marks = r"#+(?= )|\d+\.(?= )|- |\||!(?=\[)|```|python -m etl.*|(?<=\n\n)(?=\w)|`[^`\n]+`"
    return re.findall(marks, manual.replace("../gambar", "gambar"))


def test_the_page_shows_the_manual_of_the_reader_and_links_to_both_cases(
    kudus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(Scope("exact"), monkeypatch)
    words = " ".join(read_words(run_page("pages/tentang/panduan.py")))
    assert "# Panduan pengelola" in words
    assert "Kab. Kudus, 48 orang asing" in words and "19 pengungsi, 3 di Sirampog" in words
