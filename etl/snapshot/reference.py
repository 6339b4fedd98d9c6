"""Writes the reference data into the snapshot, anew at every publish, so that an edit of a CSV counts.

A database of one province has the offices and published figures of that province, but the areas of the country.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pandas as pd

from etl.snapshot.team_reference import write_team_reference
from pora import paths, schema
from pora.errors import UsageError
from pora.locale import _
from pora.reference import countries
from pora.reference.areas import area_index
from pora.reference.office_files import local_paths
from pora.reference.offices import SAMPLE_OFFICE, offices_in, read_office_areas
from pora.schema import Table


def _insert(con: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> None:
    """Replaces the table by the frame's columns of the same names; blank text becomes null."""
    rows = frame[list(table.column_names)].astype(object).replace("", None)  # noqa: F841 - read by DuckDB
    con.execute(f"DROP TABLE IF EXISTS {table.name}")
    con.execute(table.ddl())
    con.execute(f"INSERT INTO {table.name} SELECT * FROM rows")  # noqa: S608 - a name from pora/schema/


def _read(file_name: str) -> pd.DataFrame:
    return pd.read_csv(paths.REFERENCE / file_name, dtype=str, keep_default_na=False)


def _as_frame(table: Table, rows: Iterable[object]) -> pd.DataFrame:
    return pd.DataFrame([vars(row) for row in rows], columns=list(table.column_names))


def _write_offices(con: duckdb.DuckDBPyConnection, province_code: str) -> set[str]:
    """Returns the codes of the offices. UsageError where one is gone whose files are loaded."""
    offices = offices_in(province_code)
    codes = {office.office_code for office in offices}
    _insert(con, schema.REF_OFFICE, _as_frame(schema.REF_OFFICE, [*offices, SAMPLE_OFFICE]))
    areas = [area for area in read_office_areas() if area.office_code in codes]
    _insert(con, schema.REF_OFFICE_AREA, _as_frame(schema.REF_OFFICE_AREA, areas))
    lost = con.execute(
        "SELECT office_code FROM (SELECT office_code FROM core_batch UNION SELECT office_code FROM core_list_batch) "
        "ANTI JOIN ref_office USING (office_code)"
    ).fetchone()
    if lost:
        raise UsageError(
            _(
                "Berkas dari kantor '{office}' sudah dimuat, tetapi kantor itu hilang dari {file}. Kembalikan barisnya."
            ).format(office=lost[0], file=local_paths()[0])
        )
    return codes


def write_reference(con: duckdb.DuckDBPyConnection) -> None:
    """Fills the empty tables of reference anew: areas, offices, groups, countries, teams, and of the published figures
    those of the province or its offices; a snapshot of the country has all."""
    province_code = str((con.execute("SELECT province_code FROM core_snapshot").fetchone() or [""])[0])
    _insert(con, schema.REF_AREA, _read("area.csv"))
    offices = _write_offices(con, province_code)
    figures = _read("published_figure.csv")
    is_here = figures["area_code"].str.startswith(province_code) | figures["area_code"].isin(offices)
    _insert(con, schema.CORE_FIGURE, figures if province_code == schema.NATION else figures[is_here])
    groups = [(group.code, group.name, code) for group in area_index().groups().values() for code in group.codes]
    _insert(con, schema.REF_AREA_GROUP, pd.DataFrame(groups, columns=list(schema.REF_AREA_GROUP.column_names)))
    _insert(con, schema.REF_COUNTRY, countries.country_table())
    write_team_reference(con)
