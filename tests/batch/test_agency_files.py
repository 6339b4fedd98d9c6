"""Tables of other agencies: a stock of their own, in no total of Imigrasi and not in the public form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import case, load, load_rows, query
from in_memory import InMemory

from etl.__main__ import main
from etl.batch.undo import RestoredPart, describe_undone, undo_batch
from etl.commands.status import describe_status, read_status
from pora import schema
from pora.access import audit
from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.errors import UsageError
from pora.schema.load_report import LoadReport, PartChange
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot

pytestmark = pytest.mark.usefixtures("in_memory")

OFFICE, KTP = "kanim-pemalang", "WNA pemegang KTP-el"
BATANG = """Data WNA Pemegang KTP-el Disdukcapil Kab. Batang,,,
Keadaan Agustus 2022,,,
No,Kecamatan,Laki-laki,Perempuan
1,Wonotunggal,3,2
2,Bandar,5,1
3,Blado,0,0
4,Batang,12,8
Jumlah,,20,11
"""


def send(
    folder: Path, text: str = BATANG, agency: str = "disdukcapil", measure: str = KTP, **options: object
) -> LoadReport:
    path = folder / f"instansi-{len(list(folder.iterdir()))}.csv"
    path.write_text(text, "utf-8")
    return load(path, **{"office": OFFICE, "agency": agency, "measure": measure, **options})


def figures(area_code: str = "33.25", scope: Scope | None = None) -> list[tuple[object, ...]]:
    rows = queries.select_agency_files(use_snapshot(), scope or Scope("exact"), area_code)
    columns = ["agency", "measure", "period", "person_count", "kecamatan_count", "office_name"]
    return list(rows[columns].itertuples(index=False, name=None))


IN_AUGUST = ("disdukcapil", KTP, "2022-08", 31, 4, "Kantor Imigrasi Pemalang")


def test_a_messy_table_of_an_agency_is_its_sum_and_nothing_of_it_is_in_a_case_table(tmp_path: Path) -> None:
    before = query("SELECT count(*), sum(person_count) FROM core_case")
    report = send(tmp_path)
    assert (report.loaded, report.rows_in, report.accepted) == (True, 8, 8)
    assert report.changes == (PartChange("2022-08", None, "33.25", "Kab. Batang", None, 31, KTP),)
    assert figures() == [IN_AUGUST]
    assert query("SELECT count(*), sum(person_count) FROM core_case") == before
    assert query("SELECT count(*) FROM core_batch") == query("SELECT count(*) FROM core_slice") == [(0,)]
    everywhere = [f"SELECT count(*) FROM exact.{table.name}" for table in schema.OUT_TABLES]  # noqa: S608
    assert [query(sql) for sql in everywhere] == [[(0,)]] * len(everywhere)


def test_a_later_table_replaces_the_parts_that_it_has_and_no_other_agency_measure_or_office(tmp_path: Path) -> None:
    send(tmp_path)
    send(tmp_path, BATANG.replace("12,8", "1,1").replace("20,11", "9,4"), measure="WNA pemegang KTP")
    send(tmp_path, "Kecamatan,Jumlah\nBatang,7\n", "kesbangpol", "WNA", period="2022-08", kabupaten="33.25")
    send(tmp_path, "Kecamatan,Jumlah\nBatang,9\n", period="2022-09", kabupaten="33.25")
    report = send(tmp_path, "Kecamatan,Jumlah\nBatang,30\n", period="2022-08", kabupaten="33.25")
    assert report.changes == (PartChange("2022-08", None, "33.25", "Kab. Batang", 31, 30, KTP),)
    assert [row[:4] for row in figures()] == [
        ("disdukcapil", "WNA pemegang KTP", "2022-08", 13),
        ("disdukcapil", KTP, "2022-08", 30),
        ("kesbangpol", "WNA", "2022-08", 7),
        ("disdukcapil", KTP, "2022-09", 9),
    ]
    again = send(tmp_path, "Kecamatan,Jumlah\nBatang,30\n", period="2022-08", kabupaten="33.25")
    assert (again.unchanged, again.batch_id) == (True, report.batch_id)


def test_the_public_form_has_nothing_of_it(tmp_path: Path, in_memory: InMemory) -> None:
    send(tmp_path, "Kecamatan,Jumlah\nBatang,1402\n", period="2022-08", kabupaten="33.25")
    for scope in (Scope("public"), Scope("public", frozenset({"33.25"}))):
        assert figures(scope=scope) == []
        lists = queries.select_lists(use_snapshot(), scope)
        assert lists.loc[lists["list_kind"] == schema.AGENCY_FIGURE].empty
        deck = make_deck(use_snapshot(), scope, make_agenda("33.25", "2022-08"))
        assert "1402" not in repr(deck) and "1.402" not in repr(deck)
    exact = make_deck(use_snapshot(), Scope("exact"), make_agenda("33.25", "2022-08"))
    assert "1.402" in repr(exact)


@pytest.mark.parametrize(
    ("areas", "is_seen"),
    [({"33.25"}, True), ({"33"}, True), ({OFFICE}, True), ({"33.19"}, False), ({"33.25.01"}, False), (set(), False)],
)
def test_who_may_see_the_area_or_sent_it_sees_it(tmp_path: Path, areas: set[str], is_seen: bool) -> None:
    load_rows(tmp_path, [case("33.25.01", 9)], office=OFFICE)
    send(tmp_path)
    scope = Scope("exact", frozenset(areas))
    assert bool(figures(scope=scope)) == is_seen
    lists = queries.select_lists(use_snapshot(), scope)
    assert (schema.AGENCY_FIGURE in set(lists["list_kind"])) == is_seen


def test_an_undo_puts_the_table_before_it_in_force_again_and_the_history_stays(tmp_path: Path) -> None:
    load_rows(tmp_path, [case("33.25.01", 9)], office=OFFICE)
    first = send(tmp_path)
    second = send(tmp_path, "Kecamatan,Jumlah\nBatang,30\n", period="2022-08", kabupaten="33.25")
    with pytest.raises(UsageError, match="sudah digantikan oleh"):
        undo_batch(first.batch_id)
    undone = undo_batch()
    assert undone.batch_id == second.batch_id
    assert undone.parts == (RestoredPart("2022-08", None, "33.25", first.batch_id, False, KTP),)
    assert list(describe_undone(undone))[1] == f"  Agustus 2022, Kab. Batang, {KTP}: kembali ke batch {first.batch_id}."
    assert figures() == [IN_AUGUST]
    assert list(describe_undone(undo_batch()))[1] == f"  Agustus 2022, Kab. Batang, {KTP}: belum lapor."
    assert figures() == []
    assert query("SELECT count(*) FROM core_agency_figure") == [(2,)]
    assert undo_batch().file.startswith("cases-")


def test_status_and_the_log_say_whose_table_it_is(tmp_path: Path) -> None:
    report = send(tmp_path)
    (line,) = [line for line in describe_status(read_status()) if KTP in line]
    assert line.startswith(f"{report.batch_id}  ") and "  berlaku  kanim-pemalang  daftar Disdukcapil, " in line
    undo_batch()
    (line,) = [line for line in describe_status(read_status()) if KTP in line]
    assert "  ditarik kembali  " in line
    facts = [one.facts for one in audit.read_events(event=audit.UPLOAD)]
    assert [(one.get("kind"), one.get("agency"), one.get("measure")) for one in facts if "kind" in one] == [
        (schema.AGENCY_FIGURE, "disdukcapil", KTP)
    ]


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("Kabupaten,Jumlah\nKudus,12\nKudsu,3\n", {"period": "2024-03"}, "Kudsu"),
        ("Kabupaten,Jumlah\nKudus,12\n,3\n", {"period": "2024-03"}, "Nama wilayahnya kosong"),
        ("Kabupaten,Jumlah\nKudus,12\nTidak dirinci,3\n", {"period": "2024-03"}, "Kabupaten/kota kosong"),
        ("Kabupaten,Jumlah\nKudus,12\n", {}, "Periode kosong"),
        ("Kabupaten,Jumlah\nKudus,\n", {"period": "2024-03"}, "tidak memuat satu angka pun"),
        ("Kabupaten,Jumlah\nKudus,1.5\n", {"period": "2024-03"}, "1.5"),
        ("Periode,Kabupaten,Jumlah\n2024-02,Kudus,4\n", {"period": "2024-03"}, "tetapi dimuat untuk Maret 2024"),
        (
            "Kabupaten,Kategori,Jumlah\nKudus,orang_asing,4\nKudus,pengungsi,2\n",
            {"period": "2024-03"},
            "satu ukuran",
        ),
        ("Kabupaten,Kategori,Jumlah\nKudus,tindakan,4\n", {"period": "2024-03"}, "satu ukuran"),
        ("Nama,Paspor,Kabupaten\nLi Wei,E12345678,Kudus\n", {"period": "2024-03"}, "data pribadi"),
    ],
    ids=[
        "place",
        "no-name",
        "no-place",
        "month",
        "no-number",
        "fraction",
        "another-month",
        "two-kinds",
        "a-flow",
        "persons",
    ],
)
def test_a_wrong_table_is_refused_whole_with_what_to_do(
    tmp_path: Path, text: str, options: dict[str, object], said: str
) -> None:
    report = send(tmp_path, text, **options)
    assert (report.loaded, report.accepted, report.batch_id) == (False, 0, None)
    assert any(said in error.message for error in report.errors), report.errors
    assert query("SELECT count(*) FROM core_agency_figure") == query("SELECT count(*) FROM core_list_batch") == [(0,)]


def test_a_register_of_persons_is_counted_and_its_original_is_not_kept(tmp_path: Path, data_dir: Path) -> None:
    text = "No,Nama,Kecamatan\n1,Li Wei,Jati\n2,Kim Ji,Jati\n3,Ana Ba,Bae\n"
    report = send(tmp_path, text, period="2024-03", kabupaten="33.19", drop_personal=True)
    assert (report.loaded, [row[3:5] for row in figures("33.19")]) == (True, [(3, 2)])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agency=disnaker"], "--agency dan --measure selalu bersama: instansi mana, dan apa yang dihitungnya.\n"),
        (["--measure=TKA"], "--agency dan --measure selalu bersama: instansi mana, dan apa yang dihitungnya.\n"),
        (["--agency=disnaker", "--measure=kucing"], "Ukuran 'kucing' tidak dikenal. Yang dikenal: orang asing; WNA; "),
        (["--agency=disnaker", "--measure=TAK (arus)"], "Ukuran 'TAK (arus)' tidak dikenal."),
        (
            ["--agency=disnaker", "--measure=TKA", "--accept-partial", "--category=pengungsi"],
            "--category, --accept-partial tidak berlaku untuk --agency.\n",
        ),
        (["--kind=team", "--agency=disnaker", "--measure=TKA"], "--agency, --measure tidak berlaku untuk --kind.\n"),
    ],
)
def test_options_that_make_no_sense_are_told(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tka.csv"
    path.write_text("Kabupaten,Jumlah\nKudus,12\n", "utf-8")
    assert main(["load", str(path), "--office", OFFICE, *arguments]) == 2
    assert capsys.readouterr().err.startswith(said)


def test_imigrasi_is_no_other_agency(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Instansi 'imigrasi' tidak dikenal"):
        send(tmp_path, agency="imigrasi")


def test_the_command_answers_in_json_as_for_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tka.csv"
    path.write_text("Kabupaten,Jumlah\nKudus,12\n", "utf-8")
    options = ["--office", "kanim-semarang", "--period", "2024-03", "--agency", "Disnaker", "--measure", "TKA"]
    assert main(["load", str(path), *options, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["changes"] == [
        {
            "period": "2024-03",
            "category": None,
            "kabupaten_code": "33.19",
            "kabupaten_name": "Kab. Kudus",
            "before": None,
            "after": 12,
            "measure": "TKA",
            "action_kind": None,
        }
    ]
