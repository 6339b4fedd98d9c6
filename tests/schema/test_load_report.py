"""The contract of loading: what the page asks reaches the command, and what the command answers reaches the page."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.__main__ import make_parser
from etl.commands.load import read_options
from pora.schema import LIST_KINDS
from pora.schema.load_report import (
    PERSONAL_DATA,
    ErrorKind,
    LoadOptions,
    LoadReport,
    PartChange,
    RowError,
    parse_reports,
    refuse_file,
)

WORDS = st.text(max_size=30)
NUMBERS = st.integers(min_value=0)
PERIODS = st.dates(dt.date(1990, 1, 1), dt.date(2024, 1, 1)).map("{:%Y-%m}".format)
ERRORS = st.builds(
    RowError,
    sheet=st.none() | WORDS,
    row=st.none() | NUMBERS,
    column=st.none() | WORDS,
    value=st.none() | WORDS,
    code=WORDS,
    message=WORDS,
)
CHANGES = st.builds(
    PartChange,
    period=PERIODS,
    category=WORDS,
    kabupaten_code=st.none() | WORDS,
    kabupaten_name=st.none() | WORDS,
    before=st.none() | NUMBERS,
    after=st.none() | NUMBERS,
)
REPORTS = st.builds(
    LoadReport,
    file=WORDS,
    batch_id=st.none() | WORDS,
    rows_in=NUMBERS,
    accepted=NUMBERS,
    rejected=NUMBERS,
    loaded=st.booleans(),
    unchanged=st.booleans(),
    error_count=NUMBERS,
    errors=st.lists(ERRORS, max_size=3).map(tuple),
    error_kinds=st.lists(st.builds(ErrorKind, code=WORDS, count=NUMBERS), max_size=3).map(tuple),
    warnings=st.lists(WORDS, max_size=3).map(tuple),
    changes=st.lists(CHANGES, max_size=3).map(tuple),
    found=st.lists(WORDS, max_size=3).map(tuple),
)
OPTIONS = st.builds(
    LoadOptions,
    office=WORDS.filter(bool),
    period=st.none() | PERIODS,
    kabupaten=st.none() | WORDS.filter(bool),
    accept_partial=st.booleans(),
    drop_personal=st.booleans(),
    by=st.none() | WORDS.filter(bool),
    kind=st.none() | st.sampled_from(LIST_KINDS),
    add=st.booleans(),
    change=st.none() | WORDS.filter(bool),
)


@given(REPORTS)
def test_a_report_comes_out_of_its_json_as_it_went_in(report: LoadReport) -> None:
    assert parse_reports(json.dumps(report.as_dict())) == (report,)
    assert parse_reports(json.dumps({"files": [report.as_dict()] * 2})) == (report, report)


@given(OPTIONS)
def test_what_is_asked_reaches_the_command_as_it_was_asked(options: LoadOptions) -> None:
    args = make_parser().parse_args(["load", "berkas.csv", *options.arguments])
    assert (args.files, read_options(args)) == (["berkas.csv"], options)


@given(
    st.recursive(
        st.none() | st.booleans() | NUMBERS | WORDS,
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["file", "errors", "warnings", "changes", "found"]) | WORDS, inner)
        ),
    )
)
def test_json_of_another_kind_is_no_report(answer: object) -> None:
    with pytest.raises(ValueError, match="^not a report$"):
        parse_reports(json.dumps(answer))


@pytest.mark.parametrize("text", ["", "not json", "NaN", "[" * 100_000])
def test_text_of_another_kind_is_no_report(text: str) -> None:
    with pytest.raises(ValueError, match="^not a report$"):
        parse_reports(text)


def test_a_report_with_more_keys_than_known_is_read() -> None:
    report = LoadReport("a.csv", errors=(RowError(None, 2, "x", "y", "c", "m"),))
    answer = report.as_dict()
    answer["new_key"] = 1
    answer["errors"][0]["more"] = 1
    assert parse_reports(json.dumps(answer)) == (report,)


def test_a_refused_file_is_a_report_on_the_whole_of_it() -> None:
    report = refuse_file("daftar.csv", PERSONAL_DATA, "Berisi nama orang.")
    assert report == LoadReport(
        "daftar.csv",
        error_count=1,
        errors=(RowError(None, None, None, None, PERSONAL_DATA, "Berisi nama orang."),),
        error_kinds=(ErrorKind(PERSONAL_DATA, 1),),
    )
    assert (report.holds_personal_data, report.concerns_whole_file) == (True, True)


def test_a_dry_run_has_no_new_batch_but_names_the_one_that_holds_the_same() -> None:
    report = LoadReport("a.csv", batch_id="20240319-0a1b2c3d", rows_in=1, accepted=1, loaded=True)
    assert report.as_dry_run() == LoadReport("a.csv", rows_in=1, accepted=1)
    assert replace(report, unchanged=True).as_dry_run() == replace(report, unchanged=True, loaded=False)
