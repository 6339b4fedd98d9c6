"""Tim Pora: its teams, meetings, field activities, what was agreed, villages of its programme, what other agencies
count. Counts by agency, never names.

Rows without a batch come from data/reference/, each with its source; rows with a batch from a list of an office. They
stand side by side. Of one office's lists of one kind the newest is in force; older ones stay.
"""

from __future__ import annotations

from pora.schema.columns import (
    AREA_CODE,
    DESA_CODE,
    LEVEL,
    NOTE,
    OFFICE_CODE,
    PERIOD,
    PERSON_COUNT,
    SOURCE,
    Table,
    col,
    must,
)

TEAM, MEETING, ACTIVITY, FOLLOW_UP, VILLAGE = "team", "meeting", "activity", "follow_up", "village"
LIST_KINDS = (TEAM, MEETING, ACTIVITY, FOLLOW_UP, VILLAGE)
AGENCY_FIGURE = "agency_figure"  # a table of another agency: loaded like cases, kept like a list

EXACT, ABOUT = "exact", "about"
DAY, MONTH, YEAR, YEAR_UNCONFIRMED = "day", "month", "year", "year_unconfirmed"
ANNOUNCED, DONE = "diumumkan", "dilaksanakan"
NEW, UNDER_WAY, FINISHED, CANCELLED = "baru", "berjalan", "selesai", "batal"
FOLLOW_UP_STATES = (NEW, UNDER_WAY, FINISHED, CANCELLED)
OPEN_STATES = (NEW, UNDER_WAY)
ACTIVITY_KINDS = ("operasi_gabungan", "pendataan", "pengawasan", "pemeriksaan", "lain_lain")
OTHER_AGENCY = "instansi_lain"
AGENCIES = (
    "imigrasi",
    "kesbangpol",
    "polda",
    "polres",
    "polsek",
    "kodim",
    "koramil",
    "kecamatan",
    "disnaker",
    "disdukcapil",
    "dispar",
    "dinsos",
    "satpol_pp",
    "kejaksaan",
    "bnn",
    "bin",
    "kemenag",
    "bea_cukai",
    "pemda",
    OTHER_AGENCY,
)

# Those whose own tables can be loaded: Imigrasi reports cases, and an agency without a name is none.
COUNTING_AGENCIES = tuple(agency for agency in AGENCIES if agency not in ("imigrasi", OTHER_AGENCY))

LIST_BATCH_ID = col("batch_id", "Batch", "Daftar kantor yang diterima; kosong = keterangan di data/reference")
LIST_ROW = col("row_number", "Baris", "Nomor urut baris di daftar itu", "BIGINT", required=True)
DATE_PRECISION = col(
    "date_precision",
    "Ketelitian tanggal",
    "Hari, bulan atau tahun; year_unconfirmed: hari dan bulannya dicetak, tahunnya belum pasti",
    allowed=(DAY, MONTH, YEAR, YEAR_UNCONFIRMED),
)
AGENCIES_PRESENT = col("agencies", "Instansi", "Instansi yang hadir atau ikut, dipisah ;")
EVENT_LEVEL = must(col("level", LEVEL.label, "Tingkat wilayahnya; kanim = wilayah kantor itu", allowed=LEVEL.allowed))

CORE_LIST_BATCH = Table(
    "core_list_batch",
    "Satu baris per daftar Tim Pora atau berkas instansi lain yang diterima dari kantor; hanya bertambah",
    (
        col("batch_id", "Batch", "Satu daftar yang diterima", required=True),
        col("batch_number", "Nomor urut", "Urutan penerimaan; yang lebih besar lebih baru", "BIGINT", (), True),
        must(OFFICE_CODE),
        col(
            "list_kind",
            "Jenis daftar",
            "Tim, rapat, kegiatan, tindak lanjut, desa binaan, atau angka instansi lain",
            allowed=(*LIST_KINDS, AGENCY_FIGURE),
            required=True,
        ),
        col("file_name", "Nama berkas", "Nama tanpa folder", required=True),
        col("file_sha256", "SHA-256", "Sidik berkas yang diterima", required=True),
        col("received_at", "Diterima", "Waktu pemuatan, UTC", "TIMESTAMP", (), True),
        col("received_by", "Dimuat oleh", "Akun yang menjalankan pemuatan", required=True),
        col("rows_in", "Baris masuk", "Semua baris daftar; satu yang salah menolak semuanya", "BIGINT", (), True),
    ),
    ("batch_id",),
)
CORE_TEAM = Table(
    "core_team",
    "Satu baris per tim yang disebut terbentuk, per daftar; tim yang tidak disebut tidak diketahui, bukan tidak ada",
    (
        LIST_BATCH_ID,
        LIST_ROW,
        must(OFFICE_CODE),
        EVENT_LEVEL,
        must(AREA_CODE),
        col("reported_on", "Disebut pada", "Tanggal, bulan atau tahun keterangan ini"),
        DATE_PRECISION,
        col("legal_basis", "Dasar pembentukan", "Surat keputusan atau peraturan yang membentuk tim"),
        col("established_on", "Dibentuk", "Tanggal pembentukan; kosong = tidak diketahui"),
        col("member_count", "Jumlah anggota", "Kosong = tidak diketahui; tidak pernah dijumlahkan", "BIGINT"),
        col("member_precision", "Ketelitian anggota", "Hitungan, atau kira-kira", allowed=(EXACT, ABOUT)),
        col("includes_below", "Termasuk tim di bawahnya", "Jumlah anggota itu sampai tingkat kecamatan", "BOOLEAN"),
        SOURCE,
        NOTE,
    ),
    ("batch_id", "area_code"),
)
CORE_TEAM_MEMBER = Table(
    "core_team_member",
    "Satu baris per tim di daftar kantor, instansi: jumlah anggotanya, tanpa nama",
    (
        must(LIST_BATCH_ID),
        LIST_ROW,
        col("agency", "Instansi", "Instansi asal anggota", allowed=AGENCIES, required=True),
        col("member_count", "Jumlah anggota", "Anggota dari instansi itu", "BIGINT", (), True),
    ),
    ("batch_id", "row_number", "agency"),
)
CORE_MEETING = Table(
    "core_meeting",
    "Satu baris per rapat, per daftar",
    (
        LIST_BATCH_ID,
        LIST_ROW,
        must(OFFICE_CODE),
        col("meeting_date", "Tanggal rapat", "Tanggal, bulan atau tahun", required=True),
        must(DATE_PRECISION),
        EVENT_LEVEL,
        must(AREA_CODE),
        col("title", "Acara", "Nama rapat", required=True),
        col("venue", "Tempat", "Hotel atau kantor tempat rapat"),
        AGENCIES_PRESENT,
        col("stated", "Yang disampaikan", "Tujuan, keterangan dan rencana yang disebut di rapat"),
        col("figure_ids", "Angka terbit", "Nomor angka terbit dari rapat itu, dipisah ;"),
        SOURCE,
        NOTE,
    ),
    ("batch_id", "row_number"),
)
CORE_ACTIVITY = Table(
    "core_activity",
    "Satu baris per kegiatan lapangan, per daftar; yang diumumkan belum tentu dilaksanakan",
    (
        LIST_BATCH_ID,
        LIST_ROW,
        OFFICE_CODE,
        col("activity_date", "Tanggal kegiatan", "Tanggal, bulan atau tahun; kosong = tidak disebut"),
        DATE_PRECISION,
        col("activity_kind", "Jenis kegiatan", "Menurut sumbernya", allowed=ACTIVITY_KINDS, required=True),
        col("activity_status", "Pelaksanaan", "Diumumkan atau dilaksanakan", allowed=(ANNOUNCED, DONE), required=True),
        EVENT_LEVEL,
        must(AREA_CODE),
        AGENCIES_PRESENT,
        col("checked_count", "Orang diperiksa", "Kosong = tidak disebut", "BIGINT"),
        col("finding_count", "Temuan", "Pelanggaran yang ditemukan; kosong = tidak disebut", "BIGINT"),
        SOURCE,
        NOTE,
        col("operation_name", "Nama operasi", "Jagratara, Wirawaspada, ...; kosong = tidak disebut"),
        col("ended_on", "Sampai", "Hari terakhir; kosong = satu hari atau tidak disebut"),
        col("visited_count", "Titik didatangi", "Tempat yang didatangi; kosong = tidak disebut", "BIGINT"),
        col("held_count", "Orang diamankan", "Kosong = tidak disebut", "BIGINT"),
        col("nationalities", "Kewarganegaraan", "Yang disebut sumber, dengan jumlahnya bila ada"),
        col("permits", "Izin tinggal", "Yang disebut sumber, dengan jumlahnya bila ada"),
    ),
    ("batch_id", "row_number"),
)
CORE_FOLLOW_UP = Table(
    "core_follow_up",
    "Satu baris per tindak lanjut yang disepakati rapat, per daftar; daftar yang lebih baru menyebut keadaannya kini",
    (
        must(LIST_BATCH_ID),
        LIST_ROW,
        must(OFFICE_CODE),
        col("meeting_date", "Tanggal rapat", "Rapat yang menyepakatinya: tanggal, bulan atau tahun", required=True),
        must(DATE_PRECISION),
        EVENT_LEVEL,
        must(AREA_CODE),
        col("subject", "Tindak lanjut", "Yang disepakati, tanpa nama orang", required=True),
        col("agencies", "Penanggung jawab", "Instansi yang mengerjakan, dipisah ;"),
        col("due_period", "Tenggat", "Bulan selesainya", required=True),
        col("follow_up_state", "Keadaan", "Baru, berjalan, selesai, batal", allowed=FOLLOW_UP_STATES, required=True),
        col("outcome", "Hasil", "Yang dicapai, tanpa nama orang"),
        SOURCE,
        NOTE,
    ),
    ("batch_id", "row_number"),
)
CORE_VILLAGE = Table(
    "core_village",
    "Satu baris per desa atau kelurahan yang disebut Desa Binaan Imigrasi, per daftar",
    (
        LIST_BATCH_ID,
        LIST_ROW,
        must(OFFICE_CODE),
        EVENT_LEVEL,
        col("area_code", "Kode kecamatan", "Kecamatan tempat desa itu", required=True),
        must(DESA_CODE),
        col("desa_name", "Desa", "Nama menurut kode itu", required=True),
        col("named_on", "Ditetapkan", "Tanggal penetapan, atau tanggal sumbernya; kosong = tidak diketahui"),
        DATE_PRECISION,
        col("legal_basis", "Keputusan", "Surat keputusan yang menetapkan"),
        col("officer_count", "Petugas Pimpasa", "Jumlah petugas; kosong = tidak diketahui", "BIGINT"),
        SOURCE,
        NOTE,
    ),
    ("batch_id", "row_number"),
)
CORE_AGENCY_FIGURE = Table(
    "core_agency_figure",
    "Satu baris per berkas instansi lain, bulan, kabupaten/kota: hitungan instansi itu menurut daftarnya sendiri; "
    "tidak pernah dijumlahkan dengan tabel kasus atau dengan instansi lain",
    (
        must(LIST_BATCH_ID),
        must(OFFICE_CODE),
        col("agency", "Instansi", "Instansi yang menghitung", allowed=AGENCIES, required=True),
        col("measure", "Yang dihitung", "Ukuran menurut data/reference/measure.csv", required=True),
        must(PERIOD),
        col("area_code", "Kode kabupaten/kota", "Kabupaten/kota menurut kode Kemendagri", required=True),
        must(PERSON_COUNT),
        col(
            "kecamatan_count", "Kecamatan", "Kecamatan yang dirinci berkas itu; 0 = tidak dirinci", "INTEGER", (), True
        ),
    ),
    ("batch_id", "period", "area_code"),
)
CORE_LIST_IN_FORCE = Table(
    "core_list_in_force",
    "Satu baris per daftar terbaru dari satu kantor dan jenis, atau berkas instansi yang masih berlaku sebagian; "
    "dibuat ulang setiap penerbitan",
    (col("batch_id", "Batch", "Satu daftar yang diterima", required=True),),
    ("batch_id",),
)
LIST_TABLES = {
    TEAM: CORE_TEAM,
    MEETING: CORE_MEETING,
    ACTIVITY: CORE_ACTIVITY,
    FOLLOW_UP: CORE_FOLLOW_UP,
    VILLAGE: CORE_VILLAGE,
}
TEAM_TABLES = (CORE_LIST_BATCH, CORE_TEAM_MEMBER, *LIST_TABLES.values(), CORE_AGENCY_FIGURE)
