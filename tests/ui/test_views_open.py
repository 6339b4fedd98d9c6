"""Every place and month has a page without an error, for every kind of account: more than a browser has time for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pora.access.roles import Scope
from tests.readers import PAGES, forget, read_as, read_sent, run_page

VIEWS = {
    "the start": {},
    "the first month": {"periode": "2023-01"},
    "a kecamatan": {"wilayah": "33.19.02", "periode": "2024-03"},
    "a kabupaten": {"wilayah": "33.19"},
    "refugees": {"wilayah": "33.19", "kategori": "pengungsi"},
    "an office": {"wilayah": "kanim-pemalang", "periode": "2024-07", "kategori": "pengungsi"},
    "tiles": {"lapis": "petak"},
}
OF_MAPS = {  # which mean nothing on another page: see View.plain
    "a density": {"ukuran": "kepadatan"},
    "a published figure": {"sumber": "terbit", "angka": "17"},
    "two months": {"wilayah": "33.19", "periode": "2024-03", "cara": "berdampingan"},
    "months that play": {"cara": "waktu", "ukuran": "perubahan"},
}
ALL_AT_ONCE = {"ukuran": "kepadatan", "sumber": "terbit", "angka": "17", "cara": "waktu"}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_an_error(on_built: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    forget()
    read_as(Scope("exact"), monkeypatch)
    more = OF_MAPS.values() if page.endswith("/peta.py") else [ALL_AT_ONCE]
    for view in [*VIEWS.values(), *more]:
        assert read_sent(run_page(page, **view)) != ""
    forget()


ACCOUNTS = {
    "of a kabupaten": ("33.19", {"wilayah": "33.19.02", "periode": "2024-03"}),
    "of an office": ("kanim-pemalang", {"wilayah": "kanim-pemalang", "periode": "2024-07", "kategori": "pengungsi"}),
}


@pytest.mark.parametrize(("area", "view"), ACCOUNTS.values(), ids=ACCOUNTS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_exact_figures_for_an_account_of_some_areas(
    on_built: Path, monkeypatch: pytest.MonkeyPatch, page: str, area: str, view: dict[str, str]
) -> None:
    forget()
    read_as(Scope("exact", frozenset({area})), monkeypatch)
    assert "di luar wewenang" not in read_sent(run_page(page, **view))
    forget()
