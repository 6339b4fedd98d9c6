"""Installs Dasbor Pora from this folder, without internet: checks every file, then makes .venv from wheels/.

install.sh and install.ps1 find a Python and run this, so both systems are installed the same way. Python's own library
only, since nothing is installed yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PRODUCT = ("dashboard.py", "etl", "pora", "pages")
PIP = ("-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", "--find-links", "wheels")
NEXT = ("-m etl build --no-sample", "-m etl doctor", "-m streamlit run dashboard.py")


def list_changed(folder: Path) -> Iterator[str]:
    """The files of SHA256SUMS that are not as they were made."""
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        wanted, _space, name = line.partition("  ")
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            yield name


def find_python(system: str) -> Path:
    """Python in .venv, as `os.name` calls the system."""
    return Path(".venv", "Scripts", "python.exe") if system == "nt" else Path(".venv", "bin", "python")


def copy_boundaries(folder: Path) -> None:
    """Into the data folder, where it has none."""
    data = folder / os.environ.get("PORA_DATA_DIR", "data")
    if (folder / "boundaries").is_dir() and not (data / "boundaries" / "manifest.json").exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copytree(folder / "boundaries", data / "boundaries", dirs_exist_ok=True)


def main() -> int:
    """0 once all is installed; what is in the way is one sentence."""
    changed = list(list_changed(FOLDER))
    if changed:
        print(*changed, sep="\n", file=sys.stderr)
        words = "Berkas di atas berubah atau rusak. Salin ulang arsipnya. (files are not as they were made)"
        print(words, file=sys.stderr)
        return 1
    wanted, found = (FOLDER / "PYTHON").read_text("ascii").strip(), ".".join(map(str, sys.version_info[:2]))
    if found != wanted:
        print(f"Arsip ini untuk Python {wanted}, bukan {found}. (made for Python {wanted})", file=sys.stderr)
        return 1
    python = find_python(os.name)
    venv.create(FOLDER / ".venv", with_pip=True)
    command = [str(FOLDER / python), *PIP, "--require-hashes", "-r", "requirements-offline.txt"]
    if subprocess.run(command, cwd=FOLDER, check=False).returncode:
        return 1
    # Whoever runs it later may not write here, and would compile all of it again with every command.
    subprocess.run([str(FOLDER / python), "-m", "compileall", "-q", *PRODUCT], cwd=FOLDER, check=False)
    copy_boundaries(FOLDER)
    print("Terpasang. Berikutnya (installed; next):", *(f"  {python} {one}" for one in NEXT), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
