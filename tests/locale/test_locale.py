"""Words: every one can be translated, no translation loses a placeholder; numbers and dates as people write them."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

from pora import locale, schema
from pora.config import LANGUAGES, ROOT
from pora.locale import _, _n, format_change, format_day, format_number, format_period, language, speaking
from pora.statistics.measures import Measure, change_measure, count_measure, rate_measure
from pora.wording.counts import person_words

SOURCES = [ROOT / "dashboard.py", *(path for name in ("pora", "etl", "pages") for path in (ROOT / name).rglob("*.py"))]
FOREIGN = [lang for lang in LANGUAGES if lang != "id"]
PLACEHOLDER = re.compile(r"\{(\w*)")
MANY_THINGS = re.compile(
    r"\{\w+\}(\*\*)? (\w+ )?(areas|cells|classes|columns|counts|days|errors|figures|files|letters|meetings|members|"
    r"months|names|numbers|offices|parts|persons|provinces|rows|sheets|slides|tables|teams|totals|views)\b"
)
NEVER_ONE = {
    # a limit of ours
    "Baris {row} berkas {name} berisi lebih dari {limit} kolom. Hapus isi di sebelah kanan tabel, atau periksa "
    "pemisah kolomnya.",
    "Beri nama 1 sampai {n} huruf.",
    "Lebih dari {n} baris: {file} tidak ditulis. Perbaiki di berkas asalnya.",
    "Paling banyak {n} tampilan tersimpan. Hapus satu dulu.",
    "Paling banyak {n} wilayah terbesar; semuanya ada di bawah.",
    "{m} baris yang pertama:",
    "{method}, {n} kelas",
    # said only where there are more
    "{agency} menyebut {n} angka; semuanya ditampilkan, tidak ada yang dipilih.",
    "{place}: {n} angka dari {m} instansi",
    "Baris {row} berisi {found} kolom, seharusnya paling banyak {expected}. Perbaiki baris itu.",
    "Ditampilkan {n} dari {m} kesalahan.",
    "Semua {n} rapat",
    "{n} baris tidak muat dalam satu lembar Excel (paling banyak {most}). Pilih periode atau wilayah yang lebih kecil, "
    "atau bentuk CSV atau Parquet.",
    "{n} dari {total} bagian berlaku, sisanya digantikan {newer}",
    "{n} kantor",
    "{n} kantor imigrasi",
    "{place}: {count} {persons} di {n} dari {m} provinsi",
    # another noun stands after the number
    "{change} {persons} sejak {period} di wilayah yang melapor pada kedua bulan",
}


def is_text(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


@cache
def list_calls() -> list[tuple[str, ast.Call]]:
    """Every call of the product with the place where it stands."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def find_calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Every `_(…)` or `_n(…)` of the product with the place where it stands."""
    yield from ((place, call) for place, call in list_calls() if is_text(call, *names))


@cache
def read_texts(name: str) -> dict[str, str]:
    """Source text -> one place where it is said."""
    return {
        call.args[0].value: place
        for place, call in find_calls(name)
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def list_headings() -> set[str]:
    """The headings of all columns of all tables."""
    parts = (schema.core, schema.out, schema.reference, schema.teams)
    tables = [value for part in parts for value in vars(part).values() if isinstance(value, schema.Table)]
    assert len(tables) > 20
    return {column.label for table in tables for column in table.columns}


@cache
def read_catalogue(lang: str) -> dict[str, tuple[str, ...]]:
    """Source text -> its translation, or the one for each plural form of the language."""
    with (Path(locale.__file__).with_name(f"{lang}.po")).open("rb") as file:
        messages = [message for message in read_po(file, locale=lang) if message.id]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (message.string,)
        if isinstance(message.string, str)
        else tuple(message.string)
        for message in messages
    }


def test_a_text_to_translate_is_never_put_together_first() -> None:
    """`_(f"…")` and `_("a" + b)` can't be found in a catalogue; a bare name is a text from a list of constants."""
    wrong = [
        place
        for place, call in find_calls("_")
        if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.Constant | ast.Name | ast.Attribute)
    ]
    wrong += [
        place
        for place, call in find_calls("_n")
        if len(call.args) != 2 or call.keywords or not isinstance(call.args[0], ast.Constant)
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", FOREIGN)
def test_every_heading_of_a_column_is_translated(lang: str) -> None:
    assert list_headings() - set(read_catalogue(lang)) == set()


def test_every_text_is_formatted_with_the_names_that_it_has() -> None:
    wrong = []
    for place, call in list_calls():
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "format"):
            continue
        text = call.func.value
        if not (is_text(text, "_", "_n") and isinstance(text, ast.Call)):
            continue
        if isinstance(text.args[0], ast.Constant) and all(keyword.arg for keyword in call.keywords):
            given = {keyword.arg for keyword in call.keywords}
            if set(PLACEHOLDER.findall(str(text.args[0].value))) != given:
                wrong.append(place)
    assert wrong == []


@pytest.mark.parametrize("lang", FOREIGN)
def test_every_text_has_a_translation_with_the_same_placeholders(lang: str) -> None:
    catalogue, texts = read_catalogue(lang), read_texts("_") | read_texts("_n")
    assert {text: place for text, place in texts.items() if not all(catalogue.get(text, [""]))} == {}
    for text in texts:
        for form in catalogue[text]:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(text)), text


@pytest.mark.parametrize("lang", FOREIGN)
def test_what_is_said_of_a_number_has_every_plural_form_of_the_language_and_nothing_else_has(lang: str) -> None:
    forms = int(Catalog(locale=lang).num_plurals)
    catalogue = read_catalogue(lang)
    assert {text: len(catalogue[text]) for text in read_texts("_n")} == dict.fromkeys(read_texts("_n"), forms)
    assert {text: len(catalogue[text]) for text in read_texts("_")} == dict.fromkeys(read_texts("_"), 1)


def test_no_english_text_says_a_number_in_the_plural_only() -> None:
    texts, catalogue = read_texts("_"), read_catalogue("en")
    assert {text for text in texts if MANY_THINGS.search(catalogue[text][0])} - NEVER_ONE == set()


def test_make_messages_finds_texts_of_both_kinds(tmp_path: Path) -> None:
    keywords = re.findall(r"-k (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    source = tmp_path / "page.py"
    source.write_text(
        '_("Belum lapor")\n_n("{n} wilayah", count)\ncol("area_name", "Wilayah", "Nama wilayah")\n', "utf-8"
    )
    found = extract_from_file("python", source, keywords=DEFAULT_KEYWORDS | parse_keywords(keywords))
    assert [text for _line, text, *_rest in found] == ["Belum lapor", ("{n} wilayah", "{n} wilayah"), "Wilayah"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("id", ["0 wilayah", "1 wilayah", "2 wilayah", "1.000 wilayah"]),
        ("en", ["0 areas", "1 area", "2 areas", "1,000 areas"]),
    ],
)
def test_a_number_has_the_form_of_the_word_that_the_language_says(lang: str, expected: list[str]) -> None:
    with speaking(lang):
        said = [_n("{n} wilayah", n).format(n=format_number(n)) for n in (0, np.int64(1), 2, 1000)]
    assert said == expected


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        (count_measure, 0, "0 foreign nationals"),
        (count_measure, 1, "1 foreign national"),
        (count_measure, 1000, "1,000 foreign nationals"),
        (rate_measure, 1, "1.0 foreign nationals per 100 km²"),
        (lambda category: change_measure(count_measure(category), "2024-02"), -1, "−1 foreign national"),
        (lambda category: change_measure(count_measure(category), "2024-02"), 2, "+2 foreign nationals"),
    ],
)
def test_the_unit_of_a_measure_follows_its_number(
    measure: Callable[[str], Measure], value: float, expected: str
) -> None:
    with speaking("en"):
        assert measure(schema.ORANG_ASING).words(value) == expected


def test_persons_beside_no_number_are_many() -> None:
    with speaking("en"):
        said = [
            person_words(schema.PENGUNGSI),
            person_words(schema.PENGUNGSI, 1),
            person_words(schema.PENGUNGSI, pd.NA),
        ]
    assert said == ["refugees", "refugee", "refugees"]


def test_a_text_without_a_translation_stays_as_it_is() -> None:
    for lang in LANGUAGES:
        token = language.set(lang)
        assert _("teks yang tidak ada di katalog") == "teks yang tidak ada di katalog"
        language.reset(token)


def test_an_empty_text_stays_empty() -> None:
    """Gettext keeps the heading of its catalogue under it."""
    with speaking("en"):
        assert _("") == ""


def test_a_catalogue_beside_the_module_translates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en.po").write_text('msgid "Belum lapor"\nmsgstr "Not reported"\n', "utf-8")
    monkeypatch.setattr(locale, "__file__", str(tmp_path / "__init__.py"))
    locale._catalogue.cache_clear()
    token = language.set("en")
    assert _("Belum lapor") == "Not reported"
    language.set("id")
    assert _("Belum lapor") == "Belum lapor"
    language.reset(token)
    locale._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("id", ["0", "1.234", "1.963.824", "−", "12,5", "+12", "−1.234", "0", "19 Maret 2024", "Maret 2024"]),
        ("en", ["0", "1,234", "1,963,824", "−", "12.5", "+12", "−1,234", "0", "19 March 2024", "March 2024"]),
    ],
)
def test_numbers_and_dates_are_written_as_the_reader_writes_them(lang: str, expected: list[str]) -> None:
    token = language.set(lang)
    written = [
        format_number(0),
        format_number(1234),
        format_number(1_963_824),
        format_change(-1)[0],
        format_number(12.49, 1),
        format_change(12),
        format_change(-1234),
        format_change(0),
        format_day(dt.date(2024, 3, 19)),
        format_period("2024-03"),
    ]
    language.reset(token)
    assert written == expected


def test_numbers_of_every_kind_are_written_one_after_the_other() -> None:
    """A Decimal can't be compared with a whole number of numpy, so none may be looked for under the other's name."""
    kinds = (Decimal(104_729), np.int64(104_729), 104_729, 104_729.0, np.float64(104_729))
    assert {format_number(number) for number in kinds} == {"104.729"}


def test_of_one_moment_each_clock_tells_its_own_day() -> None:
    moment = dt.datetime(2024, 3, 31, 16, 30, tzinfo=dt.UTC)
    clocks = [dt.timezone(dt.timedelta(hours=hours)) for hours in (7, 9)]
    assert [format_day(moment.astimezone(clock)) for clock in clocks] == ["31 Maret 2024", "1 April 2024"]
