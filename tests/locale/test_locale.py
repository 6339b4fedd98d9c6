"""Words: every one can be translated, no translation loses a placeholder; numbers and dates as people write them."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pora import locale
from pora.config import LANGUAGES, ROOT
from pora.locale import _, format_change, format_day, format_number, format_period, language

SOURCES = [ROOT / "dashboard.py", *(path for name in ("pora", "etl", "pages") for path in (ROOT / name).rglob("*.py"))]
PLACEHOLDER = re.compile(r"\{(\w*)")


def find_calls() -> Iterator[tuple[str, ast.Call]]:
    """Every `_(…)` of the product with the place where it stands."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def read_texts() -> dict[str, str]:
    """Source text -> one place where it is said."""
    return {
        call.args[0].value: place
        for place, call in find_calls()
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_a_text_to_translate_is_never_put_together_first() -> None:
    """`_(f"…")` and `_("a" + b)` can't be found in a catalogue; a bare name is a text from a list of constants."""
    wrong = [
        place
        for place, call in find_calls()
        if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.Constant | ast.Name | ast.Attribute)
    ]
    assert wrong == []


def test_every_text_is_formatted_with_the_names_that_it_has() -> None:
    wrong = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"):
                continue
            text = node.func.value
            if not (isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "_"):
                continue
            if isinstance(text.args[0], ast.Constant) and all(keyword.arg for keyword in node.keywords):
                given = {keyword.arg for keyword in node.keywords}
                if set(PLACEHOLDER.findall(str(text.args[0].value))) != given:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "id"])
def test_every_text_has_a_translation_with_the_same_placeholders(lang: str) -> None:
    with (Path(locale.__file__).with_name(f"{lang}.po")).open("rb") as file:
        catalogue = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    texts = read_texts()
    assert {text: place for text, place in texts.items() if not catalogue.get(text)} == {}
    for text in texts:
        assert sorted(PLACEHOLDER.findall(catalogue[text])) == sorted(PLACEHOLDER.findall(text)), text


def test_a_text_without_a_translation_stays_as_it_is() -> None:
    for lang in LANGUAGES:
        token = language.set(lang)
        assert _("teks yang tidak ada di katalog") == "teks yang tidak ada di katalog"
        language.reset(token)


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
