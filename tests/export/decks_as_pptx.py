"""Decks written as PPTX and read back, for tests."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pandas as pd
from PIL import Image
from pptx import Presentation

from pora.deck.model import AreaMap, Bar, Bars, Block, Deck, NumberCard, NumberCards, Sentences, Slide, TextTable, Trend
from pora.export.pptx import write_pptx
from tests.decks import FOOTER, example_blocks, make_example_deck

MARKS = ("TERBATAS", "DATA CONTOH SINTETIS")
NO_ROWS = pd.DataFrame()


def draw_plain(_block: AreaMap, width: float, height: float) -> bytes:
    """A stand-in for a map: one colour, wider than the box."""
    out = io.BytesIO()
    Image.new("RGB", (int(width * 60), int(height * 50)), "#dcedf2").save(out, "PNG")
    return out.getvalue()


def write(deck: Deck) -> bytes:
    return write_pptx(deck, draw_plain)


def read(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def deck_of(*blocks: Block, **changes: Any) -> Deck:
    """A deck with one slide of these blocks."""
    slide = Slide("satu", "satu", "Judul slide", blocks, "Catatan", FOOTER)
    return replace(make_example_deck(), slides=(slide,), **changes)


def make_hard_deck() -> Deck:
    """More text, larger numbers and longer series than a slide should have, in every kind and width of block."""
    blocks = example_blocks()
    long = "Kecamatan Bumiayu Selatan dan sekitarnya"
    bars = Bars("batang", NO_ROWS, "Batang", f"Orang asing menurut {long}", tuple(
        Bar(f"{long} {n}", None if n % 3 else 10**n, "belum lapor" if n % 3 else str(10**n), kind)
        for n, kind in enumerate(["own"] * 8 + ["rest", "unknown"])
    ))  # fmt: skip
    months = tuple(f"{year}-{month:02}" for year in (2021, 2022, 2023) for month in range(1, 13))
    trend = Trend("panjang", NO_ROWS, "Garis", "Orang asing", months, tuple(range(1000, 1036)))
    words = ("12 dari 19", "1.234", f"Laporan terakhir Maret 2024, menunggu perbaikan {long}")
    grid = TextTable(
        "tabel", NO_ROWS, "Tabel", ("Melapor", "Orang asing", "Catatan"), (words,) * 11, frozenset({"Melapor"})
    )
    points = Sentences("butir", NO_ROWS, "Butir", (f"Meminta laporan Maret 2024 dari {long} paling lambat besok.",) * 6)
    cards = NumberCards("angka", NO_ROWS, "Angka", (
        NumberCard(
            "Pengungsi, dihitung terpisah dari pemegang izin tinggal", "disamarkan", "disunting penyaji; data: 12"
        ),
        NumberCard("Orang asing", "1.234.567", "+2.000 sejak Februari 2024"),
        NumberCard("Kecamatan melapor", "belum lapor"),
    ))  # fmt: skip
    kinds = (bars, trend, grid, points, cards, blocks["peta"])
    title = (
        "Kaliwungu dan Kota Kudus menampung hampir separuh dari 48 orang asing di Kabupaten Kudus, tiga belum melapor"
    )
    short = replace(grid, name="pendek", cells=grid.cells[:7])
    pairs = [*((one,) for one in kinds), (bars, trend), (trend, cards), (short, points), (points, bars), (cards, trend)]
    slides = tuple(Slide(f"s{n}", "isi", title, pair, "", (*FOOTER, long)) for n, pair in enumerate(pairs))
    return replace(make_example_deck(), marks=MARKS, slides=(make_example_deck().slides[0], *slides))
