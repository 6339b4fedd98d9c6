"""Statistical metadata as Satu Data Indonesia asks for it (Perpres 39/2019; Peraturan BPS 5/2020): of each variable
(MS-Var), of each indicator (MS-Ind), and which fields an office fills about its activity (MS-Keg).

A national form: its texts are Indonesian in every language of the product. What a column says of itself (`columns.py`)
is not said again here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pora.schema.columns import BELUM_LAPOR, DISAMARKAN, Column

AREA_CODE_DECREE = "Kepmendagri 300.2.2-2430/2025"
_AREA, _OFFICE = (
    f"Kode wilayah administrasi pemerintahan ({AREA_CODE_DECREE})",
    "Daftar kantor imigrasi pada halaman Sumber",
)
_MONTH_END, _NONE = "Akhir bulan", "Tidak berlaku"
_TYPES = {"VARCHAR": "teks", "BIGINT": "bilangan bulat", "INTEGER": "bilangan bulat"}
VARIABLE_FIELDS = (
    "Nama variabel",
    "Alias",
    "Konsep",
    "Definisi",
    "Referensi pemilihan",
    "Referensi waktu",
    "Tipe data",
    "Ukuran",
    "Satuan",
    "Klasifikasi isian",
    "Aturan validasi",
    "Kalimat pertanyaan",
    "Dapat diakses umum",
)
INDICATOR_FIELDS = (
    "Nama indikator",
    "Konsep",
    "Definisi",
    "Interpretasi",
    "Metode penghitungan",
    "Ukuran",
    "Satuan",
    "Klasifikasi penyajian",
    "Indikator komposit",
    "Variabel pembangun",
    "Level estimasi",
    "Dapat diakses umum",
)
ACTIVITY_HEADINGS = ("Unsur", "Isi")
# Key in metadata-kegiatan.toml -> name of the field in MS-Keg.
ACTIVITY_FIELDS: Mapping[str, str] = {
    "judul": "Judul kegiatan",
    "tahun": "Tahun kegiatan",
    "kode": "Kode kegiatan",
    "cara_pengumpulan": "Cara pengumpulan data",
    "sektor": "Sektor kegiatan",
    "jenis_statistik": "Jenis kegiatan statistik",
    "rekomendasi": "Identitas rekomendasi",
    "penyelenggara": "Instansi penyelenggara",
    "alamat": "Alamat instansi",
    "kontak": "Telepon atau surel instansi",
    "penanggung_jawab": "Unit eselon penanggung jawab",
    "latar_belakang": "Latar belakang",
    "tujuan": "Tujuan",
    "jadwal": "Rencana jadwal",
    "frekuensi": "Frekuensi penyelenggaraan",
    "cakupan_wilayah": "Cakupan wilayah",
    "metode_pengumpulan": "Metode pengumpulan data",
    "unit_pengumpulan": "Unit pengumpulan data",
    "pemeriksaan_kualitas": "Metode pemeriksaan kualitas",
    "pengolahan": "Pengolahan data",
    "tingkat_penyajian": "Tingkat penyajian hasil",
    "produk": "Produk yang disebarluaskan",
}


@dataclass(frozen=True)
class Variable:
    """What MS-Var asks for beyond the column itself. A variable that is not public leaves in exact files only."""

    concept: str
    reference: str
    time: str = _MONTH_END
    measure: str = _NONE
    unit: str = _NONE
    is_public: bool = True


@dataclass(frozen=True)
class Indicator:
    """One row of MS-Ind; `built_from` are names of columns."""

    name: str
    concept: str
    definition: str
    interpretation: str
    formula: str
    measure: str
    unit: str
    built_from: tuple[str, ...]
    level: str = "Kecamatan, kabupaten/kota, wilayah kantor, provinsi, nasional"
    is_public: bool = True


_STAY = "UU 6/2011 tentang Keimigrasian"
_REFUGEE = "Perpres 125/2016 tentang Penanganan Pengungsi dari Luar Negeri"
_PROCESS = "Ditetapkan oleh pengelola dasbor"
_PLACE = Variable("Wilayah administrasi", _AREA)
_DESA = Variable("Wilayah administrasi", _AREA, is_public=False)
_PERSONS = Variable("Orang asing", _STAY, measure="Jumlah", unit="orang")
_COMPLETE = Variable("Kelengkapan laporan", _PROCESS, measure="Jumlah", unit="kecamatan")
_STATE = Variable("Keadaan sel", "Penanda GSS: [c] disamarkan, [x] belum lapor, [z] tidak berlaku")
VARIABLES: Mapping[str, Variable] = {
    "period": Variable("Periode", "ISO 8601, YYYY-MM", "Bulan laporan"),
    "level": Variable("Tingkat wilayah", _AREA),
    **dict.fromkeys(("area_code", "area_name", "kecamatan_code", "kecamatan_name"), _PLACE),
    **dict.fromkeys(("kabupaten_code", "kabupaten_name"), _PLACE),
    **dict.fromkeys(("desa_code", "desa_name"), _DESA),
    "category": Variable("Kategori orang asing", f"{_STAY}; {_REFUGEE}"),
    "nationality": Variable("Kewarganegaraan", "ISO 3166-1 alpha-3"),
    "izin_tinggal": Variable("Izin tinggal", f"{_STAY}, Pasal 48"),
    "sex": Variable("Jenis kelamin", "Kode L dan P", is_public=False),
    "purpose": Variable("Keperluan berada di Indonesia", _PROCESS, is_public=False),
    "unhcr_status": Variable("Status UNHCR", _REFUGEE, is_public=False),
    "unhcr_card": Variable("Kartu UNHCR", _REFUGEE, is_public=False),
    "action_kind": Variable("Tindakan administratif keimigrasian", f"{_STAY}, Pasal 75", "Selama bulan laporan"),
    "person_count": _PERSONS,
    "unplaced_count": _PERSONS,
    "first_count": _PERSONS,
    "status": _STATE,
    "unplaced_status": _STATE,
    **dict.fromkeys(("reporting_count", "incomplete_count", "kecamatan_count"), _COMPLETE),
    "dimension": Variable("Rincian", _PROCESS),
    "value": Variable("Nilai rincian", "Menurut kolom yang dirinci"),
    "office_code": Variable("Kantor pelapor", _OFFICE, is_public=False),
}

_COUNTED = ("person_count", "status")
_REPORTED = ("reporting_count", "kecamatan_count")
INDICATORS = (
    Indicator(
        "Jumlah orang asing",
        "Orang asing",
        "Pemegang izin tinggal yang berada di wilayah itu pada akhir bulan",
        "Makin besar, makin banyak orang asing; belum lapor dan disamarkan bukan nol",
        "Jumlah orang menurut laporan yang berlaku, tanpa pengungsi",
        "Jumlah",
        "orang",
        _COUNTED,
    ),
    Indicator(
        "Jumlah pengungsi dan pencari suaka",
        "Pengungsi dari luar negeri",
        "Pengungsi dan pencari suaka di bawah UNHCR yang berada di wilayah itu pada akhir bulan",
        "Dihitung terpisah; tidak dijumlahkan dengan orang asing",
        "Jumlah orang menurut laporan yang berlaku, kategori pengungsi",
        "Jumlah",
        "orang",
        _COUNTED,
    ),
    Indicator(
        "Jumlah tindakan",
        "Tindakan administratif keimigrasian",
        "Tindakan yang dilakukan selama bulan itu menurut jenisnya",
        "Satu orang dapat dikenai beberapa tindakan; jenis tidak dijumlahkan",
        "Jumlah tindakan menurut laporan yang berlaku, per jenis",
        "Jumlah",
        "tindakan",
        ("person_count", "action_kind", "status"),
    ),
    Indicator(
        "Kepadatan orang asing",
        "Orang asing",
        "Orang asing per 100 km² luas di dalam batas wilayah yang terpasang, bukan luas resmi",
        "Makin besar, makin rapat",
        "Jumlah orang / luas dalam km² × 100",
        "Rasio",
        "orang per 100 km²",
        _COUNTED,
    ),
    Indicator(
        "Bagian dalam kabupaten/kota",
        "Orang asing",
        "Orang asing di kecamatan, persen dari kabupaten/kota",
        "100 berarti semua berada di kecamatan itu",
        "Jumlah orang di kecamatan / jumlah orang di kabupaten/kota × 100",
        "Persentase",
        "persen",
        _COUNTED,
        "Kecamatan",
    ),
    Indicator(
        "Perubahan sejak bulan lain",
        "Orang asing",
        "Selisih jumlah orang antara dua bulan yang keduanya ada angkanya",
        "Positif berarti bertambah; tidak dihitung bila salah satu bulan tanpa angka",
        "Jumlah orang bulan ini − jumlah orang bulan pembanding",
        "Jumlah",
        "orang",
        _COUNTED,
    ),
    Indicator(
        "Kelengkapan laporan",
        "Kelengkapan laporan",
        "Kecamatan yang melapor dibanding seluruh kecamatan di wilayah itu",
        "Sama banyak berarti lengkap",
        "Kecamatan melapor / jumlah kecamatan",
        "Rasio",
        "kecamatan",
        _REPORTED,
    ),
    Indicator(
        "Orang yang disamarkan",
        "Perlindungan angka kecil",
        "Orang di wilayah yang angkanya disamarkan dalam bentuk publik, menurut tingkat wilayah dan kategori",
        "Makin kecil, makin banyak terbaca dalam bentuk publik; tetap terhitung di wilayah yang lebih luas",
        "Jumlah orang dalam bentuk lengkap di wilayah yang berstatus disamarkan dalam bentuk publik",
        "Jumlah",
        "orang",
        _COUNTED,
        is_public=False,
    ),
)


def list_variables(columns: Iterable[Column]) -> list[tuple[str, ...]]:
    """MS-Var of columns, one row each, under VARIABLE_FIELDS. A column of an arrangement (`person_count_2024_03`) is
    described by the one that it was made of."""
    return [_describe_variable(column, _find_variable(column.name)) for column in columns]


def _find_variable(name: str) -> Variable:
    if name in VARIABLES:
        return VARIABLES[name]
    return VARIABLES[max((known for known in VARIABLES if name.startswith(f"{known}_")), key=len)]


def _describe_variable(column: Column, variable: Variable) -> tuple[str, ...]:
    rules = ["wajib diisi"] if column.required else []
    if column.sql_type in ("BIGINT", "INTEGER"):
        rules.append(f"bilangan bulat, 0 atau lebih; kosong bila {BELUM_LAPOR} atau {DISAMARKAN}")
    if column.allowed:
        rules.append("salah satu dari klasifikasi isian")
    return (
        column.label,
        column.name,
        variable.concept,
        column.description,
        variable.reference,
        variable.time,
        _TYPES.get(column.sql_type, "teks"),
        variable.measure,
        variable.unit,
        ", ".join(column.allowed) or variable.reference,
        "; ".join(rules) or "boleh kosong",
        "Tidak ada: kompilasi produk administrasi",
        "Ya, angka kecil disamarkan" if variable.is_public else "Tidak",
    )


def list_indicators() -> list[tuple[str, ...]]:
    """MS-Ind, one row each, under INDICATOR_FIELDS."""
    return [
        (
            one.name,
            one.concept,
            one.definition,
            one.interpretation,
            one.formula,
            one.measure,
            one.unit,
            "Wilayah, bulan",
            "Tidak",
            ", ".join(one.built_from),
            one.level,
            "Ya, angka kecil disamarkan" if one.is_public else "Tidak",
        )
        for one in INDICATORS
    ]
