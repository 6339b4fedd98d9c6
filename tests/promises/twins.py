# ruff: noqa: S608 - names of tables and columns are constants
"""Two data folders with the same public tables and other exact numbers, and a reader of both."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from builders import OWN_WORDS, SIX_OF_KUDUS, Row, case, load, load_rows
from kept import keep
from readers import forget, read_as

from etl.boundaries.tiles import write_tiles
from etl.pipeline import load_lists
from pora.access.roles import Scope
from pora.warehouse import db
from pora.warehouse.snapshots import require_current, snapshot_path

PUBLIC = (Scope("public"), Scope("public", frozenset({"33.19"})), Scope("public", frozenset({"kanim-pemalang"})))
MONTHS = ("2024-02", "2024-03", "2024-04")

# Everything exact becomes another number, not only what is hidden: a public reader has no business with any of it.
_OTHER = (
    "UPDATE exact.out_area_month SET person_count = person_count * 3 + 1, unplaced_count = unplaced_count * 2 + 1, "
    "first_count = first_count + 5, status = if(status = 'nol', 'angka', status)",
    "UPDATE exact.out_area_month_detail SET person_count = person_count * 3 + 1",
    "UPDATE exact.out_kecamatan_month SET person_count = person_count * 3 + 1",
    "UPDATE exact.out_desa_month SET person_count = person_count * 3 + 1",
    "UPDATE exact.out_kabupaten_month SET person_count = person_count * 3 + 1",
    "UPDATE core_case SET person_count = person_count * 3 + 1, sex = 'P', nationality = 'JPN'",
    "UPDATE core_public_version SET insider_count = insider_count + 7",
    "UPDATE core_public_cell SET person_count = person_count * 3 + 1",
    "UPDATE core_batch SET rows_in = rows_in + 7, rows_accepted = rows_accepted + 7",
    "UPDATE core_rejected SET value = 'another', message = 'another'",
    "UPDATE core_total_check SET printed = printed + 1, computed = computed + 1",
    "UPDATE core_team SET legal_basis = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_meeting SET title = 'another', venue = 'another', stated = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_activity SET checked_count = checked_count + 1, finding_count = 0, held_count = 1, visited_count = 2, "
    "operation_name = 'another', nationalities = 'another', permits = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_follow_up SET subject = 'another', outcome = 'another' WHERE batch_id IS NOT NULL",
    "UPDATE core_agency_figure SET person_count = person_count * 3 + 1, kecamatan_count = 7, measure = 'TKA'",
    "UPDATE core_list_batch SET rows_in = rows_in + 7, file_name = 'another' WHERE list_kind = 'agency_figure'",
    "UPDATE core_village SET legal_basis = 'another', officer_count = 9 WHERE batch_id IS NOT NULL",
)


def _files() -> list[tuple[str, list[Row]]]:
    """Small and large counts, refugees, parts without a place, a correction, a refused row, one silent month."""
    kudus = [
        case(code, count * times, period=month, nationality="CHN" if count > 6 else "KOR", izin_tinggal="ITAS", sex="L")
        for month, times in zip(MONTHS, (1, 3, 2), strict=True)
        for code, count in SIX_OF_KUDUS.items()
    ]
    undaan = [case("33.19.04", 4, period=month, desa_code="33.19.04.2001", sex="P") for month in MONTHS]
    city = [case("33.74.01", 80, period=month) for month in MONTHS] + [case(None, 3, kabupaten_code="33.74")]
    refugees = [
        case("33.29.05", 3, category="pengungsi", period=MONTHS[2]),
        case(None, 16, category="pengungsi", period=MONTHS[2]),
        case(None, 7, category="tindakan", action_kind="deportasi", period=MONTHS[2]),
        case("33.29.01", 2, period=MONTHS[1]),
        case("33.27.01", 40, period=MONTHS[1]),
    ]
    actions = [
        case(None, count, category="tindakan", kabupaten_code=place, action_kind=kind, period=month)
        for month in MONTHS[1:]
        for place, kind, count in (
            ("33.19", "deportasi", 1),
            ("33.19", "itas_terbit", 90),
            ("33.74", "deportasi", 8),
            ("33.74", "itas_terbit", 300),
            (None, "cekal", 2),
        )
    ]
    city += actions
    correction = [case("33.19.02", 2), case("33.19.01", 0), case("33.19.99", 4)]
    return [("kanim-semarang", kudus + undaan + city), ("kanim-pemalang", refugees), ("kanim-semarang", correction)]


@pytest.fixture(scope="module")
def twins(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two data folders: as loaded, and with other exact numbers."""

    def make(folder: Path) -> None:
        first, second = folder / "data", folder / "other"
        (first / "boundaries").mkdir()
        write_tiles("33")
        for office, rows in _files():
            assert load_rows(folder, rows, office=office, accept_partial=True, replace=True).loaded
        for kind, text in OWN_WORDS.items():
            (folder / f"{kind}.csv").write_text(text, "utf-8")
            assert load_lists([folder / f"{kind}.csv"], kind, "kanim-semarang", dry_run=False).reports[0].loaded
        (folder / "dukcapil.csv").write_text("Periode,Kecamatan,Jumlah\n2024-03,Jati,3\n2024-03,Bae,40\n", "utf-8")
        of_agency = {"agency": "disdukcapil", "measure": "WNA pemegang KTP-el", "kabupaten": "33.19"}
        assert load(folder / "dukcapil.csv", **of_agency).loaded
        db._open.cache_clear()
        shutil.copytree(first, second)
        with duckdb.connect(second / snapshot_path(require_current()).relative_to(first)) as con:
            for statement in _OTHER:
                con.execute(statement)

    first = keep("twins", make, tmp_path_factory, empty_data)
    return first, first.parent / "other"


def name_scope(scope: Scope) -> str:
    return "+".join(sorted(scope.areas or ["all"]))


def read_both(
    twins: tuple[Path, Path], scope: Scope, monkeypatch: pytest.MonkeyPatch, read: Callable[[], str]
) -> list[str]:
    found = []
    for folder in twins:
        forget()
        monkeypatch.setenv("PORA_DATA_DIR", str(folder))
        read_as(scope, monkeypatch)
        found.append(read())
    forget()
    return found
