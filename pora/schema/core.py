"""Core tables: accepted files and their rows, exact and append-only."""

from __future__ import annotations

from pora.schema.columns import (
    AREA_CODE,
    AREA_NAME,
    BATCH_ID,
    CATEGORY,
    DESA_CODE,
    DIMENSIONS,
    IS_SAMPLE,
    KABUPATEN_CODE,
    KECAMATAN_CODE,
    LEVEL,
    NOTE,
    OFFICE_CODE,
    PERIOD,
    PERSON_COUNT,
    ROW_NUMBER,
    SOURCE,
    Table,
    col,
    must,
)

CORE_BATCH = Table(
    "core_batch",
    "Satu baris per berkas yang diterima; hanya bertambah",
    (
        must(BATCH_ID),
        col("batch_number", "Nomor urut", "Urutan penerimaan; yang lebih besar lebih baru", "BIGINT", (), True),
        must(OFFICE_CODE),
        col("period_first", "Periode awal", "Bulan pertama di berkas", required=True),
        col("period_last", "Periode akhir", "Bulan terakhir di berkas", required=True),
        col("file_name", "Nama berkas", "Nama tanpa folder", required=True),
        col("file_sha256", "SHA-256", "Sidik berkas yang diterima", required=True),
        col("received_at", "Diterima", "Waktu pemuatan, UTC", "TIMESTAMP", (), True),
        col("received_by", "Dimuat oleh", "Akun yang menjalankan pemuatan", required=True),
        col("rows_in", "Baris masuk", "= diterima + ditolak", "BIGINT", (), True),
        col("rows_accepted", "Baris diterima", "Baris yang dimuat", "BIGINT", (), True),
        col("rows_rejected", "Baris ditolak", "Baris yang tidak dimuat", "BIGINT", (), True),
        must(IS_SAMPLE),
    ),
    ("batch_id",),
)
CORE_SLICE = Table(
    "core_slice",
    "Satu baris per batch, periode, kategori, kabupaten/kota: bagian yang digantikan bila ada batch baru. Berkas dari "
    "satu kecamatan saja hanya menggantikan kecamatan itu",
    (
        must(BATCH_ID),
        must(PERIOD),
        must(CATEGORY),
        col("kabupaten_code", "Kode kabupaten/kota", "Kosong = bagian tingkat kantor, tanpa kabupaten/kota"),
        col("replaces_batch_id", "Menggantikan", "Batch yang digantikan untuk bagian ini"),
        col("kecamatan_code", "Kode kecamatan", "Kecamatan yang satu-satunya dilaporkan; kosong = seluruh bagian"),
    ),
)
CORE_COVERAGE = Table(
    "core_coverage",
    "Satu baris per batch, periode, kategori, kecamatan yang dilaporkan: membedakan nol dari belum lapor",
    (
        must(BATCH_ID),
        must(PERIOD),
        must(CATEGORY),
        must(KABUPATEN_CODE),
        must(KECAMATAN_CODE),
        col("is_complete", "Lengkap", "Salah bila ada baris kecamatan ini yang ditolak", "BOOLEAN", (), True),
    ),
)
CORE_DESA_COVERAGE = Table(
    "core_desa_coverage",
    "Satu baris per batch, periode, kategori, desa/kelurahan yang dilaporkan: membedakan nol dari belum lapor",
    (
        must(BATCH_ID),
        must(PERIOD),
        must(CATEGORY),
        must(KABUPATEN_CODE),
        must(KECAMATAN_CODE),
        must(DESA_CODE),
    ),
)
CORE_CASE = Table(
    "core_case",
    "Satu baris per batch per baris yang diterima; kecamatan kosong = belum ditempatkan, desa kosong = tidak dirinci "
    "per desa",
    (
        must(BATCH_ID),
        must(ROW_NUMBER),
        must(PERIOD),
        KABUPATEN_CODE,
        KECAMATAN_CODE,
        must(CATEGORY),
        *DIMENSIONS[:-1],
        must(PERSON_COUNT),
        DESA_CODE,
        DIMENSIONS[-1],  # came last: a column of an older format stays where it was
    ),
)
CORE_REJECTED = Table(
    "core_rejected",
    "Satu baris per kesalahan pada baris yang ditolak dari batch yang dimuat sebagian",
    (
        must(BATCH_ID),
        col("sheet", "Lembar", "Nama lembar kerja; kosong untuk CSV"),
        must(ROW_NUMBER),
        col("column_name", "Kolom", "Judul kolom di berkas"),
        col("value", "Isi", "Isi sel"),
        col("error_code", "Kode", "Jenis kesalahan", required=True),
        col("message", "Pesan", "Apa yang salah dan apa yang harus dilakukan", required=True),
    ),
)
CORE_WITHDRAWAL = Table(
    "core_withdrawal",
    "Satu baris per batch yang ditarik kembali: tinggal di riwayat, tidak lagi dihitung; hanya bertambah",
    (
        must(BATCH_ID),
        col("withdrawn_at", "Ditarik", "Waktu penarikan, UTC", "TIMESTAMP", (), True),
        col("withdrawn_by", "Ditarik oleh", "Akun yang menarik", required=True),
    ),
    ("batch_id",),
)
RECEIVED, CHECKED, APPROVED, REOPENED = "diterima", "diperiksa", "disahkan", "dibuka"
CORE_APPROVAL = Table(
    "core_approval",
    "Satu baris per keputusan atas bulan laporan satu kantor; yang terakhir berlaku; hanya bertambah",
    (
        must(BATCH_ID),
        col("decision_number", "Nomor urut", "Urutan keputusan; yang lebih besar lebih baru", "BIGINT", (), True),
        must(OFFICE_CODE),
        must(PERIOD),
        col(
            "step",
            "Keputusan",
            "Diperiksa, disahkan, atau dibuka",
            allowed=(CHECKED, APPROVED, REOPENED),
            required=True,
        ),
        col("decided_at", "Diputuskan", "Waktu keputusan, UTC", "TIMESTAMP", (), True),
        col("decided_by", "Oleh", "Akun yang memutuskan", required=True),
        col("reason", "Alasan", "Mengapa yang sudah disahkan dibuka lagi; kosong untuk keputusan lain"),
    ),
    ("decision_number",),
)
CORE_TOTAL_CHECK = Table(
    "core_total_check",
    "Satu baris per jumlah tercetak di berkas yang tidak sama dengan penjumlahan barisnya; tidak pernah diperbaiki",
    (
        must(BATCH_ID),
        col("sheet", "Lembar", "Nama lembar kerja; kosong untuk CSV"),
        must(ROW_NUMBER),
        col("heading", "Kolom", "Judul kolom di berkas", required=True),
        col("printed", "Tercetak", "Jumlah yang tertulis di berkas", "BIGINT", (), True),
        col("computed", "Dihitung", "Penjumlahan baris yang dicakup", "BIGINT", (), True),
    ),
)
CORE_FIGURE = Table(
    "core_figure",
    "Satu baris per angka terbit: angka dari berita atau laporan, dengan sumber, tanggal dan definisinya",
    (
        col("figure_id", "Nomor", "Nomor urut angka terbit", "INTEGER", (), True),
        col("as_of", "Keadaan", "Tanggal, bulan, tahun atau rentang seperti dicetak sumber", required=True),
        col("as_of_precision", "Ketelitian tanggal", "day, month, year, period, year_unconfirmed"),
        col("period", "Periode", "Bulan yang memuat tanggal itu; kosong bila hanya tahun atau rentang"),
        must(LEVEL),
        must(AREA_CODE),
        must(AREA_NAME),
        col("measure", "Ukuran", "Yang dihitung, seperti disebut sumber", required=True),
        col("category", "Kategori", "Kategori yang sebanding; kosong = definisi lain, tidak dibandingkan"),
        col(
            "person_count",
            "Jumlah orang",
            "Kosong bila sumber menyebut rentang atau tidak menyebut",
            "BIGINT",
        ),
        col("value_low", "Batas bawah", "Bila sumber menyebut rentang", "BIGINT"),
        col("value_high", "Batas atas", "Bila sumber menyebut rentang", "BIGINT"),
        col("value_precision", "Ketelitian angka", "exact, about, unclear, range, not_stated", required=True),
        col("agency", "Instansi", "Yang menyebut angka", required=True),
        must(SOURCE),
        NOTE,
        col("present_in", "Berada di", "Kecamatan yang disebut memuat angka ini tanpa rincian; dipisah ;"),
    ),
    ("figure_id",),
)
CORE_SNAPSHOT = Table(
    "core_snapshot",
    "Satu baris: snapshot ini",
    (
        col("snapshot_id", "Snapshot", "Nama snapshot", required=True),
        col("published_at", "Diterbitkan", "Waktu penerbitan, UTC", "TIMESTAMP", (), True),
        col("province_code", "Kode provinsi", "Provinsi yang ditampilkan", required=True),
        col("has_sample", "Ada data contoh", "Benar bila memuat data sintetis", "BOOLEAN", (), True),
        col("needs_approval", "Pengesahan", "Benar bila versi publik hanya memuat bulan yang disahkan", "BOOLEAN"),
    ),
)

_VERSION_NUMBER = col("version_number", "Versi", "Urutan terbitan bulan dan kategori itu, mulai 1", "INTEGER", (), True)
CORE_PUBLIC_VERSION = Table(
    "core_public_version",
    "Satu baris per bulan, kategori, versi: terbitan yang angka atau samarannya lain dari sebelumnya; hanya bertambah",
    (
        must(PERIOD),
        must(CATEGORY),
        _VERSION_NUMBER,
        col(
            "insider_count",
            "Karena orang dalam",
            "Angka yang disamarkan hanya karena satu kantor atau kabupaten/kota tahu angkanya sendiri",
            "INTEGER",
            (),
            True,
        ),
    ),
    ("period", "category", "version_number"),
)
CORE_PUBLIC_CELL = Table(
    "core_public_cell",
    "Satu baris per bulan, kategori, versi, angka yang berubah sejak versi sebelumnya: isinya, dan apakah disamarkan; "
    "hanya bertambah. Nilai '*' = seluruh rincian itu, termasuk nolnya",
    (
        must(PERIOD),
        must(CATEGORY),
        _VERSION_NUMBER,
        must(LEVEL),
        must(AREA_CODE),
        col("dimension", "Rincian", "total, unplaced, atau kolom yang dirinci", required=True),
        col("value", "Nilai", "Nilai kolom itu; kosong = tidak dirinci"),
        must(PERSON_COUNT),
        col("is_hidden", "Disamarkan", "Benar bila tidak ditampilkan", "BOOLEAN", (), True),
    ),
    ("period", "category", "version_number", "area_code", "dimension", "value"),
)
CORE_PUBLIC_MEMBER = Table(
    "core_public_member",
    "Satu baris per bulan, kategori, versi, wilayah, bagiannya: seluruhnya, bila lain dari versi sebelumnya; hanya "
    "bertambah",
    (
        must(PERIOD),
        must(CATEGORY),
        _VERSION_NUMBER,
        must(AREA_CODE),
        col(
            "part_code", "Kode bagian", "Kabupaten/kota, atau kantor yang seluruh wilayahnya di dalamnya", required=True
        ),
        col("is_office", "Kantor", "Benar bila bagian itu kantor", "BOOLEAN", (), True),
    ),
    ("period", "category", "version_number", "area_code", "part_code"),
)

CORE_SLICE_IN_FORCE = Table(
    "core_slice_in_force",
    "Satu baris per bagian yang berlaku: batch terbaru untuk periode, kategori, kabupaten/kota itu, atau untuk "
    "kecamatan yang dilaporkan berkasnya sendiri; dibuat ulang setiap penerbitan",
    (
        must(BATCH_ID),
        must(PERIOD),
        must(CATEGORY),
        col("kabupaten_code", "Kode kabupaten/kota", "Kosong = bagian tingkat kantor, tanpa kabupaten/kota"),
        must(OFFICE_CODE),
        col("province_code", "Kode provinsi", "Provinsi kantor", required=True),
        col("kecamatan_code", "Kode kecamatan", "Kecamatan yang satu-satunya dilaporkan; kosong = seluruh bagian"),
        col(
            "except_kecamatan",
            "Kecuali kecamatan",
            "Kecamatan yang untuknya bagian lain berlaku; kosong = tidak ada",
            "VARCHAR[]",
        ),
    ),
)
