"""Two offices, three files, two months; who may see what of them, and questions about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import SIX_OF_KUDUS, Row, case, load_rows, point_to
from kept import keep

from pora.reference.areas import area_index
from pora.warehouse import db
from pora.warehouse.db import Snapshot, use_snapshot

GROUP = next(code for code, group in area_index().groups().items() if "33.29" in group.codes)

MONTHS = ("2025-12", "2026-01")  # between them 33.28 left the area of kanim-pemalang

CODES = ("ID", "33", "31", "33.19", "33.19.01", "33.19.02", "33.74", "33.28", "33.28.01", "33.29", "33.29.05", "35.07")

DESA = ("33.19.05.2001", "33.19.05.2002")

OFFICES = ("kanim-semarang", "kanim-pemalang", "kanim-pati")

PLACES = (*CODES, *DESA, "33.19.05", *OFFICES, *area_index().groups())

SCOPES = (
    {"33.19"},
    {"33.19.02"},
    {"33.19.05"},
    {DESA[0]},
    {"33.19", "33.29"},
    {"kanim-pemalang"},
    {"kanim-semarang", "33.29.05"},
    {GROUP},
    {"33"},
    {"ID"},
    {"35.07"},
    set(),
)


def list_files() -> list[tuple[str, list[Row]]]:
    """By sender: kecamatan of Kudus; a part without kecamatan, one without kabupaten/kota; a kabupaten that left its
    office; a correction; a row that is refused."""
    first, then = MONTHS
    kudus = [case(code, count, period=first, nationality="CHN", sex="L") for code, count in SIX_OF_KUDUS.items()]
    city = [case(None, 4, kabupaten_code="33.74", period=first), case("33.74.01", 60, nationality="KOR", period=then)]
    pemalang = [
        case("33.29.05", 3, category="pengungsi", period=first),
        case(None, 16, category="pengungsi", period=first),
        case("33.28.01", 11, izin_tinggal="ITAS", period=first),
        case("33.28.01", 12, izin_tinggal="ITAS", period=then),
        case("33.27.01", 7, period=then),
    ]
    actions = [
        case(None, 3, category="tindakan", kabupaten_code="33.28", action_kind="deportasi", period=period)
        for period in MONTHS
    ]
    pemalang += [*actions, case(None, 2, category="tindakan", action_kind="deportasi", period=first)]
    kudus += [case(None, 30, category="tindakan", kabupaten_code="33.19", action_kind="itas_terbit", period=first)]
    correction = [case("33.19.02", 14, period=first), case("33.19.04", 0, period=first), case("33.19.99", 1)]
    correction += [
        case("33.19.05", 5, period=first, desa_code=DESA[0]),
        case("33.19.05", 2, period=first, desa_code=DESA[1]),
    ]
    return [("kanim-semarang", kudus + city), ("kanim-pemalang", pemalang), ("kanim-semarang", correction)]


@pytest.fixture(scope="module")
def snapshot(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """As they are in force. For reading only."""

    def make(folder: Path) -> None:
        for office, rows in list_files():
            assert load_rows(folder, rows, office=office, accept_partial=True, replace=True).loaded

    with pytest.MonkeyPatch.context() as patch:
        point_to(keep("scope", make, tmp_path_factory, empty_data), patch)
        db._open.cache_clear()
        yield use_snapshot()
    db._open.cache_clear()
