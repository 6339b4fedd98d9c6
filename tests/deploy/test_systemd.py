"""The units are what systemd takes, are shut in, and run commands that there are."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.__main__ import make_parser
from pora.config import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").glob("pora*.[st]*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
MOST_EXPOSED = "25"  # of 100, as systemd-analyze security counts; an ordinary service has 96
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")


def command_of(service: Path) -> list[str]:
    (line,) = re.findall(r"^ExecStart=(.+)$", service.read_text("utf-8"), re.MULTILINE)
    return shlex.split(line)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units as they are installed, for a product that lies here."""
    for unit in UNITS:
        installed = unit.name.replace("@.", "@8502.")  # a template is judged as one of its own
        text = unit.read_text("utf-8").replace("/opt/pora/.venv/bin/python", shutil.which("sh") or "/bin/sh")
        (tmp_path / installed).write_text(text.replace("/opt/pora", str(ROOT)), "utf-8")
    return tmp_path


@needs_systemd
def test_systemd_finds_no_fault_in_any_unit(units: Path) -> None:
    ran = subprocess.run(["systemd-analyze", "verify", *units.iterdir()], capture_output=True, text=True, check=False)
    assert (ran.returncode, [line for line in ran.stderr.splitlines() if "pora" in line]) == (0, [])


@needs_systemd
@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_may_do_little_beside_its_work(service: Path, units: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}"]
    command.append(str(units / service.name.replace("@.", "@8502.")))
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_a_command_that_there_is(service: Path) -> None:
    _python, _m, module, *arguments = command_of(service)
    if module == "etl":
        make_parser().parse_args(arguments)
    else:
        port = ["--server.port", "%i"] if "@" in service.name else []
        assert (module, arguments) == ("streamlit", ["run", "dashboard.py", *port])


def test_a_process_among_several_is_shut_in_like_the_only_one() -> None:
    one, several = (
        (ROOT / "deploy" / "systemd" / name).read_text("utf-8") for name in ("pora.service", "pora@.service")
    )
    several = several.replace(" --server.port %i", "").replace(" (%i)", "")
    assert several.splitlines()[1:] == one.splitlines()[1:]


def test_every_timer_has_its_service_and_every_job_its_timer() -> None:
    timers = {path.stem for path in UNITS if path.suffix == ".timer"}
    assert timers == {path.stem for path in SERVICES} - {"pora", "pora@"}


def test_what_is_deleted_each_month_is_what_the_duties_say() -> None:
    command = command_of(ROOT / "deploy" / "systemd" / "pora-prune.service")
    assert command[1:] == ["-m", "etl", "prune", "--received-days", "730"]
    assert f"`python {shlex.join(command[1:])}` once a month" in (ROOT / "docs" / "security.md").read_text("utf-8")
