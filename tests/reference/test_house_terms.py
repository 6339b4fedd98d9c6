"""Words of the house: said wherever the product speaks, never in a placeholder, a quotation, or a heading that is read
back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from readers import read_as, read_words, run_page

from etl.__main__ import main
from pora import locale
from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.errors import UsageError
from pora.export.files import make_export
from pora.export.report_form import ReportForm, make_report_form
from pora.locale import _, lower_first, official, speaking
from pora.locale.house import HouseTerm, replace_terms, terms
from pora.reference.house_terms import house_terms_path, read_house_terms
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries.request import ExportRequest
from pora.warehouse.snapshots import require_current

HEADING = "term,replacement,language\n"
ROWS = ("orang asing,WNA,id", "Tim Pora,TIMPORA,id", "foreign nationals,foreigners,en", "Kewarganegaraan,Kebangsaan,id")
FILE = HEADING + "\n".join(ROWS)
WNA = (HouseTerm("orang asing", "WNA", "id"), HouseTerm("foreign nationals", "foreigners", "en"))


@pytest.fixture
def house(kudus: Path) -> Iterator[None]:
    """A data folder with terms, which hold for the test."""
    house_terms_path().write_text(FILE, "utf-8")
    token = terms.set(read_house_terms())
    yield
    terms.reset(token)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("48 orang asing", "48 WNA"),
        ("Orang asing dan pengungsi", "WNA dan pengungsi"),
        ('peta "pengawasan orang asing" dari orang asing', 'peta "pengawasan orang asing" dari WNA'),
        ("{orang asing} `orang asing` <orang asing>", "{orang asing} `orang asing` <orang asing>"),
        ("orang asingan", "orang asingan"),
        ("foreign nationals", "foreign nationals"),
    ],
)
def test_a_term_is_replaced_as_a_word_of_its_language_and_nowhere_else(text: str, said: str) -> None:
    assert replace_terms(text, "id", WNA) == said


def test_none_is_replaced_in_what_another_gave_and_the_longest_wins() -> None:
    chain = (HouseTerm("tim", "regu", "id"), HouseTerm("regu", "tim", "id"), HouseTerm("tim kecil", "kelompok", "id"))
    assert replace_terms("Tim kecil, tim dan regu", "id", chain) == "Kelompok, regu dan tim"


def test_an_abbreviation_keeps_its_letters_within_a_sentence() -> None:
    assert [lower_first(word) for word in ("WNA", "Orang asing", "", "A")] == ["WNA", "orang asing", "", "a"]


CATALOGUE = Path(locale.__file__).with_name("en.po")
TEXTS = [str(one.id) for one in read_po(io.BytesIO(CATALOGUE.read_bytes())) if one.id]
WORDS = sorted({word for text in TEXTS for word in re.findall(r"[^\W\d_]{3,}", text)})


@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_no_term_breaks_a_placeholder(text: str, words: list[str]) -> None:
    known = tuple(HouseTerm(word, "Kata baru", "id") for word in words)
    places = re.findall(r"\{[^{}]*\}", text)
    assert re.findall(r"\{[^{}]*\}", replace_terms(text, "id", known)) == places


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("orang asing,,id", "baris 2: kolom replacement kosong."),
        ("orang asing,WNA,fr", "baris 2: bahasa 'fr' harus salah satu dari id, en."),
        ("orang asing,WNA,id\nOrang asing,WNI,id", "baris 3: kata 'Orang asing' sudah ada di atas."),
        ("orang asing,<b>WNA</b>,id", "baris 2: '<b>WNA</b>' di kolom replacement harus dimulai dengan huruf"),
        ("{n} orang,WNA,id", "baris 2: '{n} orang' di kolom term harus dimulai dengan huruf"),
        ("orang asing,WNA 48,id", "baris 2: 'WNA 48' di kolom replacement harus dimulai dengan huruf"),
        (f"orang asing,{'W' * 41},id", "tidak lebih panjang dari 40"),
        ("orang asing,W\u202eNA,id", "di kolom replacement harus dimulai dengan huruf"),
        ("orang asing,WNA", "baris 2: 2 sel, seharusnya 3."),
    ],
)
def test_a_wrong_row_is_named_by_every_command(
    kudus: Path, capsys: pytest.CaptureFixture[str], row: str, message: str
) -> None:
    house_terms_path().write_text(HEADING + row + "\n", "utf-8")
    assert main(["status"]) == 2
    assert message in capsys.readouterr().err
    with pytest.raises(UsageError, match="terms"):
        read_house_terms()


def test_slides_speak_the_words_of_the_house_and_data_keep_theirs(house: None) -> None:
    deck = make_deck(use_snapshot(), Scope("exact"), make_agenda("33.19", "2024-03"))
    titles = {slide.kind: slide.title for slide in deck.slides}
    assert titles["sampul"] == "WNA dan pengungsi di Kab. Kudus"
    assert titles["situasi"] == "Kab. Kudus: 48 WNA di 6 dari 9 kecamatan"
    attendance = deck.report[1].parts[0].blocks[0]
    assert "Rakor Tim Pora Kab. Kudus" in attendance.rows.to_string(), "a title that a source gave"
    with speaking("en"):
        assert _("orang asing") == "foreigners" or _("Orang asing") == "Foreigners"


def test_headings_that_are_read_back_stay_the_product_s_own(house: None) -> None:
    made = make_export(ExportRequest("case_counts"), "xlsx", "x.xlsx", Scope("exact"), require_current(), "?")
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    assert "Kewarganegaraan" in [cell.value for cell in book["Data"][1]]
    form = ReportForm("33.19", "2024-03", "orang_asing")
    with official():
        plain = make_report_form(form)
    assert make_report_form(form) == plain


def test_pages_follow_the_file_and_speak_their_own_words_where_it_is_wrong(
    kudus: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read_as(Scope("exact"), monkeypatch)

    def read_head() -> str:
        words = read_words(run_page("pages/pimpinan/ringkasan.py", wilayah="33.19", periode="2024-03"))
        return next(one for one in words if "48" in one)

    own = "Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor Kab. Kudus · Maret 2024 · Orang asing"
    assert read_head() == own
    house_terms_path().write_text(FILE, "utf-8")
    assert read_head() == "Kab. Kudus, Maret 2024: 48 WNA; 6 dari 9 kecamatan melapor Kab. Kudus · Maret 2024 · WNA"
    house_terms_path().write_text(HEADING + "orang asing,,id\n", "utf-8")
    assert read_head() == own
    assert "terms.csv, baris 2: kolom replacement kosong." in caplog.text
