"""`python -m tests.office_files`: writes the expected results anew, to be read before they are committed.

With `--convert` the files that LibreOffice has to save are made again first.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.office_files.cases import CASES
from tests.office_files.converted_by_libreoffice import CONVERTED, formulas
from tests.office_files.outcome import EXPECTED, outcome_of


def convert() -> None:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "formulas.xlsx"
        formulas(source)
        for kind in ("ods", "xls", "xlsx"):
            target = Path(folder) / kind
            command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603
            (CONVERTED / f"formulas.{kind}").write_bytes((target / f"formulas.{kind}").read_bytes())


def main() -> None:
    if "--convert" in sys.argv:
        convert()
    with TemporaryDirectory() as folder:
        for name, case in CASES.items():
            (EXPECTED / f"{name}.txt").write_text(outcome_of(case, Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
