"""A picture and five lines for a chat message."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from builders import Row, case, load_rows
from in_memory import InMemory
from PIL import Image

from pora.access.audit import EXPORT, read_events
from pora.access.roles import Scope
from pora.deck.share import SHARED_PAGES
from pora.export.share import Share, make_share
from pora.schema import Cut
from pora.warehouse.db import use_snapshot

EXACT = Scope("exact")


def take(page: str, area_code: str = "33.19", scope: Scope = EXACT) -> Share:
    return make_share(use_snapshot(), scope, page, Cut(area_code, "2024-03", "orang_asing"), "sari")


def last_line() -> str:
    return f"Angka di bawah 5 (pengungsi 10) disamarkan · Snapshot {use_snapshot().id}"


def test_five_lines_tell_what_the_page_shows_in_the_public_form(kudus: Path) -> None:
    as_of = "Keadaan 31 Maret 2024 · Sumber: tabel kasus Kantor Imigrasi Semarang"
    assert take("peta").text.splitlines() == [
        "Kab. Kudus: 48 orang asing di 6 dari 9 kecamatan (Maret 2024)",
        "Orang asing terbanyak di Kota Kudus (13) dan Jati (9)",
        "6 dari 9 kecamatan melapor untuk Maret 2024",
        as_of,
        last_line(),
    ]
    assert take("ringkasan", "33.19.02").text.splitlines() == [
        "Kota Kudus, Kab. Kudus: 13 orang asing (Maret 2024)",
        "Kota Kudus 13 dari 48 di Kab. Kudus; median kecamatan di Jawa Tengah 7,5 (6 dari 576 ada angkanya)",
        "Kab. Kudus: 6 dari 9 kecamatan melapor untuk Maret 2024; pengungsi, dihitung terpisah: belum lapor",
        as_of,
        last_line(),
    ]


def test_penindakan_is_shared_by_kind_of_the_year_so_far_beside_last_year(in_memory: InMemory, tmp_path: Path) -> None:
    def of(period: str, kind: str, count: int) -> Row:
        return case(None, count, kabupaten_code="33.19", period=period, category="tindakan", action_kind=kind)

    rows = [of(f"2024-0{month}", "itas_terbit", 100) for month in (1, 2, 3)] + [of("2023-01", "itas_terbit", 90)]
    load_rows(tmp_path, [*rows, of("2024-03", "deportasi", 2)])
    shared = make_share(use_snapshot(), EXACT, "penindakan", Cut("33", "2024-03", "orang_asing"), "sari", "itas_terbit")
    assert shared.file_name == "penindakan_itas_terbit_33_2024-03.png"
    assert shared.text.splitlines()[:4] == [
        "ITAS diterbitkan di Provinsi Jawa Tengah: 300; masa yang sama 2023: 90 (Januari sampai Maret 2024)",
        "Tindakan selama masa itu, bukan orang yang berada di wilayah; jenis tidak dijumlahkan",
        "Dilaporkan 3 dari 3 bulan, tahun sebelumnya 1; bulan tanpa laporan bukan nol",
        "Keadaan 31 Maret 2024 · Sumber: tabel kasus Kantor Imigrasi Semarang",
    ]
    assert Image.open(BytesIO(shared.picture)).size == (1080, 1350)
    hidden = make_share(use_snapshot(), EXACT, "penindakan", Cut("33", "2024-03", "orang_asing"), "sari")
    assert hidden.text.startswith("Deportasi di Provinsi Jawa Tengah: disamarkan (")


@pytest.mark.parametrize("page", SHARED_PAGES)
def test_a_picture_fits_a_chat_is_the_same_each_time_and_whoever_takes_it(kudus: Path, page: str) -> None:
    shared = take(page)
    assert Image.open(BytesIO(shared.picture)).size == (1080, 1350)
    assert len(shared.text.splitlines()) == 5
    assert take(page) == shared == take(page, scope=Scope("public"))


def test_what_is_shared_is_logged_like_an_export(kudus: Path) -> None:
    shared = take("pengungsi")
    (event,) = read_events(event=EXPORT)
    told = ("table", "area", "category", "format", "version", "file")
    assert (event.user, *(event.facts[name] for name in told)) == (
        "sari",
        "bagikan",
        "33.19",
        "pengungsi",
        "png",
        "public",
        shared.file_name,
    )
