"""Who reported in which month: a state, what stands in the cell, and words."""

from __future__ import annotations

import pandas as pd
import pytest

from pora.schema import ANGKA, BELUM_LAPOR, DISAMARKAN, NOL
from pora.statistics.completeness import (
    COMPLETE,
    INCOMPLETE,
    PARTIAL,
    find_late,
    judge_kabupaten,
    judge_kecamatan,
    make_cells,
)


@pytest.mark.parametrize(
    ("reporting", "all_of_them", "incomplete", "status", "judged"),
    [
        (0, 9, 0, BELUM_LAPOR, (BELUM_LAPOR, "", "belum lapor")),
        # reported as a whole, of no kecamatan
        (0, 9, 0, ANGKA, (PARTIAL, "0/9", "0 dari 9 kecamatan melapor")),
        (6, 9, 0, ANGKA, (PARTIAL, "6/9", "6 dari 9 kecamatan melapor")),
        (9, 9, 0, ANGKA, (COMPLETE, "", "9 dari 9 kecamatan melapor")),
        (9, 9, 2, ANGKA, (INCOMPLETE, "9/9", "9 dari 9 kecamatan melapor; 2 tidak lengkap")),
        (98, 99, 0, DISAMARKAN, (PARTIAL, "98/99", "98 dari 99 kecamatan melapor")),
        (100, 100, 1, ANGKA, (INCOMPLETE, "100%", "100 dari 100 kecamatan melapor; 1 tidak lengkap")),
        (289, 290, 0, ANGKA, (PARTIAL, "99%", "289 dari 290 kecamatan melapor")),
        (1, 1290, 0, ANGKA, (PARTIAL, "0%", "1 dari 1.290 kecamatan melapor")),
    ],
)
def test_a_kabupaten_is_complete_when_all_its_kecamatan_reported_and_no_row_was_refused(
    reporting: int, all_of_them: int, incomplete: int, status: str, judged: tuple[str, str, str]
) -> None:
    row = {
        "reporting_count": reporting,
        "kecamatan_count": all_of_them,
        "incomplete_count": incomplete,
        "status": status,
    }
    assert judge_kabupaten(pd.Series(row)) == judged


@pytest.mark.parametrize(
    ("status", "count", "incomplete", "judged"),
    [
        (ANGKA, 1234, 0, (ANGKA, "1.234", "1.234")),
        (NOL, 0, 0, (NOL, "0", "0")),
        (BELUM_LAPOR, None, 0, (BELUM_LAPOR, "", "belum lapor")),
        (DISAMARKAN, None, 0, (DISAMARKAN, "", "disamarkan untuk melindungi angka kecil")),
        (ANGKA, 8, 1, (INCOMPLETE, "8", "8; ada baris yang ditolak")),
        (BELUM_LAPOR, None, 1, (INCOMPLETE, "", "belum lapor; ada baris yang ditolak")),
    ],
)
def test_a_kecamatan_shows_its_number_and_no_state_a_zero(
    status: str, count: int | None, incomplete: int, judged: tuple[str, str, str]
) -> None:
    row = {"status": status, "person_count": count, "incomplete_count": incomplete}
    assert judge_kecamatan(pd.Series(row, dtype=object)) == judged


def test_a_cell_says_of_which_area_and_month_it_is() -> None:
    rows = pd.DataFrame(
        [("33.19", "Kab. Kudus", "2024-03", 6, 9, 0, ANGKA)],
        columns=[
            "area_code",
            "area_name",
            "period",
            "reporting_count",
            "kecamatan_count",
            "incomplete_count",
            "status",
        ],
    )
    words = "6 dari 9 kecamatan melapor"
    assert make_cells(rows, by_kecamatan=False).to_dict("records") == [
        {
            "area_code": "33.19",
            "area_name": "Kab. Kudus",
            "period": "2024-03",
            "state": PARTIAL,
            "text": "6/9",
            "short": words,
            "words": f"<b>Kab. Kudus, Maret 2024</b><br>{words}",
        }
    ]


def test_late_is_who_has_no_report_of_the_newest_month_with_the_last_one_it_had() -> None:
    rows = pd.DataFrame(
        [
            ("33.19", "Kab. Kudus", "2024-02", 9, ANGKA),
            ("33.19", "Kab. Kudus", "2024-03", 0, BELUM_LAPOR),
            ("33.20", "Kab. Jepara", "2024-02", 1, ANGKA),
            ("33.20", "Kab. Jepara", "2024-03", 0, ANGKA),  # as a whole
            ("33.21", "Kab. Demak", "2024-02", 0, BELUM_LAPOR),
            ("33.21", "Kab. Demak", "2024-03", 0, BELUM_LAPOR),
        ],
        columns=["area_code", "area_name", "period", "reporting_count", "status"],
    )
    late = find_late(rows, "2024-03")
    assert late.astype(object).where(late.notna(), None).to_numpy().tolist() == [
        ["33.19", "Kab. Kudus", "2024-02"],
        ["33.21", "Kab. Demak", None],
    ]
