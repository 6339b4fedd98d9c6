"""Lists of offices in public form: nobody's own words, no counts of persons; what is published stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import OWN_WORDS
from in_memory import InMemory

from etl.pipeline import load_lists
from pora.access.roles import Scope
from pora.schema import LIST_TABLES
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.wording.team_tables import make_activity_table, make_meeting_table
from tests.statistics.team_tables import MARCH

PUBLIC = (Scope("public"), Scope("public", frozenset({"33.19"})))


@pytest.fixture
def with_lists(in_memory: InMemory, tmp_path: Path) -> None:
    for kind, text in OWN_WORDS.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, "utf-8")
        assert load_lists([path], kind, "kanim-semarang", dry_run=False).reports[0].loaded


def read_everything(scope: Scope) -> str:
    """What a reader gets of Kudus: rows by the queries, and all that the tables hold."""
    snapshot = use_snapshot()
    tables = [f"SELECT * FROM {table.name}" for table in LIST_TABLES.values()]  # noqa: S608
    frames = [snapshot.frame(scope, statement) for statement in tables]
    frames += [ask(snapshot, scope, "33.19", MARCH) for ask in (queries.select_meetings, queries.select_activities)]
    return "\n".join(frame.to_csv() for frame in [*frames, queries.select_teams(snapshot, scope, "33.19", MARCH)])


@pytest.mark.parametrize("scope", PUBLIC, ids=["all", "some"])
@pytest.mark.parametrize("secret", ["rahasia", "1402", "1403"])
def test_the_public_version_has_no_words_and_no_counts_of_persons_of_a_list(
    with_lists: None, scope: Scope, secret: str
) -> None:
    assert secret not in read_everything(scope)
    assert secret in read_everything(Scope("exact", scope.areas))


def test_what_is_published_with_a_source_stays_in_the_public_version(with_lists: None) -> None:
    said = read_everything(Scope("public"))
    assert "Hotel Griptha" in said and "Ada 48 orang asing di Kab. Kudus" in said
    jepara = queries.select_activities(use_snapshot(), Scope("public"), "33.20", MARCH)
    assert jepara["checked_count"].tolist() == [6]


def test_what_is_left_out_is_said_to_be_left_out_and_not_to_be_unknown(with_lists: None) -> None:
    kept_back = "tidak ada dalam versi publik"
    rows = queries.select_meetings(use_snapshot(), Scope("public"), "33.19", MARCH)
    table = make_meeting_table(rows)
    assert table[["Acara", "Tempat", "Yang disampaikan"]].iloc[0].tolist() == ["Rapat Tim Pora", kept_back, kept_back]
    assert table["Acara"].iloc[1] == "Rakor Tim Pora Kab. Kudus"
    done = make_activity_table(queries.select_activities(use_snapshot(), Scope("public"), "33.19", MARCH))
    assert done[["Orang diperiksa", "Temuan"]].iloc[0].tolist() == [kept_back, kept_back]
