"""Which list of an office is in force, what of it stays on disk, and what is told of it."""

from __future__ import annotations

import json
import os
import signal
import sys
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from builders import disk, query
from in_memory import InMemory
from killed import kill_before

from etl.__main__ import main
from etl.commands.report import describe_list
from etl.snapshot import publish
from pora.schema import TEAM
from tests.teams.lists import TEAM_LIST, load, write


def in_force() -> list[tuple[object, ...]]:
    return query(
        "SELECT office_code, area_code FROM core_team WHERE batch_id IN "
        "(SELECT max_by(batch_id, batch_number) FROM core_list_batch GROUP BY office_code, list_kind) ORDER BY ALL"
    )


def test_a_new_list_replaces_the_older_of_the_same_office_and_the_older_can_come_back(
    in_memory: InMemory, tmp_path: Path
) -> None:
    first = write(tmp_path / "satu.csv", "Kabupaten\nKudus\nDemak\n")
    second = write(tmp_path / "dua.csv", "Kabupaten\nKendal\n")
    load(first, TEAM)
    load(write(tmp_path / "lain.csv", "Kabupaten\nBrebes\n"), TEAM, office="kanim-pemalang")
    load(second, TEAM)
    assert in_force() == [("kanim-pemalang", "33.29"), ("kanim-semarang", "33.24")]
    assert load(second, TEAM).unchanged
    assert not load(first, TEAM).unchanged
    assert in_force() == [("kanim-pemalang", "33.29"), ("kanim-semarang", "33.19"), ("kanim-semarang", "33.21")]
    assert query("SELECT count(*) FROM core_list_batch") == [(4,)]


def test_a_place_of_another_office_is_loaded_with_a_word(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(write(tmp_path / "tim.csv", "Kabupaten\nBrebes\n"), TEAM)
    words = (
        "Kab. Brebes bukan wilayah kerja kanim-semarang. Periksa kantor pengirim dan nama wilayahnya; bila kantor itu "
        "memang melaporkannya, biarkan saja."
    )
    assert (report.loaded, report.warnings) == (True, (words,))


def test_the_team_of_the_province_may_be_listed(in_memory: InMemory, tmp_path: Path) -> None:
    load(write(tmp_path / "tim.csv", "Kabupaten/Kota\nProvinsi Jawa Tengah\n"), TEAM, office="kanwil")
    assert query("SELECT level, area_code FROM core_team WHERE batch_id IS NOT NULL") == [("provinsi", "33")]


def test_a_dry_run_checks_and_leaves_everything_as_it_is(empty: Path, tmp_path: Path) -> None:
    before = disk()
    report = load(write(tmp_path / "tim.csv", TEAM_LIST), TEAM, dry_run=True)
    assert (report.accepted, report.loaded, report.batch_id, report.errors) == (2, False, None, ())
    assert list(describe_list(report))[0] == "tim.csv: uji coba, tidak dimuat. 2 baris dapat dimuat."
    assert disk() == before


def test_nothing_of_the_original_is_kept(empty: Path, tmp_path: Path) -> None:
    load(write(tmp_path / "tim.csv", TEAM_LIST.replace("2;\n", "2;Budi\n")), TEAM)
    assert not any(b"Budi" in content for content in disk().values())


def load_until_killed(data_dir: Path, path: Path) -> None:
    """Runs in a child: the command, killed right before its snapshot comes into force."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    kill_before(publish, "_switch", 0)
    main(["load", str(path), "--kind", "team", "--office", "kanim-semarang"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_before_the_switch_the_last_snapshot_stays_and_the_load_can_be_repeated(
    empty: Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    path, before = write(tmp_path / "tim.csv", TEAM_LIST), disk()
    child = processes.Process(target=load_until_killed, args=(empty, path))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert {name: content for name, content in disk().items() if ".tmp-" not in name} == before
    assert load(path, TEAM).loaded
    assert [name for name in disk() if ".tmp-" in name] == []


def test_the_command_loads_a_list_and_answers_as_for_case_tables(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "tim.csv", TEAM_LIST)
    assert main(["load", str(path), "--kind", "team", "--office", "kanim-semarang", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["rows_in"], answer["accepted"], answer["loaded"]) == ("tim.csv", 2, 2, True)
    assert main(["load", str(path), "--kind", "meeting", "--office", "kanim-semarang"]) == 1
    assert "Tidak ada kolom tanggal, acara di tim.csv." in capsys.readouterr().out
    assert main(["load", str(path), "--kind", "team", "--office", "kanim-semarang", "--period", "2024-03"]) == 2
    assert capsys.readouterr().err == "--period tidak berlaku untuk --kind.\n"
    assert main(["load", str(path), "--kind", "team", "--office", "kanim-entah"]) == 2
