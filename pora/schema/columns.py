"""Columns that several tables share, the values they allow, and how a table is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# Levels, from the top.
NASIONAL, PROVINSI, KANIM, KABUPATEN_KOTA, KECAMATAN = "nasional", "provinsi", "kanim", "kabupaten_kota", "kecamatan"
DESA = "desa"  # or kelurahan
KELOMPOK = "kelompok"  # a named group of kabupaten/kota, such as eks Karesidenan Pekalongan
RUDENIM = "rudenim"  # a detention house: only in published figures
LEVELS = (NASIONAL, PROVINSI, KANIM, KELOMPOK, RUDENIM, KABUPATEN_KOTA, KECAMATAN)
NATION = "ID"  # the area code of the whole country

# Categories are never added to each other. A stock is who is there at the end of a month: the same persons stand in the
# next month, so months of it are never added. A flow is what happened in a month: months of it are (`Span`).
ORANG_ASING, PENGUNGSI, TINDAKAN = "orang_asing", "pengungsi", "tindakan"
STOCKS = (ORANG_ASING, PENGUNGSI)
FLOWS = (TINDAKAN,)
CATEGORIES = (*STOCKS, *FLOWS)

# Cell status, end to end.
ANGKA, NOL, DISAMARKAN, BELUM_LAPOR, TIDAK_BERLAKU = (
    "angka",
    "nol",
    "disamarkan",
    "belum_lapor",
    "tidak_berlaku",
)
STATUSES = (ANGKA, NOL, DISAMARKAN, BELUM_LAPOR, TIDAK_BERLAKU)
# What stands for a status in exports (GSS shorthand).
STATUS_MARKS = {DISAMARKAN: "[c]", BELUM_LAPOR: "[x]", TIDAK_BERLAKU: "[z]"}

LAIN_LAIN = "lain_lain"  # a value of its own, unlike null ("tidak dirinci")


@dataclass(frozen=True)
class Column:
    """One column: `label` is its Indonesian heading, `description` its entry in the dictionary."""

    name: str
    sql_type: str
    label: str
    description: str
    allowed: tuple[str, ...] = ()
    required: bool = False

    @property
    def ddl(self) -> str:
        return f"{self.name} {self.sql_type}{' NOT NULL' if self.required else ''}"


@dataclass(frozen=True)
class Table:
    """One table: its grain in words, its columns, its key."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def ddl(self, schema: Literal["main", "exact", "public"] = "main") -> str:
        return f"CREATE TABLE {schema}.{self.name} ({', '.join(c.ddl for c in self.columns)})"


def col(
    name: str,
    label: str,
    description: str,
    sql_type: str = "VARCHAR",
    allowed: tuple[str, ...] = (),
    required: bool = False,
) -> Column:
    """A column as it is mostly declared, by its name, Indonesian label and meaning: text that may be missing."""
    return Column(name, sql_type, label, description, allowed, required)


def must(column: Column) -> Column:
    return Column(column.name, column.sql_type, column.label, column.description, column.allowed, True)


PERIOD = col("period", "Periode", "Bulan laporan, YYYY-MM")
KECAMATAN_CODE = col("kecamatan_code", "Kode kecamatan", "Kode Kemendagri bertitik, teks (33.19.01)")
KECAMATAN_NAME = col("kecamatan_name", "Kecamatan", "Nama kecamatan menurut daftar kode")
KABUPATEN_CODE = col("kabupaten_code", "Kode kabupaten/kota", "Kode Kemendagri bertitik, teks (33.19)")
KABUPATEN_NAME = col("kabupaten_name", "Kabupaten/kota", "Nama kabupaten/kota menurut daftar kode")
DESA_CODE = col("desa_code", "Kode desa/kelurahan", "Kode Kemendagri bertitik, teks (33.19.03.2007)")
DESA_NAME = col("desa_name", "Desa/kelurahan", "Nama desa/kelurahan menurut daftar kode")
AREA_CODE = col("area_code", "Kode wilayah", "Kode Kemendagri, atau kode kantor imigrasi atau kelompok wilayah")
AREA_NAME = col("area_name", "Wilayah", "Nama wilayah atau kantor")
LEVEL = col("level", "Tingkat", "Tingkat wilayah", allowed=LEVELS)
CATEGORY = col(
    "category",
    "Kategori",
    "Orang asing pemegang izin tinggal, atau pengungsi (Perpres 125/2016): yang berada di wilayah pada akhir bulan; "
    "tindakan: yang terjadi selama bulan itu; jumlahnya banyaknya tindakan segala jenis, bukan orang, karena satu "
    "orang dapat dikenai beberapa. Kategori tidak pernah dijumlahkan",
    allowed=CATEGORIES,
)
NATIONALITY = col("nationality", "Kewarganegaraan", "ISO 3166-1 alpha-3, atau lain_lain; kosong = tidak dirinci")
IZIN_TINGGAL = col(
    "izin_tinggal",
    "Izin tinggal",
    "Jenis izin tinggal (UU 6/2011 Ps 48); kosong = tidak dirinci",
    allowed=("diplomatik", "dinas", "ITK", "ITAS", "ITAP"),
)
SEX = col("sex", "Jenis kelamin", "L = laki-laki, P = perempuan; kosong = tidak dirinci", allowed=("L", "P"))
PURPOSE = col(
    "purpose",
    "Keperluan",
    "Keperluan berada di Indonesia; kosong = tidak dirinci",
    allowed=(
        "wisata",
        "bekerja",
        "penyatuan_keluarga",
        "sosial_budaya",
        "pelajar",
        "investasi",
        LAIN_LAIN,
    ),
)
UNHCR_STATUS = col(
    "unhcr_status",
    "Status UNHCR",
    "Pengungsi atau pencari suaka menurut UNHCR; kosong = tidak dirinci",
    allowed=("pengungsi", "pencari_suaka"),
)
UNHCR_CARD = col("unhcr_card", "Kartu UNHCR", "Memegang kartu UNHCR; kosong = tidak dirinci", allowed=("ya", "tidak"))
# The kinds of Ps 75(2) in the order of the law; then what is done beside it; then permits. Words and sources:
# data/reference/action_kind.csv.
TAK_KINDS = ("cekal", "perubahan_izin", "larangan_tempat", "keharusan_tempat", "biaya_beban", "deportasi")
TAK, IZIN_TERBIT = "tak", "izin_terbit"  # where a report says no more than that
DEPORTASI = "deportasi"
ACTION_KIND = col(
    "action_kind",
    "Jenis tindakan",
    "Tindakan administratif keimigrasian (UU 6/2011 Ps 75(2)), tindakan lain, atau izin tinggal yang diterbitkan; "
    "kosong = tidak dirinci. Satu orang dapat dikenai beberapa tindakan, maka jenis tidak dijumlahkan",
    allowed=(
        *TAK_KINDS,
        TAK,
        "pendetensian",
        "pro_justitia",
        "penolakan_masuk",
        "itk_terbit",
        "itas_terbit",
        "itap_terbit",
        IZIN_TERBIT,
    ),
)
PERSON_COUNT = col(
    "person_count",
    "Jumlah orang",
    "Orang yang berada di wilayah itu pada akhir periode (stok); kategori tindakan: tindakan selama periode itu (arus)",
    "BIGINT",
)
STATUS = col(
    "status",
    "Status sel",
    "Keadaan sel; hanya angka dan nol yang berisi jumlah; tidak_berlaku: tindakan di kecamatan, bila tidak satu pun "
    "kecamatan di kabupaten/kotanya dilaporkan sendiri; itu bukan laporan yang kurang",
    allowed=STATUSES,
)

DIMENSIONS = (NATIONALITY, IZIN_TINGGAL, SEX, PURPOSE, UNHCR_STATUS, UNHCR_CARD, ACTION_KIND)
DIMENSION_NAMES = tuple(column.name for column in DIMENSIONS)
# The dimensions that mean something for a category, each by itself. A nationality of actions of all kinds together
# would mean nothing: it is asked for with a kind, of the full grain.
DIMENSIONS_OF: Mapping[str, tuple[Column, ...]] = {
    ORANG_ASING: (NATIONALITY, IZIN_TINGGAL, PURPOSE, SEX),
    PENGUNGSI: (NATIONALITY, UNHCR_STATUS, UNHCR_CARD, SEX),
    TINDAKAN: (ACTION_KIND,),
}

BATCH_ID = col("batch_id", "Batch", "Satu berkas yang diterima")
OFFICE_CODE = col("office_code", "Kode kantor", "Kantor yang mengirim atau bertugas, misalnya kanim-semarang")
OFFICE_NAME = col("office_name", "Kantor", "Nama kantor")
ROW_NUMBER = col("row_number", "Baris", "Nomor baris data di berkas, judul kolom = baris 1", "BIGINT")
VALID_FROM = col("valid_from", "Berlaku sejak", "Kosong = sejak awal", "DATE")
VALID_TO = col("valid_to", "Berlaku sampai", "Kosong = masih berlaku", "DATE")
SOURCE = col("source", "Sumber", "Asal keterangan")
NOTE = col("note", "Catatan", "Hal yang perlu diketahui pembaca")
IS_SAMPLE = col("is_sample", "Data contoh", "Sintetis, bukan angka sebenarnya", "BOOLEAN")
