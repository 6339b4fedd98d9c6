"""Tables that are refused, each with its reason."""

from __future__ import annotations

from pathlib import Path

from tests.office_files.case import case
from tests.office_files.write import Rows, write_xlsx


@case("refused_same_persons_twice.xlsx", period="2024-03", kabupaten="33.19")
def refused_same_persons_twice(path: Path) -> None:
    """Two tables about the same persons: by nationality, and by permit."""
    rows: Rows = (
        ("Tabel 1. Orang asing menurut kewarganegaraan",),
        ("Kecamatan", "China", "Jepang", "Jumlah"),
        ("Bae", 4, 1, 5),
        (),
        ("Tabel 2. Orang asing menurut izin tinggal",),
        ("Kecamatan", "ITAS", "ITAP", "Jumlah"),
        ("Bae", 3, 2, 5),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("refused_other_period.xlsx", period="2024-04", kabupaten="33.19")
def refused_other_period(path: Path) -> None:
    """The title says another month than the sender."""
    write_xlsx(path, {"Sheet1": (("DATA WNA BULAN MARET 2024",), ("Kecamatan", "Jumlah"), ("Bae", 5))})


@case("refused_two_counts.xlsx", period="2024-03", kabupaten="33.19")
def refused_two_counts(path: Path) -> None:
    """Two years side by side: which one is meant?"""
    rows: Rows = (
        ("KECAMATAN", "TAHUN LALU", None, "TAHUN INI", None),
        (None, "L", "P", "L", "P"),
        ("Bae", 1, 2, 3, 4),
    )
    write_xlsx(path, {"Sheet1": rows}, {"Sheet1": ("A1:A2", "B1:C1", "D1:E1")})


@case("refused_no_count.xlsx")
def refused_no_count(path: Path) -> None:
    """A list of areas and codes, no column of counts."""
    write_xlsx(path, {"Sheet1": (("NO", "KECAMATAN", "KEWARGANEGARAAN"), (1, "Bae", "China"))})


@case("refused_no_table.xlsx")
def refused_no_table(path: Path) -> None:
    """A letter."""
    write_xlsx(path, {"Surat": (("Kepada Yth. Bapak Camat",), ("Bersama ini kami sampaikan undangan rapat.",))})
