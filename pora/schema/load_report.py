"""What loading a file is asked and what it answers: one contract of the command, its JSON and the page Unggah.

Promise: rows_in = accepted + rejected. Trap: `errors` may be cut, 1,000 of a kind; `error_count` and `error_kinds` are
whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar

PERSONAL_DATA, LOST_REPORT, FAR_PERIOD = "personal-data", "lost-report", "far-period"
CHANGING_FILE, LOCKED_MONTH = "changing-file", "locked-month"
_DECISIONS = (LOST_REPORT, FAR_PERIOD, LOCKED_MONTH)  # not faults of a row
T = TypeVar("T")


@dataclass(frozen=True)
class LoadOptions:
    """What the sender says beside the file: period YYYY-MM, code of the kabupaten/kota, category, None where the file
    has them; `replace`: kecamatan may fall out; `any_period`: a month may be far from all others; `by` is None for the
    system account. `kind` says which list of Tim Pora the file is, None for a case table; `add` that its rows go into
    the list in force, `change` (`BATCH:ROW`) which row of a list its one row replaces. `agency` and `measure` say
    whose table it is and what it counts where that is no case of Imigrasi. `is_sample` marks what `build` makes, `once`
    that a file which was ever loaded is not loaded again; no option of `load` says them."""

    office: str
    period: str | None = None
    kabupaten: str | None = None
    accept_partial: bool = False
    drop_personal: bool = False
    replace: bool = False
    any_period: bool = False
    by: str | None = None
    is_sample: bool = False
    category: str | None = None
    once: bool = False
    kind: str | None = None
    add: bool = False
    change: str | None = None
    agency: str | None = None
    measure: str | None = None

    @property
    def arguments(self) -> list[str]:
        """The same as options of `python -m etl load`."""
        names = ("office", "period", "kabupaten", "category", "by", "kind", "change", "agency", "measure")
        given = [(name, getattr(self, name)) for name in names]
        flags = [("accept-partial", self.accept_partial), ("drop-personal", self.drop_personal)]
        flags += [("replace", self.replace), ("any-period", self.any_period), ("add", self.add)]
        return [f"--{name}={text}" for name, text in given if text] + [f"--{name}" for name, is_on in flags if is_on]


@dataclass(frozen=True)
class RowError:
    """One error, where the office finds it. `row` is None where it concerns the whole file."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str


@dataclass(frozen=True)
class ErrorKind:
    """How many errors of one code a file has, listed or not."""

    code: str
    count: int


@dataclass(frozen=True)
class PartChange:
    """One part of a file: a period, category (None: another agency counts, by its `measure`) and kabupaten/kota (None:
    the office's part without one); of actions one for each kind. `before` and `after` count persons; None where nothing
    is reported."""

    period: str
    category: str | None
    kabupaten_code: str | None
    kabupaten_name: str | None
    before: int | None
    after: int | None
    measure: str | None = None
    action_kind: str | None = None


@dataclass(frozen=True)
class LoadReport:
    """What became of one file. `found` says in lines what was read of it, `warnings` what deserves a look."""

    file: str
    batch_id: str | None = None
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    loaded: bool = False
    unchanged: bool = False
    error_count: int = 0
    errors: tuple[RowError, ...] = ()
    error_kinds: tuple[ErrorKind, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: tuple[PartChange, ...] = ()
    found: tuple[str, ...] = ()

    @property
    def holds_personal_data(self) -> bool:
        """Whether it is refused for that."""
        return any(error.code == PERSONAL_DATA for error in self.errors)

    @property
    def takes_reports_away(self) -> bool:
        return any(error.code == LOST_REPORT for error in self.errors)

    @property
    def has_far_period(self) -> bool:
        return any(error.code == FAR_PERIOD for error in self.errors)

    @property
    def is_changing(self) -> bool:
        """Whether somebody still writes the file."""
        return any(error.code == CHANGING_FILE for error in self.errors)

    @property
    def is_held_back(self) -> bool:
        """Whether every row is right, and the file as a whole waits for somebody to decide. Its rows count as rejected
        until then."""
        return bool(self.errors) and all(error.code in _DECISIONS for error in self.errors)

    @property
    def concerns_whole_file(self) -> bool:
        """No single row can be mended or left out."""
        return any(error.row is None for error in self.errors)

    def count_unshown(self, shown: Iterable[RowError]) -> list[ErrorKind]:
        """Of each kind how many errors are not among those shown, in the order of their codes; none without any."""
        seen = Counter(error.code for error in shown)
        return [ErrorKind(kind.code, rest) for kind in self.error_kinds if (rest := kind.count - seen[kind.code]) > 0]

    def as_dry_run(self) -> LoadReport:
        """The same where nothing was kept: there is no new batch."""
        return replace(self, loaded=False, batch_id=self.batch_id if self.unchanged else None)

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of `load --json`."""
        return asdict(self)


def refuse_file(file: str, code: str, message: str) -> LoadReport:
    """The report on a file that can't be read at all."""
    errors = (RowError(None, None, None, None, code, message),)
    return LoadReport(file, error_count=1, errors=errors, error_kinds=(ErrorKind(code, 1),))


def parse_reports(text: str) -> tuple[LoadReport, ...]:
    """The reports that `load --json` printed, one a file. Raises ValueError where the text is something else."""
    try:
        answer = json.loads(text)
        return tuple(_parse_report(one) for one in answer.get("files", [answer]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a report") from error


def _parse_report(answer: dict[str, Any]) -> LoadReport:
    parts: dict[str, Any] = {
        "errors": tuple(_make(RowError, error) for error in answer["errors"]),
        "error_kinds": tuple(_make(ErrorKind, kind) for kind in answer["error_kinds"]),
        "warnings": tuple(answer["warnings"]),
        "changes": tuple(_make(PartChange, change) for change in answer["changes"]),
        "found": tuple(answer["found"]),
    }
    return _make(LoadReport, answer | parts)


def _make(kind: type[T], values: dict[str, Any]) -> T:
    """From the keys that it knows: a newer command, beside a dashboard that still runs, may say more."""
    return kind(**{field.name: values[field.name] for field in fields(kind)})  # type: ignore[arg-type]
