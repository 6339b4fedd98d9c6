"""Tables with a row for each kecamatan and detail."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.office_files.case import KOP, KUDUS, SIGNATURE, case
from tests.office_files.write import Rows, write_text, write_xlsx


@case("tall_letterhead.xlsx")
def tall_letterhead(path: Path) -> None:
    """Letterhead, titles, column numbers, a total that does not add up, source line, signature block."""
    counts = (3, 12, 9, "-", None, "NIHIL", 11, 7, 6)
    rows: Rows = (
        *KOP,
        ("DATA ORANG ASING DI KABUPATEN KUDUS",),
        ("KEADAAN BULAN MARET 2024",),
        (),
        ("NO", "KECAMATAN", "JUMLAH", "KETERANGAN"),
        (1, 2, 3, 4),
        *((n, f"Kec. {name}", count) for n, (name, count) in enumerate(zip(KUDUS, counts, strict=True), start=1)),
        (None, "JUMLAH", 47),
        ("Sumber : Data olahan kantor",),
        *SIGNATURE,
    )
    write_xlsx(path, {"Sheet1": rows}, {"Sheet1": ("A1:D1", "A2:D2", "A5:D5", "A6:D6")})


@case("tall_merged_names.xlsx", period="2024-03")
def tall_merged_names(path: Path) -> None:
    """A row per kecamatan and nationality; the kecamatan is merged over its rows, sub-totals between."""
    rows: Rows = (
        ("REKAPITULASI WARGA NEGARA ASING KABUPATEN KUDUS",),
        ("No", "Kecamatan", "Kewarganegaraan", "Jenis Izin Tinggal", "Jml"),
        (1, "BAE", "China", "ITAS", 4),
        (None, None, "Korea Selatan", "ITAP", 1),
        (None, None, "JUMLAH", None, 5),
        (2, "  DAWE", "RRT", "Kitas", 2),
        (None, None, "Lain-lain", "ITK", 1),
        (None, None, "JUMLAH", None, 3),
        ("TOTAL", None, None, None, 8),
    )
    write_xlsx(path, {"Data": rows}, {"Data": ("A3:A5", "B3:B5", "A6:A8", "B6:B8", "A9:D9")})


@case("tall_semicolon_cp1252.csv")
def tall_semicolon_cp1252(path: Path) -> None:
    """Saved by Excel in Indonesia: semicolons, cp1252, letterhead and signature in the file."""
    lines = (
        "KANTOR IMIGRASI KELAS I NON TPI PEMALANG;;;",
        ";;;",
        "DATA ORANG ASING – KABUPATEN BREBES;;;",
        "PERIODE : JUNI 2024;;;",
        ";;;",
        "No.;Nama Kecamatan;Negara Asal;Jumlah (orang)",
        "1;Sirampog;Pantai Gading / Côte d'Ivoire;2",
        "2;Bumiayu;Jepang;1.204",
        ";Jumlah;;1.206",
        ";;;",
        ";;;Pemalang, 1 Juli 2024",
        ";;;Kepala Seksi",
    )
    write_text(path, lines, "cp1252")


@case("tall_tab_utf16.csv", kabupaten="33.19")
def tall_tab_utf16(path: Path) -> None:
    """'Unicode text' of a spreadsheet program: UTF-16 with tabs; dates with the day first."""
    lines = (
        "Tanggal Data\tKecamatan\tKategori\tJumlah",
        "19/3/2024\tBae\tOrang Asing\t5",
        "20 Sept 2023\tDawe\tOrang Asing\t2",
        "",
        "Maret 2024\tGebog\tPengungsi\t1",
    )
    write_text(path, lines, "utf-16")


@case("tall_month_and_year.xlsx", kabupaten="33.24")
def tall_month_and_year(path: Path) -> None:
    """Month and year in two columns; numbers as text with spaces around."""
    rows: Rows = (
        ("BULAN", "TAHUN", "KECAMATAN", "JENIS KELAMIN", "JUMLAH WNA"),
        ("Januari", 2024, "KALIWUNGU", "Laki-laki", " 4 "),
        ("Januari", 2024, "KALIWUNGU", "Perempuan", "1"),
        ("Pebruari", 2024, "Patebodi", "L", "-"),
    )
    write_xlsx(path, {"WNA": rows})


@case("tall_date_cells.xlsx", kabupaten="33.19")
def tall_date_cells(path: Path) -> None:
    """Periods as date cells, kecamatan codes as text, and one that the program turned into a number."""
    rows: Rows = (
        ("Periode", "Kode Kecamatan", "Kategori", "Jumlah"),
        (date(2024, 3, 1), "33.19.07", "orang_asing", 5),
        (date(2024, 3, 31), 33.1908, "orang_asing", 2),
        (45383, "33.19.09", "orang_asing", 2),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("tall_unplaced.xlsx")
def tall_unplaced(path: Path) -> None:
    """Refugees: one kecamatan named, the rest not stated; category and period from the title."""
    rows: Rows = (
        ("DATA PENGUNGSI DAN PENCARI SUAKA",),
        ("EKS KARESIDENAN PEKALONGAN",),
        ("PER 17 JULI 2024",),
        ("No", "Kabupaten/Kota", "Kecamatan", "Status UNHCR", "Kartu UNHCR", "Kebangsaan", "Jumlah"),
        (1, "Brebes", "Sirampog", "Pengungsi", "Ya", "Palestina", 3),
        (2, None, "Tidak dirinci", "Pengungsi", "Ya", None, 14),
        (3, None, "Tidak dirinci", "Pencari Suaka", "Tidak", None, 2),
        (None, "JUMLAH", None, None, None, None, 19),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("tall_kabupaten.xlsx")
def tall_kabupaten(path: Path) -> None:
    """A row per kabupaten/kota under the heading WILAYAH: counts of the kabupaten, placed in no kecamatan."""
    rows: Rows = (
        ("JUMLAH ORANG ASING DI WILAYAH KERJA, DESEMBER 2023",),
        ("NO", "WILAYAH", "JUMLAH"),
        ("1.", "KOTA SEMARANG", "1.811"),
        ("2.", "KAB. SEMARANG", "402"),
        ("3.", "KAB.KUDUS", "48"),
        (None, "TOTAL", "2.261"),
    )
    write_xlsx(path, {"Rekap": rows})


@case("tall_codes_and_unknown_columns.csv", period="2024-05")
def tall_codes_and_unknown_columns(path: Path) -> None:
    """Columns that nobody needs or knows are named in the report; a note stands below."""
    lines = (
        "no,kode kecamatan,kecamatan,warna,kategori,jumlah,keterangan",
        "1,33.19.07,Bae,merah,orang asing,5,jumlah tetap",
        "2,33.19.09,Dawe,biru,orang asing,2,",
        "Catatan: data sementara",
    )
    write_text(path, lines)


@case("tall_numbers.xlsx", period="2024-03", kabupaten="33.19")
def tall_numbers(path: Path) -> None:
    """Every way in which a count is written; none is changed here."""
    counts = ("1.234", "50-an", "300-400 lebih", "sekitar 82", -3, 2.5, 1.234, "nihil", "2,138.51")
    rows: Rows = (
        ("DATA ORANG ASING",),
        ("Kecamatan", "Jumlah"),
        *((name, count) for name, count in zip(KUDUS, counts, strict=True)),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("tall_pages.xlsx")
def tall_pages(path: Path) -> None:
    """The heading printed again on the second page, with sums carried over."""
    rows: Rows = (
        ("DATA ORANG ASING KABUPATEN KUDUS BULAN APRIL 2024",),
        ("NO", "KECAMATAN", "JUMLAH"),
        ("(1)", "(2)", "(3)"),
        (1, "Kaliwungu", 3),
        (2, "Kota Kudus", 12),
        (None, "Jumlah dipindahkan", 15),
        (),
        ("NO", "KECAMATAN", "JUMLAH"),
        ("(1)", "(2)", "(3)"),
        (None, "Jumlah pindahan", 15),
        (3, "Jati", 9),
        (None, "JUMLAH", 24),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("tall_desa.xlsx")
def tall_desa(path: Path) -> None:
    """A kecamatan's own report: a row per desa, the sum on top, the place in cells beside their words."""
    rows: Rows = (
        ("PEMERINTAH KABUPATEN KUDUS",),
        ("KECAMATAN BAE",),
        ("Jalan Colo KM 5 Kudus",),
        ("REKAPITULASI ORANG ASING",),
        ("Kecamatan", ":", "Bae"),
        ("Bulan", ":", "April 2024"),
        ("NO", "DESA / KELURAHAN", "L", "P", "JUMLAH"),
        (None, "JUMLAH", 4, 2, 6),
        (1, "Dersalam", 3, 1, 4),
        (2, "Peganjaran", 1, 1, 2),
        (3, "Bacin"),
        ("Mengetahui,", None, None, "Bae, 30 April 2024"),
        ("Camat Bae", None, None, "Petugas"),
    )
    write_xlsx(path, {"Sheet1": rows})


@case("tall_bilingual.xlsx")
def tall_bilingual(path: Path) -> None:
    """As in statistical yearbooks: two languages, numbered names, the kabupaten itself as the total."""
    rows: Rows = (
        ("Tabel 4.5 Jumlah Orang Asing Menurut Kecamatan dan Jenis Kelamin di Kabupaten Kudus, Desember 2023",),
        ("Table Number of Foreigners by District and Sex in Kudus Regency, December 2023",),
        ("Kecamatan / District", "Laki-laki / Male", "Perempuan / Female", "Jumlah / Total"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("Bae", 3, 2, 5),
        ("Kota Kudus", 7, 4, 11),
        ("Kudus", 10, 6, 17),
        ("Sumber/Source : Kantor Imigrasi",),
    )
    write_xlsx(path, {"4.5": rows})


@case("tall_two_tables.xlsx")
def tall_two_tables(path: Path) -> None:
    """Two tables with the same heading in one sheet, each with a title of its own; the second page of the second."""
    heading = ("NO", "KECAMATAN", "JUMLAH")
    rows: Rows = (
        ("DATA ORANG ASING KABUPATEN KUDUS BULAN MARET 2024",),
        heading,
        (1, "Bae", 5),
        (None, "JUMLAH", 5),
        (),
        ("DATA PENGUNGSI KABUPATEN BREBES",),
        heading,
        (1, "Sirampog", 3),
        ("Halaman 2",),
        heading,
        (2, "Tidak dirinci", 16),
        (None, "JUMLAH", 19),
    )
    write_xlsx(path, {"Sheet1": rows})
