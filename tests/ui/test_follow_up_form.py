"""The form for follow-ups on Tim Pora: what is typed is loaded as a row of the office's list, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from builders import case, load_rows, query
from hypothesis import given
from hypothesis import strategies as st
from in_memory import InMemory
from readers import forget, read_as, run_page
from streamlit.testing.v1 import AppTest

from etl.pipeline import load_lists
from etl.teams.change import RowChange, parse_change
from etl.teams.table import read_list
from pora.access.roles import LOCAL, Account, Scope
from pora.access.uploads import require_follow_ups
from pora.errors import AccessError
from pora.schema import FOLLOW_UP
from pora.schema.load_report import LoadOptions, LoadReport
from pora.ui.sign_in import session
from pora.ui.upload import load_process
from pora.ui.upload.follow_up_form import write_row
from pora.ui.upload.load_process import Upload

PAGE, PLACE = "pages/pimpinan/tim_pora.py", {"wilayah": "33.19", "periode": "2024-03"}
Save = Callable[[Sequence[Upload], LoadOptions], tuple[LoadReport, ...]]


@pytest.fixture
def save(in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Save]:
    """Loads here what the page loads in a process; one case table is there, so that the page has a month."""

    def save_here(uploads: Sequence[Upload], options: LoadOptions) -> tuple[LoadReport, ...]:
        path = tmp_path / uploads[0].name
        path.write_bytes(uploads[0].content)
        change = parse_change(options.change) if options.change else RowChange()
        return (load_lists([path], FOLLOW_UP, options.office, False, options.by, change).reports[0],)

    load_rows(tmp_path, [case("33.19.01", 5)], office="kanim-semarang")
    forget()
    read_as(Scope("exact"), monkeypatch)
    monkeypatch.setattr(load_process, "load_uploads", save_here)
    yield save_here
    forget()


def field(app: AppTest, kind: str, label: str) -> Any:
    return next(one for one in app.get(kind) if one.label.startswith(label))


def press_save(app: AppTest) -> None:
    next(one for one in app.button if one.label == "Simpan").click().run()
    assert not app.exception, app.exception


def in_force() -> list[tuple[object, ...]]:
    return query(
        "SELECT meeting_date, subject, agencies, area_code, due_period, follow_up_state, outcome, source "
        "FROM core_follow_up WHERE batch_id = (SELECT max_by(batch_id, batch_number) FROM core_list_batch) "
        "ORDER BY row_number"
    )


def test_what_is_written_down_and_changed_on_the_page_is_in_the_list_of_the_office(save: Save) -> None:
    app = run_page(PAGE, **PLACE)
    field(app, "text_input", "Tanggal rapat").set_value("19/3/2024")
    field(app, "text_area", "Tindak lanjut, tanpa nama").set_value('Pendataan; "dua" kecamatan,\nJati dan Bae')
    field(app, "selectbox", "Tenggat").set_value("2026-12")
    next(one for one in app.selectbox if one.key.startswith("a ")).set_value("33.19.02")
    field(app, "multiselect", "Penanggung jawab").set_value(["kesbangpol", "instansi_lain"])
    press_save(app)
    subject = 'Pendataan; "dua" kecamatan, Jati dan Bae'
    new = ("2024-03-19", subject, "kesbangpol;instansi_lain", "33.19.02", "2026-12", "baru", None, None)
    assert in_force() == [new]
    assert not [one for one in app.caption if "tampil di bulan sesudahnya" in one.value]
    assert field(app, "text_area", "Tindak lanjut, tanpa nama").value == ""  # the next one
    field(app, "selectbox", "Tindak lanjut yang diubah").set_value(1).run()
    assert field(app, "text_input", "Tanggal rapat").value == "19/3/2024"
    field(app, "selectbox", "Keadaan").set_value("selesai")
    field(app, "text_area", "Hasil").set_value("Kedua kecamatan didata")
    press_save(app)
    assert in_force() == [(*new[:5], "selesai", "Kedua kecamatan didata", None)]


def test_what_was_agreed_after_the_newest_month_is_shown_there_and_the_next_form_is_of_the_same_meeting(
    save: Save,
) -> None:
    app = run_page(PAGE, **PLACE)
    field(app, "text_input", "Tanggal rapat").set_value("2/5/2024")
    field(app, "text_area", "Tindak lanjut, tanpa nama").set_value("Pendataan")
    press_save(app)
    assert [one.value for one in app.toast] == ["Tindak lanjut disimpan."]
    assert "1 terbuka; 0 selesai" in [one.value for one in app.markdown]
    assert field(app, "text_input", "Tanggal rapat").value == "2/5/2024"


def test_a_missing_report_is_proposed_and_taken_as_it_is(save: Save) -> None:
    app = run_page(PAGE, **PLACE)
    proposed = "Meminta laporan Maret 2024 dari 8 kecamatan."
    assert field(app, "selectbox", "Usulan").options[0] == proposed
    field(app, "selectbox", "Usulan").set_value(proposed).run()
    press_save(app)
    assert [row[1:4] for row in in_force()] == [(proposed, None, "33.19")]
    forget()
    assert proposed not in field(run_page(PAGE, **PLACE), "selectbox", "Usulan").options, "it is agreed"


def test_who_saves_on_what_another_changed_is_told_and_keeps_what_was_typed(save: Save) -> None:
    row = {"meeting_date": "2024-03-19", "subject": "Pendataan", "due_period": "2026-12", "follow_up_state": "baru"}
    [first] = save([Upload("a.csv", write_row("kanim-semarang", "33.19", row))], LoadOptions("kanim-semarang"))
    app = run_page(PAGE, **PLACE)
    field(app, "selectbox", "Tindak lanjut yang diubah").set_value(1).run()
    field(app, "text_area", "Hasil").set_value("Sudah separuh")
    other = write_row("kanim-semarang", "33.19", row | {"follow_up_state": "berjalan"})
    save([Upload("b.csv", other)], LoadOptions("kanim-semarang", change=f"{first.batch_id}:1", by="budi@example.org"))
    press_save(app)
    assert [one.value for one in app.warning if "budi@example" in one.value.replace("\u2060", "").replace("\\", "")]
    assert (in_force()[0][5:7], field(app, "text_area", "Hasil").value) == (("berjalan", None), "Sudah separuh")
    press_save(app)  # knowingly
    assert in_force()[0][5:7] == ("baru", "Sudah separuh")


def test_a_name_of_a_person_is_refused_on_the_page_and_what_was_typed_stays(save: Save) -> None:
    app = run_page(PAGE, **PLACE)
    field(app, "text_area", "Tindak lanjut, tanpa nama").set_value("Hubungi Bapak Budi")
    press_save(app)
    assert [one.value.replace("\\", "").replace("\u2060", "") for one in app.error] == [
        "Ada data pribadi pada: Tindak lanjut. Daftar hanya memuat instansi dan jumlah: hapus nama dan nomor orang, "
        "lalu coba lagi."
    ]
    assert field(app, "text_area", "Tindak lanjut, tanpa nama").value == "Hubungi Bapak Budi"
    assert in_force() == []


@pytest.mark.parametrize(("role", "is_offered"), [("petugas", True), ("pimpinan", False), ("penyaji", False)])
def test_the_form_is_offered_to_whoever_may(
    save: Save, monkeypatch: pytest.MonkeyPatch, role: str, is_offered: bool
) -> None:
    areas = frozenset({"kanim-semarang"}) if role == "petugas" else None
    monkeypatch.setattr(session, "current_account", lambda: Account("a@b.id", role, areas))
    monkeypatch.setattr("pora.ui.upload.follow_up_form.current_account", session.current_account)
    app = run_page(PAGE, **PLACE)
    assert any(one.label == "Simpan" for one in app.button) == is_offered


def test_an_account_writes_down_for_its_offices_and_their_places() -> None:
    petugas = Account("p@b.id", "petugas", frozenset({"kanim-pemalang"}))
    for area in ("kanim-pemalang", "33.27", "33.27.01"):
        require_follow_ups(petugas, "kanim-pemalang", area, "33")
    require_follow_ups(LOCAL, "kanim-pemalang", "33.19", "33")
    for account, office, area in [
        (petugas, "kanim-semarang", "33.19"),
        (petugas, "kanim-pemalang", "33.19.01"),
        (petugas, "kanim-pemalang", "32"),
        (petugas, "", "33.27"),
        (Account("a@b.id", "pimpinan"), "kanim-pemalang", "33.27"),
    ]:
        with pytest.raises(AccessError):
            require_follow_ups(account, office, area, "33")


PRINTED = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"])
WORDS = st.text(PRINTED | st.sampled_from(';,"| \t\n\0\x1b'), max_size=60)


def on_one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").replace("\x1b", " ").split())


@given(subject=WORDS.filter(lambda text: any(letter.isalnum() for letter in text)), outcome=WORDS)
def test_any_words_reach_the_reader_of_lists_as_they_were_typed(
    subject: str, outcome: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    row = {"meeting_date": "2024-03-19", "subject": subject, "due_period": "2026-12", "follow_up_state": "baru"}
    content = write_row("kanim-semarang", "33.19.01", row | {"outcome": outcome})
    path = tmp_path_factory.getbasetemp() / "typed.csv"
    path.write_bytes(content)
    [read] = read_list(path, FOLLOW_UP).rows
    assert {name: on_one_line(text) for name, text in read.cells.items()} == {
        "meeting_date": "2024-03-19",
        "subject": on_one_line(subject),
        "kecamatan_code": "33.19.01",
        "due_period": "2026-12",
        "follow_up_state": "baru",
        **({"outcome": on_one_line(outcome)} if on_one_line(outcome) else {}),
    }
