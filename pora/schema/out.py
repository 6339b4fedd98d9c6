"""Out tables: what pages and exports read; in the schemas exact and public."""

from __future__ import annotations

from pora.schema.columns import (
    AREA_CODE,
    AREA_NAME,
    CATEGORY,
    DESA_CODE,
    DESA_NAME,
    DIMENSION_NAMES,
    DIMENSIONS,
    KABUPATEN_CODE,
    KABUPATEN_NAME,
    KECAMATAN_CODE,
    KECAMATAN_NAME,
    LEVEL,
    OFFICE_CODE,
    PERIOD,
    PERSON_COUNT,
    STATUS,
    STATUSES,
    Table,
    col,
    must,
)

OUT_KECAMATAN_MONTH = Table(
    "out_kecamatan_month",
    "Satu baris per bulan, kecamatan, kategori; tidak memuat bagian yang belum ditempatkan",
    (
        must(PERIOD),
        must(KECAMATAN_CODE),
        must(KECAMATAN_NAME),
        must(KABUPATEN_CODE),
        must(CATEGORY),
        PERSON_COUNT,
        must(STATUS),
    ),
    ("period", "kecamatan_code", "category"),
)
OUT_DESA_MONTH = Table(
    "out_desa_month",
    "Satu baris per bulan, desa/kelurahan, kategori, di kecamatan yang melapor per desa; tidak memuat bagian kecamatan "
    "yang tidak dirinci per desa. Hanya dalam versi persis",
    (
        must(PERIOD),
        must(DESA_CODE),
        must(DESA_NAME),
        must(KECAMATAN_CODE),
        must(CATEGORY),
        PERSON_COUNT,
        must(STATUS),
    ),
    ("period", "desa_code", "category"),
)
OUT_KABUPATEN_MONTH = Table(
    "out_kabupaten_month",
    "Satu baris per bulan, kabupaten/kota, kategori; termasuk bagian yang belum ditempatkan di kecamatan",
    (
        must(PERIOD),
        must(KABUPATEN_CODE),
        must(KABUPATEN_NAME),
        must(CATEGORY),
        PERSON_COUNT,
        must(STATUS),
    ),
    ("period", "kabupaten_code", "category"),
)
OUT_AREA_MONTH = Table(
    "out_area_month",
    "Satu baris per bulan, wilayah (nasional, provinsi, kantor, kelompok, kabupaten/kota, kecamatan), kategori; "
    "kelengkapan di samping jumlah",
    (
        must(PERIOD),
        must(LEVEL),
        must(AREA_CODE),
        must(AREA_NAME),
        must(CATEGORY),
        PERSON_COUNT,
        col("unplaced_count", "Tidak dirinci", "Bagian yang belum ditempatkan di kecamatan", "BIGINT"),
        col("unplaced_status", "Status tidak dirinci", "Keadaan bagian itu; kosong = tidak ada", allowed=STATUSES),
        must(STATUS),
        col("reporting_count", "Kecamatan melapor", "Kecamatan yang dilaporkan", "INTEGER", (), True),
        col("incomplete_count", "Kecamatan tidak lengkap", "Ada barisnya yang ditolak", "INTEGER", (), True),
        col("kecamatan_count", "Jumlah kecamatan", "Seluruh kecamatan di wilayah itu", "INTEGER", (), True),
        col("first_count", "Laporan pertama", "Jumlah menurut laporan pertama bulan itu, sebelum diralat", "BIGINT"),
    ),
    ("period", "level", "area_code", "category"),
)
OUT_AREA_MONTH_DETAIL = Table(
    "out_area_month_detail",
    "Satu baris per bulan, wilayah, kategori, rincian, nilai yang jumlahnya lebih dari nol, juga jenis tindakan yang "
    "dilaporkan nol; per rincian jumlahnya sama dengan jumlah wilayah itu",
    (
        must(PERIOD),
        must(LEVEL),
        must(AREA_CODE),
        must(CATEGORY),
        col(
            "dimension",
            "Rincian",
            "Kolom yang dirinci",
            allowed=DIMENSION_NAMES,
            required=True,
        ),
        col(
            "value",
            "Nilai",
            "Nilai kolom itu; kosong = tidak dirinci. Satu-satunya baris, kosong dan disamarkan = seluruh rincian itu, "
            "nolnya pun",
        ),
        PERSON_COUNT,
        must(STATUS),
    ),
    ("period", "level", "area_code", "category", "dimension", "value"),
)
OUT_CASE_COUNTS = Table(
    "out_case_counts",
    "Satu baris per bulan, kecamatan (kosong = belum ditempatkan), desa (kosong = tidak dirinci per desa), kategori "
    "dan setiap rincian, dengan kantor yang melapor",
    (
        must(PERIOD),
        KECAMATAN_CODE,
        KECAMATAN_NAME,
        KABUPATEN_CODE,
        DESA_CODE,
        must(CATEGORY),
        *DIMENSIONS,
        PERSON_COUNT,
        must(STATUS),
        must(OFFICE_CODE),
    ),
)
