"""Reference tables: areas, offices, countries; and what lies in what, month by month, made anew at each publish."""

from __future__ import annotations

from pora.schema.columns import (
    AREA_CODE,
    AREA_NAME,
    CATEGORY,
    KABUPATEN_CODE,
    LEVEL,
    NATIONALITY,
    NOTE,
    OFFICE_CODE,
    OFFICE_NAME,
    PERIOD,
    SOURCE,
    VALID_FROM,
    VALID_TO,
    Table,
    col,
    must,
)

REF_AREA = Table(
    "ref_area",
    "Satu baris per provinsi, kabupaten/kota, kecamatan",
    (
        must(AREA_CODE),
        must(AREA_NAME),
        must(LEVEL),
        col("parent_code", "Kode induk", "Wilayah satu tingkat di atasnya"),
        VALID_FROM,
        VALID_TO,
    ),
    ("area_code",),
)
REF_AREA_GROUP = Table(
    "ref_area_group",
    "Satu baris per kelompok wilayah per kabupaten/kota di dalamnya",
    (must(AREA_CODE), must(AREA_NAME), must(KABUPATEN_CODE)),
    ("area_code", "kabupaten_code"),
)
REF_OFFICE = Table(
    "ref_office",
    "Satu baris per kantor",
    (
        must(OFFICE_CODE),
        must(OFFICE_NAME),
        col("province_code", "Kode provinsi", "Provinsi tempat kantor bertugas", required=True),
        SOURCE,
        NOTE,
    ),
    ("office_code",),
)
REF_OFFICE_AREA = Table(
    "ref_office_area",
    "Satu baris per kabupaten/kota per masa tugas kantor",
    (must(OFFICE_CODE), must(KABUPATEN_CODE), VALID_FROM, VALID_TO, SOURCE, NOTE),
)
REF_COUNTRY = Table(
    "ref_country",
    "Satu baris per negara (ISO 3166-1), beserta lain_lain",
    (
        must(NATIONALITY),
        col("country_name", "Negara", "Nama Indonesia menurut CLDR", required=True),
        col("country_name_en", "Negara (Inggris)", "Nama Inggris menurut CLDR", required=True),
    ),
    ("nationality",),
)

REF_MEMBER_MONTH = Table(
    "ref_member_month",
    "Satu baris per bulan, wilayah di atas kabupaten/kota (nasional, provinsi, kantor, kelompok), kabupaten/kota di "
    "dalamnya pada hari terakhir bulan itu; dibuat ulang setiap penerbitan",
    (must(PERIOD), must(LEVEL), must(AREA_CODE), must(AREA_NAME), must(KABUPATEN_CODE)),
    ("period", "level", "area_code", "kabupaten_code"),
)
REF_MONTH_STATE = Table(
    "ref_month_state",
    "Satu baris per bulan, kategori: sidik dari semua yang menentukan angkanya; yang sidiknya sama tidak dihitung lagi",
    (must(PERIOD), must(CATEGORY), col("fingerprint", "Sidik", "Sidik batch yang berlaku dan aturan", required=True)),
    ("period", "category"),
)
REF_OFFICE_WITHIN = Table(
    "ref_office_within",
    "Satu baris per bulan, wilayah, kantor yang seluruh wilayah kerjanya ada di dalamnya: di sana dihitung bagian yang "
    "dilaporkan kantor itu tanpa kabupaten/kota; dibuat ulang setiap penerbitan",
    (must(PERIOD), must(LEVEL), must(AREA_CODE), must(OFFICE_CODE)),
    ("period", "level", "area_code", "office_code"),
)
REF_AREA_WITHIN = Table(
    "ref_area_within",
    "Satu baris per bulan, wilayah di atas kabupaten/kota, wilayah lain yang memuat seluruhnya, termasuk bagian yang "
    "dilaporkan kantor tanpa kabupaten/kota; dibuat ulang setiap penerbitan",
    (
        must(PERIOD),
        must(AREA_CODE),
        col("outer_code", "Kode wilayah luar", "Wilayah yang memuat seluruh wilayah itu", required=True),
    ),
    ("period", "area_code", "outer_code"),
)
