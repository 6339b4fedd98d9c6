"""Months that are protected beside each other, in processes of their own, get the answers that each gets alone."""

from __future__ import annotations

import subprocess

import pytest
from worlds import KECAMATAN, make_month

from etl.protect import workers
from etl.protect.question import MonthQuestion, answer
from pora.errors import SnapshotError

PLACES = [code for inside in KECAMATAN.values() for code in inside]


def ask(number: int) -> MonthQuestion:
    """Each number another month."""
    counts = {(code, "AFG"): 1 + (place * 7 + number * 5) % 40 for place, code in enumerate(PLACES)}
    return MonthQuestion(f"2024-{number + 1:02}", "pengungsi", make_month(counts), (), 5, frozenset(), True, b"secret")


def test_workers_answer_as_this_process_does_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MANY", 0)
    asked = [ask(number) for number in range(12)]
    expected = [answer(one) for one in asked]
    assert len({one.hidden for one in expected}) > 6
    assert list(workers.answer_all(asked)) == expected


def test_few_small_months_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    asked = [ask(number) for number in range(3)]
    assert list(workers.answer_all(asked)) == [answer(one) for one in asked]


def test_one_month_starts_no_process_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MANY", 0)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(workers.answer_all([ask(1)])) == [answer(ask(1))]


@pytest.mark.parametrize("start", ["pass", "import os; os.kill(os.getpid(), 9)"], ids=["ended", "killed"])
def test_a_worker_that_ends_is_one_sentence(monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setattr(workers, "_MANY", 0)
    monkeypatch.setattr(workers, "_START", start)
    with pytest.raises(SnapshotError, match="^Penyamaran Januari 2024 terhenti; snapshot lama tetap berlaku"):
        list(workers.answer_all([ask(number) for number in range(5)]))
