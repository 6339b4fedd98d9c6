"""What was found for the files of a session, and which of them can be loaded as they are.

Trap: what is kept belongs to one file and one set of choices; both are in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pora.locale import _
from pora.schema.load_report import LoadOptions, LoadReport
from pora.ui.streamlit_private import forget_uploads
from pora.ui.upload.load_process import Upload

PAGE = "unggah"
KEPT = "upload_kept"  # in the session


@dataclass(frozen=True)
class Kept:
    """What was found for one file, also of a zip. `asked` is what the page was asked for, `used` with what else the
    sender said since; `is_loaded`: the report is of the loading."""

    upload: Upload
    asked: LoadOptions
    used: LoadOptions
    report: LoadReport
    is_loaded: bool = False

    @property
    def file(self) -> tuple[str, str]:
        """Which file of which upload it is."""
        return self.upload.sha256, self.upload.member

    @property
    def is_loadable(self) -> bool:
        """Whether it can be loaded whole and would change something."""
        return not self.is_loaded and is_loadable(self.report)


def forget_files() -> None:
    """Nothing of what was sent stays in memory once another page is open."""
    st.session_state.pop(KEPT, None)
    forget_uploads()


def is_loadable(report: LoadReport) -> bool:
    return not (report.loaded or report.unchanged or report.rejected or report.concerns_whole_file)


def find_kept(kept: Sequence[Kept], uploads: Sequence[Upload], asked: LoadOptions | None) -> list[Kept]:
    """What is kept of exactly these files and choices, in their order; nothing where any is missing."""
    by_upload: dict[str, list[Kept]] = {}
    for one in kept:
        if one.asked == asked:
            by_upload.setdefault(one.upload.sha256, []).append(one)
    found = [by_upload.get(upload.sha256, []) for upload in uploads]
    return [one for several in found for one in several] if all(found) else []


def renew_kept(kept: Sequence[Kept], new: Sequence[Kept]) -> list[Kept]:
    """The new in place of what was kept of the same files."""
    by_file = {one.file: one for one in new}
    return [by_file.get(one.file, one) for one in kept]


def name_overlaps(kept: Sequence[Kept]) -> list[str]:
    """Of each part that several files report on: the files, in one sentence. The last one of them would be in force."""
    files: dict[tuple[str, str | None, str], dict[str, None]] = {}
    for report in (one.report for one in kept if one.is_loadable):
        for part in report.changes:
            files.setdefault((part.period, part.category, part.kabupaten_name or ""), {})[report.file] = None
    several = {tuple(names): None for names in files.values() if len(names) > 1}
    words = _("{files} memuat bagian yang sama; yang berlaku adalah yang terakhir. Muat satu saja bila ragu.")
    return [words.format(files=", ".join(names)) for names in several]
