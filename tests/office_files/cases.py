"""The acceptance set: one function a file. Names, places and layouts follow what offices send; figures are invented."""

from __future__ import annotations

# Each adds its own.
from tests.office_files import converted_by_libreoffice, persons, refused, sections, tall, wide  # noqa: F401
from tests.office_files.case import CASES

__all__ = ["CASES"]
