"""LibreOffice, set to Indonesian, as a reader of exported files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def reopen(*files: Path, separator: str = "") -> list[Path]:
    """Workbooks of what the program found; files with a separator are CSV. Skips the test where it is not installed,
    but not in CI."""
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    folder = files[0].parent
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter=CSV:{ord(separator)},34,76,1,,1057,false,true"] if separator else []
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "reopened"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / "reopened" / f"{file.stem}.xlsx" for file in files]
