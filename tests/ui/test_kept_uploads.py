"""What is kept of several uploads: of exactly these files and choices, and which can be loaded."""

from __future__ import annotations

from dataclasses import replace

from pora.schema.load_report import LoadOptions, LoadReport, PartChange, refuse_file
from pora.ui.upload.kept import Kept, find_kept, is_loadable, name_overlaps, renew_kept
from pora.ui.upload.load_process import Upload

SEMARANG = LoadOptions("kanim-semarang")
KUDUS = PartChange("2024-03", "orang_asing", "33.19", "Kab. Kudus", None, 7)
FINE = LoadReport("a.csv", rows_in=1, accepted=1, changes=(KUDUS,))
ONE, TWO = Upload("a.csv", b"1"), Upload("b.csv", b"2")


def keep(upload: Upload, report: LoadReport) -> Kept:
    return Kept(upload, SEMARANG, SEMARANG, report)


def test_what_is_kept_is_of_these_files_and_choices_or_nothing() -> None:
    kept = [keep(ONE, FINE), keep(TWO, FINE)]
    assert find_kept(kept, [TWO, ONE], SEMARANG) == kept[::-1]
    assert find_kept(kept, [ONE, Upload("c.csv", b"3")], SEMARANG) == []
    assert find_kept(kept, [ONE, TWO], replace(SEMARANG, period="2024-03")) == []
    assert find_kept(kept, [], SEMARANG) == []


def test_what_is_found_anew_of_one_file_of_a_zip_takes_its_place_and_no_other() -> None:
    sent = Upload("kiriman.zip", b"4")
    reports = [replace(FINE, file=f"kiriman.zip/{name}") for name in ("a.csv", "maret/b.csv")]
    members = [keep(sent.meant_by(report), report) for report in reports]
    assert [one.file for one in members] == [(sent.sha256, "a.csv"), (sent.sha256, "maret/b.csv")]
    assert [one.upload.stem for one in members] == ["a", "b"]
    loaded = replace(members[0], is_loaded=True)
    kept = renew_kept([keep(ONE, FINE), *members], [loaded])
    assert kept == [keep(ONE, FINE), loaded, members[1]]
    assert find_kept(kept, [sent, ONE], SEMARANG) == [loaded, members[1], keep(ONE, FINE)]


def test_a_file_is_loadable_if_it_is_whole_right_and_new() -> None:
    others = [
        replace(FINE, loaded=True),
        replace(FINE, unchanged=True),
        replace(FINE, rejected=1),
        refuse_file("a.csv", "source-error", "Rusak."),
    ]
    assert [is_loadable(report) for report in (FINE, *others)] == [True, False, False, False, False]
    assert [keep(ONE, report).is_loadable for report in (FINE, others[3])] == [True, False]
    assert not replace(keep(ONE, FINE), is_loaded=True).is_loadable


def test_two_files_of_one_part_are_named_once() -> None:
    april = replace(KUDUS, period="2024-04")
    first, second = (replace(FINE, file=name, changes=(KUDUS, april)) for name in ("a.csv", "b.csv"))
    third = replace(FINE, file="c.csv", changes=(replace(KUDUS, kabupaten_name="Kab. Demak"),))
    assert name_overlaps([keep(ONE, first), keep(TWO, second), keep(TWO, third)]) == [
        "a.csv, b.csv memuat bagian yang sama; yang berlaku adalah yang terakhir. Muat satu saja bila ragu."
    ]
