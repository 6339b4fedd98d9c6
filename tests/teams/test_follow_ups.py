"""What meetings agreed: loaded as a list, refused whole where a cell is wrong, told as of a month; and villages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from builders import OWN_WORDS, case, load_rows, query
from in_memory import InMemory

from etl.pipeline import load_lists
from pora.access.roles import Scope, Version
from pora.deck.agreed import make_agreed_content
from pora.deck.model import Content
from pora.deck.reports import make_follow_up_content
from pora.deck.subject import Subject
from pora.schema import FOLLOW_UP, FOLLOW_UP_STATES, VILLAGE, Cut
from pora.schema.load_report import LoadReport
from pora.statistics.follow_ups import (
    FollowUpCounts,
    count_follow_ups,
    describe_follow_ups,
    describe_overdue,
    keep_agreed,
)
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.wording.follow_ups import follow_up_words, make_follow_up_table, make_village_table

LIST = """Tanggal rapat,Tindak lanjut,Penanggung jawab,Kabupaten,Kecamatan,Tenggat,Keadaan,Hasil
19/3/2024,Pendataan dua kecamatan,"Kesbangpol, Polres",Kudus,,Mei 2024,proses,
19/3/2024,Melengkapi laporan Jati,Kecamatan,Kudus,Jati,2024-07,baru,
19/3/2024,Rapat kecil,,Kudus,,April 2024,tuntas,Selesai di Bae
Juni 2024,Kunjungan,,,,Agustus 2024,batal,
"""
JULY = dt.date(2024, 7, 31)


def load(folder: Path, kind: str, text: str) -> LoadReport:
    path = folder / f"{kind}.csv"
    path.write_text(text, "utf-8")
    return load_lists([path], kind, "kanim-semarang", dry_run=False).reports[0]


def agreed(area_code: str, period: str, version: Version = "exact") -> pd.DataFrame:
    return keep_agreed(queries.select_follow_ups(use_snapshot(), Scope(version), area_code, JULY), period)


def found(report: LoadReport) -> list[tuple[object, ...]]:
    return [(error.row, error.column, error.value, error.code) for error in report.errors]


def test_a_list_of_follow_ups_is_told_as_of_a_month(in_memory: InMemory, tmp_path: Path) -> None:
    assert load(tmp_path, FOLLOW_UP, LIST).loaded
    rows = agreed("33.19", "2024-07")
    assert make_follow_up_table(rows).iloc[:, :7].values.tolist() == [
        ["Rapat kecil", "tidak disebut", "Kab. Kudus", "April 2024", "Selesai", "Selesai di Bae", "19 Maret 2024"],
        [
            "Pendataan dua kecamatan",
            "Kesbangpol, Polres",
            "Kab. Kudus",
            "Mei 2024",
            "Berjalan, lewat tenggat",
            "tidak disebut",
            "19 Maret 2024",
        ],
        [
            "Melengkapi laporan Jati",
            "Kecamatan",
            "Jati, Kab. Kudus",
            "Juli 2024",
            "Baru",
            "tidak disebut",
            "19 Maret 2024",
        ],
    ]
    counts = [count_follow_ups(agreed("kanim-semarang", period)) for period in ("2024-02", "2024-05", "2024-09")]
    assert counts == [FollowUpCounts(0, 0, 0, 0), FollowUpCounts(2, 0, 1, 0), FollowUpCounts(2, 2, 1, 1)]
    assert describe_follow_ups(counts[2]) == "2 terbuka, 2 di antaranya lewat tenggat; 1 selesai; 1 batal"
    assert [describe_overdue(one) for one in counts] == [
        None,
        None,
        "2 tindak lanjut rapat lewat tenggat; lihat Tim Pora.",
    ]
    assert agreed("33.29", "2024-09").empty


def test_the_next_deck_opens_with_what_was_agreed_the_overdue_first(in_memory: InMemory, tmp_path: Path) -> None:
    load(tmp_path, FOLLOW_UP, LIST)

    def make(period: str, version: Version = "exact") -> Content | None:
        return make_agreed_content(Subject(use_snapshot(), Scope(version), Cut("33.19", period, "orang_asing")))

    slide = make("2024-07")
    assert slide is not None
    assert slide.title == "Tindak lanjut rapat lalu: 2 terbuka, 1 di antaranya lewat tenggat; 1 selesai"
    assert [cells for block in slide.blocks for cells in getattr(block, "cells", ())] == [
        ("Pendataan dua kecamatan", "Kesbangpol, Polres", "Mei 2024", "Berjalan, lewat tenggat"),
        ("Melengkapi laporan Jati", "Kecamatan", "Juli 2024", "Baru"),
        ("Rapat kecil", "tidak disebut", "April 2024", "Selesai"),
    ]
    assert make("2024-01") is None
    public = make("2024-07", "public")
    assert (
        public is not None and "Pendataan" not in public.blocks[0].rows.to_csv() + public.notes + public.blocks[0].alt
    )


def test_the_deck_closes_with_what_was_agreed_since_and_what_reports_ask_for(
    in_memory: InMemory, tmp_path: Path
) -> None:
    load_rows(tmp_path, [case("33.19.01", 5), case("33.19.02", 5)], office="kanim-semarang")
    load(tmp_path, FOLLOW_UP, LIST.replace("19/3/2024,Rapat kecil", "1/4/2024,Rapat kecil"))

    def close(area_code: str, version: Version = "exact") -> Content:
        return make_follow_up_content(Subject(use_snapshot(), Scope(version), Cut(area_code, "2024-03", "orang_asing")))

    slide, office = close("33.19"), close("kanim-semarang")
    assert slide.title == "1 disepakati sesudah Maret 2024, 2 diusulkan"
    assert getattr(slide.blocks[0], "cells", None) == (
        ("Rapat kecil", "tidak disebut", "April 2024", "Selesai"),
        ("Meminta laporan Maret 2024 dari 7 kecamatan.", "–", "–", "Usulan"),
        ("Memeriksa selisih −38 orang asing antara angka terbit dan tabel kasus Maret 2024.", "–", "–", "Usulan"),
    )
    assert office.title.startswith("2 disepakati sesudah Maret 2024, ")  # with the one on all of the office
    public = close("33.19", "public")
    assert "Rapat kecil" not in public.blocks[0].rows.to_csv() + public.notes + public.blocks[0].alt
    load_rows(tmp_path, [case(f"33.19.0{n}", 5) for n in range(1, 8)], office="kanim-semarang")
    asked = [cells[0] for cells in getattr(close("33.19").blocks[0], "cells", ())]
    assert asked[1] == "Meminta laporan Maret 2024 dari Gebog dan Dawe."


def test_history_stays_and_only_the_newest_list_counts(in_memory: InMemory, tmp_path: Path) -> None:
    load(tmp_path, FOLLOW_UP, LIST)
    load(tmp_path, FOLLOW_UP, LIST.replace("proses", "selesai"))
    states = "SELECT follow_up_state FROM core_follow_up WHERE subject LIKE 'Pendataan%' ORDER BY batch_id, row_number"
    assert sorted(query(states)) == [("berjalan",), ("selesai",)]
    assert count_follow_ups(agreed("33.19", "2024-07")) == FollowUpCounts(1, 0, 2, 0)


def test_every_bad_cell_of_a_list_of_follow_ups_is_named_and_nothing_is_loaded(
    in_memory: InMemory, tmp_path: Path
) -> None:
    text = (
        "No,Tanggal rapat,Tindak lanjut,Tenggat,Keadaan,Penanggung jawab\n"
        "1,19/3/2099,Pendataan,segera,baru,\n2,19/3/2024,,Mei 2024,macet,Toko Baru\n"
    )
    report = load(tmp_path, FOLLOW_UP, text)
    assert found(report) == [
        (2, "Tanggal rapat", "19/3/2099", "constraint-error"),
        (2, "Tenggat", "segera", "type-error"),
        (3, "Tindak lanjut", None, "constraint-error"),
        (3, "Penanggung jawab", "Toko Baru", "constraint-error"),
        (3, "Keadaan", "macet", "constraint-error"),
    ]
    assert (report.loaded, query("SELECT count(*) FROM core_follow_up")) == (False, [(0,)])


@pytest.mark.parametrize("cell", ["Hubungi Bapak Budi", "NIP 198501012010011001", "Budi Santoso, S.H."])
def test_a_follow_up_that_names_a_person_is_refused(in_memory: InMemory, tmp_path: Path, cell: str) -> None:
    text = f'Tanggal rapat,Tindak lanjut,Tenggat,Keadaan\n19/3/2024,"{cell}",Mei 2024,baru\n'
    assert found(load(tmp_path, FOLLOW_UP, text)) == [(None, None, None, "personal-data")]


def test_every_state_has_words() -> None:
    assert tuple(follow_up_words()) == FOLLOW_UP_STATES


def villages(area_code: str, version: Version = "exact") -> pd.DataFrame:
    return queries.select_villages(use_snapshot(), Scope(version), area_code, JULY)


def test_nine_villages_are_known_with_their_sources_and_a_list_adds_one(in_memory: InMemory, tmp_path: Path) -> None:
    known = villages("33")
    assert known["desa_name"].tolist() == [
        *("Pagubugan", "Lemahjaya", "Krandon Lor", "Kadirejo", "Kumpulrejo", "Karangtengah", "Sarirejo"),
        *("Krajankulon", "Wonorejo"),
    ]
    assert len(villages("33.24")) == 5 and len(villages("33.24.08")) == 5 and len(villages("kanim-cilacap")) == 2
    assert load(tmp_path, VILLAGE, OWN_WORDS[VILLAGE]).loaded
    row = make_village_table(villages("33.19")).iloc[0].tolist()
    assert row[:3] == ["Getaspejaten", "Jati, Kab. Kudus", "Kantor Imigrasi Semarang"]
    assert row[4:6] == ["rahasia", "1.402"]
    kept_back = "tidak ada dalam versi publik"
    assert make_village_table(villages("33.19", "public")).iloc[0].tolist()[4:6] == [kept_back, kept_back]


def test_every_bad_row_of_a_list_of_villages_is_named(in_memory: InMemory, tmp_path: Path) -> None:
    text = (
        "No,Kabupaten,Kecamatan,Desa,Petugas Pimpasa\n1,Kudus,Jati,Entah,2\n2,Kudus,,Getas Pejaten,2\n"
        "3,Kudus,Jati,Getas Pejaten,sekitar 2\n4,Kudus,Jati,Ds. Getas Pejaten,1\n5,Kudus,Jati,,1\n"
    )
    report = load(tmp_path, VILLAGE, text)
    assert [(row, column, code) for row, column, _value, code in found(report)] == [
        (2, "Desa", "unknown-area"),
        (3, "Desa", "ambiguous-area"),
        (4, "Petugas Pimpasa", "inexact-count"),
        (5, "Desa", "unique-error"),
        (6, "Desa", "constraint-error"),
    ]
    assert query("SELECT count(*) FROM core_village WHERE batch_id IS NOT NULL") == [(0,)]
