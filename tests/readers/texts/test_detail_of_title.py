"""Whom a title is about: a table of one nationality, permit or sex does not stand for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import load, query

from etl.readers.texts.titles import find_detail_of_title


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("DATA WNA TIONGKOK", ("nationality", "TIONGKOK")),
        ("DATA WNA ASAL TIONGKOK DI KAB. KUDUS", ("nationality", "TIONGKOK")),
        ("JUMLAH TKA KOREA SELATAN (orang) 2024", ("nationality", "KOREA SELATAN")),
        ("DATA PEMEGANG ITAS BULAN MARET 2024", ("izin_tinggal", "ITAS")),
        ("DATA WNA PEREMPUAN PER KECAMATAN", ("sex", "PEREMPUAN")),
        ("DATA ORANG ASING PER KECAMATAN", None),  # PER is Peru only as a code
        ("DATA ORANG ASING KAB. KUDUS", None),
        ("DATA WNA JEPARA", None),
        ("REKAP ORANG ASING PEMEGANG ITAS DAN ITAP", None),
        ("DATA WNA INDIA DAN PAKISTAN", None),
        ("DATA ORANG ASING PEMEGANG IZIN TINGGAL", None),
        ("TIM PENGAWASAN ORANG ASING MALI", None),
        ("KANTOR IMIGRASI, SEKSI WNA JEPANG", None),  # of the sender
    ],
)
def test_a_title_names_one_detail_or_none(line: str, detail: tuple[str, str] | None) -> None:
    assert find_detail_of_title([line]) == detail


def test_the_rows_of_a_table_on_one_nationality_have_it(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "kudus.csv"
    path.write_text(
        "DATA WNA ASAL TIONGKOK KAB. KUDUS BULAN MARET 2024,\n,\nKecamatan,Jumlah\nBae,5\nJati,7\nJUMLAH,12\n", "utf-8"
    )
    assert load(path).loaded
    assert query("SELECT kecamatan_code, nationality, person_count FROM exact.out_case_counts ORDER BY 1") == [
        ("33.19.03", "CHN", 7),
        ("33.19.07", "CHN", 5),
    ]
