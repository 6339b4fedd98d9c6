"""The archive for a machine without internet installs with the network cut, and only what it was made of."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from pora.config import ROOT

BUNDLE = ROOT / "deploy" / "bundle"
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
CUT_OFF = ["unshare", "--map-root-user", "--net"]  # a network of its own, with no way out and no loopback


def can_cut() -> bool:
    return bool(shutil.which("unshare")) and subprocess.run([*CUT_OFF, "true"], capture_output=True).returncode == 0


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BUNDLE / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = load("make_bundle")
INSTALLER = load("install")


def write_wheel(folder: Path) -> Path:
    """The smallest package that pip installs."""
    files = {
        "kecil.py": b"COUNT = 48\n",
        "kecil-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: kecil\nVersion: 1.0\n",
        "kecil-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    sums = {name: base64.urlsafe_b64encode(hashlib.sha256(one).digest()).rstrip(b"=") for name, one in files.items()}
    record = "".join(f"{name},sha256={sums[name].decode()},{len(one)}\n" for name, one in files.items())
    folder.mkdir()
    with zipfile.ZipFile(folder / "kecil-1.0-py3-none-any.whl", "w") as wheel:
        for name, one in files.items():
            wheel.writestr(name, one)
        wheel.writestr("kecil-1.0.dist-info/RECORD", f"{record}kecil-1.0.dist-info/RECORD,,\n")
    return folder / "kecil-1.0-py3-none-any.whl"


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """An archive, unpacked, of one small package."""
    folder = tmp_path / "dasbor pora"
    folder.mkdir()
    for name in MAKER.INSTALLERS:
        shutil.copy(BUNDLE / name, folder)
    wheel = write_wheel(folder / "wheels")
    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements-offline.txt").write_text(f"kecil==1.0 --hash=sha256:{sha256}\n")
    (folder / "PYTHON").write_text(f"{PYTHON}\n")
    (folder / "boundaries").mkdir()
    (folder / "boundaries" / "manifest.json").write_text("{}")
    MAKER.write_sums(folder)
    return folder


def install(product: Path, *before: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHON": python, "PATH": "/usr/bin:/bin", "HOME": str(product.parent)}
    command = [*before, "sh", "install.sh"]
    return subprocess.run(command, cwd=product, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not can_cut(), reason="this machine makes no network namespaces")
def test_it_installs_with_the_network_cut(product: Path) -> None:
    ran = install(product, *CUT_OFF)
    assert (ran.returncode, ran.stderr) == (0, "")
    asked = [product / ".venv" / "bin" / "python", "-c", "import kecil; print(kecil.COUNT)"]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "48\n"
    assert (product / "data" / "boundaries" / "manifest.json").is_file()


@pytest.mark.parametrize("name", ["wheels/kecil-1.0-py3-none-any.whl", "boundaries/manifest.json", "install.ps1"])
def test_a_file_that_is_not_as_it_was_made_stops_it(product: Path, name: str) -> None:
    with (product / name).open("ab") as file:
        file.write(b" ")
    ran = install(product)
    assert (ran.returncode, (product / ".venv").exists()) == (1, False)
    assert name in ran.stdout + ran.stderr and "Berkas di atas berubah atau rusak." in ran.stderr


def test_a_python_that_is_not_there_is_one_sentence(product: Path) -> None:
    ran = install(product, python="/nowhere/python")
    assert (ran.returncode, ran.stderr.count("\n"), (product / ".venv").exists()) == (1, 1, False)
    assert ran.stderr.startswith(f"Arsip ini untuk Python {PYTHON}; /nowhere/python tidak ada.")


def test_another_python_is_one_sentence(product: Path) -> None:
    (product / "PYTHON").write_text("3.1\n")
    (product / "SHA256SUMS").unlink()
    MAKER.write_sums(product)
    ran = install(product)
    assert (ran.returncode, ran.stderr.count("\n"), (product / ".venv").exists()) == (1, 1, False)
    assert ran.stderr.startswith(f"Arsip ini untuk Python 3.1, bukan {PYTHON}.")


def test_boundaries_go_where_the_data_are_and_never_over_others(
    product: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path / "data"))
    INSTALLER.copy_boundaries(product)
    installed = tmp_path / "data" / "boundaries" / "manifest.json"
    assert (installed.read_text(), (tmp_path / "data").stat().st_mode & 0o077) == ("{}", 0)
    installed.write_text("own")
    INSTALLER.copy_boundaries(product)
    assert installed.read_text() == "own"


def test_both_systems_are_installed_by_the_same_program() -> None:
    last = {name: (BUNDLE / name).read_text("utf-8").splitlines() for name in ("install.sh", "install.ps1")}
    assert last["install.sh"][-1] == 'exec "$PYTHON" install.py'
    assert last["install.ps1"][-2:] == ['& py "-$wanted" install.py', "exit $LASTEXITCODE"]
    assert [INSTALLER.find_python(system).as_posix() for system in ("posix", "nt")] == [
        ".venv/bin/python",
        ".venv/Scripts/python.exe",
    ]


def test_the_product_in_it_is_what_git_tracks_without_tests_and_secrets(tmp_path: Path) -> None:
    MAKER.copy_product(tmp_path / "product")
    names = {path.relative_to(tmp_path / "product").as_posix() for path in (tmp_path / "product").rglob("*")}
    assert {"dashboard.py", "etl/__main__.py", "data/reference/area.csv", "install.sh", "docs/deploy.md"} <= names
    assert [name for name in names if name.startswith(("tests", "data/")) and "reference" not in name] == []
    assert ".streamlit/secrets.toml" not in names


def test_the_lock_is_judged_for_the_machine_that_it_is_for() -> None:
    for_windows = {line.split("==")[0] for line in MAKER.list_locked("windows", "3.13")}
    for_linux = {line.split("==")[0] for line in MAKER.list_locked("linux", "3.11")}
    assert for_windows - for_linux == {"colorama"}
    assert all("--hash=sha256:" in line for line in MAKER.list_locked("linux", "3.12"))
