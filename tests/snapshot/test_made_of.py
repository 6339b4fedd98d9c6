"""What depends on no count is made anew where something that it is made of changed, and only there."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.snapshot.members import write_members
from etl.snapshot.publish import open_writer
from etl.snapshot.reference import write_reference
from etl.snapshot.scoped_views import write_scoped_views
from pora import paths
from pora.config import settings

KUDUS = "SELECT area_name FROM ref_area WHERE area_code = '33.19'"
MONTHS = "SELECT DISTINCT period FROM ref_member_month ORDER BY ALL"


def ask(con: duckdb.DuckDBPyConnection, query: str) -> list[object]:
    return [value for (value,) in con.execute(query).fetchall()]


def set_months(con: duckdb.DuckDBPyConnection, *periods: str) -> None:
    con.execute("CREATE OR REPLACE TEMP TABLE month_span AS SELECT unnest(?) AS period", [list(periods)])


def test_reference_data_are_written_once_and_again_after_an_edit(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(paths.REFERENCE, reference)
    monkeypatch.setattr(paths, "REFERENCE", reference)
    with open_writer() as writer:
        assert not write_reference(writer.con)
        area = reference / "area.csv"
        area.write_text(area.read_text("utf-8").replace("Kab. Kudus", "Kab. Kretek"), "utf-8")
        assert write_reference(writer.con)
        assert ask(writer.con, KUDUS) == ["Kab. Kretek"]
        assert not write_reference(writer.con)


def test_an_office_file_of_the_installation_is_read_once_it_is_there_and_once_it_is_gone(empty: Path) -> None:
    office = settings().data_dir / "office.csv"
    columns = "office_code,office_name,province_code,valid_from,valid_to,source,note"
    offices = "SELECT office_name FROM ref_office WHERE office_code = 'kanim-baru'"
    with open_writer() as writer:
        assert not write_reference(writer.con)
        office.write_text(f"{columns}\nkanim-baru,Kanim Baru,33,,,Surat 1/2026,\n")
        assert write_reference(writer.con)
        assert ask(writer.con, offices) == ["Kanim Baru"]
        office.unlink()
        assert write_reference(writer.con)
        assert ask(writer.con, offices) == []


def test_what_lies_in_what_is_made_anew_for_other_months_other_areas_and_on_demand(empty: Path) -> None:
    with open_writer() as writer:
        con = writer.con
        set_months(con, "2024-01", "2024-02")
        write_members(con, False)
        assert ask(con, MONTHS) == ["2024-01", "2024-02"]
        con.execute("DELETE FROM ref_member_month WHERE period = '2024-02'")
        write_members(con, False)
        assert ask(con, MONTHS) == ["2024-01"]
        write_members(con, True)
        assert ask(con, MONTHS) == ["2024-01", "2024-02"]
        con.execute("DELETE FROM ref_member_month WHERE period = '2024-02'")
        con.execute("COMMENT ON TABLE ref_area IS 'made of other files'")
        write_members(con, False)
        assert ask(con, MONTHS) == ["2024-01", "2024-02"]
        set_months(con, "2024-01", "2024-02", "2024-03")
        write_members(con, False)
        assert ask(con, MONTHS) == ["2024-01", "2024-02", "2024-03"]


def test_every_province_and_the_country_have_each_kabupaten_once(empty: Path) -> None:
    with open_writer() as writer:
        con = writer.con
        set_months(con, "2024-01")
        for database, levels in (("33", {("provinsi", 1, 35)}), ("ID", {("provinsi", 38, 514), ("nasional", 1, 514)})):
            con.execute("UPDATE core_snapshot SET province_code = ?", [database])
            write_members(con, True)
            found = con.execute(
                "SELECT level, count(DISTINCT area_code), count(*) FROM ref_member_month "
                "WHERE level IN ('provinsi', 'nasional') GROUP BY ALL"
            ).fetchall()
            assert set(found) == levels


def test_views_stay_unless_they_are_of_another_version(empty: Path) -> None:
    with open_writer() as writer:
        con = writer.con
        views = "SELECT count(*) FROM duckdb_views() WHERE schema_name = 'public_scoped'"
        (whole,) = ask(con, views)
        con.execute("DROP VIEW public_scoped.core_case")
        write_scoped_views(con, False)
        assert ask(con, views) != [whole]
        con.execute("COMMENT ON VIEW exact_scoped.core_batch IS 'made of other texts'")
        write_scoped_views(con, False)
        assert ask(con, views) == [whole]
