"""Whether a text file is tidy: the first line is the heading, every heading known, one of them the count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from etl.readers.formats.cells import is_tag_row
from etl.readers.formats.sniff import DELIMITERS, split_line
from etl.readers.read_report import ReadDefaults, SkipReason
from etl.readers.tables.own_export import is_status_heading
from etl.readers.tables.table_category import imply_category
from etl.readers.texts.headings import DESA_COLUMNS, OFFICE, RAW_DIMENSIONS, HeadingMatch, resolve_heading
from etl.readers.texts.not_counted import find_not_counted
from etl.readers.texts.personal import name_column
from etl.readers.texts.titles import find_category
from pora.schema import TINDAKAN

STATUS_COLUMN = "status"  # stored beside the columns of `raw`: what is hidden
_UNREAD = ("row_label", "ignored", OFFICE)
_TAIL_BYTES = 8 * 1024
_TAIL_WORDS = re.compile(r"jumlah|total|sumber|mengetahui|\bnip\b", re.IGNORECASE)


@dataclass(frozen=True)
class TidyPlan:
    """How to read a tidy file; `columns` has the raw column of each column of the file, None where unread."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    aliases: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    names_office: bool = False  # as our exports do

    @property
    def stored(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name)

    @property
    def read(self) -> tuple[str, ...]:
        """The columns of `raw` that the file has."""
        return tuple(name for name in self.stored if name != STATUS_COLUMN)

    @property
    def has_desa(self) -> bool:
        return any(name in self.stored for name in DESA_COLUMNS)

    def unread(self) -> Iterator[tuple[str, SkipReason]]:
        """Headings of columns that give no data, and why; not those of personal ones."""
        for heading, name in zip(self.headings, self.columns, strict=True):
            if name == STATUS_COLUMN:
                yield heading, "unknown_column"
            elif name is None and heading not in self.dropped:
                yield heading, "ratio" if find_not_counted(heading) == "ratio" else "ignored_column"

    @property
    def written_category(self) -> str | None:
        """The category that the heading of the count, else the details say, where no column does: `jumlah_wna`."""
        if "category" in self.stored:
            return None
        implied = imply_category(set(self.stored))
        if implied == TINDAKAN:
            return implied
        return find_category([self.headings[self.columns.index("person_count")]]) or implied

    def find_category(self, defaults: ReadDefaults) -> str | None:
        return self.written_category or defaults.category

    def without(self, columns: Iterable[str]) -> TidyPlan:
        """The plan with personal columns left unread."""
        gone = set(columns)
        return replace(
            self,
            columns=tuple(None if name in gone else name for name in self.columns),
            dropped=(*self.dropped, *self.name(gone)),
        )

    def name(self, columns: Iterable[str]) -> list[str]:
        places = sorted(self.columns.index(column) for column in columns)
        return [name_column(self.headings[place], place) for place in places]


def plan_tidy(path: Path, text: str, encoding: str) -> TidyPlan | None:
    """The plan when the first line says that the file is tidy, and its end does not say otherwise; else None.

    `text` is the start of the file.
    """
    first_line = next(iter(text.removeprefix("\ufeff").splitlines()), "")
    if first_line.count('"') % 2:
        return None  # `"Jumlah` with `WNI"` in the next line: half a heading says something else
    for delimiter in DELIMITERS:
        headings = tuple(split_line(first_line, delimiter))
        found = [match for match in map(_match, headings) if match]
        columns = _columns(found)
        read = [name for name in columns if name]
        if len(found) < len(headings) or len(set(read)) < len(read) or "person_count" not in read:
            continue
        if not set(read) <= {*RAW_DIMENSIONS, "person_count", STATUS_COLUMN}:
            continue
        plan = TidyPlan(encoding, delimiter, headings, columns, tuple(match.alias for match in found))
        plan = replace(plan, names_office=any(match.column == OFFICE for match in found))
        second = next(iter(text.splitlines()[1:2]), "")
        return plan if _ends_tidy(path, encoding) and not is_tag_row(split_line(second, delimiter)) else None
    return None


def _match(heading: str) -> HeadingMatch | None:
    if find_not_counted(heading) == "ratio":
        return HeadingMatch("ignored", "ratio")
    return HeadingMatch(STATUS_COLUMN, STATUS_COLUMN) if is_status_heading(heading) else resolve_heading(heading)


def _columns(found: Iterable[HeadingMatch]) -> tuple[str | None, ...]:
    """What is stored of each column. A file may name its desa twice, by two lists of names: the first counts."""
    columns: list[str | None] = []
    for match in found:
        is_again = match.column in DESA_COLUMNS and match.column in columns
        columns.append(None if match.column in _UNREAD or is_again else match.column)
    return tuple(columns)


def _ends_tidy(path: Path, encoding: str) -> bool:
    """No total row, source line or signature block in the last lines of the file."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES) // 2 * 2)
        tail = file.read()
    codec = "latin-1" if encoding.startswith("utf-16") else encoding
    lines = tail.decode(codec, "replace").replace("\0", "").splitlines()[1:]
    return not any(_TAIL_WORDS.search(line) for line in lines)
