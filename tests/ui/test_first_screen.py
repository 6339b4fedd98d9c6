"""What a newcomer sees without boundaries: how to get them, on the first screen; a presenter sees no command."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from pora.access.roles import ADMIN, PENYAJI, Account
from pora.ui.parts import page_frame
from pora.ui.parts.data import Reader
from pora.ui.parts.page_frame import _describe_tiles, open_page, show_provenance
from pora.version import read_version


def test_the_foot_of_a_page_with_a_map_tells_what_the_map_is_and_the_version(
    kudus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(page_frame, "current_account", lambda: None)
    monkeypatch.setattr(st, "caption", told.append)
    show_provenance(Reader(), ["Keadaan 31 Maret 2024"], with_boundaries=True)
    (foot,) = told
    assert foot.split(" · ")[0] == "---\nKeadaan 31 Maret 2024"  # below a rule
    assert foot.split(" · ")[2:] == ["Peta petak, bukan batas wilayah", f"Dasbor Pora {read_version()}"]


@pytest.mark.parametrize(("role", "is_told"), [(ADMIN, True), (PENYAJI, False), (None, False)])
def test_only_who_can_install_boundaries_is_told_the_command(role: str | None, is_told: bool) -> None:
    words = _describe_tiles(Account("a@example.id", role) if role else None)
    assert (words.startswith("Peta petak, bukan batas wilayah"), "python -m etl" in words) == (True, is_told)


@pytest.mark.parametrize(
    ("role", "step", "words"),
    [
        (ADMIN, None, "Belum ada tabel kasus. Muat berkas pertama di halaman Unggah."),
        (PENYAJI, None, "Belum ada tabel kasus."),
        (ADMIN, "Pilih berkas.", "Pilih berkas."),
    ],
)
def test_where_nothing_is_loaded_a_page_shows_the_way_to_who_may_load_and_unggah_its_own_form(
    empty: Path, monkeypatch: pytest.MonkeyPatch, role: str, step: str | None, words: str
) -> None:
    told: list[str] = []
    monkeypatch.setattr(page_frame, "current_account", lambda: Account("a@example.id", role))
    monkeypatch.setattr(st, "info", told.append)
    open_page(first_step=step)
    assert told == [words]
