"""Every column and every table, declared once. DDL, checks of input, the data dictionary and the headings of
exports come from here.

Layers of a snapshot: `ref_*` and `core_*` lie in the schema `main`; `out_*` lie twice, in the schemas `exact`
(for cleared roles) and `public` (for everyone else). Pages and exports read only `out_*`, through a scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Levels, from the top.
PROVINSI, KANIM, KABUPATEN_KOTA, KECAMATAN = "provinsi", "kanim", "kabupaten_kota", "kecamatan"
RUDENIM = "rudenim"  # a detention house: only in published figures
LEVELS = (PROVINSI, KANIM, RUDENIM, KABUPATEN_KOTA, KECAMATAN)

# Categories are never added to each other.
ORANG_ASING, PENGUNGSI = "orang_asing", "pengungsi"
CATEGORIES = (ORANG_ASING, PENGUNGSI)

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


def _col(
    name: str,
    label: str,
    description: str,
    sql_type: str = "VARCHAR",
    allowed: tuple[str, ...] = (),
    required: bool = False,
) -> Column:
    return Column(name, sql_type, label, description, allowed, required)


def _must(column: Column) -> Column:
    return Column(column.name, column.sql_type, column.label, column.description, column.allowed, True)


# --- columns -------------------------------------------------------------------------------------------------
PERIOD = _col("period", "Periode", "Bulan laporan, YYYY-MM")
KECAMATAN_CODE = _col("kecamatan_code", "Kode kecamatan", "Kode Kemendagri bertitik, teks (33.19.01)")
KECAMATAN_NAME = _col("kecamatan_name", "Kecamatan", "Nama kecamatan menurut daftar kode")
KABUPATEN_CODE = _col("kabupaten_code", "Kode kabupaten/kota", "Kode Kemendagri bertitik, teks (33.19)")
KABUPATEN_NAME = _col("kabupaten_name", "Kabupaten/kota", "Nama kabupaten/kota menurut daftar kode")
AREA_CODE = _col("area_code", "Kode wilayah", "Kode Kemendagri, atau kode kantor imigrasi")
AREA_NAME = _col("area_name", "Wilayah", "Nama wilayah atau kantor")
LEVEL = _col("level", "Tingkat", "Tingkat wilayah", allowed=LEVELS)
CATEGORY = _col(
    "category",
    "Kategori",
    "Orang asing pemegang izin tinggal, atau pengungsi (Perpres 125/2016); keduanya tidak pernah dijumlahkan",
    allowed=CATEGORIES,
)
NATIONALITY = _col("nationality", "Kewarganegaraan", "ISO 3166-1 alpha-3, atau lain_lain; kosong = tidak dirinci")
IZIN_TINGGAL = _col(
    "izin_tinggal",
    "Izin tinggal",
    "Jenis izin tinggal (UU 6/2011 Ps 48); kosong = tidak dirinci",
    allowed=("diplomatik", "dinas", "ITK", "ITAS", "ITAP"),
)
SEX = _col("sex", "Jenis kelamin", "L = laki-laki, P = perempuan; kosong = tidak dirinci", allowed=("L", "P"))
PURPOSE = _col(
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
UNHCR_STATUS = _col(
    "unhcr_status",
    "Status UNHCR",
    "Pengungsi atau pencari suaka menurut UNHCR; kosong = tidak dirinci",
    allowed=("pengungsi", "pencari_suaka"),
)
UNHCR_CARD = _col("unhcr_card", "Kartu UNHCR", "Memegang kartu UNHCR; kosong = tidak dirinci", allowed=("ya", "tidak"))
PERSON_COUNT = _col(
    "person_count", "Jumlah orang", "Orang yang berada di wilayah itu pada akhir periode (stok)", "BIGINT"
)
STATUS = _col("status", "Status sel", "Keadaan sel; hanya angka dan nol yang berisi jumlah", allowed=STATUSES)

DIMENSIONS = (NATIONALITY, IZIN_TINGGAL, SEX, PURPOSE, UNHCR_STATUS, UNHCR_CARD)

BATCH_ID = _col("batch_id", "Batch", "Satu berkas yang diterima")
OFFICE_CODE = _col("office_code", "Kode kantor", "Kantor yang mengirim atau bertugas, misalnya kanim-semarang")
OFFICE_NAME = _col("office_name", "Kantor", "Nama kantor")
ROW_NUMBER = _col("row_number", "Baris", "Nomor baris data di berkas, judul kolom = baris 1", "BIGINT")
VALID_FROM = _col("valid_from", "Berlaku sejak", "Kosong = sejak awal", "DATE")
VALID_TO = _col("valid_to", "Berlaku sampai", "Kosong = masih berlaku", "DATE")
SOURCE = _col("source", "Sumber", "Asal keterangan")
NOTE = _col("note", "Catatan", "Hal yang perlu diketahui pembaca")
IS_SAMPLE = _col("is_sample", "Data contoh", "Sintetis, bukan angka sebenarnya", "BOOLEAN")

# --- reference -----------------------------------------------------------------------------------------------
REF_AREA = Table(
    "ref_area",
    "Satu baris per provinsi, kabupaten/kota, kecamatan",
    (
        _must(AREA_CODE),
        _must(AREA_NAME),
        _must(LEVEL),
        _col("parent_code", "Kode induk", "Wilayah satu tingkat di atasnya"),
        VALID_FROM,
        VALID_TO,
    ),
    ("area_code",),
)
REF_OFFICE = Table(
    "ref_office",
    "Satu baris per kantor",
    (
        _must(OFFICE_CODE),
        _must(OFFICE_NAME),
        _col("province_code", "Kode provinsi", "Provinsi tempat kantor bertugas", required=True),
        SOURCE,
        NOTE,
    ),
    ("office_code",),
)
REF_OFFICE_AREA = Table(
    "ref_office_area",
    "Satu baris per kabupaten/kota per masa tugas kantor",
    (_must(OFFICE_CODE), _must(KABUPATEN_CODE), VALID_FROM, VALID_TO, SOURCE, NOTE),
)
REF_COUNTRY = Table(
    "ref_country",
    "Satu baris per negara (ISO 3166-1), beserta lain_lain",
    (
        _must(NATIONALITY),
        _col("country_name", "Negara", "Nama Indonesia menurut CLDR", required=True),
        _col("country_name_en", "Negara (Inggris)", "Nama Inggris menurut CLDR", required=True),
    ),
    ("nationality",),
)

# --- core ----------------------------------------------------------------------------------------------------
CORE_BATCH = Table(
    "core_batch",
    "Satu baris per berkas yang diterima; hanya bertambah",
    (
        _must(BATCH_ID),
        _col("batch_number", "Nomor urut", "Urutan penerimaan; yang lebih besar lebih baru", "BIGINT", (), True),
        _must(OFFICE_CODE),
        _col("period_first", "Periode awal", "Bulan pertama di berkas", required=True),
        _col("period_last", "Periode akhir", "Bulan terakhir di berkas", required=True),
        _col("file_name", "Nama berkas", "Nama tanpa folder", required=True),
        _col("file_sha256", "SHA-256", "Sidik berkas yang diterima", required=True),
        _col("received_at", "Diterima", "Waktu pemuatan, UTC", "TIMESTAMP", (), True),
        _col("received_by", "Dimuat oleh", "Akun yang menjalankan pemuatan", required=True),
        _col("rows_in", "Baris masuk", "= diterima + ditolak", "BIGINT", (), True),
        _col("rows_accepted", "Baris diterima", "Baris yang dimuat", "BIGINT", (), True),
        _col("rows_rejected", "Baris ditolak", "Baris yang tidak dimuat", "BIGINT", (), True),
        _must(IS_SAMPLE),
    ),
    ("batch_id",),
)
CORE_SLICE = Table(
    "core_slice",
    "Satu baris per batch, periode, kategori, kabupaten/kota: bagian yang digantikan bila ada batch baru",
    (
        _must(BATCH_ID),
        _must(PERIOD),
        _must(CATEGORY),
        _col("kabupaten_code", "Kode kabupaten/kota", "Kosong = bagian tingkat kantor, tanpa kabupaten/kota"),
        _col("replaces_batch_id", "Menggantikan", "Batch yang digantikan untuk bagian ini"),
    ),
)
CORE_COVERAGE = Table(
    "core_coverage",
    "Satu baris per batch, periode, kategori, kecamatan yang dilaporkan: membedakan nol dari belum lapor",
    (
        _must(BATCH_ID),
        _must(PERIOD),
        _must(CATEGORY),
        _must(KABUPATEN_CODE),
        _must(KECAMATAN_CODE),
        _col("is_complete", "Lengkap", "Salah bila ada baris kecamatan ini yang ditolak", "BOOLEAN", (), True),
    ),
)
CORE_CASE = Table(
    "core_case",
    "Satu baris per batch per baris yang diterima; kecamatan kosong = belum ditempatkan",
    (
        _must(BATCH_ID),
        _must(ROW_NUMBER),
        _must(PERIOD),
        KABUPATEN_CODE,
        KECAMATAN_CODE,
        _must(CATEGORY),
        *DIMENSIONS,
        _must(PERSON_COUNT),
    ),
)
CORE_REJECTED = Table(
    "core_rejected",
    "Satu baris per kesalahan pada baris yang ditolak dari batch yang dimuat sebagian",
    (
        _must(BATCH_ID),
        _col("sheet", "Lembar", "Nama lembar kerja; kosong untuk CSV"),
        _must(ROW_NUMBER),
        _col("column_name", "Kolom", "Judul kolom di berkas"),
        _col("value", "Isi", "Isi sel"),
        _col("error_code", "Kode", "Jenis kesalahan", required=True),
        _col("message", "Pesan", "Apa yang salah dan apa yang harus dilakukan", required=True),
    ),
)
CORE_WITHDRAWAL = Table(
    "core_withdrawal",
    "Satu baris per batch yang ditarik kembali: tinggal di riwayat, tidak lagi dihitung; hanya bertambah",
    (
        _must(BATCH_ID),
        _col("withdrawn_at", "Ditarik", "Waktu penarikan, UTC", "TIMESTAMP", (), True),
        _col("withdrawn_by", "Ditarik oleh", "Akun yang menarik", required=True),
    ),
    ("batch_id",),
)
CORE_TOTAL_CHECK = Table(
    "core_total_check",
    "Satu baris per jumlah tercetak di berkas yang tidak sama dengan penjumlahan barisnya; tidak pernah diperbaiki",
    (
        _must(BATCH_ID),
        _col("sheet", "Lembar", "Nama lembar kerja; kosong untuk CSV"),
        _must(ROW_NUMBER),
        _col("heading", "Kolom", "Judul kolom di berkas", required=True),
        _col("printed", "Tercetak", "Jumlah yang tertulis di berkas", "BIGINT", (), True),
        _col("computed", "Dihitung", "Penjumlahan baris yang dicakup", "BIGINT", (), True),
    ),
)
CORE_FIGURE = Table(
    "core_figure",
    "Satu baris per angka terbit: angka dari berita atau laporan, dengan sumber, tanggal dan definisinya",
    (
        _col("figure_id", "Nomor", "Nomor urut angka terbit", "INTEGER", (), True),
        _col("as_of", "Keadaan", "Tanggal, bulan, tahun atau rentang seperti dicetak sumber", required=True),
        _col("as_of_precision", "Ketelitian tanggal", "day, month, year, period, year_unconfirmed"),
        _col("period", "Periode", "Bulan yang memuat tanggal itu; kosong bila hanya tahun atau rentang"),
        _must(LEVEL),
        _must(AREA_CODE),
        _must(AREA_NAME),
        _col("measure", "Ukuran", "Yang dihitung, seperti disebut sumber", required=True),
        _col("category", "Kategori", "Kategori yang sebanding; kosong = definisi lain, tidak dibandingkan"),
        _col(
            "person_count",
            "Jumlah orang",
            "Kosong bila sumber menyebut rentang atau tidak menyebut",
            "BIGINT",
        ),
        _col("value_low", "Batas bawah", "Bila sumber menyebut rentang", "BIGINT"),
        _col("value_high", "Batas atas", "Bila sumber menyebut rentang", "BIGINT"),
        _col("value_precision", "Ketelitian angka", "exact, about, range, not_stated", required=True),
        _col("agency", "Instansi", "Yang menyebut angka", required=True),
        _must(SOURCE),
        NOTE,
        _col("present_in", "Berada di", "Kecamatan yang disebut memuat angka ini tanpa rincian; dipisah ;"),
    ),
    ("figure_id",),
)
CORE_SNAPSHOT = Table(
    "core_snapshot",
    "Satu baris: snapshot ini",
    (
        _col("snapshot_id", "Snapshot", "Nama snapshot", required=True),
        _col("published_at", "Diterbitkan", "Waktu penerbitan, UTC", "TIMESTAMP", (), True),
        _col("province_code", "Kode provinsi", "Provinsi yang ditampilkan", required=True),
        _col("has_sample", "Ada data contoh", "Benar bila memuat data sintetis", "BOOLEAN", (), True),
    ),
)

CORE_SLICE_IN_FORCE = Table(
    "core_slice_in_force",
    "Satu baris per bagian yang berlaku: batch terbaru untuk periode, kategori, kabupaten/kota itu; "
    "dibuat ulang setiap penerbitan",
    (
        _must(BATCH_ID),
        _must(PERIOD),
        _must(CATEGORY),
        _col("kabupaten_code", "Kode kabupaten/kota", "Kosong = bagian tingkat kantor, tanpa kabupaten/kota"),
        _must(OFFICE_CODE),
        _col("province_code", "Kode provinsi", "Provinsi kantor", required=True),
    ),
)

REF_OFFICE_MONTH = Table(
    "ref_office_month",
    "Satu baris per bulan, kabupaten/kota: kantor yang bertugas pada hari terakhir bulan itu; "
    "dibuat ulang setiap penerbitan",
    (_must(PERIOD), _must(OFFICE_CODE), _must(KABUPATEN_CODE)),
    ("period", "kabupaten_code"),
)

# --- out -----------------------------------------------------------------------------------------------------
OUT_KECAMATAN_MONTH = Table(
    "out_kecamatan_month",
    "Satu baris per bulan, kecamatan, kategori; tidak memuat bagian yang belum ditempatkan",
    (
        _must(PERIOD),
        _must(KECAMATAN_CODE),
        _must(KECAMATAN_NAME),
        _must(KABUPATEN_CODE),
        _must(CATEGORY),
        PERSON_COUNT,
        _must(STATUS),
    ),
    ("period", "kecamatan_code", "category"),
)
OUT_KABUPATEN_MONTH = Table(
    "out_kabupaten_month",
    "Satu baris per bulan, kabupaten/kota, kategori; termasuk bagian yang belum ditempatkan di kecamatan",
    (
        _must(PERIOD),
        _must(KABUPATEN_CODE),
        _must(KABUPATEN_NAME),
        _must(CATEGORY),
        PERSON_COUNT,
        _must(STATUS),
    ),
    ("period", "kabupaten_code", "category"),
)
OUT_AREA_MONTH = Table(
    "out_area_month",
    "Satu baris per bulan, wilayah (provinsi, kantor, kabupaten/kota, kecamatan), kategori; "
    "kelengkapan di samping jumlah",
    (
        _must(PERIOD),
        _must(LEVEL),
        _must(AREA_CODE),
        _must(AREA_NAME),
        _must(CATEGORY),
        PERSON_COUNT,
        _col("unplaced_count", "Tidak dirinci", "Bagian yang belum ditempatkan di kecamatan", "BIGINT"),
        _must(STATUS),
        _col("reporting_count", "Kecamatan melapor", "Kecamatan yang dilaporkan", "INTEGER", (), True),
        _col("incomplete_count", "Kecamatan tidak lengkap", "Ada barisnya yang ditolak", "INTEGER", (), True),
        _col("kecamatan_count", "Jumlah kecamatan", "Seluruh kecamatan di wilayah itu", "INTEGER", (), True),
    ),
    ("period", "level", "area_code", "category"),
)
OUT_CASE_COUNTS = Table(
    "out_case_counts",
    "Satu baris per bulan, kecamatan (kosong = belum ditempatkan), kategori dan setiap rincian",
    (
        _must(PERIOD),
        KECAMATAN_CODE,
        KECAMATAN_NAME,
        KABUPATEN_CODE,
        _must(CATEGORY),
        *DIMENSIONS,
        PERSON_COUNT,
        _must(STATUS),
        _must(OFFICE_CODE),
    ),
)

REFERENCE_TABLES = (REF_AREA, REF_OFFICE, REF_OFFICE_AREA, REF_COUNTRY, CORE_FIGURE)
CORE_TABLES = (
    CORE_BATCH,
    CORE_SLICE,
    CORE_COVERAGE,
    CORE_CASE,
    CORE_REJECTED,
    CORE_WITHDRAWAL,
    CORE_TOTAL_CHECK,
    CORE_SNAPSHOT,
)
OUT_TABLES = (OUT_KECAMATAN_MONTH, OUT_KABUPATEN_MONTH, OUT_AREA_MONTH, OUT_CASE_COUNTS)
TABLES = (*REFERENCE_TABLES, *CORE_TABLES, CORE_SLICE_IN_FORCE, REF_OFFICE_MONTH, *OUT_TABLES)
