"""Tables in sections and on sheets."""

from __future__ import annotations

from pathlib import Path

from tests.office_files.case import case
from tests.office_files.write import Rows, write_text, write_xlsx


@case("sections_kabupaten.xlsx")
def sections_kabupaten(path: Path) -> None:
    """Section rows give the kabupaten; each section has its sub-total."""
    rows: Rows = (
        ("LAPORAN KEBERADAAN ORANG ASING TRIWULAN",),
        ("KEADAAN S.D. MARET 2024",),
        ("NO", "KECAMATAN", "JUMLAH"),
        ("A.", "KABUPATEN KUDUS", None),
        (1, "Kaliwungu", 3),
        (2, "Jati", 9),
        (None, "SUB JUMLAH", 12),
        ("B.", "KABUPATEN KENDAL", None),
        (1, "Kaliwungu", 5),
        (2, "Patebodi", "-"),
        (None, "SUB JUMLAH", 6),
        (None, "JUMLAH SELURUHNYA", 17),
    )
    write_xlsx(path, {"Sheet1": rows}, {"Sheet1": ("B4:C4", "B8:C8")})


@case("sections_with_sums.csv", period="2024-03")
def sections_with_sums(path: Path) -> None:
    """A kabupaten's name and sum in a row of the table, its kecamatan below; one kabupaten stands alone."""
    lines = (
        "DATA ORANG ASING,,",
        "No,Wilayah,Jumlah",
        "I,Kab. Kudus,14",
        "1,Bae,5",
        "2,Jati,9",
        "II,Kota Salatiga,10",
        "1,Sidorejo,10",
        "III,Kab. Demak,7",
        ",Jumlah,31",
    )
    write_text(path, lines, line_end="\n")


@case("sections_mixed.xlsx")
def sections_mixed(path: Path) -> None:
    """Category and month as section rows in a table by nationality of one kecamatan."""
    rows: Rows = (
        ("KECAMATAN BAE KABUPATEN KUDUS",),
        ("No", "Kewarganegaraan", "Jumlah"),
        ("ORANG ASING",),
        ("Maret 2024",),
        (1, "China", 3),
        ("April 2024",),
        (1, "China", 4),
        ("PENGUNGSI",),
        ("April 2024",),
        (1, "Afganistan", 1),
    )
    write_xlsx(path, {"Sheet1": rows}, {"Sheet1": ("A3:C3", "A4:C4", "A6:C6", "A8:C8", "A9:C9")})


@case("sheets_by_month.xlsx")
def sheets_by_month(path: Path) -> None:
    """One sheet per month; the year stands in the title."""

    def rows(counts: tuple[int, int]) -> Rows:
        return (
            ("DATA ORANG ASING KABUPATEN KUDUS TAHUN 2024",),
            (),
            ("KECAMATAN", "JUMLAH"),
            ("Bae", counts[0]),
            ("Dawe", counts[1]),
            ("JUMLAH", sum(counts)),
        )

    write_xlsx(path, {"JANUARI": rows((5, 2)), "Feb 2024": rows((6, 2)), "03-2024": rows((6, 3))})


@case("sheets_by_kecamatan.xlsx", period="2024-03")
def sheets_by_kecamatan(path: Path) -> None:
    """One sheet per kecamatan, a recapitulation that does not agree, an empty sheet and a hidden one."""

    def rows(china: int, japan: int) -> Rows:
        return (
            ("DATA ORANG ASING KABUPATEN KUDUS",),
            ("NO", "KEWARGANEGARAAN", "JUMLAH"),
            (1, "CHINA", china),
            (2, "JEPANG", japan),
            (None, "JUMLAH", china + japan),
        )

    recap: Rows = (
        ("REKAPITULASI ORANG ASING KABUPATEN KUDUS",),
        ("NO", "KECAMATAN", "JUMLAH"),
        (1, "Bae", 5),
        (2, "Dawe", 4),
    )
    sheets = {"REKAP": recap, "Bae": rows(4, 1), "2. Dawe": rows(2, 1), "Lembar4": (), "lama": rows(9, 9)}
    write_xlsx(path, sheets, hidden=("lama",))


@case("sheets_nihil.xlsx", period="2024-03")
def sheets_nihil(path: Path) -> None:
    """One sheet per kecamatan, one of them with nobody: NIHIL across the table; letters set apart."""
    head: Rows = (("DATA ORANG ASING KABUPATEN KUDUS",), ("N O", "KEWARGANEGARAAN", "J U M L A H"))
    bae: Rows = (*head, (1, "China", 4), (2, "Jepang", 1), ("J U M L A H", None, 5))
    dawe: Rows = (*head, ("NIHIL",), ("J U M L A H", None, "-"))
    write_xlsx(path, {"Kec. Bae": bae, "Kec. Dawe": dawe}, {"Kec. Dawe": ("A3:C3",)})


@case("sections_bare_names.xlsx", period="2024-03")
def sections_bare_names(path: Path) -> None:
    """Section rows with the bare name of the kabupaten, numbered with letters; a note between."""
    rows: Rows = (
        ("DATA ORANG ASING",),
        ("NO", "KECAMATAN", "WNA", "PENGUNGSI"),
        ("A. KUDUS",),
        (1, "Kaliwungu", 3, "-"),
        ("B. KENDAL",),
        (1, "Kaliwungu", 5, 1),
        ("(belum termasuk laporan APOA)",),
        (2, "Patebon", 2, "-"),
        ("TOTAL", None, 10, 1),
    )
    write_xlsx(path, {"Sheet1": rows})
