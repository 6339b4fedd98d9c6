"""The frozen bundle: made twice it is the same, and whatever was changed in it is found."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from builders import case, load_rows, point_to, query
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from etl.__main__ import main
from pora import schema
from pora.access.roles import Scope
from pora.deck.agenda import Agenda, Edits, make_agenda
from pora.deck.make import make_deck
from pora.errors import UsageError
from pora.export import taking
from pora.export.archive import write_zip
from pora.export.deck import make_deck_files
from pora.export.form_names import DECK_FORMATS
from pora.export.frames import describe_columns, write_rows
from pora.export.verify import verify_bundle
from pora.warehouse import db
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import require_current, snapshot_path

USER = "penyaji@example.id"
SMALL = ("sampul", "situasi", "peta", "kelengkapan")  # slides that are quick to draw


def small_agenda() -> Agenda:
    agenda = make_agenda("33.19", "2024-03")
    for slide in agenda.slides:
        agenda = agenda if slide.kind in SMALL else agenda.drop(slide.key)
    return agenda


def make_bundle(agenda: Agenda | None = None, version: str = "public") -> bytes:
    agenda = agenda or small_agenda()
    deck = make_deck(use_snapshot(), Scope(version), agenda)  # type: ignore[arg-type]
    (bundle,) = make_deck_files(deck, agenda, "bundle", USER).values()
    return bundle


def unpack(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def made(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("bundle") / "data"
    shutil.copytree(kudus_data, folder)
    with pytest.MonkeyPatch.context() as patch:
        point_to(folder, patch)
        db._open.cache_clear()
        bundle = make_bundle()
    db._open.cache_clear()
    return bundle


@pytest.fixture
def bundle(made: bytes, kudus: Path) -> bytes:
    """A bundle whose snapshot is in force."""
    return made


@pytest.fixture
def older(bundle: bytes) -> bytes:
    """The same from before matplotlib was upgraded: its numbers are worked out again, and nothing is drawn again."""
    files = unpack(bundle)
    manifest = json.loads(files["manifest.json"])
    manifest["made_with"]["matplotlib"] = "3.0"
    return write_zip({**files, "manifest.json": json.dumps(manifest).encode()})


def test_a_bundle_made_twice_is_the_same_and_every_number_in_it_agrees(bundle: bytes) -> None:
    assert make_bundle() == bundle
    verdict = verify_bundle(bundle)
    assert (verdict.problems, verdict.is_identical, verdict.agreeing) == ((), True, verdict.numbers)
    assert verdict.numbers > 20


def test_a_bundle_holds_all_forms_the_numbers_and_what_describes_them(bundle: bytes) -> None:
    files = unpack(bundle)
    stem = "paparan_33.19_2024-03"
    pictures = [f"png/{stem}_{n:02}_{kind}.png" for n, kind in enumerate(SMALL, 1)]
    assert list(files) == [
        f"{stem}.pptx",
        f"{stem}.pdf",
        f"{stem}_catatan.pdf",
        *pictures,
        "laporan_33.19_2024-03.docx",
        "data/02_situasi.csv",
        "data/03_peta.csv",
        "data/03_teratas.csv",
        "data/04_kelengkapan.csv",
        "BACA-DULU.txt",
        "datapackage.json",
        "manifest.json",
    ]
    manifest = json.loads(files["manifest.json"])
    assert (manifest["snapshot_id"], manifest["version"]) == (require_current(), "public")
    assert set(manifest["files"]) == set(files) - {"manifest.json"}


def test_the_data_package_tells_of_every_column(bundle: bytes) -> None:
    package = json.loads(unpack(bundle)["datapackage.json"])
    for resource in package["resources"]:
        columns = pd.read_csv(BytesIO(unpack(bundle)[resource["path"]]), dtype=str).columns
        assert [field["name"] for field in resource["schema"]["fields"]] == list(columns)
        assert all(field["title"] for field in resource["schema"]["fields"])


def test_a_bundle_from_before_an_upgrade_is_sound_and_not_the_same_any_more(older: bytes) -> None:
    verdict = verify_bundle(older)
    assert (verdict.problems, verdict.is_identical, verdict.agreeing) == ((), False, verdict.numbers)


def test_a_changed_number_is_found_also_where_the_manifest_was_changed_to_fit(older: bytes) -> None:
    files = unpack(older)
    files["data/02_situasi.csv"] = files["data/02_situasi.csv"].replace(b",48,", b",49,")
    assert verify_bundle(write_zip(files)).problems[0] == "data/02_situasi.csv berubah sejak paket dibuat."
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["data/02_situasi.csv"] = hashlib.sha256(files["data/02_situasi.csv"]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()
    assert verify_bundle(write_zip(files)).problems == ("data/02_situasi.csv: 4 dari 5 angka cocok dengan snapshot.",)


def test_one_changed_byte_anywhere_is_found(bundle: bytes) -> None:
    @settings(max_examples=15)
    @given(place=st.floats(0, 1), bit=st.integers(0, 7))
    def is_found(place: float, bit: int) -> None:
        at = min(int(place * len(bundle)), len(bundle) - 1)
        changed = bundle[:at] + bytes([bundle[at] ^ 1 << bit]) + bundle[at + 1 :]
        try:
            assert verify_bundle(changed).problems
        except UsageError as error:
            assert "bukan paket paparan yang utuh" in str(error)

    is_found()  # without the bundle as an argument: a failure would print all of it


def test_a_file_added_or_taken_out_is_found(older: bytes) -> None:
    files = unpack(older)
    assert verify_bundle(write_zip({**files, "extra.txt": b""})).problems == ("extra.txt bukan bagian paket.",)
    del files["data/03_teratas.csv"]
    assert "data/03_teratas.csv tidak ada di paket." in verify_bundle(write_zip(files)).problems


def test_a_bundle_outlives_new_snapshots_and_says_so_when_its_own_is_gone(older: bytes, tmp_path: Path) -> None:
    old = require_current()
    assert load_rows(tmp_path, [case("33.19.01", 100)], replace=True).loaded
    assert not verify_bundle(older).problems
    snapshot_path(old).unlink()
    db._open.cache_clear()
    assert verify_bundle(older).problems == (
        f"Snapshot {old}, asal berkas itu, tidak ada lagi di sini: dihapus dengan prune, atau hilang. Pulihkan dari "
        "cadangan, lalu ulangi perintah ini.",
    )


def test_what_a_presenter_changed_is_told_and_is_no_error(kudus: Path) -> None:
    agenda = small_agenda().edit("situasi", Edits("Kudus aman", "", ("50",)))
    verdict = verify_bundle(make_bundle(agenda))
    assert verdict.problems == ()
    assert verdict.edited == (
        "Kudus aman: Judul disunting penyaji; menurut data: Kab. Kudus: 48 orang asing di 6 dari 9 kecamatan",
        "Kudus aman: Orang asing disunting penyaji; menurut data: 48",
    )


def test_something_else_than_a_bundle_is_refused_in_a_sentence() -> None:
    for data in (b"", b"PK", write_zip({"a": b"b"}), write_zip({"manifest.json": b"[]"})):
        with pytest.raises(UsageError, match="bukan paket paparan yang utuh"):
            verify_bundle(data)


@pytest.mark.parametrize("file_format", DECK_FORMATS)
def test_the_command_writes_what_the_page_gives(
    kudus: Path, tmp_path: Path, file_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "read_log_head", lambda: "")  # the first of the two files is in the log of the second
    folder = tmp_path / "out"
    given = ["deck", "--area", "33.19.02", "--period", "2024-03", "--output", str(folder), "--format", file_format]
    assert main(given) == 0
    agenda = make_agenda("33.19.02", "2024-03")
    deck = make_deck(use_snapshot(), Scope("public"), agenda)
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert written == make_deck_files(deck, agenda, file_format, USER)


def test_exact_figures_are_marked_in_the_name_of_the_file(kudus: Path, tmp_path: Path) -> None:
    given = ["deck", "--area", "33.19", "--period", "2024-03", "--output", str(tmp_path / "out"), "--role", "pimpinan"]
    assert main(given) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["paparan_33.19_2024-03_TERBATAS.pptx"]


def test_the_command_verify_ends_with_1_where_something_was_changed(
    bundle: bytes, older: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(bundle)
    assert main(["verify", str(path)]) == 0
    assert "Paket sama byte demi byte dengan yang dibuat ulang." in capsys.readouterr().out
    path.write_bytes(write_zip({**unpack(older), "extra.txt": b""}))
    assert main(["verify", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["is_verified"] is False


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--area", "99.99", "Kode wilayah '99.99' tidak dikenal. Tulis seperti 33, 33.19 atau 33.19.01."),
        ("--period", "2024-13", "--period harus seperti 2024-03, bukan '2024-13'."),
    ],
)
def test_a_wrong_area_or_month_is_named(
    kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, words: str
) -> None:
    given = {"--area": "33.19", "--period": "2024-03", "--output": str(tmp_path)} | {option: value}
    assert main(["deck", *(text for pair in given.items() for text in pair)]) == 2
    assert capsys.readouterr().err.strip() == words


def test_the_rows_behind_a_slide_are_csv_for_programs() -> None:
    rows = pd.DataFrame(
        {"area_name": ["=1+1", 'A "B", C'], "person_count": [5, None], "status": ["angka", "disamarkan"]}
    )
    assert write_rows(rows.astype({"person_count": "Int64"})).decode() == (
        'area_name,person_count,status\r\n\'=1+1,5,angka\r\n"A ""B"", C",,[c]\r\n'
    )
    assert schema.STATUS_MARKS[schema.DISAMARKAN] == "[c]"


def test_numbers_behind_a_slide_stay_what_they_are_whole_or_not() -> None:
    rows = pd.DataFrame({"counted": [5, None, 1e16], "share": [1.5, None, -0.25], "text": ["1.0", "", "x"]})
    assert write_rows(rows).decode() == "counted,share,text\r\n5,1.5,1.0\r\n,,\r\n10000000000000000,-0.25,x\r\n"
    assert [column.sql_type for column in describe_columns(rows)] == ["BIGINT", "DOUBLE", "VARCHAR"]


def test_the_charts_of_the_pptx_hold_the_numbers_of_the_database(on_built: Path) -> None:
    deck = make_deck(use_snapshot(), Scope("public"), make_agenda("33.19", "2024-11"))
    (data,) = make_deck_files(deck, make_agenda("33.19", "2024-11"), "pptx", USER).values()
    slides = {one.kind: shown for one, shown in zip(deck.slides, Presentation(BytesIO(data)).slides, strict=True)}
    chart = next(shape.chart for shape in slides["peta"].shapes if shape.has_chart)
    names = [name.split(" (")[0] for name in chart.plots[0].categories]
    shown = dict(zip(names, chart.plots[0].series[0].values, strict=True))
    stored = query(
        "SELECT area_name, person_count FROM public.out_area_month WHERE period = '2024-11' AND level = 'kecamatan' "
        "AND category = 'orang_asing' AND starts_with(area_code, '33.19')"
    )
    assert shown == dict(stored)
    trend = next(shape.chart for shape in slides["tren"].shapes if shape.has_chart)
    months = query(
        "SELECT person_count FROM public.out_area_month WHERE area_code = '33.19' AND category = 'orang_asing' "
        "AND period BETWEEN '2023-11' AND '2024-11' ORDER BY period"
    )
    assert [(value,) for value in trend.plots[0].series[0].values] == months
