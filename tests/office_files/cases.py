"""The acceptance set: one function a file. Names, places and layouts follow what offices send; figures are invented."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.readers import ReadDefaults
from tests.office_files.write import Rows, write_text, write_xlsx

CONVERTED = Path(__file__).with_name("converted")
KOP: Rows = (
    ("KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN",),
    ("KANTOR IMIGRASI KELAS I TPI SEMARANG",),
    ("Jl. Siliwangi No. 514 Semarang, Telp. (024) 7601111, Email: kanim@contoh.go.id",),
    (),
)
SIGNATURE: Rows = (
    (),
    (None, None, "Semarang, 5 April 2024"),
    (None, None, "KEPALA KANTOR,"),
    (),
    (None, None, "CONTOH PEJABAT, S.H."),
    (None, None, "NIP. 19700101 199003 1 001"),
)
KUDUS = ("Kaliwungu", "Kota Kudus", "Jati", "Undaan", "Mejobo", "Jekulo", "Bae", "Gebog", "Dawe")


@dataclass(frozen=True)
class Case:
    name: str
    build: Callable[[Path], None]
    defaults: ReadDefaults


CASES: dict[str, Case] = {}


def case(
    name: str, period: str | None = None, kabupaten: str | None = None, drop_personal: bool = False
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Registers a file under its name, with what the sender says beside it."""

    def register(build: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES[name] = Case(name, build, ReadDefaults(period, kabupaten, drop_personal))
        return build

    return register


# --- tall tables ---------------------------------------------------------------------------------------------


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


# --- wide tables ---------------------------------------------------------------------------------------------


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


# --- sections and sheets -------------------------------------------------------------------------------------


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


# --- persons -------------------------------------------------------------------------------------------------

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


# --- refused -------------------------------------------------------------------------------------------------


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


# --- converted by LibreOffice --------------------------------------------------------------------------------


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
