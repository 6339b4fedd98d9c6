"""What the numbers of a place rest on, month by month: offices, and files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pora.warehouse import queries
from pora.warehouse.change import Ask


class SourceFile(NamedTuple):
    """`replaces`: it took the place of an older file there. `received_at` in UTC."""

    batch_id: str
    office_name: str
    file_name: str
    received_at: dt.datetime
    is_sample: bool
    replaces: bool


def list_offices_by_month(ask: Ask, area_code: str) -> dict[str, dict[str, str]]:
    """The offices whose rows are in force in a place: month -> code -> name, in order of code."""
    months: dict[str, dict[str, str]] = defaultdict(dict)
    for part in ask(queries.list_parts_of, area_code=area_code):
        months[part["period"]][part["office_code"]] = part["office_name"]
    return dict(months)


def list_files_by_month(ask: Ask, area_code: str, category: str) -> dict[str, list[SourceFile]]:
    """The files whose rows are in force in a place, the newest first: only those that lie as a whole in what the reader
    sees."""
    files = ask(queries.list_accepted_files)
    newest = {one["batch_id"]: place for place, one in enumerate(files)}
    names = ("batch_id", "period", "category", "kabupaten_code", "kecamatan_code")
    replacing = {tuple(part[name] for name in names) for part in ask(queries.list_replacing_parts)}
    offices: dict[tuple[str, str], str] = {}
    replaces: dict[tuple[str, str], bool] = defaultdict(bool)
    for part in ask(queries.list_parts_of, area_code=area_code):
        if part["category"] == category and part["batch_id"] in newest:
            key = part["period"], part["batch_id"]
            offices[key] = part["office_name"]
            replaces[key] |= tuple(part[name] for name in names) in replacing
    months: dict[str, list[SourceFile]] = defaultdict(list)
    for key in sorted(offices, key=lambda key: newest[key[1]]):
        period, batch_id = key
        file = files[newest[batch_id]]
        source = (batch_id, offices[key], file["file_name"], file["received_at"], file["is_sample"], replaces[key])
        months[period].append(SourceFile(*source))
    return dict(months)


def are_comparable(before_files: Sequence[SourceFile], after_files: Sequence[SourceFile]) -> bool:
    """Whether a change between two months with these files is one of people: not where one alone has synthetic data."""
    kinds = [{file.is_sample for file in files} for files in (before_files, after_files)]
    return not all(kinds) or kinds[0] == kinds[1]
