"""Who is late, as a message and as an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import case, load_rows
from in_memory import InMemory

from etl.__main__ import main
from pora.reference.offices import kabupaten_of


def test_the_message_names_each_office_and_what_it_did_not_report(
    kudus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["remind", "--period", "2024-03"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Belum lapor: orang asing, Maret 2024 (keadaan ")
    assert lines[1:3] == [
        "- Kantor Imigrasi Semarang: Kab. Grobogan, Kab. Demak, Kab. Semarang, Kab. Kendal, Kota Salatiga dan "
        "Kota Semarang",
        "- Kantor Imigrasi Pemalang: seluruh wilayah kerja (7 kabupaten/kota)",
    ]
    assert lines[-1] == "Mohon tabelnya dikirim ke Kantor Wilayah. Terima kasih."


def test_an_office_whose_area_is_covered_is_not_named(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [case(f"{code}.01", 0) for code in kabupaten_of("kanim-pati", "2024-03")]
    assert load_rows(tmp_path, rows, office="kanim-pati").loaded
    assert main(["remind", "--period", "2024-03", "--json"]) == 1
    late = json.loads(capsys.readouterr().out)["late"]
    assert "kanim-pati" not in [one["office_code"] for one in late]
    assert "kanim-pemalang" in [one["office_code"] for one in late]


def test_a_month_that_nobody_reported_has_every_office(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remind", "--period", "2031-01"]) == 1
    assert capsys.readouterr().out.count("\n- ") == 6


def test_a_period_that_is_none_is_wrong_use(empty: Path) -> None:
    assert main(["remind", "--period", "Maret"]) == 2


def test_an_office_that_reports_actions_without_kabupaten_is_not_late(
    in_memory: InMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = case(None, 0, category="tindakan", action_kind="deportasi")
    assert load_rows(tmp_path, [row]).loaded
    assert main(["remind", "--period", "2024-03", "--category", "tindakan"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Belum lapor: tindakan, Maret 2024") and "Semarang:" not in said and "Pati:" in said


def test_who_has_no_office_is_named_beside_the_message_and_not_in_it(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["remind", "--period", "2026-10"]) == 1
    printed = capsys.readouterr()
    assert "Blora" not in printed.out
    assert printed.err == (
        "Tanpa kantor pada Oktober 2026, jadi tidak diingatkan: Kab. Purworejo, Kab. Blora dan Kab. Tegal. Cara "
        "menulis kantornya ada di docs/national.md.\n"
    )
    assert main(["remind", "--period", "2026-10", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["without_office"] == ["Kab. Purworejo", "Kab. Blora", "Kab. Tegal"]
    assert printed.err == ""
    assert main(["remind", "--period", "2024-03"]) == 1
    assert capsys.readouterr().err == ""
