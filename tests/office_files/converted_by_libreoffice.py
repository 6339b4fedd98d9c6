"""What LibreOffice made of formulas."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.office_files.case import case
from tests.office_files.write import Rows, write_xlsx

CONVERTED = Path(__file__).with_name("converted")


def formulas(path: Path) -> None:
    """Counts and totals as formulas. Saved by LibreOffice, their results stand in the file."""
    rows: Rows = (
        ("DATA ORANG ASING KABUPATEN KUDUS",),
        ("BULAN MARET 2024",),
        ("NO", "KECAMATAN", "JUMLAH", None, None),
        (None, None, "L", "P", "TOTAL"),
        (1, "Bae", "=1+2", 2, "=C5+D5"),
        (2, "Dawe", 1, "=D5-1", "=C6+D6"),
        (None, "JUMLAH", "=SUM(C5:C6)", "=SUM(D5:D6)", "=SUM(E5:E6)"),
        (None, None, None, "Kudus, 1 April 2024"),
    )
    write_xlsx(path, {"Sheet1": rows, "Rahasia": (("x",),)}, {"Sheet1": ("A3:A4", "B3:B4", "C3:E3")}, ("Rahasia",))


@case("formulas_unsaved.xlsx")
def formulas_unsaved(path: Path) -> None:
    """The same straight from a program that stores no results: the cells say so and are refused later."""
    formulas(path)


def _copy(name: str) -> Callable[[Path], None]:
    def copy(path: Path) -> None:
        shutil.copyfile(CONVERTED / name, path)

    copy.__doc__ = f"Made from formulas() by LibreOffice: {name}."
    return copy


for _name in ("formulas.xlsx", "formulas.xls", "formulas.ods"):
    case(_name)(_copy(_name))
