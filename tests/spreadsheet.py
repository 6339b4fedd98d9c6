"""LibreOffice, as what saves or reads a file in between."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def convert(*files: Path, kind: str, options: tuple[str, ...] = ()) -> list[Path]:
    """The files as the program saves them. Skips the test where it is not installed, but not in CI."""
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    folder = files[0].parent
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *options]
    command += ["--convert-to", kind, "--outdir", str(folder / "converted"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / "converted" / f"{file.stem}.{kind}" for file in files]


def reopen(*files: Path, separator: str = "") -> list[Path]:
    """Workbooks of what the program, set to Indonesian, found; files with a separator are CSV."""
    options = (f"--infilter=CSV:{ord(separator)},34,76,1,,1057,false,true",) if separator else ()
    return convert(*files, kind="xlsx", options=options)
