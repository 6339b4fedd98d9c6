"""Registers of persons, which are counted or refused."""

from __future__ import annotations

from pathlib import Path

from tests.office_files.case import case
from tests.office_files.write import Rows, write_text, write_xlsx

REGISTER: Rows = (
    ("DAFTAR ORANG ASING KABUPATEN KUDUS",),
    ("BULAN MARET 2024",),
    ("NO", "NAMA", "NO. PASPOR", "L/P", "KEBANGSAAN", "IZIN TINGGAL", "KECAMATAN", "PEKERJAAN", "SELERA"),
    (1, "ZHANG CONTOH", "EA1234567", "L", "China", "ITAS", "Bae", "Teknisi", "kopi"),
    (2, "KIM CONTOH", "M12345678", "L", "Korea", "ITAS", "Bae", "Manajer", "teh"),
    (3, "LI CONTOH", "EB7654321", "P", "Tiongkok", "ITAP", "Dawe", None, "air"),
    (4, "WANG CONTOH", "EC1111111", "L", "China", "ITAS", "Bae", "Teknisi", "susu"),
    (5,),
    (None, "JUMLAH", None, 4),
    (),
    (None, None, None, None, None, "Kudus, 5 April 2024"),
    (None, None, None, None, None, "Kepala Seksi"),
)


@case("register_refused.xlsx")
def register_refused(path: Path) -> None:
    """A list of persons with names and passports: refused."""
    write_xlsx(path, {"Sheet1": REGISTER})


@case("register_dropped.xlsx", drop_personal=True)
def register_dropped(path: Path) -> None:
    """The same, with the personal columns dropped in memory: counted."""
    write_xlsx(path, {"Sheet1": REGISTER})


@case("register_without_names.csv", kabupaten="33.29")
def register_without_names(path: Path) -> None:
    """A row a person without any personal column: counted, never kept."""
    lines = (
        "DAFTAR PENGUNGSI;;;;",
        "Keadaan Juli 2024;;;;",
        "No;Negara Asal;Jenis Kelamin;Kartu UNHCR;Kecamatan",
        "1;Palestina;L;Ya;Sirampog",
        "2;Palestina;L;Ya;Sirampog",
        "3;Afganistan;P;Tidak;Tidak dirinci",
    )
    write_text(path, lines)


@case("register_by_content.csv", period="2024-03")
def register_by_content(path: Path) -> None:
    """Passport numbers under a heading that says nothing: found by their look."""
    lines = ("Kecamatan,Kode X,Kategori,Jumlah", "Bae,EA1234567,orang asing,1", "Dawe,EB7654321,orang asing,1")
    write_text(path, lines)


@case("register_hidden_sheet.xlsx", period="2024-03")
def register_hidden_sheet(path: Path) -> None:
    """A harmless table in front, a list of persons in a hidden sheet."""
    front: Rows = (("KECAMATAN", "KATEGORI", "JUMLAH"), ("Bae", "orang asing", 3))
    write_xlsx(path, {"Rekap": front, "Nominatif": REGISTER}, hidden=("Nominatif",))
