"""A form of one kecamatan replaces that kecamatan, and says nothing of the others; the newest word counts in each."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from builders import SIX_OF_KUDUS, case, counts, load, load_form, load_rows, query, write_kudus

from etl.__main__ import main
from etl.batch.undo import RestoredPart, describe_undone, undo_batch
from pora.access.roles import local_scope
from pora.deck.subject import Subject
from pora.errors import UsageError
from pora.schema import Cut
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries import select_batch_changes, select_history
from pora.warehouse.sources import list_files_by_month

pytestmark = pytest.mark.usefixtures("in_memory")

JATI, BAE, MEJOBO = "33.19.03", "33.19.07", "33.19.05"
FORTY_EIGHT = {"33.19": (48, None, "angka", 6, 0)}


def read_kecamatan() -> dict[str, object]:
    return {code: found[0] for code, found in counts("kecamatan").items()}


def read_states() -> list[tuple[object, ...]]:
    """(state, batches that it replaces, batches in its place) of every batch, the oldest first."""
    frame = select_history(use_snapshot(), local_scope())
    found = zip(frame["state"], map(list, frame["replaces"]), map(list, frame["replaced_by"]), strict=True)
    return list(found)[::-1]


def read_changes(batch_id: str | None) -> list[tuple[object, ...]]:
    frame = select_batch_changes(use_snapshot(), local_scope(), str(batch_id))
    columns = ["kabupaten_name", "is_in_force", "person_count", "replaced_count"]
    return list(frame[columns].astype(object).where(frame[columns].notna(), None).itertuples(index=False, name=None))


def test_a_form_of_a_kecamatan_replaces_it_alone_and_says_so(tmp_path: Path) -> None:
    whole = load(write_kudus(tmp_path / "kudus.csv"))
    report = load_form(tmp_path, JATI, [4, 0, 7])
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    assert report.found[-1] == "Berkas ini dari Kecamatan Jati saja: yang digantinya hanya laporan kecamatan itu."
    assert [(one.kabupaten_name, one.before, one.after) for one in report.changes] == [("Jati, Kab. Kudus", 9, 11)]
    assert read_kecamatan() == {**SIX_OF_KUDUS, JATI: 11}
    assert counts("kabupaten_kota") == {"33.19": (50, None, "angka", 6, 0)}
    assert query("SELECT batch_id, kecamatan_code, replaces_batch_id FROM core_slice ORDER BY 2 NULLS FIRST") == [
        (whole.batch_id, None, None),
        (report.batch_id, JATI, whole.batch_id),
    ]
    assert read_states() == [("partly_in_force", [], [report.batch_id]), ("in_force", [whole.batch_id], [])]
    assert read_changes(report.batch_id) == [("Jati, Kab. Kudus", True, 11, 9)]


def test_a_form_that_adds_a_kecamatan_corrects_and_replaces_nothing(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    form = load_form(tmp_path, MEJOBO, [5])
    totals = (
        "SELECT person_count, first_count FROM exact.out_area_month WHERE area_code = ? AND category = 'orang_asing'"
    )
    assert [query(totals, code)[0] for code in ("33.19", MEJOBO)] == [(53, 53), (5, 5)]
    assert read_states() == [("in_force", [], []), ("in_force", [], [])]
    assert read_changes(form.batch_id) == [("Mejobo, Kab. Kudus", True, 5, None)]
    corrected = load_form(tmp_path, MEJOBO, [7], replace=True)
    assert [query(totals, code)[0] for code in ("33.19", MEJOBO)] == [(55, 53), (7, 5)]
    assert undo_batch().parts == (RestoredPart("2024-03", "orang_asing", "33.19", form.batch_id, False, None, MEJOBO),)
    assert corrected.batch_id != form.batch_id


def test_forms_of_two_kecamatan_stand_beside_each_other_until_a_file_of_the_kabupaten_comes(tmp_path: Path) -> None:
    jati, bae = load_form(tmp_path, JATI, [4]), load_form(tmp_path, BAE, [5])
    assert read_kecamatan() == {JATI: 4, BAE: 5}
    short = load_rows(tmp_path, [case(JATI, 6)])
    assert {one.code for one in short.errors} == {"lost-report"}
    assert "1 kecamatan yang sudah lapor tidak ada lagi di berkas ini (Bae); jumlahnya dari 9 menjadi 6." in (
        short.errors[0].message
    )
    whole = load_rows(tmp_path, [case(JATI, 6), case(BAE, 7)], replace=True)  # without desa
    assert (whole.loaded, read_kecamatan()) == (True, {JATI: 6, BAE: 7})
    assert [one[0] for one in read_states()] == ["replaced", "replaced", "in_force"]
    assert read_changes(whole.batch_id) == [("Kab. Kudus", True, 13, 9)]
    undone = undo_batch()
    assert undone.parts == (
        RestoredPart("2024-03", "orang_asing", "33.19", None, False),
        RestoredPart("2024-03", "orang_asing", "33.19", jati.batch_id, False, None, JATI),
        RestoredPart("2024-03", "orang_asing", "33.19", bae.batch_id, False, None, BAE),
    )
    assert list(describe_undone(undone))[1:4] == [
        "  Maret 2024, Kab. Kudus, orang asing: belum lapor.",
        f"  Maret 2024, Jati, Kab. Kudus, orang asing: kembali ke batch {jati.batch_id}.",
        f"  Maret 2024, Bae, Kab. Kudus, orang asing: kembali ke batch {bae.batch_id}.",
    ]
    assert read_kecamatan() == {JATI: 4, BAE: 5}


def test_a_file_over_which_a_form_counts_is_taken_back_after_it(tmp_path: Path) -> None:
    whole = load(write_kudus(tmp_path / "kudus.csv"))
    form = load_form(tmp_path, JATI, [4])
    with pytest.raises(UsageError, match=str(form.batch_id)):
        undo_batch(whole.batch_id)
    assert undo_batch(form.batch_id).parts == (
        RestoredPart("2024-03", "orang_asing", "33.19", whole.batch_id, False, None, JATI),
    )
    assert counts("kabupaten_kota") == FORTY_EIGHT


def test_a_form_without_a_count_takes_no_report_away_unless_it_is_meant(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    (refused,) = load_form(tmp_path, JATI, [""]).errors
    assert (refused.code, refused.message) == (
        "lost-report",
        "Jati, Kab. Kudus, Maret 2024, orang asing: yang berlaku 9, tetapi di berkas ini tidak ada jumlahnya. Lengkapi "
        "berkasnya, atau muat dengan --replace bila memang untuk mengganti.",
    )
    assert load_form(tmp_path, JATI, [""], replace=True).loaded
    assert JATI not in read_kecamatan()


def test_the_same_files_again_change_nothing_while_all_of_them_counts(tmp_path: Path) -> None:
    whole = write_kudus(tmp_path / "kudus.csv")
    load(whole)
    load_form(tmp_path, JATI, [4])
    (form,) = tmp_path.glob("form-*.csv")
    assert load(form, period="2024-03", category="orang_asing").unchanged
    assert not load(whole, replace=True).unchanged  # the form counts in its place
    assert counts("kabupaten_kota") == FORTY_EIGHT


def test_the_files_behind_a_kecamatan_are_those_that_count_there(tmp_path: Path) -> None:
    whole = load(write_kudus(tmp_path / "kudus.csv"))
    form = load_form(tmp_path, JATI, [4])

    def files(code: str) -> set[str]:
        subject = Subject(use_snapshot(), local_scope(), Cut(code, "2024-03", "orang_asing"))
        months = list_files_by_month(subject.ask, code, "orang_asing")
        return {file.batch_id for file in months["2024-03"]}

    assert files(JATI) == {form.batch_id}
    assert files(BAE) == {whole.batch_id}
    assert files("33.19") == files("33") == {whole.batch_id, form.batch_id}


def test_what_is_synthetic_goes_with_the_first_form_of_its_kabupaten(tmp_path: Path) -> None:
    load_rows(tmp_path, [case(JATI, 99), case(BAE, 98), case("33.20.01", 97)], is_sample=True)
    load_form(tmp_path, JATI, [4])
    assert read_kecamatan() == {JATI: 4, "33.20.01": 97}
    undo_batch()
    assert read_kecamatan() == {JATI: 99, BAE: 98, "33.20.01": 97}


def test_rows_of_another_place_contradict_the_title(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    file = tmp_path / "jati.csv"
    file.write_text(
        "KECAMATAN JATI, KABUPATEN KUDUS;;;\nKecamatan;Desa;Negara;Jumlah WNA\nJati;Ploso;China;2\n"
        "Bae;Gondangmanis;China;3\nTidak dirinci;;China;4\n",
        "utf-8",
    )
    report = load(file, period="2024-03")
    assert [(one.row, one.column, one.value, one.code, one.message) for one in report.errors] == [
        (
            4,
            "Kecamatan",
            "Bae",
            "other-kecamatan",
            "Baris ini dari Kecamatan Bae, padahal menurut judulnya berkas ini dari Kecamatan Jati saja. Pindahkan "
            "barisnya ke berkas kecamatan itu, atau betulkan judulnya.",
        ),
        (
            5,
            "Kecamatan",
            None,
            "other-kecamatan",
            "Baris ini tidak menyebut kecamatan, padahal menurut judulnya berkas ini dari Kecamatan Jati saja. Isi "
            "kecamatannya, atau pindahkan barisnya ke berkas kabupaten/kota.",
        ),
    ]
    assert counts("kabupaten_kota") == FORTY_EIGHT


def test_another_office_is_refused_in_a_kabupaten_of_which_any_kecamatan_was_reported(tmp_path: Path) -> None:
    load_form(tmp_path, JATI, [4])
    assert [one.code for one in load_form(tmp_path, BAE, [5], office="kanim-pati").errors] == ["conflicting-office"]
    assert read_kecamatan() == {JATI: 4}


NOT_OF_ONE = {
    "a note that names one": "DATA WNA KAB. KUDUS\nCatatan: Kecamatan Jati menyusul;;\n{rows}",
    "rows of one by chance": "DATA WNA KAB. KUDUS;;\n{rows}",
}


@pytest.mark.parametrize("form", NOT_OF_ONE)
def test_what_is_not_titled_so_stands_for_the_whole_kabupaten(form: str, tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    file = tmp_path / "file.csv"
    file.write_text(NOT_OF_ONE[form].format(rows="Kecamatan;Negara;Jumlah WNA\nBae;China;2\n"), "utf-8")
    assert [one.code for one in load(file, period="2024-03").errors] == ["lost-report"]


def test_the_rows_to_be_mended_are_still_of_that_kecamatan_alone(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    file, mended = tmp_path / "jati.csv", tmp_path / "perbaikan.xlsx"
    file.write_text(
        "KECAMATAN JATI, KABUPATEN KUDUS;;\nKecamatan;Desa;Jumlah WNA\nJati;Ploso;2\nJati;Plosok;3\n", "utf-8"
    )
    assert main(["load", str(file), "--office=kanim-semarang", "--period=2024-03", f"--rejects={mended}"]) == 1
    book = openpyxl.load_workbook(mended)
    (cell,) = (cell for row in book.active for cell in row if cell.value == "Plosok")
    cell.value = "Megawon"
    book.save(mended)
    assert load(mended).loaded
    assert read_kecamatan() == {**SIX_OF_KUDUS, JATI: 5}
