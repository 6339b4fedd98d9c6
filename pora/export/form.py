"""What a form of a file is: its name and media type, what it can hold, and how it is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, BinaryIO

from pora.export.source import ExportSource
from pora.warehouse.queries.request import ExportRequest


@dataclass(frozen=True, kw_only=True)
class Format(ABC):
    """One form. The same source gives the same bytes, whenever it is written. `has_headings`: whether its columns can
    have other headings than their names."""

    name: str
    suffix: str
    mime: str
    description: str
    has_headings: bool = False

    def find_obstacle(self, _request: ExportRequest) -> str | None:
        """Why this form can't hold that request, and what to do; None where it can."""
        return None

    def describe(self, _request: ExportRequest) -> dict[str, Any]:
        """What the metadata says of this form."""
        return {}

    @abstractmethod
    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """Streamed where the form allows it. Raises UsageError where the rows are too many for it."""
