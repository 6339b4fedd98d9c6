"""`make bundle`: one archive for a machine without internet: product, locked wheels, boundaries, checksums, installers.

    python deploy/bundle/make_bundle.py [linux|windows] [3.11|3.12|3.13]

Without arguments for a machine like this one. Boundaries are those that are installed in the data folder here.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
INSTALLERS = ("install.py", "install.sh", "install.ps1")
LEFT_OUT = ("tests/", "findings/", "bench/", ".ci/", "requirements-dev")
# What pip calls wheels that run there, and what markers of the lock say of it.
PLATFORMS = {
    "linux": (
        ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
        "linux",
    ),
    "windows": (["win_amd64"], "win32"),
}


def make_bundle(target: str, python: str, folder: Path) -> Path:
    """Writes the archive into the folder: .tar.gz, or .zip for Windows."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    name = f"dasbor-pora-{version}"
    with tempfile.TemporaryDirectory() as temporary:
        product = Path(temporary) / name
        copy_product(product)
        download_wheels(product, target, python)
        has_boundaries = copy_boundaries(product)
        write_sums(product)
        form = "zip" if target == "windows" else "gztar"
        folder.mkdir(parents=True, exist_ok=True)
        made = shutil.make_archive(str(folder / f"{name}-{target}-py{python}"), form, temporary, name)
    if not has_boundaries:
        print("Tanpa batas wilayah: pasang dulu dengan python -m etl boundaries, lalu ulangi.", file=sys.stderr)
    return Path(made)


def copy_product(product: Path) -> None:
    """What git tracks, so that no data and no secret can slip in, and the installers at the top."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if not name.startswith(LEFT_OUT):
            (product / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, product / name)
    for installer in INSTALLERS:
        shutil.copy2(ROOT / "deploy" / "bundle" / installer, product / installer)


def list_locked(target: str, python: str) -> Iterator[str]:
    """The lock's lines for that system: pip itself would judge the markers by the machine that it runs on."""
    environment = {
        "sys_platform": PLATFORMS[target][1],
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    for block in re.findall(r"^[\w.-]+==(?:.*\\\n)*.*$", lock, re.MULTILINE):
        first, *hashes = [line.strip().removesuffix("\\").strip() for line in block.splitlines()]
        requirement = Requirement(first)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            given = " ".join(line for line in hashes if line.startswith("--hash"))
            yield f"{requirement.name}{requirement.specifier} {given}"


def download_wheels(product: Path, target: str, python: str) -> None:
    """Each with the hash that the lock has of it."""
    lock = product / "requirements-offline.txt"
    lock.write_text("\n".join(list_locked(target, python)) + "\n", "utf-8")
    platforms = [option for one in PLATFORMS[target][0] for option in ("--platform", one)]
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "-q", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "--python-version", python, *platforms]
    subprocess.run([*command, "-d", str(product / "wheels"), "-r", str(lock)], check=True)
    (product / "PYTHON").write_text(f"{python}\n", "ascii")


def copy_boundaries(product: Path) -> bool:
    """The layers that are installed here; False where there are none."""
    installed = Path(os.environ.get("PORA_DATA_DIR", ROOT / "data")) / "boundaries"
    if not (installed / "manifest.json").is_file():
        return False
    shutil.copytree(installed, product / "boundaries", ignore=shutil.ignore_patterns("*.lock", "*.part"))
    return True


def write_sums(product: Path) -> None:
    """SHA256SUMS of every other file, as sha256sum reads it."""
    files = sorted(path for path in product.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(product).as_posix()}" for path in files
    ]
    (product / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    target = sys.argv[1] if len(sys.argv) > 1 else "windows" if os.name == "nt" else "linux"
    python = sys.argv[2] if len(sys.argv) > 2 else f"{sys.version_info[0]}.{sys.version_info[1]}"
    if target not in PLATFORMS or python not in ("3.11", "3.12", "3.13"):
        print((__doc__ or "").splitlines()[2].strip(), file=sys.stderr)
        return 2
    try:
        print(make_bundle(target, python, ROOT / "dist"))
    except subprocess.CalledProcessError as error:
        print(f"Gagal: {error.cmd[0]} {error.cmd[1]} … (internet? git?)", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
