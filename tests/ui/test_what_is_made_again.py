"""What an operator changes while the dashboard runs is in every part of a page at the next run, kept parts as well."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pora.access.roles import local_scope
from pora.config import office_time
from pora.locale import format_day
from pora.looks import one_look
from pora.reference.offices import name_office, office_by_kabupaten
from pora.ui.parts.data import Reader

EVENING = dt.datetime(2024, 3, 31, 16, 30)  # noqa: DTZ001 - as stored


def _say(_reader: Reader) -> str:
    office = office_by_kabupaten("2024-03")["34.71"]
    return f"{name_office(office)}, {format_day(office_time(EVENING))}"


def _write_offices(folder: Path, name: str, office: str) -> None:
    folder.mkdir(exist_ok=True)
    heading = "valid_from,valid_to,source,note\n"
    (folder / "office.csv").write_text(
        f"office_code,office_name,province_code,{heading}"
        f"kanim-satu,{name},34,,,surat,\nkanim-dua,Kantor Dua,34,,,surat,\n"
    )
    (folder / "office_area.csv").write_text(f"office_code,kabupaten_code,{heading}{office},34.71,,,surat,\n")


@pytest.mark.usefixtures("in_memory")
def test_names_and_areas_of_offices_and_settings_are_those_of_the_run(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> str:
        with one_look():
            return Reader(scope=local_scope()).make(_say)

    said = []
    for name, office, zone in (
        ("Kantor Lama", "kanim-satu", "Asia/Jakarta"),
        ("Kantor yang Baru", "kanim-satu", "Asia/Jakarta"),
        ("Kantor yang Baru", "kanim-dua", "Asia/Jakarta"),
        ("Kantor yang Baru", "kanim-dua", "Asia/Jayapura"),
    ):
        _write_offices(data_dir, name, office)
        monkeypatch.setenv("PORA_TIME_ZONE", zone)
        said.append(run())
    assert said == [
        "Kantor Lama, 31 Maret 2024",
        "Kantor yang Baru, 31 Maret 2024",
        "Kantor Dua, 31 Maret 2024",
        "Kantor Dua, 1 April 2024",
    ]
