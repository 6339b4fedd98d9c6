"""The kinds of action: every one has its article, and of the six of the law its words."""

from __future__ import annotations

import csv

from pora.paths import REFERENCE
from pora.reference.action_kinds import read_action_kinds
from pora.reference.terms import resolve_term, term_labels
from pora.schema import ACTION_KIND, TAK_KINDS


def test_every_kind_has_its_article_and_the_six_of_the_law_its_words() -> None:
    kinds = read_action_kinds()
    assert tuple(kinds) == ACTION_KIND.allowed
    assert [kinds[kind].legal_basis for kind in TAK_KINDS] == [
        f"UU 6/2011 Ps 75(2) huruf {letter}" for letter in "abcdef"
    ]
    assert [kind for kind, meaning in kinds.items() if meaning.is_quoted] == [*TAK_KINDS]


def test_the_words_that_are_shown_and_those_of_the_law_are_read_again() -> None:
    kinds = read_action_kinds()
    assert {words: resolve_term("action_kind", words).value for words in term_labels("action_kind").values()} == {
        words: kind for kind, words in term_labels("action_kind").items()
    }
    assert {kind: resolve_term("action_kind", kinds[kind].words).value for kind in TAK_KINDS} == {
        kind: kind for kind in TAK_KINDS
    }


def test_every_article_names_where_its_text_was_read() -> None:
    with (REFERENCE / "action_kind.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["action_kind"] for row in rows if row["legal_basis"] and "dibaca di" not in row["source"]] == []
