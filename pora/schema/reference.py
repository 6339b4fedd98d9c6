"""Reference tables: areas, offices, countries, published figures."""

from __future__ import annotations

from pora.schema.columns import (
    AREA_CODE,
    AREA_NAME,
    KABUPATEN_CODE,
    LEVEL,
    NATIONALITY,
    NOTE,
    OFFICE_CODE,
    OFFICE_NAME,
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
