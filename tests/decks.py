"""A deck with every kind of block, and with what is hard to place: long titles, states without a number, gaps."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import (
    AreaMap,
    Bar,
    Bars,
    Block,
    Deck,
    NumberCard,
    NumberCards,
    Sentences,
    Slide,
    TextTable,
    Trend,
)
from pora.reference.areas import area_index
from pora.statistics.measures import count_measure

MONTHS = tuple(f"2023-{month:02}" for month in range(4, 13)) + ("2024-01", "2024-02", "2024-03")
FOOTER = (
    "Keadaan 31 Maret 2024 · Sumber: tabel kasus Kantor Imigrasi Kelas I Non TPI Pemalang",
    "Angka kecil disamarkan · Snapshot 20261122-101500-ab12",
)
COUNTS = (12, 9, None, 8, 7, 0, None, 5, None)
STATES = tuple(
    schema.ANGKA if count else schema.NOL if count == 0 else state
    for count, state in zip(
        COUNTS, [schema.DISAMARKAN] * 3 + [schema.DISAMARKAN] * 3 + [schema.BELUM_LAPOR] * 3, strict=True
    )
)


def example_blocks() -> dict[str, Block]:
    """One block of every kind, by name; Kudus by kecamatan, made-up counts."""
    codes = area_index().children("33.19")
    names = [area_index().area_name(code) for code in codes]
    areas = pd.DataFrame({"area_code": codes, "area_name": names, "value": COUNTS, "status": STATES}).astype(
        {"value": "Int64"}
    )
    months = pd.DataFrame({"period": MONTHS, "person_count": (31, 33, None, 35, 36, 36, 40, None, 41, 44, 46, 48)})
    months = months.astype({"person_count": "Int64"})
    bars = tuple(
        Bar(name, count, str(count) if count is not None else "disamarkan")
        for name, count in zip(names, COUNTS, strict=True)
    )
    found = (
        NumberCards(
            "situasi",
            pd.DataFrame({"area_code": ["33.19"], "period": ["2024-03"], "person_count": [48]}),
            "48 orang asing; pengungsi disamarkan; 6 dari 9 kecamatan melapor.",
            (
                NumberCard("Orang asing", "48", "+2 sejak Februari 2024"),
                NumberCard("Pengungsi, dihitung terpisah", "disamarkan", "jumlahnya kecil"),
                NumberCard("Kecamatan melapor", "6 dari 9", "3 belum lapor"),
            ),
        ),
        AreaMap(
            "peta",
            areas,
            "Peta: Orang asing, 9 wilayah.",
            schema.KECAMATAN,
            "33.19",
            count_measure(schema.ORANG_ASING),
        ),
        Bars("kecamatan", areas, "Diagram batang: Orang asing.", "Orang asing", bars),
        Trend(
            "bulan",
            months,
            "Grafik bulanan: Orang asing.",
            "Orang asing",
            MONTHS,
            tuple(None if pd.isna(n) else int(n) for n in months["person_count"]),
        ),
        TextTable(
            "kelengkapan",
            areas,
            "Tabel: kecamatan dan keadaannya.",
            ("Kecamatan", "Orang asing", "Keadaan"),
            tuple(
                (name, str(count) if count is not None else "–", state)
                for name, count, state in zip(names, COUNTS, STATES, strict=True)
            ),
            frozenset({"Orang asing"}),
        ),
        Sentences(
            "tindak_lanjut",
            pd.DataFrame({"line": ["a", "b"]}),
            "Dua hal untuk ditindaklanjuti.",
            (
                "Meminta laporan Maret 2024 dari Kecamatan Dawe, Gebog dan Undaan paling lambat tanggal 10.",
                "Memeriksa selisih 2 orang antara angka terbit dan tabel kasus di Kab. Kudus.",
            ),
        ),
    )
    return {block.name: block for block in found}


def make_example_deck() -> Deck:
    blocks = example_blocks()

    def slide(key: str, title: str, *names: str) -> Slide:
        notes = f"Sampaikan: {title}. Angka ini menurut tabel kasus; yang belum lapor bukan nol."
        return Slide(key, key, title, tuple(blocks[name] for name in names), notes, FOOTER)

    return Deck(
        area_code="33.19",
        period="2024-03",
        title="Orang asing di Kab. Kudus",
        subtitle="Rapat koordinasi Tim Pora, Maret 2024",
        language="id",
        snapshot_id="20261122-101500-ab12",
        version="public",
        marks=("DATA CONTOH SINTETIS",),
        slides=(
            slide("sampul", "Orang asing di Kab. Kudus"),
            slide("situasi", "Kudus: 48 orang asing, pengungsi disamarkan, 6 dari 9 kecamatan melapor", "situasi"),
            slide(
                "peta",
                "Kaliwungu dan Kota Kudus menampung hampir separuh dari 48 orang asing di Kabupaten Kudus",
                "peta",
                "tindak_lanjut",
            ),
            slide("teratas", "Terbanyak di Kaliwungu: 12 orang asing", "kecamatan"),
            slide("tren", "Naik dari 31 menjadi 48 dalam setahun; dua bulan tanpa laporan", "bulan"),
            slide("kelengkapan", "6 dari 9 kecamatan melapor", "kelengkapan"),
            slide("tindak_lanjut", "Dua hal untuk ditindaklanjuti", "tindak_lanjut"),
        ),
    )
