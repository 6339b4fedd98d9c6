"""What exists is documented: commands, options, settings, tables, reference files, pages; links lead somewhere."""

from __future__ import annotations

import argparse
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from etl.__main__ import make_parser
from pora.config import LANGUAGES, ROOT, Settings
from pora.export.formats import FORMATS
from pora.version import read_version
from pora.warehouse.queries.request import EXPORTED_TABLES

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in make_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


COMMANDS = commands()


def row_of(command: str) -> str:
    """The line of the README's table that shows the command."""
    return next((line for line in README.splitlines() if re.match(rf"\| `{command}\b", line)), "")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command_with_every_option(command: str) -> None:
    row = row_of(command)
    assert row, f"README has no row for `{command}`"
    for action in COMMANDS[command]._actions:
        for option in action.option_strings:
            assert option in ("-h", "--help") or option in row, option


def test_the_readme_shows_no_option_that_is_none() -> None:
    known = {option for parser in COMMANDS.values() for action in parser._actions for option in action.option_strings}
    shown = {option for command in COMMANDS for option in re.findall(r"--[a-z-]+", row_of(command))}
    assert shown <= known


@pytest.mark.parametrize("setting", [f"PORA_{field.name.upper()}" for field in fields(Settings)])
def test_the_readme_and_the_module_show_every_setting(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \|", README, re.MULTILINE)
    assert setting in (ROOT / "pora" / "config.py").read_text("utf-8").split('"""')[1]


def test_the_readme_shows_no_setting_that_is_none() -> None:
    assert set(re.findall(r"PORA_[A-Z_]+", README)) <= {f"PORA_{field.name.upper()}" for field in fields(Settings)}


def test_the_readme_names_tables_formats_and_languages() -> None:
    for name in (*EXPORTED_TABLES, *FORMATS, *LANGUAGES):
        assert f"`{name}`" in README or name in row_of("export"), name


def test_the_readme_has_both_commands_and_an_indonesian_summary_on_top() -> None:
    assert "`make run`" in README and "`make test`" in README
    assert "Ringkasan" in README.split("##")[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path) -> None:  # noqa: ANN001
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_the_newest_part_of_the_changelog_is_the_version_that_the_product_tells() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## .*?(\d+)\.(\d+)\.(\d+)", changelog, re.MULTILINE)
    assert ".".join(max(versions, key=lambda one: [int(part) for part in one])) == read_version()


def test_the_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "data" / "reference").glob("*.csv")))
def test_every_reference_file_is_explained(name: str) -> None:
    assert f"`{name}`" in (ROOT / "data" / "reference" / "README.md").read_text("utf-8")


def test_the_modules_that_the_architecture_names_exist() -> None:
    named = re.findall(r"`((?:pora|etl|pages|data)/[\w/.]*)`", (ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists() and not path.startswith("data/")] == []
    assert len(named) > 5


def folders_of_code() -> set[str]:
    """Every folder with Python in it, and the files that lie in none, as the architecture writes them."""
    files = [path.relative_to(ROOT) for top in ("pora", "etl", "pages") for path in (ROOT / top).rglob("*.py")]
    folders = {f"{path.parent}/" for path in files if len(path.parts) > 2}
    return folders | {str(path) for path in files if len(path.parts) == 2 and path.name != "__init__.py"}


def test_the_table_of_the_architecture_has_a_row_for_every_folder_and_no_other() -> None:
    table = (
        (ROOT / "docs" / "architecture.md")
        .read_text("utf-8")
        .split("## Where does this line go?")[1]
        .split("\n\nA folder")[0]
    )
    named = set(re.findall(r"`((?:pora|etl|pages)/[\w/.]*)`", table))
    wider = {f"{path}/" for name in folders_of_code() for path in Path(name).parents}
    assert (folders_of_code() - named, {path for path in named if not (ROOT / path).exists()}) == (set(), set())
    assert {path for path in named if path.endswith("/")} <= folders_of_code() | wider | {"pora/fonts/"}


def test_the_architecture_draws_the_layers_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    drawn = [" ".join(line.split()[1:]) for line in re.sub(r"\n +", " ", drawing).strip().splitlines()]
    assert drawn == [" > ".join(contract["layers"]) for contract in contracts if contract["type"] == "layers"]
