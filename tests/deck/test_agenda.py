"""What a presenter changes of a deck, and how it is kept for each user and place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora import paths, schema
from pora.access.roles import Scope
from pora.deck import store
from pora.deck.agenda import DEFAULT_KINDS, Agenda, Edits, kind_words, make_agenda, read_agenda
from pora.deck.make import SLIDE_MAKERS, make_deck
from pora.deck.model import NumberCards
from pora.errors import UsageError
from pora.schema import Cut
from pora.stores.documents import list_shared_documents, write_document
from pora.stores.postgres import has_database
from pora.users.files import user_folder
from pora.warehouse.db import use_snapshot

EXACT = Scope("exact")


def test_every_kind_of_slide_has_its_words_and_its_maker() -> None:
    assert set(kind_words()) == set(DEFAULT_KINDS) == {*SLIDE_MAKERS, "sampul"}


def test_an_edited_title_and_number_say_what_the_data_say(kudus: Path) -> None:
    agenda = make_agenda("33.19", "2024-03").edit("situasi", Edits("Kudus aman", "Sampaikan.", ("50",)))
    deck = make_deck(use_snapshot(), EXACT, agenda)
    (slide,) = [one for one in deck.slides if one.kind == "situasi"]
    assert (slide.title, slide.notes) == ("Kudus aman", "Sampaikan.")
    assert slide.edited == (
        "Judul disunting penyaji; menurut data: Kab. Kudus: 48 orang asing di 6 dari 9 kecamatan",
        "Orang asing disunting penyaji; menurut data: 48",
    )
    numbers = slide.blocks[0]
    assert isinstance(numbers, NumberCards)
    assert (numbers.numbers[0].words, numbers.numbers[0].note) == ("50", "disunting penyaji; data: 48")
    assert numbers.rows["person_count"].iloc[0] == 48


def keys(agenda: Agenda) -> list[str]:
    return [slide.key for slide in agenda.slides]


def test_a_slide_is_added_before_the_follow_up_moved_and_dropped() -> None:
    agenda = make_agenda("33.19", "2024-03")
    added = agenda.add("peta", Cut("33", "2024-02", schema.PENGUNGSI)).add(
        "peta", Cut("33", "2024-01", schema.ORANG_ASING)
    )
    assert keys(added)[-3:] == ["peta-1", "peta-2", "tindak_lanjut"]
    seen = keys(added)
    assert keys(added.move("peta-2", -1, seen))[-3:] == ["peta-2", "peta-1", "tindak_lanjut"]
    assert keys(added.move("tindak_lanjut", 1, seen)) == keys(added)
    assert added.drop("peta-1").drop("peta-2") == agenda


@given(st.sampled_from(keys(make_agenda("33.19", "2024-03"))), st.sampled_from([-1, 1]), st.data())
def test_a_slide_moves_by_one_place_of_those_that_are_seen(key: str, step: int, data: st.DataObject) -> None:
    """Slides that have nothing to say are left out; a step past one of them was one that nobody saw."""
    agenda = make_agenda("33.19", "2024-03")
    seen = [one for one in keys(agenda) if one == key or data.draw(st.booleans())]
    moved = keys(agenda.move(key, step, seen))
    at = seen.index(key)
    to = min(max(at + step, 0), len(seen) - 1)
    seen[at], seen[to] = seen[to], seen[at]
    assert [one for one in moved if one in seen] == seen
    assert [one for one in moved if one != key] == [one for one in keys(agenda) if one != key]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(DEFAULT_KINDS), st.text(max_size=20), st.text(max_size=20), st.lists(st.text(), max_size=3)
        ),
        max_size=5,
    )
)
def test_an_agenda_outlives_being_stored_whatever_was_written(slides: list[tuple[str, str, str, list[str]]]) -> None:
    agenda = Agenda("33.19", "2024-03", "Rapat", ())
    for kind, title, notes, numbers in slides:
        agenda = agenda.add(kind, Cut("33.19", "2024-03", schema.ORANG_ASING))
        agenda = agenda.edit(agenda.slides[-1].key, Edits(title, notes, tuple(numbers)))
    assert read_agenda(json.loads(json.dumps(agenda.to_json()))) == agenda


@pytest.mark.usefixtures("store")
def test_agendas_are_kept_for_each_user_and_place_and_the_last_one_is_known(data_dir: Path) -> None:
    kudus, brebes = make_agenda("33.19", "2024-03"), make_agenda("33.29", "2024-03").drop("izin_tinggal")
    assert store.load_last("a@example.id") is None
    for agenda in (kudus, brebes):
        store.save_agenda("a@example.id", agenda)
    assert store.load_last("a@example.id") == brebes
    assert store.load_agenda("a@example.id", area_code="33.19", period="2024-03") == kudus
    assert store.load_agenda("b@example.id", area_code="33.19", period="2024-03") is None
    store.delete_agenda("a@example.id", area_code="33.29", period="2024-03")
    assert store.load_last("a@example.id") is None
    names = [*map(str, data_dir.rglob("*")), *(list_shared_documents() if has_database() else ())]
    assert not [name for name in names if "example" in name.removeprefix(str(data_dir))]


@pytest.mark.usefixtures("store")
def test_a_broken_agenda_says_what_to_do(data_dir: Path) -> None:
    store.save_agenda("a", make_agenda("33.19", "2024-03"))
    path = user_folder(paths.decks(), "a") / "33.19_2024-03.json"
    for broken in (
        "{",
        '{"slides": [{}]}',
        "[]",
        '{"area_code": "33", "period": "2024-03", "subtitle": "", "slides": 3}',
        json.dumps(make_agenda("33.19", "Maret 2024").to_json()),
    ):
        write_document(path, broken.encode())
        with pytest.raises(UsageError, match="buat yang baru"):
            store.load_agenda("a", area_code="33.19", period="2024-03")
