"""A picture and five lines for a chat message."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
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
