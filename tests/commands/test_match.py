"""`python -m etl match` and `alias`, without the rest of the command line."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from etl.commands.match import (
    add_alias_parser,
    add_parser,
    as_lines,
    read_names,
    run_alias_command,
    run_command,
    run_match,
)
from pora.errors import PoraError, UsageError
from pora.reference.areas import Candidate, area_index


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    add_parser(commands).set_defaults(run=run_command)
    add_alias_parser(commands).set_defaults(run=run_alias_command)
    args = parser.parse_args(arguments)
    exit_code: int = args.run(args)
    return exit_code


def test_names_of_both_levels_are_answered_in_their_order_each_once() -> None:
    lines = as_lines(
        run_match(["Kec. Bae", "Jepara", "Kab. Jepara", "Solo", "33.19", "Kaliwungu", "Semarang", "-", "Kec. Bae"])
    )
    assert lines == [
        "✓ 'Kec. Bae': 33.19.07 Bae, Kab. Kudus (nama)",
        "✓ 'Jepara': 33.20.06 Jepara, Kab. Jepara (nama); juga nama Kab. Jepara (33.20)",
        "✓ 'Kab. Jepara': 33.20 Kab. Jepara (nama)",
        "✓ 'Solo': 33.72 Kota Surakarta (nama lain)",
        "✓ '33.19': 33.19 Kab. Kudus (kode)",
        "✗ 'Kaliwungu' ada di Kab. Kudus (33.19.01), Kab. Semarang (33.22.17), Kab. Kendal (33.24.08); "
        "isi kolom kabupaten.",
        "✗ 'Semarang' bisa berarti Kab. Semarang (33.22) atau Kota Semarang (33.74); "
        "tulis lengkap dengan Kab. atau Kota.",
        "– '-': tidak ditempatkan.",
        "5 dari 8 nama dikenali.",
    ]


def test_a_kabupaten_settles_its_kecamatan_and_brings_its_province() -> None:
    assert [result.code for result in run_match(["Kaliwungu", "Kota"], "33.19")] == ["33.19.01", "33.19.02"]
    assert [result.code for result in run_match(["Cibinong"], "32.01")] == ["32.01.01"]


def test_all_names_of_the_province_come_back_with_their_kabupaten() -> None:
    index = area_index()
    wrong = [
        code
        for kabupaten_code in index.kabupaten_of("33")
        for code in index.children(kabupaten_code)
        if run_match([index.area_name(code)], kabupaten_code)[0].code != code
    ]
    assert wrong == []


def test_the_nearer_level_is_suggested_for_an_unknown_name() -> None:
    assert run_match(["Kab. Surakarta"])[0].candidates[0] == Candidate("33.72", "Kota Surakarta", "Jawa Tengah", 88)
    assert run_match(["Petarukn"])[0].candidates[0] == Candidate("33.27.10", "Petarukan", "Kab. Pemalang", 94)


@pytest.mark.parametrize(
    ("kabupaten", "province", "message"),
    [
        (None, "99", "'99' bukan kode provinsi. Tulis seperti 33, atau ID untuk seluruh Indonesia."),
        (None, "33.19", "'33.19' bukan kode provinsi. Tulis seperti 33, atau ID untuk seluruh Indonesia."),
        (
            "33.19.01",
            "33",
            "'33.19.01' bukan kabupaten/kota, melainkan kecamatan: Kaliwungu, Kab. Kudus (33.19.01). "
            "Isi kabupaten/kotanya.",
        ),
        ("-", "33", "Isi kode kabupaten/kotanya."),
    ],
)
def test_a_scope_that_is_none_is_wrong_use(kabupaten: str | None, province: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        run_match(["Bae"], kabupaten, province)
    assert str(error.value) == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_names_are_read_from_a_column_of_a_csv(own_data_folder: Path, encoding: str, delimiter: str) -> None:
    path = own_data_folder / "nama.csv"
    lines = ["no| kecamatan ", '1|"Kaliwungu\nKudus"', "2|Bae", "3|Bae", "4|", "5|Café"]
    path.write_bytes("\r\n".join(lines).replace("|", delimiter).encode(encoding))
    assert read_names(path, "kecamatan") == ["Kaliwungu\nKudus", "Bae", "", "Café"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "Kolom 'kecamatan' tidak ada di nama.csv. Kolomnya: a, b."),
        (b"", "Berkas nama.csv kosong."),
        (b"PK\x03\x04rest", "Berkas nama.csv bukan CSV. Simpan sebagai CSV."),
        (
            b"kecamatan\n" + b"x" * 200_000,
            "Baris 2 berkas nama.csv tidak dapat dibaca: tanda kutip tidak ditutup, atau isi sel terlalu panjang.",
        ),
        (None, "Berkas nama.csv tidak dapat dibuka. Periksa nama dan izinnya."),
    ],
)
def test_a_file_without_that_column_is_named_in_one_sentence(
    own_data_folder: Path, content: bytes | None, message: str
) -> None:
    path = own_data_folder / "nama.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PoraError) as error:
        read_names(path, "kecamatan")
    assert str(error.value) == message


def test_the_command_prints_one_json_object_and_fails_for_a_refused_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("match", "--json", "--kabupaten", "33.19", "Bae", "Baee") == 1
    found = json.loads(capsys.readouterr().out)
    results = run_match(["Bae", "Baee"], "33.19")
    assert found == {"names": 2, "matched": 1, "results": json.loads(json.dumps([asdict(r) for r in results]))}
    assert found["results"][0] == {
        "text": "Bae",
        "code": "33.19.07",
        "name": "Bae, Kab. Kudus",
        "level": "kecamatan",
        "score": 100,
        "reason": "name",
        "error_code": None,
        "message": None,
        "candidates": [],
        "also": [],
    }
    assert found["results"][1]["candidates"] == [
        {"code": "33.19.07", "name": "Bae", "parent_name": "Kab. Kudus", "score": 86}
    ]


def test_the_command_succeeds_when_every_name_is_known_or_not_placed(
    capsys: pytest.CaptureFixture[str], own_data_folder: Path
) -> None:
    path = own_data_folder / "nama.csv"
    path.write_text("kecamatan\nBae\nTidak dirinci\n", "utf-8")
    assert run("match", "--file", str(path), "--column", "kecamatan") == 0
    assert capsys.readouterr().out == (
        "✓ 'Bae': 33.19.07 Bae, Kab. Kudus (nama)\n– 'Tidak dirinci': tidak ditempatkan.\n1 dari 2 nama dikenali.\n"
    )


@pytest.mark.parametrize("arguments", [("match",), ("match", "--file", "x.csv"), ("match", "Bae", "--column", "x")])
def test_a_command_without_names_is_wrong_use(arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run(*arguments)


def test_the_alias_command_records_what_an_unknown_name_means(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("alias", "Kudus Kulon", "33.19.02", "--by", "Kasi Inteldakim") == 0
    assert capsys.readouterr().out == "'Kudus Kulon' kini berarti Kota Kudus, Kab. Kudus (33.19.02).\n"
    assert run_match(["Kec. Kudus Kulon"])[0].code == "33.19.02"


def test_a_desa_is_answered_in_its_kecamatan_or_by_its_code() -> None:
    assert as_lines(run_match(["Ds. Ploso", "Plosok"], kecamatan="33.19.03")) == [
        "✓ 'Ds. Ploso': 33.19.03.2006 Ploso, Jati, Kab. Kudus (nama)",
        "✗ 'Plosok' tidak dikenal sebagai desa/kelurahan di kecamatan Jati. "
        "Mungkin maksudnya Ploso, Jati (33.19.03.2006)? Perbaiki namanya, atau isi kodenya.",
        "1 dari 2 nama dikenali.",
    ]
    assert [r.level for r in run_match(["33.19.03.2006", "Bae"])] == ["desa", "kecamatan"]
    assert run_match(["Ploso"], "33.19", kecamatan="Jati")[0].code == "33.19.03.2006"
