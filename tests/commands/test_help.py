"""Help of every command: in the reader's language, also where argparse speaks, with an example that can be typed."""

from __future__ import annotations

import argparse
import re
import shlex

import pytest

from etl.__main__ import main, make_parser
from etl.commands.help import EXAMPLES, _translate
from pora.locale import speaking

ENGLISH = re.compile(
    r"\b(usage|options|error|required|invalid|unrecognized|expected|show|positional|choose|exit"
    r"|CODE|FILE|NAME|DIR|PATH|WORDS|TABLE|ROW|VALUE|YYYY)\b:?"
)


def list_commands() -> dict[str, argparse.ArgumentParser]:
    [found] = [one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(found.choices)


@pytest.mark.parametrize("command", ["", *EXAMPLES])
def test_help_is_indonesian_with_an_example_and_words_for_every_option(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command.split(), "--help"])
    said = capsys.readouterr().out
    assert said.startswith("pemakaian: ") and ENGLISH.findall(said) == []
    assert (f"Contoh: python -m etl {command}" in " ".join(said.split())) == bool(command)


def test_every_command_has_an_example_that_can_be_typed() -> None:
    assert set(list_commands()) == set(EXAMPLES)
    for example in EXAMPLES.values():
        assert make_parser().parse_args(shlex.split(example)).run


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("deck", "argumen ini wajib diisi: --area, --period, --output"),
        ("status --nama x", "argumen tidak dikenal: --nama x"),
        ("deck --format", "argumen --format: harus diikuti satu isian"),
        ("deck --format doc", "argumen --format: pilihan tidak dikenal: 'doc'"),
        ("template --kabupaten 33.19 --kecamatan 33.19.01", "tidak dapat bersama argumen --kabupaten"),
        ("template --period 2024-03 --output x", "salah satu argumen ini wajib diisi: --kabupaten --kecamatan"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_indonesian(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(line.split())
    said = capsys.readouterr().err
    assert (stop.value.code, sentence in said, ENGLISH.findall(said)) == (2, True, [])


def test_every_text_of_argparse_keeps_its_placeholders_and_english_stays_english() -> None:
    for text, words in _translate().items():
        assert set(re.findall(r"%\(\w+\)|%[rs]", words)) <= set(re.findall(r"%\(\w+\)|%[rs]", text))
    with speaking("en"):
        assert make_parser().format_help().startswith("usage: ")
