"""`python -m etl template`: writes the form, or says what it wants."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from etl.__main__ import main
from pora.export.report_form import FORM_SHEET, GUIDE_SHEET, LIST_SHEET


def test_the_command_writes_the_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "formulir.xlsx"
    assert main(["template", "--kabupaten", "33.19", "--period", "2024-03", "--output", str(path)]) == 0
    assert capsys.readouterr().out == f"Formulir ditulis ke {path}.\n"
    assert openpyxl.load_workbook(path).sheetnames == [FORM_SHEET, GUIDE_SHEET, LIST_SHEET]
    assert main(["template", "--kabupaten", "33.19", "--period", "2024-03", "--output", str(tmp_path / "x.csv")]) == 2
    assert main(["template", "--kabupaten", "33.19", "--period", "2024-13", "--output", str(path)]) == 2


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (["--kecamatan", "33.19"], "'33.19' bukan kode kecamatan. Tulis seperti 33.19.03."),
        (["--kecamatan", ""], "'' bukan kode kecamatan. Tulis seperti 33.19.03."),
        (["--kabupaten", "33.19.03"], "'33.19.03' bukan kode kabupaten/kota. Tulis seperti 33.19."),
        (["--kabupaten", "33.19.03", "--desa"], "'33.19.03' bukan kode kabupaten/kota. Tulis seperti 33.19."),
        (["--kabupaten", "kudus"], "'kudus' bukan kode kabupaten/kota. Tulis seperti 33.19."),
    ],
)
def test_the_command_takes_no_level_for_another(
    area: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "formulir.xlsx"
    assert main(["template", *area, "--period", "2024-03", "--output", str(path)]) == 2
    assert capsys.readouterr().err == f"{said}\n" and not path.exists()
