from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.texts.periods import FIRST_YEAR, find_period, parse_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-03", "2024-03"),
        ("2024/3", "2024-03"),
        ("202403", "2024-03"),
        ("2024-03-19", "2024-03"),
        ("2024-03-19T00:00:00", "2024-03"),
        ("2024-03-19 10:15", "2024-03"),
        ("Maret 2024", "2024-03"),
        ("MARET  2024", "2024-03"),
        ("Maret, 2024", "2024-03"),
        ("Maret tahun 2024", "2024-03"),
        ("Maret-2024", "2024-03"),
        ("19/3/2024", "2024-03"),
        ("19-03-2024", "2024-03"),
        ("3/4/2024", "2024-04"),
        ("20 Sept 2023", "2023-09"),
        ("03/2024", "2024-03"),
        ("March 2024", "2024-03"),
        ("Pebruari 2024", "2024-02"),
        ("Nop. 2023", "2023-11"),
        ("1 Agust 2023", "2023-08"),
        ("Bulan Maret 2024", "2024-03"),
        ("Periode : Maret 2024", "2024-03"),
        ("s.d. Maret 2024", "2024-03"),
        ("Per 31 Desember 2023", "2023-12"),
        ("Selasa, 19 Maret 2024", "2024-03"),
        ("45370", "2024-03"),
        ("45370.5e0", "2024-03"),
    ],
)
def test_a_month_is_read_as_offices_write_it(text: str, period: str | None) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "-",
        "2024",
        "Maret",
        "2024-13",
        "2024-00",
        "31/2/2024",
        "30 Februari 2024",
        "3/19/2024",
        "19/3/24",
        "2024-1¹",
        "Maret 2024 1)",
    ]
    + ["Mar-24", "1/2024/3", "12345", "99999", "1234", "33.19", "Januari - Maret 2024", "0024-03", "x" * 500],
)
def test_what_is_not_one_possible_month_is_no_period(text: str | None) -> None:
    assert parse_period(text) is None


def test_the_day_comes_first() -> None:
    assert parse_period("1/12/2024") == "2024-12"


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["DATA ORANG ASING", "BULAN MARET 2024"], "2024-03"),
        (["KEADAAN S/D 31 MARET 2024"], "2024-03"),
        (["Data per 31-03-2024"], "2024-03"),
        (["MARET", "TAHUN 2024"], "2024-03"),
        (["KEADAAN MARET 2024¹"], "2024-03"),
        (["PERIODE MARET 2024 1)"], "2024-03"),
        (["JANUARI S.D. MARET 2024"], None),
        (["BULAN JANUARI 2024", "BULAN MARET 2024"], None),
        (["Semarang, 19 Maret 2024"], None),
        (["Nomor: W.13/IMI.2/03/2024"], None),
        (["Undang-Undang Nomor 6, 5 Mei 2011"], None),
        (["TAHUN 2024"], None),
        ([], None),
    ],
)
def test_the_month_of_a_title_is_the_only_one_it_names(lines: list[str], period: str | None) -> None:
    assert find_period(lines) == period


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_all_its_spellings(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    spellings = (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"{day:%m/%Y}", str(serial))
    assert {parse_period(spelling) for spelling in spellings} == {f"{day:%Y-%m}"}


@given(st.text(max_size=40))
def test_any_text_is_a_month_of_our_time_or_nothing(text: str) -> None:
    for period in (parse_period(text), find_period([text])):
        assert period is None or f"{dt.date.fromisoformat(period + '-01'):%Y-%m}" == period >= str(FIRST_YEAR)
