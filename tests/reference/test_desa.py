"""Desa and kelurahan: every name resolves within its kecamatan, ties and near misses do not, and none without one."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from pora.errors import UsageError
from pora.paths import REFERENCE, ROOT
from pora.reference.areas import AreaIndex, PlaceCells, RowArea, add_alias, area_index
from pora.reference.areas.answer import AreaMatch
from pora.reference.areas.tables import read_area_tables
from pora.reference.spelling import normalise

INDEX = AreaIndex(read_area_tables(()))
JATI, KOTA_KUDUS = "33.19.03", "33.19.02"


def test_every_kecamatan_of_the_file_is_known_and_its_codes_are_its_own() -> None:
    with (REFERENCE / "desa.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["kecamatan_code"] for row in rows]
    assert codes == sorted(set(codes) & set(INDEX.kecamatan_of("ID")))
    desa = [code for kecamatan_code in codes for code in INDEX.desa_of(kecamatan_code)]
    assert (len(desa), len(set(desa))) == (83_763, 83_763)
    assert sum(code.startswith("33.") for code in desa) == 8_563
    assert {code[9] for code in desa} == {"1", "2", "3"} and {len(code) for code in desa} == {13}


def test_what_a_code_of_a_desa_is_called_and_lies_in() -> None:
    ploso = "33.19.03.2006"
    assert (INDEX.area_name(ploso), INDEX.level(ploso), INDEX.parent(ploso)) == ("Ploso", "desa", JATI)
    assert INDEX.display_name(ploso) == "Ploso, Jati, Kab. Kudus"
    assert ploso not in INDEX and INDEX.children(JATI) == ()
    with pytest.raises(KeyError):
        INDEX.area("33.19.03.9999")


def test_every_name_of_jawa_tengah_comes_back_in_its_kecamatan_with_each_prefix() -> None:
    wrong = [
        (code, text)
        for kecamatan_code in INDEX.kecamatan_of("33")
        for code in INDEX.desa_of(kecamatan_code)
        for text in (
            INDEX.area_name(code),
            f"Ds. {INDEX.area_name(code).upper()}",
            f"Kelurahan {INDEX.area_name(code)}",
        )
        if INDEX.match_desa(text, kecamatan_code).code != code
    ]
    assert wrong == []


def test_a_name_that_two_of_a_kecamatan_share_is_a_tie_and_all_others_of_the_country_are_not() -> None:
    ties = []
    for kecamatan_code in INDEX.kecamatan_of("ID"):
        names: dict[str, list[str]] = {}
        for code in INDEX.desa_of(kecamatan_code):
            names.setdefault(normalise(INDEX.area_name(code)), []).append(code)
        for codes in names.values():
            match = INDEX.match_desa(INDEX.area_name(codes[0]), kecamatan_code)
            if match.code != codes[0]:
                ties.append((codes, match.reason, [c.code for c in match.candidates]))
    assert len(ties) == 19 and all(reason == "ambiguous" and codes == found for codes, reason, found in ties)


@pytest.mark.parametrize(
    ("text", "kecamatan_code", "code"),
    [
        ("Ds. Jati Kulon", JATI, "33.19.03.2007"),
        ("1. GETAS PEJATEN", JATI, "33.19.03.2008"),
        ("Ploso¹", JATI, "33.19.03.2006"),
        ("Desa/Kel. Ploso", JATI, "33.19.03.2006"),
        ("Kel Kajeksan", KOTA_KUDUS, "33.19.02.1018"),
        ("33.19.03.2007", JATI, "33.19.03.2007"),
        ("33.19.03.2007 Jati Kulon", None, "33.19.03.2007"),
        ("Ds. Kampung Paya", "11.01.02", "11.01.02.2010"),
        ("Kel. Panipahan", "14.07.06", "14.07.06.1007"),
        ("Kampung Panipahan", "14.07.06", "14.07.06.2001"),
    ],
)
def test_a_desa_is_known_by_code_or_by_its_name_in_its_kecamatan(
    text: str, kecamatan_code: str | None, code: str
) -> None:
    assert INDEX.match_desa(text, kecamatan_code).code == code


@pytest.mark.parametrize("text", ["-", "", "Tidak dirinci", "Desa tidak dirinci"])
def test_a_desa_that_is_not_stated_is_none(text: str) -> None:
    assert INDEX.match_desa(text, JATI) == AreaMatch(text, "unplaced")


@pytest.mark.parametrize(
    ("text", "kecamatan_code", "reason", "message"),
    [
        ("Ploso", None, "ambiguous", "'Ploso' adalah nama desa/kelurahan tanpa kecamatan; isi kolom kecamatan."),
        (
            "Jati Kulom",
            JATI,
            "unknown",
            "'Jati Kulom' tidak dikenal sebagai desa/kelurahan di kecamatan Jati. "
            "Mungkin maksudnya Jati Kulon, Jati (33.19.03.2007)? Perbaiki namanya, atau isi kodenya.",
        ),
        (
            "Panipahan",
            "14.07.06",
            "ambiguous",
            "'Panipahan' bisa berarti Panipahan, Pasir Limau Kapas (14.07.06.1007) atau "
            "Panipahan, Pasir Limau Kapas (14.07.06.2001); isi kode desa/kelurahannya.",
        ),
        (
            "Kajeksan",
            JATI,
            "conflict",
            "'Kajeksan' tidak ada di kecamatan Jati; ada di Kota Kudus (33.19.02.1018). Periksa nama dan kecamatannya.",
        ),
        (
            "3319032007",
            JATI,
            "damaged_code",
            "'3319032007' ditulis tanpa titik, sehingga bisa juga kode BPS. Mungkin maksudnya Jati Kulon, Jati "
            "(33.19.03.2007)? Tulis kodenya dengan titik, sebagai teks.",
        ),
        (
            "33.19.03",
            JATI,
            "level",
            "'33.19.03' bukan desa/kelurahan, melainkan kecamatan: Jati, Kab. Kudus (33.19.03). "
            "Isi desa/kelurahannya, atau 'Tidak dirinci' bila tidak diketahui.",
        ),
        (
            "33.19.03.2007",
            KOTA_KUDUS,
            "conflict",
            "Jati Kulon, Jati (33.19.03.2007) bukan bagian dari Kota Kudus. Samakan kode dan wilayahnya.",
        ),
        (
            "33.19.03.2007 Ploso",
            JATI,
            "conflict",
            "Kode 33.19.03.2007 adalah Jati Kulon, Jati, tetapi tertulis 'Ploso'. Samakan kode dan namanya.",
        ),
    ],
)
def test_what_is_no_desa_says_why(text: str, kecamatan_code: str | None, reason: str, message: str) -> None:
    match = INDEX.match_desa(text, kecamatan_code)
    assert (match.code, match.reason, match.message) == (None, reason, message)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (PlaceCells(kecamatan="Jati", kabupaten="Kudus", desa="Ploso"), RowArea(JATI, "33.19", None, "33.19.03.2006")),
        (PlaceCells(desa_code="33.19.03.2006"), RowArea(JATI, "33.19", None, "33.19.03.2006")),
        (PlaceCells(kecamatan_code="33.19.03.2006"), RowArea(JATI, "33.19", None, "33.19.03.2006")),
        (PlaceCells(kecamatan_code=JATI, desa="Tidak dirinci"), RowArea(JATI, "33.19")),
        (PlaceCells(kecamatan="Jati", kabupaten="Kudus"), RowArea(JATI, "33.19")),
        (
            PlaceCells(kecamatan="Jati", kabupaten="Kudus", desa="Ploso", desa_code="3319030006"),
            RowArea(JATI, "33.19", None, "33.19.03.2006"),
        ),
        (
            PlaceCells(kecamatan_code="14.07.06", desa="Panipahan", desa_code="14.07.06.1007"),
            RowArea("14.07.06", "14.07", None, "14.07.06.1007"),
        ),
    ],
)
def test_a_row_is_placed_in_its_desa_and_its_kecamatan(cells: PlaceCells, place: RowArea) -> None:
    assert INDEX.resolve_place(cells) == place


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        (PlaceCells(kabupaten="Kudus", desa="Ploso"), "desa", "ambiguous-area"),
        (PlaceCells(kecamatan="Tidak dirinci", kabupaten="Kudus", desa="Ploso"), "desa", "ambiguous-area"),
        (PlaceCells(kecamatan_code=KOTA_KUDUS, desa_code="33.19.03.2006"), "desa", "area-conflict"),
        (PlaceCells(kecamatan_code=JATI, desa_code="33.19.03.2006", desa="Jati Wetan"), "desa", "area-conflict"),
        (PlaceCells(kabupaten="Kab. Blora", desa_code="33.19.03.2006"), "desa_code", "area-conflict"),
        (PlaceCells(kecamatan_code=JATI, desa_code="33.19.03.9999"), "desa_code", "unknown-area"),
        (PlaceCells(kecamatan="Jati", desa="Ploso"), "kecamatan", "ambiguous-area"),
        (PlaceCells(desa_code="32.01.01.1001"), "desa_code", "area-conflict"),
    ],
)
def test_cells_that_disagree_or_lack_the_kecamatan_are_refused(cells: PlaceCells, column: str, code: str) -> None:
    place = INDEX.resolve_place(cells, "33")
    assert place.error and (place.error.column, place.error.code) == (column, code)
    assert (place.desa_code, place.kecamatan_code, place.kabupaten_code) == (None, None, None)


def test_an_accepted_alias_of_a_desa_holds_in_its_kecamatan_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path))
    add_alias("Jati Pusat", "33.19.03.2007", "Kasi Inteldakim", dt.date(2026, 11, 29))
    assert area_index().match_desa("Ds. Jati Pusat", JATI) == AreaMatch("Ds. Jati Pusat", "alias", "33.19.03.2007")
    assert area_index().match_desa("Jati Pusat", KOTA_KUDUS).code is None
    with pytest.raises(UsageError, match="Ploso, Jati, Kab. Kudus"):
        add_alias("Desa Ploso", "33.19.03.2007", "Kasi Inteldakim", dt.date(2026, 11, 29))


def test_no_start_reads_the_desa() -> None:
    code = (
        "from pora.reference.areas import area_index, desa\n"
        "area_index().match_kecamatan('Bae', '33.19', '33')\n"
        "assert desa._read_rows.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)  # noqa: S603 - our own code
