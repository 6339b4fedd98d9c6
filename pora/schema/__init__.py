"""Every column and every table, declared once. DDL, checks of input, the data dictionary and the headings of
exports come from here.

Layers of a snapshot: `ref_*` and `core_*` lie in the schema `main`; `out_*` lie twice, in the schemas `exact`
(for cleared roles) and `public` (for everyone else). Pages and exports read only `out_*`, through a scope. Who may see
some areas only reads views of the same names, in `exact_scoped` and `public_scoped`.
"""

from pora.schema.columns import (
    ACTION_KIND,
    ANGKA,
    AREA_CODE,
    AREA_NAME,
    BATCH_ID,
    BELUM_LAPOR,
    CATEGORIES,
    CATEGORY,
    DEPORTASI,
    DESA,
    DESA_CODE,
    DESA_NAME,
    DIMENSION_NAMES,
    DIMENSIONS,
    DIMENSIONS_OF,
    DISAMARKAN,
    FLOWS,
    IS_SAMPLE,
    IZIN_TERBIT,
    IZIN_TINGGAL,
    KABUPATEN_CODE,
    KABUPATEN_KOTA,
    KABUPATEN_NAME,
    KANIM,
    KECAMATAN,
    KECAMATAN_CODE,
    KECAMATAN_NAME,
    KELOMPOK,
    LAIN_LAIN,
    LEVEL,
    LEVELS,
    NASIONAL,
    NATION,
    NATIONALITY,
    NOL,
    NOTE,
    OFFICE_CODE,
    OFFICE_NAME,
    ORANG_ASING,
    PENGUNGSI,
    PERIOD,
    PERSON_COUNT,
    PROVINSI,
    PURPOSE,
    ROW_NUMBER,
    RUDENIM,
    SEX,
    SOURCE,
    STATUS,
    STATUS_MARKS,
    STATUSES,
    STOCKS,
    TAK,
    TAK_KINDS,
    TIDAK_BERLAKU,
    TINDAKAN,
    UNHCR_CARD,
    UNHCR_STATUS,
    VALID_FROM,
    VALID_TO,
    Column,
    Table,
)
from pora.schema.core import (
    APPROVED,
    CHECKED,
    CORE_APPROVAL,
    CORE_BATCH,
    CORE_CASE,
    CORE_COVERAGE,
    CORE_DESA_COVERAGE,
    CORE_FIGURE,
    CORE_PUBLIC_CELL,
    CORE_PUBLIC_MEMBER,
    CORE_PUBLIC_VERSION,
    CORE_REJECTED,
    CORE_SLICE,
    CORE_SLICE_IN_FORCE,
    CORE_SNAPSHOT,
    CORE_TOTAL_CHECK,
    CORE_WITHDRAWAL,
    RECEIVED,
    REOPENED,
)
from pora.schema.cut import Cut
from pora.schema.out import (
    OUT_AREA_MONTH,
    OUT_AREA_MONTH_DETAIL,
    OUT_CASE_COUNTS,
    OUT_DESA_MONTH,
    OUT_KABUPATEN_MONTH,
    OUT_KECAMATAN_MONTH,
)
from pora.schema.reference import (
    REF_AREA,
    REF_AREA_GROUP,
    REF_AREA_WITHIN,
    REF_COUNTRY,
    REF_MEMBER_MONTH,
    REF_MONTH_STATE,
    REF_OFFICE,
    REF_OFFICE_AREA,
    REF_OFFICE_WITHIN,
)
from pora.schema.span import Span, year_before, year_to_date
from pora.schema.teams import (
    ABOUT,
    ACTIVITY,
    ACTIVITY_KINDS,
    AGENCIES,
    AGENCY_FIGURE,
    ANNOUNCED,
    CORE_ACTIVITY,
    CORE_AGENCY_FIGURE,
    CORE_FOLLOW_UP,
    CORE_LIST_BATCH,
    CORE_LIST_IN_FORCE,
    CORE_MEETING,
    CORE_TEAM,
    CORE_TEAM_MEMBER,
    CORE_VILLAGE,
    COUNTING_AGENCIES,
    DONE,
    FOLLOW_UP,
    FOLLOW_UP_STATES,
    LIST_KINDS,
    LIST_TABLES,
    MEETING,
    OPEN_STATES,
    TEAM,
    TEAM_TABLES,
    VILLAGE,
)

REFERENCE_TABLES = (REF_AREA, REF_AREA_GROUP, REF_OFFICE, REF_OFFICE_AREA, REF_COUNTRY, CORE_FIGURE)
# What was published of each month, and what of it was hidden: for the protection alone.
PUBLIC_HISTORY = (CORE_PUBLIC_VERSION, CORE_PUBLIC_CELL, CORE_PUBLIC_MEMBER)
# Grows by one with any change of CORE_TABLES: what an older or newer version of the product can't extend.
CORE_FORMAT = 8
CORE_TABLES = (
    CORE_BATCH,
    CORE_SLICE,
    CORE_COVERAGE,
    CORE_DESA_COVERAGE,
    CORE_CASE,
    CORE_REJECTED,
    CORE_WITHDRAWAL,
    CORE_TOTAL_CHECK,
    CORE_SNAPSHOT,
    *PUBLIC_HISTORY,
    *TEAM_TABLES,
    CORE_APPROVAL,
)
OUT_TABLES = (
    OUT_DESA_MONTH,
    OUT_KECAMATAN_MONTH,
    OUT_KABUPATEN_MONTH,
    OUT_AREA_MONTH,
    OUT_AREA_MONTH_DETAIL,
    OUT_CASE_COUNTS,
)
# Made anew at every publish.
DERIVED_TABLES = (
    CORE_SLICE_IN_FORCE,
    CORE_LIST_IN_FORCE,
    REF_MEMBER_MONTH,
    REF_OFFICE_WITHIN,
    REF_AREA_WITHIN,
    REF_MONTH_STATE,
)
TABLES = (*REFERENCE_TABLES, *CORE_TABLES, *DERIVED_TABLES, *OUT_TABLES)
# Tables that are public knowledge, or say nothing of any area: whoever sees some areas only sees all of these.
OPEN_TABLES = (
    *REFERENCE_TABLES,
    CORE_SNAPSHOT,
    CORE_LIST_IN_FORCE,
    REF_MEMBER_MONTH,
    REF_OFFICE_WITHIN,
    REF_AREA_WITHIN,
    REF_MONTH_STATE,
)
SCOPED_TABLES = tuple(table for table in TABLES if table not in OPEN_TABLES)
