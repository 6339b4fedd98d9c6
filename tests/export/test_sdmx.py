"""SDMX-CSV 2.0: what it holds of the two published cases' kind of rows, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from pora.access.roles import Scope
from pora.errors import UsageError
from pora.export.files import export_to_path
from pora.warehouse.queries.request import ExportRequest


def test_an_observation_without_a_value_says_why_in_the_codes_of_the_standard(kudus: Path, tmp_path: Path) -> None:
    request = ExportRequest("out_kecamatan_month", "2024-03", "33.19", "orang_asing")
    export_to_path(request, "sdmx-csv", tmp_path / "kudus.csv", Scope("public"))
    assert (tmp_path / "kudus.csv").read_text("utf-8").splitlines()[:6] == [
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,TIME_PERIOD,REF_AREA,CATEGORY,OBS_VALUE,OBS_STATUS,CONF_STATUS",
        "dataflow,PORA:OUT_KECAMATAN_MONTH(1.0),I,M,2024-03,33.19.01,orang_asing,7,A,F",
        "dataflow,PORA:OUT_KECAMATAN_MONTH(1.0),I,M,2024-03,33.19.02,orang_asing,13,A,F",
        "dataflow,PORA:OUT_KECAMATAN_MONTH(1.0),I,M,2024-03,33.19.03,orang_asing,9,A,F",
        "dataflow,PORA:OUT_KECAMATAN_MONTH(1.0),I,M,2024-03,33.19.04,orang_asing,,O,F",
        "dataflow,PORA:OUT_KECAMATAN_MONTH(1.0),I,M,2024-03,33.19.05,orang_asing,,O,F",
    ]


@pytest.mark.parametrize("asked", [ExportRequest("case_counts"), ExportRequest("out_kecamatan_month", across="period")])
def test_what_is_no_observation_is_refused_with_what_to_choose(
    kudus: Path, tmp_path: Path, asked: ExportRequest
) -> None:
    with pytest.raises(UsageError, match="Pilih tabel itu, atau format lain"):
        export_to_path(asked, "sdmx-csv", tmp_path / "x.csv", Scope("exact"))
