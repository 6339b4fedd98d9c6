"""One sentence instead of a traceback for a Python that this product was not tried with, or without its packages.

Runs before anything is installed: `python etl/python_version.py`. So it imports nothing of the product, older Pythons
can read it, and the sentences are in both languages.
"""

from __future__ import annotations

import importlib.util
import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def check_python(found: tuple[int, int] = sys.version_info[:2]) -> str:
    """What is wrong with a version of Python; empty where nothing is."""
    if OLDEST <= found <= NEWEST:
        return ""
    return (
        f"Dasbor Pora dicoba dengan Python 3.11, 3.12 dan 3.13, bukan {found[0]}.{found[1]}; "
        "jalankan: make run PYTHON=python3.13 (tried with Python 3.11, 3.12 and 3.13 only)."
    )


def check_packages(names: tuple[str, ...] = ("duckdb", "streamlit", "babel")) -> str:
    """What to do where packages are missing, told by a few of them; empty where they are there."""
    if all(importlib.util.find_spec(name) for name in names):
        return ""
    return (
        "Paket Python belum terpasang; jalankan: make run, atau pip install --require-hashes -r requirements.txt "
        "(packages are not installed)."
    )


if __name__ == "__main__":
    sys.exit(check_python() or 0)
