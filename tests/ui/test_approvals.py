"""Mutu and the foot of pages say which months are approved, by whom; whoever may decides there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import case, load_rows, query
from in_memory import InMemory
from readers import forget, read_as, read_words, run_page
from streamlit.testing.v1 import AppTest

from etl.batch.approve import decide
from pora.access.roles import LOCAL, Account, Scope
from pora.access.uploads import require_approval
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.errors import AccessError
from pora.ui.upload import approvals
from pora.warehouse.db import use_snapshot

MUTU, PLACE = "pages/analis/mutu.py", {"wilayah": "33.19", "periode": "2024-03"}
OFFICE = "kanim-semarang"


@pytest.fixture
def loaded(in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One month of one office, where months are approved; decisions are made here and not in a process."""

    def decide_here(office_code: str, period: str, step: str, reason: str) -> None:
        decide(office_code, period, step, "kepala@example.org", reason or None)

    monkeypatch.setenv("PORA_APPROVAL", "on")
    load_rows(tmp_path, [case("33.19.01", 25)], office=OFFICE)
    monkeypatch.setattr(approvals, "run_decision", decide_here)
    forget()
    read_as(Scope("exact"), monkeypatch)
    yield
    forget()


def press(app: AppTest, words: str) -> None:
    next(one for one in app.button if one.label == words).click().run()
    assert not app.exception, app.exception


def choose_month(app: AppTest) -> None:
    next(one for one in app.selectbox if one.label == "Bulan laporan").set_value(0).run()


def foot(app: AppTest) -> str:
    return app.caption[-1].value


def test_a_month_is_approved_and_opened_again_on_the_page(loaded: None) -> None:
    app = run_page(MUTU, **PLACE)
    assert "Belum disahkan: Kantor Imigrasi Semarang" in foot(app)
    choose_month(app)
    press(app, "Sudah diperiksa")
    choose_month(app)
    press(app, "Sahkan")
    assert "Disahkan oleh kepala@example.org, " in foot(app)
    choose_month(app)
    next(one for one in app.text_input if one.label.startswith("Alasan")).set_value("Koreksi").run()
    press(app, "Buka kembali")
    assert query("SELECT step, reason FROM core_approval ORDER BY decision_number") == [
        ("diperiksa", None),
        ("disahkan", None),
        ("dibuka", "Koreksi"),
    ]
    [row] = [words for words in read_words(app) if "Diputuskan" in words]
    assert "dibuka kembali kepala@example.org" in row and row.endswith("Koreksi")


def test_slides_say_who_approved_and_mark_what_nobody_did(loaded: None) -> None:
    def make(version: str) -> tuple[tuple[str, ...], str]:
        agenda = make_agenda("33.19", "2024-03")
        deck = make_deck(use_snapshot(), Scope(version), agenda)  # type: ignore[arg-type]
        return deck.marks, deck.slides[0].footer[1]

    marks, source = make("exact")
    assert marks == ("TERBATAS", "BELUM DISAHKAN") and source.startswith("Belum disahkan: Kantor Imigrasi Semarang · ")
    decide(OFFICE, "2024-03", "disahkan", "kepala@example.org")
    marks, source = make("public")
    assert marks == () and source.startswith("Disahkan oleh kepala@example.org, ")


@pytest.mark.parametrize("page", ["tren", "tim_pora"])
def test_the_foot_of_a_page_with_exact_figures_says_what_is_not_approved(loaded: None, page: str) -> None:
    foot = run_page(f"pages/pimpinan/{page}.py", **PLACE).caption[-1].value
    assert " · Belum disahkan: Kantor Imigrasi Semarang · " in foot


def test_whoever_sees_the_public_form_sees_approved_months_and_pages_bear_the_gap(
    loaded: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(Scope("public"), monkeypatch)
    app = run_page("pages/pimpinan/ringkasan.py")
    assert [one.value for one in app.info] == ["Belum ada bulan yang disahkan untuk versi publik."]
    for period in ("2024-04", "2024-05"):
        load_rows(tmp_path, [case("33.19.01", 31, period=period)], office=OFFICE)
    for period in ("2024-03", "2024-05"):
        decide(OFFICE, period, "disahkan", "kepala@example.org")
    for page in ("ringkasan", "peta", "tren", "pengungsi", "tim_pora"):
        app = run_page(f"pages/pimpinan/{page}.py", wilayah="33.19")
        assert not [one.value for one in app.error if "peta belum dibuat" not in one.value.lower()], page
    shown = query("SELECT DISTINCT period, status FROM public.out_area_month WHERE area_code = '33.19.01' ORDER BY ALL")
    assert shown == [("2024-03", "angka"), ("2024-03", "belum_lapor"), ("2024-04", "belum_lapor")] + [
        ("2024-04", "disamarkan"),
        ("2024-05", "angka"),
        ("2024-05", "belum_lapor"),
    ]
    forget()
    april = run_page("pages/pimpinan/ringkasan.py", wilayah="33.19.01", periode="2024-04")
    assert [one.value for one in april.info] == [
        "April 2024 belum disahkan oleh Kantor Imigrasi Semarang, jadi versi publik belum memuat angkanya. Yang "
        "tertulis disamarkan pada bulan ini menunggu pengesahan itu, besar atau kecil."
    ]
    words = " ".join(read_words(april))
    assert "April 2024: orang asing belum disahkan" in words
    assert "untuk melindungi angka kecil" not in words, words
    assert not run_page("pages/pimpinan/ringkasan.py", wilayah="33.19.01", periode="2024-05").info


@pytest.mark.parametrize(("role", "is_offered"), [("kepala", True), ("pimpinan", False), ("petugas", False)])
def test_whoever_may_not_approve_sees_the_table_alone(
    loaded: None, monkeypatch: pytest.MonkeyPatch, role: str, is_offered: bool
) -> None:
    monkeypatch.setattr(approvals, "current_account", lambda: Account("a@b.id", role, frozenset({OFFICE})))
    app = run_page(MUTU, **PLACE)
    assert any("Diputuskan" in words for words in read_words(app))
    assert any(one.label == "Bulan laporan" for one in app.selectbox) == is_offered


def test_a_head_approves_for_the_own_office_and_the_kanwil_for_all() -> None:
    head = Account("k@b.id", "kepala", frozenset({OFFICE}))
    require_approval(head, OFFICE)
    for account in (Account("w@b.id", "kepala", frozenset({"33"})), LOCAL):
        require_approval(account, "kanim-pemalang")
    of_kudus = Account("s@b.id", "kepala", frozenset({"33.19"}))
    for account, office in [
        (head, "kanim-pemalang"),
        (head, ""),
        (of_kudus, OFFICE),
        (Account("p@b.id", "petugas"), OFFICE),
    ]:
        with pytest.raises(AccessError):
            require_approval(account, office)
