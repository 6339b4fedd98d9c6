"""The report of a meeting as Word reads it: its chapters, native tables, pictures with words, empty fields to fill."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph
from in_memory import InMemory
from lxml import etree

from etl.pipeline import load_lists
from pora.access.roles import Scope, Version
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.deck.model import Block, Chapter, Deck, TextTable
from pora.export.docx import write_docx
from pora.export.docx.blocks import add_block
from pora.export.docx.page import WIDTH
from pora.export.pptx.measure import measure_line
from pora.locale import speaking
from pora.warehouse.db import use_snapshot
from tests.decks import example_blocks, make_example_deck
from tests.export.decks_as_pptx import draw_plain

ROOT = Path(__file__).resolve().parents[2]
AGREED = """Tanggal rapat,Tindak lanjut,Penanggung jawab,Kabupaten,Tenggat,Keadaan
19/3/2024,Mendata Jati,Polres,Kudus,Mei 2024,baru
"""


def write(deck: Deck) -> bytes:
    return write_docx(deck, draw_plain)  # type: ignore[arg-type]


def read(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def deck_of(area: str, period: str, version: Version = "public") -> Deck:
    return make_deck(use_snapshot(), Scope(version), make_agenda(area, period))


def example() -> Deck:
    """Every kind of block, each in a part of one chapter."""
    parts = tuple(
        Chapter(name.capitalize(), (f"Temuan {name}.",), (block,), "Keadaan 31 Maret 2024")
        for name, block in example_blocks().items()
    )
    return replace(make_example_deck(), report=(Chapter("Dasar", ("Pasal 53.",)), Chapter("Keadaan", (), parts=parts)))


def headings_of(report: Any) -> list[tuple[int, str]]:
    return [(int(one.style.name[-1]), one.text) for one in report.paragraphs if one.style.name.startswith("Heading")]


def cells_of(table: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def table_of(report: Any, name: str) -> list[tuple[str, ...]]:
    [found] = [table for table in report.tables if table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == name]
    return cells_of(found)


def test_the_report_of_kudus_has_every_chapter_and_what_is_not_known_is_empty(kudus: Path) -> None:
    report = read(write(deck_of("33.19", "2024-03")))
    assert headings_of(report) == [
        (1, "Dasar hukum"),
        (1, "Pelaksanaan dan kehadiran"),
        (2, "Pelaksanaan rapat"),
        (2, "Kehadiran per instansi"),
        (1, "Keadaan wilayah"),
        (2, "Situasi dalam tiga angka"),
        (2, "Peta sebaran"),
        (2, "Kewarganegaraan"),
        (2, "Izin tinggal"),
        (2, "Kelengkapan laporan"),
        (2, "Angka terbit dan tabel kasus"),
        (2, "Banding instansi"),
        (1, "Keputusan dan tindak lanjut"),
        (2, "Keputusan rapat ini"),
        (2, "Tindak lanjut"),
        (1, "Sumber"),
        (1, "Catatan metode dan penyamaran"),
    ]
    assert table_of(report, "pelaksanaan")[1:4] == [
        ("Acara", "Rakor Tim Pora Kab. Kudus"),
        ("Tanggal", "19 Maret 2024 (tahun belum pasti)"),
        ("Tempat", "Hotel Griptha"),
    ]
    attendance = table_of(report, "kehadiran")
    assert [row[0] for row in attendance][:3] == ["Instansi", "Imigrasi", "Kesbangpol"]
    assert {row[1:] for row in attendance[1:]} == {("", "")}, "nobody counted who came"
    assert table_of(report, "keputusan")[1:] == [("",) * 4] * 4
    texts = [one.text for one in report.paragraphs]
    assert "Kab. Kudus: 48 orang asing di 6 dari 9 kecamatan." in texts
    assert "Angka terbit Kanwil, keadaan 19 Maret 2024 (tahun belum pasti): ANTARA Jateng 224305" in " ".join(texts)


def test_agencies_that_a_source_saw_at_a_meeting_stand_in_the_table(empty: Path) -> None:
    attendance = table_of(read(write(deck_of("33.29", "2024-07"))), "kehadiran")
    assert [row[0] for row in attendance] == [
        "Instansi", "Kesbangpol", "Polres", "Kodim", "instansi lain", "Total",
    ]  # fmt: skip
    assert [row[0] for row in table_of(read(write(deck_of("33", "2024-07"))), "kehadiran")] == [
        "Instansi", "", "", "", "", "Total",
    ]  # fmt: skip


def test_what_the_meeting_of_the_month_agreed_is_said_and_the_public_version_keeps_its_words_back(
    in_memory: InMemory, tmp_path: Path
) -> None:
    path = tmp_path / "follow_up.csv"
    path.write_text(AGREED, "utf-8")
    assert load_lists([path], "follow_up", "kanim-semarang", dry_run=False).reports[0].loaded

    def read_agreed(period: str, version: Version) -> list[tuple[str, ...]]:
        return table_of(read(write(deck_of("33.19", period, version))), "keputusan")[1:]

    assert read_agreed("2024-03", "exact") == [("Mendata Jati", "Polres", "Mei 2024", "Baru")]
    assert read_agreed("2024-03", "public") == [("tidak ada dalam versi publik", "Polres", "Mei 2024", "Baru")]
    assert read_agreed("2024-04", "exact") == [("",) * 4] * 4


def test_blocks_are_native_tables_and_pictures_with_their_words() -> None:
    report, blocks = read(write(example())), example_blocks()
    grid = blocks["kelengkapan"]
    assert isinstance(grid, TextTable)
    assert table_of(report, "kelengkapan") == [grid.headings, *grid.cells]
    assert table_of(report, "situasi")[1] == ("Orang asing", "48", "+2 sejak Februari 2024")
    assert table_of(report, "kecamatan")[1:4] == [("Kaliwungu", "12"), ("Kota Kudus", "9"), ("Jati", "disamarkan")]
    assert table_of(report, "bulan")[3] == ("Juni 2023", "–", "Desember 2023", "41")
    assert [one.get("descr") for one in report.element.body.iter(qn("wp:docPr"))] == [
        blocks["peta"].alt,
        blocks["bulan"].alt,
    ]
    for table in report.tables:
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblDescription")).get(qn("w:val")), "words for those who can't see it"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "the headings come again on the next page"


@pytest.mark.parametrize("months", [1, 3, 5, 12])
def test_a_table_of_many_months_is_as_wide_as_the_page_and_every_column_has_room(months: int) -> None:
    figures = tuple(f"Bulan {number}" for number in range(months))
    grid = TextTable(
        "izin", pd.DataFrame(), "ITAS 7", ("Izin", *figures), (("ITAS", *["7"] * months),), frozenset(figures)
    )
    report = Document()
    add_block(report, grid, draw_plain)
    widths = [column.width for column in report.tables[0].columns]
    twips = 635 * len(widths)  # what Word's own unit rounds
    assert min(widths) >= Cm(0.8) and sum(widths) <= WIDTH + twips and widths[0] >= WIDTH // 3


def test_no_word_of_a_state_is_broken_in_a_table_of_a_year_by_quarter_and_a_long_text_takes_the_room() -> None:
    figures = ("Mar 2023", "Jun 2023", "Sep 2023", "Des 2023", "Mar 2024", "Selisih")
    lines = (("Izin tinggal kunjungan (ITK)", "disamarkan", "disamarkan", "5", "5", "disamarkan", "–"),)
    permits = TextTable("izin", pd.DataFrame(), "ITK", ("Izin tinggal", *figures), lines, frozenset(figures))
    agreed = ("Meminta laporan Maret 2024 dari Undaan, Mejobo dan Jekulo.", "–", "–", "Usulan")
    headings = ("Tindak lanjut", "Penanggung jawab", "Tenggat", "Keadaan")
    report = Document()
    add_block(report, permits, draw_plain)
    add_block(report, TextTable("usulan", pd.DataFrame(), "Usulan", headings, (agreed,), frozenset()), draw_plain)
    for table in report.tables:
        for column in table.columns:
            for row, cell in enumerate(column.cells):
                longest = max(measure_line(word, 9.5, bold=not row) for word in cell.text.split())
                assert longest + Cm(0.38).pt <= column.width.pt, cell.text
    assert report.tables[1].columns[0].width > Cm(6)


def test_the_source_of_a_table_stays_on_its_page() -> None:
    report = read(write(example()))
    captions = [one for one in report.paragraphs if one.style.name == "Caption" and one.text.startswith("Keadaan")]
    before = [(Paragraph(one._p.getprevious(), report), one._p.getprevious().getprevious()) for one in captions]
    rows = [Table(table, report).rows[-1] for _after, table in before if table.tag == qn("w:tbl")]
    assert len(rows) == 4 and all(after.paragraph_format.keep_with_next for after, _table in before)
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for row in rows for cell in row.cells)


def test_a_signature_never_stands_alone_on_a_page() -> None:
    paragraphs = read(write(example())).paragraphs
    first = next(number for number, one in enumerate(paragraphs) if one.text == "Pembuat laporan,") - 1
    kept = [one.paragraph_format.keep_with_next for one in paragraphs[first - 2 : len(paragraphs)]]
    assert kept == [True] * (len(kept) - 1) + [False]


def test_the_contents_list_leads_to_every_heading() -> None:
    report = read(write(example()))
    listed = [one for one in report.paragraphs if one.style.name.startswith("TOC ")]
    links = [one._p.find(qn("w:hyperlink")) for one in listed if one._p.find(qn("w:hyperlink")) is not None]
    words = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert words[:3] == ["A. Dasar", "B. Keadaan", "1. Situasi"]
    marks = {
        mark.get(qn("w:name")): "".join(text.text for text in mark.getparent().iter(qn("w:t")))
        for mark in report.element.body.iter(qn("w:bookmarkStart"))
    }
    led = [marks[link.get(qn("w:anchor"))] for link in links]
    assert led == [text for _level, text in headings_of(report)] == [word.partition(". ")[2] for word in words]
    kinds = [one.get(qn("w:fldCharType")) for one in report.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


OTHER = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT / "tests")}
PROGRAM = """
import sys
from tests.export.test_docx import example, write
sys.stdout.buffer.write(write(example()))
"""


def test_two_processes_write_the_same_bytes_with_no_clock_and_no_person_in_them() -> None:
    made = write(example())
    command = [sys.executable, "-c", PROGRAM]
    run = subprocess.run(command, cwd=ROOT, env=OTHER, check=True, capture_output=True)
    assert run.stdout == made
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        files = {entry.filename: package.read(entry) for entry in package.infolist()}
    assert not [name for name, data in files.items() if b"python-docx" in data or b"Canny" in data]
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", files["docProps/core.xml"])) == {b"2026-11-22T10:15:00Z"}
    assert read(made).core_properties.author == "Dasbor Pora"
    for name in (name for name in files if name.endswith((".xml", ".rels"))):
        etree.fromstring(files[name])


@pytest.mark.parametrize(
    ("lang", "tag", "title"), [("id", "id-ID", "Laporan kegiatan"), ("en", "en-US", "Activity report")]
)
def test_the_report_speaks_the_language_of_the_deck(kudus: Path, lang: str, tag: str, title: str) -> None:
    with speaking(lang):
        deck = deck_of("33.19", "2024-03")
    report = read(write(deck))
    assert report.paragraphs[0].text == title
    assert {one.get(qn("w:val")) for one in report.styles.element.iter(qn("w:lang"))} == {tag}


def test_letters_that_no_file_may_hold_are_left_out() -> None:
    cells = (("=1+1\x0b", "<b>&\x1f"),)
    grid: Block = TextTable("g", pd.DataFrame(), "Alt\x00", ("=A", "B\x07"), cells, frozenset())
    deck = replace(
        make_example_deck(), title="Judul\x00 \ud800 <&>", report=(Chapter("Bab\x01", ("Isi\x02",), (grid,)),)
    )
    report = read(write(deck))
    assert cells_of(report.tables[0]) == [("=A", "B"), ("=1+1 ", "<b>&")]
    assert headings_of(report) == [(1, "Bab")]


def test_libreoffice_opens_it_and_makes_pages(tmp_path: Path) -> None:
    if not shutil.which("lowriter") and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed with its documents (libreoffice-writer)")
    path = tmp_path / "laporan.docx"
    path.write_bytes(write(example()))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run([*command, "--outdir", str(tmp_path), str(path)], capture_output=True, text=True, timeout=180)
    assert (tmp_path / "laporan.pdf").exists(), done.stderr
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "laporan.pdf").read_bytes())) >= 4
