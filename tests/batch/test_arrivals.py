"""Several files in one load: a folder, a zip, and what neither may do."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from builders import case, counts, load_all, write_table
from in_memory import InMemory

from etl.__main__ import _speak_utf8, main
from etl.pipeline import load_lists
from etl.readers import archive
from pora.errors import UsageError
from pora.schema.load_report import LoadReport

GOOD = b"period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n"


def make_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, content in files.items():
            archived.writestr(name, content)
    return path


def outcomes(*paths: Path) -> list[tuple[str, bool]]:
    return [(report.file, report.loaded) for report in load_all(*paths).reports]


def refusal(path: Path) -> str:
    [report] = load_all(path).reports
    assert isinstance(report, LoadReport)
    assert not report.loaded
    return report.errors[0].message


def test_a_folder_is_its_files_and_one_line_sums_them_up(
    in_memory: InMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "maret"
    (folder / "lama").mkdir(parents=True)
    write_table(folder / "kudus.csv", [case("33.19.01", 7)])
    write_table(folder / "lama" / "jepara.csv", [case("33.20.01", "50-an")])
    (folder / "~$kudus.xlsx").write_bytes(b"lock of an office program")
    assert main(["load", str(folder), "--office", "kanim-semarang"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if " berkas:" in line] == [
        "2 berkas: 1 dimuat, 0 sudah dimuat sebelumnya, 1 tidak dimuat."
    ]
    assert counts("kabupaten_kota") == {"33.19": (7, None, "angka", 1, 0)}


def test_an_empty_folder_is_wrong_use(in_memory: InMemory, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    with pytest.raises(UsageError, match="tidak berisi berkas"):
        load_all(tmp_path / "kosong")


def test_a_zip_is_its_files_the_oldest_first_and_none_of_the_system(in_memory: InMemory, tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "kiriman.zip",
        {
            "maret/kudus.csv": GOOD,
            "__MACOSX/maret/._kudus.csv": b"\x00\x05\x16\x07",
            "maret/.DS_Store": b"\x00",
            "../../keluar.csv": GOOD.replace(b"33.19.01", b"33.20.01"),
        },
    )
    assert outcomes(path) == [("kiriman.zip/../../keluar.csv", True), ("kiriman.zip/maret/kudus.csv", True)]
    assert sorted(counts("kabupaten_kota")) == ["33.19", "33.20"]
    assert [found.name for found in tmp_path.rglob("keluar.csv")] == []


def test_a_path_into_a_zip_is_that_file_alone(in_memory: InMemory, tmp_path: Path) -> None:
    path = make_zip(tmp_path / "kiriman.zip", {"maret/kudus.csv": GOOD, "/lain.csv": b"x", "kudus.csv": b"y"})
    assert outcomes(path / "maret" / "kudus.csv") == [("kiriman.zip/maret/kudus.csv", True)]
    assert refusal(path / "jepara.csv") == "Berkas jepara.csv tidak ditemukan. Periksa nama dan foldernya."
    assert [name for name, _loaded in outcomes(path / "lain.csv", path / "kudus.csv")] == [
        "kiriman.zip//lain.csv",
        "kiriman.zip/kudus.csv",
    ]
    assert refusal(path / "maret" / "kudus.csv" / "x").startswith("Berkas x tidak ditemukan.")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_a_zip_are_refused(in_memory: InMemory, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archived:
        archived.writestr("kudus.csv", GOOD)
        archived.writestr("kudus.csv", GOOD)
    assert refusal(tmp_path / "a.zip") == (
        "Arsip a.zip berisi dua berkas dengan nama yang sama. Beri nama yang berbeda."
    )


def test_a_zip_in_a_zip_is_refused_and_the_other_files_are_loaded(in_memory: InMemory, tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "dalam.zip", {"kudus.csv": GOOD}).read_bytes()
    path = make_zip(tmp_path / "luar.zip", {"dalam.zip": inner, "kudus.csv": GOOD})
    reports = load_all(path).reports
    assert [(one.file, one.loaded) for one in reports] == [("luar.zip/dalam.zip", False), ("luar.zip/kudus.csv", True)]
    assert "arsip di dalam arsip" in reports[0].errors[0].message


def test_a_zip_beyond_a_limit_is_refused_in_a_sentence_whatever_it_says_of_itself(
    in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = make_zip(tmp_path / "banyak.zip", {f"{n}.csv": GOOD for n in range(archive.MAX_FILES + 1)})
    assert refusal(many) == "Arsip banyak.zip berisi lebih dari 200 berkas. Bagi menjadi beberapa arsip."
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 2**20)
    large = make_zip(tmp_path / "besar.zip", {"bom.csv": bytes(2 * 2**20)})
    assert refusal(large) == "Isi arsip besar.zip lebih dari 1 MB. Bagi menjadi beberapa arsip."
    small = large.read_bytes().replace((2 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    (tmp_path / "bohong.zip").write_bytes(small)
    assert refusal(tmp_path / "bohong.zip").startswith("Arsip bohong.zip rusak.")
    assert refusal(make_zip(tmp_path / "kosong.zip", {"__MACOSX/a": b""})) == "Arsip kosong.zip tidak berisi berkas."


def test_a_broken_or_locked_zip_is_refused_in_a_sentence(in_memory: InMemory, tmp_path: Path) -> None:
    content = bytearray(make_zip(tmp_path / "a.zip", {"kudus.csv": GOOD * 50}).read_bytes())
    content[40:60] = bytes(20)
    (tmp_path / "rusak.zip").write_bytes(content)
    assert refusal(tmp_path / "rusak.zip").startswith("Arsip rusak.zip rusak.")
    content[content.index(b"PK\x01\x02") + 1] = 0
    (tmp_path / "daftar.zip").write_bytes(content)
    assert refusal(tmp_path / "daftar.zip").startswith("Berkas daftar.zip rusak")
    locked = bytearray(make_zip(tmp_path / "b.zip", {"kudus.csv": GOOD}).read_bytes())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "kunci.zip").write_bytes(locked)
    assert refusal(tmp_path / "kunci.zip") == "Arsip kunci.zip terkunci kata sandi. Buat lagi tanpa kata sandi."


def test_a_workbook_is_no_zip_of_files(in_memory: InMemory, tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archived:
        archived.writestr("[Content_Types].xml", "<Types/>")
        archived.writestr("word/document.xml", "<document/>")
    (tmp_path / "surat.docx").write_bytes(content.getvalue())
    assert "bukan lembar kerja" in refusal(tmp_path / "surat.docx")


OF_SYSTEMS = ("Thumbs.db", "__MACOSX/._kudus.csv", "~$kudus.xlsx", ".DS_Store", "desktop.ini", ".~lock.kudus.csv#")


def test_what_systems_leave_beside_files_is_no_file_of_an_office(in_memory: InMemory, tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "a.zip", {"kudus.csv": GOOD, **dict.fromkeys(OF_SYSTEMS, b"x")})
    assert outcomes(zipped) == [("a.zip/kudus.csv", True)]


def test_what_is_not_whole_by_its_name_is_said_in_a_folder_and_refused_in_a_zip(
    in_memory: InMemory, tmp_path: Path
) -> None:
    folder = tmp_path / "maret"
    folder.mkdir()
    for name in ("kudus.csv", "jepara.csv.part", "Thumbs.db"):
        (folder / name).write_bytes(GOOD)
    outcome = load_all(folder)
    assert [report.file for report in outcome.reports] == ["kudus.csv"]
    assert outcome.notes == ["Dilewati, karena namanya seperti berkas yang belum selesai disalin: jepara.csv.part."]
    assert refusal(make_zip(tmp_path / "a.zip", {"jepara.csv.part": GOOD})) == (
        "Berkas jepara.csv.part bernama seperti berkas sementara, jadi mungkin tidak utuh. Beri nama yang sebenarnya, "
        "lalu kirim lagi, atau keluarkan dari arsip."
    )


def name_badly(path: Path) -> Path:
    """The same file or folder under a name of bytes that are no UTF-8."""
    return path.rename(path.with_name(os.fsdecode(b"maret\xff") + path.suffix))


def test_a_name_that_is_no_text_is_refused_and_stops_no_other_file(in_memory: InMemory, tmp_path: Path) -> None:
    whole = write_table(tmp_path / "kudus.csv", [case("33.19.01", 7)])
    file = name_badly(write_table(tmp_path / "lama.csv", [case("33.19.01", 8)]))
    zipped = name_badly(make_zip(tmp_path / "kiriman.zip", {"kudus.csv": GOOD}))
    (tmp_path / "folder").mkdir()
    inner = write_table(tmp_path / "folder" / "jepara.csv", [case("33.20.01", 7)])
    inner = name_badly(inner.parent) / inner.name
    reports = load_all(file, zipped, inner, whole).reports
    assert [(report.file, report.loaded) for report in reports] == [
        ("maret\ufffd.csv", False),
        ("maret\ufffd.zip/kudus.csv", False),
        ("jepara.csv", False),
        ("kudus.csv", True),
    ]
    assert [report.errors[0].message for report in reports[:3]] == [
        f"Nama '{name}' memuat huruf yang tidak terbaca. Ganti namanya, lalu kirim lagi."
        for name in ("maret\ufffd.csv", "maret\ufffd.zip", "maret\ufffd")
    ]
    listed = name_badly(tmp_path / "kudus.csv")
    [report] = load_lists([listed], "team", "kanim-semarang", dry_run=False).reports
    assert (report.file, report.loaded) == ("maret\ufffd.csv", False)


def test_what_no_text_can_say_is_printed_as_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, "ascii"))
    _speak_utf8()
    print(os.fsdecode(b"Kediri \xc3\xa9 \xff"), flush=True)
    assert printed.getvalue() == b"Kediri \xc3\xa9 ?\n"
