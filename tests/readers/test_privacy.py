"""No byte of a name or a passport reaches disk, log or message, whether a register is refused or counted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.readers import ReadDefaults, describe_read_report, read_file
from pora.errors import RefusedError
from tests.office_files import persons
from tests.office_files.write import write_text

SECRETS = ("CONTOH", "ZHANG", "EA1234567", "M12345678", "EB7654321", "EC1111111")


def register_csv(path: Path) -> None:
    """Large enough that DuckDB would spill it, were it read into a table."""
    lines = ["DAFTAR ORANG ASING;;;;", "No;Nama;No. Paspor;Kebangsaan;L/P;Kecamatan"]
    lines += [f"{n};ZHANG CONTOH {n};EA1234567;China;L;Bae" for n in range(1, 20_000)]
    write_text(path, lines)


def register_utf16(path: Path) -> None:
    lines = ("Nama\tPaspor\tKebangsaan\tL/P\tKecamatan", "ZHANG CONTOH\tEA1234567\tChina\tL\tBae")
    write_text(path, lines, "utf-16")


def tidy_with_names(path: Path) -> None:
    write_text(path, ("Nama,Kecamatan,Kewarganegaraan,Jumlah", "ZHANG CONTOH,Bae,China,1"))


def tidy_with_passports(path: Path) -> None:
    write_text(path, ("Kecamatan,Keperluan,Jumlah", *["Bae,bekerja,1"] * 9_000, "Bae,EA1234567,1"), "cp1252")


BUILDERS = (persons.register_refused, register_csv, register_utf16, tidy_with_names, tidy_with_passports)


def bytes_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("drop_personal", [False, True])
def test_no_byte_of_a_person_reaches_disk_log_or_message(
    build: Callable[[Path], None],
    drop_personal: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / "source" / "daftar.csv"
    outside = tmp_path / "outside"
    source.parent.mkdir()
    outside.mkdir()
    build(source)
    monkeypatch.setenv("TMPDIR", str(outside))
    monkeypatch.chdir(outside)
    caplog.set_level(logging.DEBUG)
    said = ""
    with duckdb.connect(str(outside / "db.duckdb")) as con:
        con.execute("SET temp_directory = 'spill'; SET memory_limit = '100MB'")
        try:
            found = read_file(source, con, ReadDefaults(drop_personal=drop_personal))
            said = "\n".join(describe_read_report(found)) + repr(found)
            con.execute("CREATE TABLE kept AS SELECT * FROM raw")
        except RefusedError as error:
            said = str(error)
            assert not drop_personal
        con.execute("CHECKPOINT")
    captured = capfd.readouterr()
    everything = bytes_under(outside) + (said + caplog.text + captured.out + captured.err).encode()
    assert [secret for secret in SECRETS if secret.encode() in everything] == []
    assert [secret for secret in SECRETS if secret.encode("utf-16-le") in everything] == []


def test_the_check_itself_would_see_a_name(tmp_path: Path) -> None:
    persons.register_dropped(tmp_path / "a.xlsx")
    tidy_with_names(tmp_path / "a.csv")
    assert b"ZHANG" in bytes_under(tmp_path)


def test_the_columns_of_persons_are_named_and_their_originals_not_kept(tmp_path: Path) -> None:
    register_csv(tmp_path / "a.csv")
    with duckdb.connect() as con:
        found = read_file(tmp_path / "a.csv", con, ReadDefaults(drop_personal=True))
        rows = con.execute("SELECT row_number, kecamatan, nationality, sex, person_count FROM raw").fetchall()
    assert found.dropped == ("Nama", "No. Paspor")
    assert found.holds_persons
    assert rows == [(3, "Bae", "China", "L", "19999")]
