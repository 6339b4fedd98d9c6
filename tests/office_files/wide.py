"""Tables with a column for each detail, month or area."""

from __future__ import annotations

from pathlib import Path

from tests.office_files.case import case
from tests.office_files.write import Rows, write_text, write_xlsx


@case("wide_nationality.xlsx")
def wide_nationality(path: Path) -> None:
    """A column per nationality under a merged heading, a total column, one row that only has the total."""
    rows: Rows = (
        ("JUMLAH ORANG ASING MENURUT KEWARGANEGARAAN",),
        ("KABUPATEN KUDUS TAHUN 2024",),
        ("NO", "KECAMATAN", "KEWARGANEGARAAN", None, None, None, "JUMLAH"),
        (None, None, "CHINA", "KOREA SELATAN", "AS", "LAIN-LAIN"),
        (1, 2, 3, 4, 5, 6, 7),
        (1, "BAE", 4, 1, None, "-", 5),
        (2, "DAWE", 2, "-", 1, 1, 5),
        (3, "GEBOG", None, None, None, None, 7),
        (4, "JATI"),
        (None, "JUMLAH", 6, 1, 1, 1, 17),
    )
    write_xlsx(path, {"MARET": rows}, {"MARET": ("A3:A4", "B3:B4", "C3:F3", "G3:G4")})


@case("wide_sex.xlsx", period="2024-03")
def wide_sex(path: Path) -> None:
    """LAKI-LAKI and PEREMPUAN under a merged JUMLAH."""
    rows: Rows = (
        ("DATA WNA SE-KABUPATEN KUDUS",),
        ("NO", "KECAMATAN", "JUMLAH", None, None),
        (None, None, "LAKI-LAKI", "PEREMPUAN", "TOTAL"),
        (1, "Bae", 3, 2, 5),
        (2, "Dawe", 1, 1, 2),
        ("TOTAL", None, 4, 3, 7),
    )
    write_xlsx(path, {"Sheet1": rows}, {"Sheet1": ("A2:A3", "B2:B3", "C2:E2", "A6:B6")})


@case("wide_permit_by_sex.xlsx", period="2024-03", kabupaten="33.19")
def wide_permit_by_sex(path: Path) -> None:
    """Three levels of headings: permits, under each the sexes and their sum."""
    rows: Rows = (
        ("No", "Kecamatan", "Jenis Izin Tinggal", None, None, None, None, None, None, "Total"),
        (None, None, "ITK", None, None, "ITAS", None, None, "ITAP"),
        (None, None, "L", "P", "Jml", "L", "P", "Jml"),
        (1, "Bae", 1, 2, 3, 4, 0, 4, 1, 8),
        (2, "Dawe", 0, 1, 1, 2, 2, 5, 0, 5),
    )
    merges = ("A1:A3", "B1:B3", "C1:I1", "J1:J3", "C2:E2", "F2:H2", "I2:I3")
    write_xlsx(path, {"ORANG ASING": rows}, {"ORANG ASING": merges})


@case("wide_two_breakdowns.xlsx", period="2024-03", kabupaten="33.19")
def wide_two_breakdowns(path: Path) -> None:
    """The same persons by sex and by permit: one breakdown is read, the other only compared."""
    rows: Rows = (
        ("KECAMATAN", "L", "P", "JML", "ITK", "ITAS", "ITAP", "JML", "KET"),
        ("Bae", 3, 2, 5, 1, 3, 1, 5, "orang asing"),
        ("Dawe", 1, 1, 2, 0, 1, 0, 1, None),
    )
    write_xlsx(path, {"Orang asing": rows})


@case("wide_categories.csv", period="2024-03", kabupaten="33.29")
def wide_categories(path: Path) -> None:
    """Foreign nationals and refugees side by side, with a total that adds what is never added."""
    lines = (
        "Kecamatan;Orang Asing;;Pengungsi;Jumlah",
        ";L;P;;",
        "Sirampog;2;1;3;6",
        "Bumiayu;1;;0;1",
    )
    write_text(path, lines)


@case("wide_misspelt.xlsx", period="2024-03", kabupaten="33.19")
def wide_misspelt(path: Path) -> None:
    """A country that is not known stays in the table, to be refused with a suggestion."""
    rows: Rows = (
        ("DATA WARGA NEGARA ASING",),
        ("KECAMATAN", "MALAYSIA", "THAYLAND", "JEPANG", "TIDAK DIRINCI"),
        ("Bae", 1, 2, 3, 4),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("wide_joined_headings.csv", period="2024-03", kabupaten="33.19")
def wide_joined_headings(path: Path) -> None:
    """Values joined with count words in one heading."""
    lines = (
        '"Kecamatan","Jumlah WNA China (L)","Jumlah WNA China (P)","Jumlah WNA Jepang (L)","Total WNA"',
        '"Bae","1","2","3","6"',
        '"Dawe","","","","2"',
    )
    write_text(path, lines, "utf-8-sig")


@case("wide_areas.xlsx", period="2024-03")
def wide_areas(path: Path) -> None:
    """Countries down, kecamatan across; a column of shares that nobody needs."""
    rows: Rows = (
        ("DATA ORANG ASING KABUPATEN KUDUS",),
        ("NO", "KEWARGANEGARAAN", "BAE", "DAWE", "JUMLAH", "%"),
        (1, "China", 4, 2, 6, 75),
        (2, "Jepang", 1, 1, 2, 25),
        (None, "JUMLAH", 5, 3, 8, 100),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("wide_refugees.xlsx", period="2024-07", kabupaten="33.29")
def wide_refugees(path: Path) -> None:
    """Refugees by status and card; PENGUNGSI is a status here, for it stands beside PENCARI SUAKA."""
    rows: Rows = (
        ("DATA PENGUNGSI DI KABUPATEN BREBES",),
        ("NO", "KECAMATAN", "PENGUNGSI", None, "PENCARI SUAKA", None, "JUMLAH"),
        (None, None, "KARTU UNHCR", None, "KARTU UNHCR", None),
        (None, None, "YA", "TIDAK", "YA", "TIDAK"),
        (1, "SIRAMPOG", 2, "-", 1, "-", 3),
        (2, "BUMIAYU", "-", "-", "-", 1, 1),
    )
    merges = ("A2:A4", "B2:B4", "C2:D2", "E2:F2", "C3:D3", "E3:F3", "G2:G4")
    write_xlsx(path, {"Sheet1": rows}, {"Sheet1": merges})


@case("wide_months.csv", kabupaten="33.19")
def wide_months(path: Path) -> None:
    """A column per month: different months are different counts, not parts of a sum."""
    lines = ("DATA WNA;;", "KECAMATAN;Januari 2024;Februari 2024", "Bae;5;6", "Dawe;2;2", "JUMLAH;7;8")
    write_text(path, lines)
