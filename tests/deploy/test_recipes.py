"""What can't be run on every machine agrees at least with the product: files, ports, settings."""

from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ET
from dataclasses import fields
from pathlib import Path

import pytest

from etl.python_version import NEWEST
from pora.config import ROOT, Settings

DEPLOY = ROOT / "deploy"
RECIPES = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text("utf-8")


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_a_recipe_knows_no_setting_that_is_none(path: Path) -> None:
    assert set(re.findall(r"PORA_[A-Z_]+", path.read_text("utf-8"))) <= {
        f"PORA_{one.name.upper()}" for one in fields(Settings)
    } | {"PORA_"}


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_a_recipe_names_the_loopback_address_and_never_localhost(path: Path) -> None:
    meant = [line for line in path.read_text("utf-8").splitlines() if not line.strip().startswith(("#", "<!--"))]
    assert [line for line in meant if "localhost" in line.split("#")[0]] == []


def test_the_container_copies_what_the_product_needs() -> None:
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", CONTAINERFILE, re.MULTILINE) for name in line.split()}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {"dashboard.py", "pyproject.toml", "requirements.txt", "data/reference", "etl", "pora", "pages"} <= copied


def test_the_container_has_a_python_that_was_tried_and_holds_no_secrets() -> None:
    assert f"python:{NEWEST[0]}.{NEWEST[1]}-slim" in CONTAINERFILE
    left_out = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    assert {".git", "data/*", ".streamlit/secrets.toml", "pora.toml"} <= set(left_out)


def test_every_recipe_has_the_port_of_the_product() -> None:
    port = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]["port"]
    named = {found for path in RECIPES for found in re.findall(r"127\.0\.0\.1:(\d+)", path.read_text("utf-8"))}
    assert named == {str(port)}


@pytest.mark.parametrize("name", ["pora.xml", "web.config"])
def test_the_files_for_windows_are_xml(name: str) -> None:
    assert ET.parse(DEPLOY / "windows" / name).getroot() is not None  # noqa: S314 - our own
