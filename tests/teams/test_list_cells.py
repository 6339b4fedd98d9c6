"""Cells of lists: agencies, dates, and any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import pipeline
from etl.commands.status import describe_status, read_status
from etl.teams.judge import Sender, judge_list
from etl.teams.table import read_list
from etl.teams.terms import resolve_agencies
from etl.teams.values import ListDate, Problem, read_date
from pora.errors import PoraError, RefusedError, UsageError
from pora.schema import AGENCIES, FOLLOW_UP, LIST_KINDS, MEETING, TEAM, VILLAGE
from tests.teams.lists import TEAM_LIST, load, write


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        (
            "Badan Kesbangpol Brebes; Polres Brebes; Kodim Brebes dan lainnya",
            "kesbangpol polres kodim instansi_lain",
            "",
        ),
        ("Badan Kesatuan Bangsa dan Politik, Bea dan Cukai", "kesbangpol bea_cukai", ""),
        ("Dinas Kependudukan dan Pencatatan Sipil", "disdukcapil", ""),
        ("Polsek Kecamatan Bae", "polsek", ""),
        ("Ali bin Amir", "", "ali bin amir"),
        ("BIN", "bin", ""),
    ],
)
def test_agencies_are_read_wherever_their_place_stands(text: str, codes: str, unknown: str) -> None:
    assert resolve_agencies(text) == (tuple(codes.split()), (unknown,) if unknown else ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selasa, 19 Maret 2024", ListDate("2024-03-19", "day")),
        ("Maret 2024", ListDate("2024-03", "month")),
        ("tahun 2024", ListDate("2024", "year")),
    ],
)
def test_dates_are_read_as_far_as_they_go(text: str, expected: ListDate) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize("text", ["19/3", "31/2/2024", "kemarin", "1800", ""])
def test_a_date_that_is_none_is_a_problem(text: str) -> None:
    assert isinstance(read_date(text), Problem)


@given(st.text())
def test_agencies_of_any_text_are_codes_or_nothing(text: str) -> None:
    codes, _unknown = resolve_agencies(text)
    assert set(codes) <= set(AGENCIES)


CELLS = st.sampled_from(
    ["", "Kudus", "Gebog", "Semarang", "19/3/2024", "Pendataan", "selesai", "Polres", "-", "7", "x;y"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LIST_KINDS),
    st.lists(st.lists(CELLS | st.text(max_size=20), min_size=6, max_size=6), max_size=8),
)
def test_any_list_is_judged_whole_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, kind: str, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("wild") / "daftar.csv"
    heading = {
        TEAM: "Kabupaten,Kecamatan,Jumlah anggota,Polres,Catatan,X",
        FOLLOW_UP: "Tanggal,Tindak lanjut,Tenggat,Keadaan,Kabupaten,X",
        VILLAGE: "Kabupaten,Kecamatan,Desa,Petugas Pimpasa,Catatan,X",
    }.get(
        kind,
        "Tanggal,Acara,Instansi,Kabupaten,Hasil,X" if kind == MEETING else "Tanggal,Kegiatan,Status,Kabupaten,Temuan,X",
    )
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\n".join([heading, *lines]), "utf-8", errors="ignore")
    try:
        judged = judge_list(read_list(path, kind), kind, Sender("kanim-semarang", "33"))
    except (RefusedError, PoraError) as error:
        assert str(error)
        return
    wrong = {error.row for error in judged.errors}
    assert judged.rejected == len(wrong) <= len(judged.rows)
    assert all(row.get("area_code") for row in judged.rows) or judged.errors


def test_a_build_does_not_start_anew_over_a_loaded_list_and_status_names_it(empty: Path, tmp_path: Path) -> None:
    report = load(write(tmp_path / "tim.csv", TEAM_LIST), TEAM)
    with pytest.raises(UsageError, match="1 berkas"):
        pipeline.build("33", with_sample=False)
    found = read_status()
    assert [(one["batch_id"], one["is_in_force"]) for one in found["lists"]] == [(report.batch_id, True)]
    assert any("daftar team  2 baris  tim.csv" in line for line in describe_status(found))
