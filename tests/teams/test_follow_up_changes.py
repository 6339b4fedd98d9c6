"""Rows of follow-ups added and changed one by one: the others stay, and nobody writes over what they did not see."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import query
from in_memory import InMemory

from etl.__main__ import main
from etl.pipeline import load_lists
from etl.teams.change import RowChange
from pora.access import audit
from pora.schema import FOLLOW_UP
from pora.schema.load_report import LoadReport

HEADINGS = "Tanggal rapat,Tindak lanjut,Penanggung jawab,Kode kecamatan,Tenggat,Keadaan,Hasil,Sumber\n"
FIRST = "2024-03-19,Pendataan,kesbangpol;polres,33.19.01,2024-05,baru,,Notulen\n"
SECOND = "2024-03,Rapat kecil,,,2024-04,baru,,\n"


def load(folder: Path, text: str, change: RowChange | None = None, by: str = "ani@example.org") -> LoadReport:
    path = folder / "halaman.csv"
    path.write_text(HEADINGS + text, "utf-8")
    return load_lists([path], FOLLOW_UP, "kanim-semarang", False, by, change).reports[0]


def in_force() -> list[tuple[object, ...]]:
    return query(
        "SELECT row_number, meeting_date, subject, agencies, area_code, follow_up_state, outcome, source "
        "FROM core_follow_up WHERE batch_id = (SELECT max_by(batch_id, batch_number) FROM core_list_batch) ORDER BY 1"
    )


KEPT = [
    (1, "2024-03-19", "Pendataan", "kesbangpol;polres", "33.19.01", "baru", None, "Notulen"),
    (2, "2024-03", "Rapat kecil", None, "kanim-semarang", "baru", None, None),
]


def test_a_row_is_added_and_changed_and_the_others_stay(in_memory: InMemory, tmp_path: Path) -> None:
    first = load(tmp_path, FIRST, RowChange())
    added = load(tmp_path, SECOND, RowChange())
    assert in_force() == KEPT
    done = FIRST.replace("baru,,", "selesai,Dua kecamatan didata,")
    changed = load(tmp_path, done, RowChange(added.batch_id, 1))
    assert (changed.loaded, changed.unchanged, changed.rows_in) == (True, False, 1)
    assert in_force() == [(*KEPT[0][:5], "selesai", "Dua kecamatan didata", "Notulen"), KEPT[1]]
    assert query("SELECT received_by, rows_in FROM core_list_batch ORDER BY batch_number") == [
        ("ani@example.org", 1),
        ("ani@example.org", 2),
        ("ani@example.org", 2),
    ]
    assert query("SELECT count(*) FROM core_follow_up WHERE batch_id = ?", first.batch_id) == [(1,)]
    assert load(tmp_path, done, RowChange(changed.batch_id, 1)).unchanged


def test_two_who_add_at_once_lose_nothing_and_two_who_change_a_row_are_told(
    in_memory: InMemory, tmp_path: Path
) -> None:
    seen = load(tmp_path, FIRST + SECOND).batch_id
    other = load(tmp_path, SECOND.replace("baru", "berjalan"), RowChange(seen, 2), "budi@example.org")
    assert other.loaded
    # Another row of the list that both saw may be changed; the same one may not.
    assert load(tmp_path, FIRST.replace("baru", "berjalan"), RowChange(seen, 1)).loaded
    refused = load(tmp_path, SECOND.replace("baru", "batal"), RowChange(seen, 2))
    assert [error.code for error in refused.errors] == ["changed-meanwhile"] and not refused.loaded
    assert "Baris ini sudah diubah oleh ani@example.org pada " in refused.errors[0].message
    assert [row[5] for row in in_force()] == ["berjalan", "berjalan"]
    assert load(tmp_path, SECOND.replace("baru", "batal"), RowChange(other.batch_id, 2)).loaded
    assert [row[5] for row in in_force()] == ["berjalan", "batal"]


def test_a_whole_list_that_drops_what_was_agreed_says_so(in_memory: InMemory, tmp_path: Path) -> None:
    load(tmp_path, FIRST + SECOND)
    report = load(tmp_path, FIRST.replace("baru", "selesai"))
    assert report.warnings == ("1 tindak lanjut dari daftar sebelumnya tidak ada lagi di daftar ini.",)


@pytest.mark.parametrize(
    ("change", "text", "message"),
    [
        (RowChange("20240101-00000000", 1), FIRST, "Baris itu tidak ada di daftar 20240101-00000000."),
        (
            RowChange("20240101-00000000", 1),
            FIRST + SECOND,
            "--change mengganti satu baris, sedangkan berkas ini berisi beberapa.",
        ),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(
    in_memory: InMemory, tmp_path: Path, change: RowChange, text: str, message: str
) -> None:
    assert [error.message for error in load(tmp_path, text, change).errors] == [message]


def test_a_change_that_names_a_person_is_refused(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(tmp_path, FIRST.replace("Pendataan", "Hubungi Bapak Budi"), RowChange())
    assert [error.code for error in report.errors] == ["personal-data"]


def test_who_changed_a_list_is_logged(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(tmp_path, FIRST, RowChange())
    logged = audit.read_events(event=audit.UPLOAD)[-1]
    assert (logged.user, logged.facts["kind"], logged.facts["batch"]) == ("ani@example.org", FOLLOW_UP, report.batch_id)


@pytest.mark.parametrize(
    "options", [["--add"], ["--kind=team", "--add"], ["--kind=follow_up", "--add", "--change=a:1"]], ids=" ".join
)
def test_options_for_one_row_are_for_follow_ups_alone(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "a.csv", "--office=kanim-semarang", *options]) == 2
    assert "--add atau --change, salah satu" in capsys.readouterr().err
    assert main(["load", "a.csv", "--office=kanim-semarang", "--kind=follow_up", "--change=a"]) == 2
