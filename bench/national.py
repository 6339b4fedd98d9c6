"""What pages cost at the 7,277 kecamatan of the country: bytes on the wire and time, as bench/pages.py measures them.

    python bench/national.py

Builds the country with its sample first: 24 months in which small counts are to be protected take about half an hour.
Maps have lines where PORA_BOUNDARIES names a file of the country, else they are tile maps.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pages import ROOT, measure_page, open_browser, run_dashboard

VIEWS = (
    "",
    "peta",
    "peta?tingkat=kabupaten_kota",
    "peta?tingkat=kecamatan",
    "peta?tingkat=kecamatan&ukuran=kepadatan",
    "peta?tingkat=kecamatan&lapis=petak",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PORA_DATA_DIR": folder}
        command = [sys.executable, "-m", "etl", "build", "--province", "ID"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        with run_dashboard(Path(folder)) as dashboard:
            for path in VIEWS:
                with open_browser() as page:
                    measure_page(page, dashboard, path)


if __name__ == "__main__":
    main()
