"""What the product exports loads again: every form with rows of cases, in both languages, gives the same counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import query
from in_memory import InMemory

from etl.__main__ import main

_ROWS = """
Periode,Kode kabupaten/kota,Kecamatan,Kategori,Kewarganegaraan,Izin tinggal,Status UNHCR,Jumlah
2024-03,33.19,Bae,orang asing,China,ITAS,,4
2024-03,33.19,,orang asing,Jepang,ITK,,3
2024-03,33.19,Jati,orang asing,,,,0
2024-03,33.19,Dawe,orang asing,,,,
2024-04,33.29,Sirampog,pengungsi,Palestina,,pengungsi,3
2024-04,,,pengungsi,XXA,,pencari suaka,16
"""
_COUNTS = "FROM exact.out_case_counts ORDER BY ALL"
_FORMS = [
    (form, headings)
    for form, languages in {"csv": ("", "id", "en"), "csv-excel": ("", "id", "en"), "xlsx": ("id", "en")}.items()
    for headings in languages
]
_FORMS.append(("datapackage", ""))


@pytest.mark.parametrize(("form", "headings"), _FORMS)
def test_an_export_of_cases_loads_again_with_the_same_counts(
    form: str, headings: str, in_memory: InMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tmp_path / "kiriman.csv"
    first.write_text(_ROWS.lstrip(), "utf-8")
    assert main(["load", str(first), "--office", "kanwil"]) == 0
    counted = query(f"SELECT * {_COUNTS}")
    suffix = {"xlsx": "xlsx", "datapackage": "zip"}.get(form, "csv")
    exported = tmp_path / f"ekspor.{suffix}"
    command = ["export", "case_counts", "--format", form, "--output", str(exported)]
    assert main([*command, *(["--headings", headings] if headings else [])]) == 0
    in_memory.clear()
    assert query(f"SELECT * {_COUNTS}") == []
    status = main(["load", str(exported), "--office", "kanwil"])
    assert (status, capsys.readouterr().out[-2000:] if status else "") == (0, "")
    assert query(f"SELECT * {_COUNTS}") == counted


def test_a_count_that_an_export_hid_is_not_read_as_no_report(tmp_path: Path, in_memory: InMemory) -> None:
    file = tmp_path / "ekspor.csv"
    file.write_text(
        "period,kecamatan_code,category,person_count,status\n"
        "2024-03,33.19.07,orang_asing,8,angka\n2024-03,33.19.03,orang_asing,,[c]\n",
        "utf-8",
    )
    assert main(["load", str(file), "--office", "kanwil"]) == 1
    assert query(f"SELECT * {_COUNTS}") == []
