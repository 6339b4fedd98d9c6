"""An office's month is checked, approved, locked and opened again; only approved months are in the public form."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, load, load_rows, query, write_table
from in_memory import InMemory

from etl.__main__ import main
from etl.batch.approve import decide
from etl.batch.undo import undo_batch
from pora.access import audit
from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.errors import UsageError
from pora.schema import APPROVED, CHECKED, REOPENED
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot

SEMARANG, PEMALANG, MARCH, APRIL = "kanim-semarang", "kanim-pemalang", "2024-03", "2024-04"


@pytest.fixture(autouse=True)
def needs_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_APPROVAL", "on")


def send(folder: Path, office: str = SEMARANG, period: str = MARCH, count: int = 20) -> None:
    area = {SEMARANG: "33.19.01", PEMALANG: "33.27.01"}[office]
    report = load_rows(folder, [case(area, count, period=period)], office=office)
    assert report.loaded, report.errors


def public_months() -> list[str]:
    return queries.select_periods(use_snapshot(), Scope("public"))


def test_a_month_is_in_the_public_form_once_every_office_that_reports_it_has_approved(
    in_memory: InMemory, tmp_path: Path
) -> None:
    send(tmp_path)
    send(tmp_path, PEMALANG)
    send(tmp_path, period=APRIL)
    assert (queries.select_periods(use_snapshot(), Scope("exact")), public_months()) == ([MARCH, APRIL], [])
    decide(SEMARANG, MARCH, CHECKED)
    decide(SEMARANG, MARCH, APPROVED)
    assert public_months() == []
    decide(PEMALANG, MARCH, APPROVED)
    assert public_months() == [MARCH]
    decide(PEMALANG, MARCH, REOPENED, reason="Salah ketik di Pemalang")
    assert public_months() == []


def test_a_public_deck_of_a_month_without_approval_is_refused_and_does_not_say_that_nobody_reported(
    in_memory: InMemory, tmp_path: Path
) -> None:
    send(tmp_path)
    send(tmp_path, period=APRIL)
    decide(SEMARANG, MARCH, APPROVED)
    of_april = make_agenda("33.19", APRIL)
    with pytest.raises(UsageError, match="April 2024 tidak ada dalam versi publik: belum dilaporkan, atau"):
        make_deck(use_snapshot(), Scope("public"), of_april)
    exact = make_deck(use_snapshot(), Scope("exact"), of_april)
    assert "Kab. Kudus: 20 orang asing di 1 dari 9 kecamatan" in [slide.title for slide in exact.slides]
    public = make_deck(use_snapshot(), Scope("public"), make_agenda("33.19", MARCH))
    assert "Kab. Kudus: 20 orang asing di 1 dari 9 kecamatan" in [slide.title for slide in public.slides]


def test_without_the_setting_everything_is_as_it_was(
    in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(tmp_path)
    decide(SEMARANG, MARCH, APPROVED)
    monkeypatch.setenv("PORA_APPROVAL", "off")
    send(tmp_path, count=21)
    assert public_months() == [MARCH]
    with pytest.raises(UsageError, match="tidak memakai pengesahan"):
        decide(SEMARANG, MARCH, REOPENED, reason="Koreksi")


def test_an_approved_month_is_locked_until_it_is_opened_with_a_reason(in_memory: InMemory, tmp_path: Path) -> None:
    send(tmp_path)
    decide(SEMARANG, MARCH, APPROVED, by="kepala@example.org")
    correction = load_rows(tmp_path, [case("33.19.01", 25)], office=SEMARANG)
    assert [error.code for error in correction.errors] == ["locked-month"]
    message = correction.errors[0].message
    assert message.startswith("Maret 2024 kanim-semarang sudah disahkan oleh kepala@example.org pada ")
    with pytest.raises(UsageError, match="sudah disahkan"):
        undo_batch()
    send(tmp_path, period=APRIL)  # another month is not
    decide(SEMARANG, MARCH, REOPENED, by="kanwil@example.org", reason="Koreksi Kaliwungu")
    send(tmp_path, count=25)
    # What was said before the correction stays beside it: the change split tells it as a revision.
    counts = "SELECT person_count, first_count FROM exact.out_area_month WHERE area_code = '33.19.01' AND period = ?"
    assert query(f"{counts} AND category = 'orang_asing'", MARCH) == [(25, 20)]
    assert query("SELECT step, decided_by, reason FROM core_approval ORDER BY decision_number") == [
        (APPROVED, "kepala@example.org", None),
        (REOPENED, "kanwil@example.org", "Koreksi Kaliwungu"),
    ]
    facts = audit.read_events(event=audit.APPROVAL)[-1]
    assert (facts.user, facts.facts["step"], facts.facts["reason"]) == (
        "kanwil@example.org",
        REOPENED,
        "Koreksi Kaliwungu",
    )


def test_the_same_file_of_an_approved_month_is_one_that_was_loaded_and_not_a_refused_one(
    in_memory: InMemory, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "maret.csv", [case("33.19.01", 20)])
    first = load(file)
    decide(SEMARANG, MARCH, APPROVED)
    again = load(file)
    assert (again.batch_id, again.unchanged, again.errors) == (first.batch_id, True, ())
    wrong = load(file, period=APRIL)  # what is said of it is not
    assert {error.code for error in wrong.errors} == {"period-conflict", "locked-month"}


def test_what_cannot_be_decided_is_said_in_a_sentence(in_memory: InMemory, tmp_path: Path) -> None:
    send(tmp_path)
    load_rows(tmp_path, [case("33.18.01", 9)], office="kanim-pati", is_sample=True)
    for arguments, words in [
        ((SEMARANG, APRIL, APPROVED), "Belum ada laporan kanim-semarang yang berlaku untuk April 2024."),
        (
            ("kanim-pati", MARCH, APPROVED),
            "Yang berlaku dari kanim-pati untuk Maret 2024 adalah data contoh, dan itu tidak disahkan. Muat dulu "
            "laporan kantor itu.",
        ),
        (("kanim-x", MARCH, APPROVED), "Kode kantor 'kanim-x' tidak dikenal"),
        ((SEMARANG, MARCH, REOPENED, None, "Koreksi"), "berkeadaan diterima; tidak dapat menjadi dibuka"),
        ((SEMARANG, MARCH, REOPENED, None, " "), "Tulis alasan"),
        ((SEMARANG, MARCH, REOPENED, None, "x" * 201), "Alasan harus ringkas"),
    ]:
        with pytest.raises(UsageError, match=words):
            decide(*arguments)


def test_the_command_says_what_was_decided(
    in_memory: InMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(tmp_path)
    given = ["approve", f"--office={SEMARANG}", f"--period={MARCH}"]
    assert [main([*given, "--checked"]), main(given), main([*given, "--reopen=Koreksi"])] == [0, 0, 0]
    lines = capsys.readouterr().out.splitlines()
    assert lines[::2] == [f"Maret 2024 {SEMARANG}: {step}." for step in (CHECKED, APPROVED, REOPENED)]
    assert main(["approve", f"--office={SEMARANG}", "--period=Maret"]) == 2
    assert main([*given, "--reopen=Diminta Bapak Budi"]) == 2
    assert "tanpa nama dan nomor orang" in capsys.readouterr().err
