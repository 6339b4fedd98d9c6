"""What can't be run on every machine agrees at least with the product: files, ports, settings."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from ast import literal_eval
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


def test_every_recipe_compiles_the_product_since_its_user_may_not() -> None:
    compiles = "-m compileall -q dashboard.py etl pora pages"
    docs = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    linux, _nothing, windows = docs.partition("\n## Windows\n")
    assert [compiles in words for words in (CONTAINERFILE, linux, windows)] == [True, True, True]


def test_the_container_has_a_python_that_was_tried_and_holds_no_secrets() -> None:
    assert f"python:{NEWEST[0]}.{NEWEST[1]}-slim" in CONTAINERFILE
    left_out = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    assert {".git", "data/*", ".streamlit/secrets.toml", "pora.toml"} <= set(left_out)


def test_the_settings_of_the_service_mean_to_streamlit_what_they_say() -> None:
    """It parts several values at spaces, and takes brackets for letters."""
    example = (DEPLOY / "systemd" / "pora.env.example").read_text("utf-8")
    given = dict(one.split("=", 1) for one in shlex.split(example, comments=True))
    command = [sys.executable, "-m", "streamlit", "config", "show"]
    told = subprocess.run(command, env=os.environ | given, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    shown = dict(
        re.findall(r"^(allowedHosts|files) = (\[.*?\])", re.sub(r"\x1b\[[\d;]*m", "", told), re.MULTILINE | re.DOTALL)
    )
    assert {name: literal_eval(listed) for name, listed in shown.items()} == {
        "allowedHosts": ["pora.example.org", "127.0.0.1"],
        "files": ["/etc/pora/secrets.toml"],
    }


def test_every_recipe_has_the_port_of_the_product() -> None:
    port = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]["port"]
    named = {found for path in RECIPES for found in re.findall(r"127\.0\.0\.1:(\d+)", path.read_text("utf-8"))}
    assert named == {str(port)}


def test_two_loads_at_once_reach_their_own_limits_before_the_one_of_their_service() -> None:
    unit = (DEPLOY / "systemd" / "pora.service").read_text("utf-8")
    compose = (DEPLOY / "container" / "compose.yaml").read_text("utf-8")
    gigabytes = [*re.findall(r"^MemoryMax=(\d+)G$", unit, re.M), *re.findall(r"^ +mem_limit: (\d+)g$", compose, re.M)]
    most = next(one.default for one in fields(Settings) if one.name == "load_memory_mb")
    assert isinstance(most, int)
    assert [1000 * int(one) >= 2 * most + 2000 for one in gigabytes] == [True, True]


def read_xml(name: str) -> ET.Element:
    return ET.parse(DEPLOY / "windows" / name).getroot()  # noqa: S314 - our own


def test_windows_runs_what_linux_runs() -> None:
    service, unit = read_xml("pora.xml"), (DEPLOY / "systemd" / "pora.service").read_text("utf-8")
    port = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]["port"]
    (arguments,) = re.findall(r"^ExecStart=\S+ (.+)$", unit, re.MULTILINE)
    given = {one.get("name"): one.get("value") for one in service.findall("env")}
    assert (service.findtext("arguments"), given["STREAMLIT_SERVER_PORT"]) == (arguments, str(port))
    assert given["STREAMLIT_SERVER_ADDRESS"] == "127.0.0.1"


def test_iis_has_the_limits_and_the_closed_door_of_nginx() -> None:
    site, nginx = read_xml("web.config"), (DEPLOY / "nginx" / "pora.conf").read_text("utf-8")
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", nginx)
    limit, header = site.find(".//requestLimits"), site.find(".//customHeaders/add")
    rules = [(rule.get("name"), rule.find("action")) for rule in site.findall(".//rule")]
    assert limit is not None and int(limit.get("maxAllowedContentLength", 0)) == int(megabytes) << 20
    assert header is not None and f'{header.get("name")} "{header.get("value")}" always;' in nginx
    assert [(name, action.get("type")) for name, action in rules if action is not None] == [
        ("metrics", "CustomResponse"),
        ("https", "Redirect"),
        ("dashboard", "Rewrite"),
    ]


@pytest.mark.parametrize("is_built", [False, True], ids=["build", "dashboard"])
def test_make_run_points_to_the_doctor_when_a_step_fails(tmp_path: Path, is_built: bool) -> None:
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 3\n")
    python.chmod(0o755)
    (tmp_path / ".venv" / ".run").touch()
    if is_built:
        (tmp_path / "data" / "warehouse").mkdir(parents=True)
        (tmp_path / "data" / "warehouse" / "CURRENT").touch()
    bare = {"PATH": os.environ["PATH"]}
    ran = subprocess.run(["make", "-s", "run"], cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    said = "Gagal. Periksa dengan: .venv/bin/python -m etl doctor (failed; this tells the next step)"
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, said)
