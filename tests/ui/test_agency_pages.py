"""Banding instansi with tables of agencies beside what they published; the choice of such a table on Unggah."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import case, load, load_rows
from in_memory import InMemory
from readers import forget, read_as, read_words, run_page

from pora.access.roles import Account, Scope
from pora.access.uploads import require_areas
from pora.config import office_today
from pora.errors import AccessError
from pora.locale import format_day
from pora.schema.load_report import LoadReport

BATANG = {"wilayah": "33.25", "periode": "2024-03"}
MUTU = "pages/analis/mutu.py"


@pytest.fixture
def loaded(in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[LoadReport]]:
    """One month of Imigrasi, and of two agencies for Batang."""
    load_rows(tmp_path, [case("33.25.01", 48)], office="kanim-pemalang")
    reports = []
    for agency, measure, count in (("disdukcapil", "WNA pemegang KTP-el", 31), ("disnaker", "TKA", 7)):
        path = tmp_path / f"{agency}.csv"
        path.write_text(f"Kecamatan,Jumlah\nBatang,{count}\n", "utf-8")
        options = {"period": "2024-03", "kabupaten": "33.25", "agency": agency, "measure": measure}
        reports.append(load(path, office="kanim-pemalang", **options))
    forget()
    read_as(Scope("exact"), monkeypatch)
    yield reports
    forget()


def test_tables_of_agencies_stand_beside_each_other_with_definition_date_and_source(loaded: list[LoadReport]) -> None:
    words = read_words(run_page(MUTU, **BATANG))
    assert "Kab. Batang, Maret 2024: Disdukcapil 31 WNA pemegang KTP-el; Disnaker 7 TKA." in words
    (table,) = [one for one in words if "Definisi" in one]
    today = format_day(office_today())
    for said in (
        "Warga negara asing yang memegang KTP elektronik.",
        f"berkas disdukcapil.csv, dimuat Kantor Imigrasi Pemalang {today}",
        "Berkas menyebut 1 dari 15 kecamatan; yang tidak disebut belum tentu nol.",
    ):
        assert said in table
    (findings,) = [one for one in words if "dihitung terpisah: 48, orang asing pemegang izin tinggal." in one]
    assert "38" not in findings and "79" not in findings
    assert any("disnaker.csv" in one and "berlaku" in one for one in words)


def test_the_public_form_says_that_they_are_not_in_it(
    loaded: list[LoadReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(Scope("public"), monkeypatch)
    words = read_words(run_page(MUTU, **BATANG))
    assert "Tabel dari instansi lain tidak ada dalam versi publik; yang ada di sini angka terbit saja." in words
    assert not [one for one in words if "disdukcapil.csv" in one or "disnaker.csv" in one]


def test_who_may_load_for_an_office_may_not_load_of_places_outside_it(loaded: list[LoadReport]) -> None:
    parts = [(one.period, one.kabupaten_code, one.kabupaten_name) for one in loaded[0].changes]
    require_areas(Account("p@b.id", "petugas", frozenset({"kanim-pemalang"})), "kanim-pemalang", parts)
    with pytest.raises(AccessError, match="di luar wilayah kerja kantor Anda: Kab. Batang"):
        require_areas(Account("q@b.id", "petugas", frozenset({"kanim-pati"})), "kanim-pati", parts)


def test_unggah_asks_for_agency_and_measure_and_tells_what_it_means(loaded: list[LoadReport]) -> None:
    app = run_page("pages/analis/unggah.py")
    next(one for one in app.selectbox if one.label == "Kategori").set_value("agency_figure").run()
    assert not app.exception
    agency = next(one for one in app.selectbox if one.label == "Instansi")
    assert "Disdukcapil" in agency.options and "Imigrasi" not in agency.options
    next(one for one in app.selectbox if one.label == "Yang dihitung").set_value("TKA").run()
    said = [one.value for one in app.caption]
    assert any(one.startswith("Tenaga kerja asing menurut dinas tenaga kerja") for one in said)
    assert any("tidak ada dalam versi publik" in one for one in said)
