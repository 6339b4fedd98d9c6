"""What the matching of one text gives: a code, nothing ("tidak dirinci"), or a refusal with candidates."""

from __future__ import annotations

from dataclasses import dataclass

# Reasons of a code, of no area, and of refusals; the refusals have error codes.
CODE, NAME, ALIAS, UNPLACED = "code", "name", "alias", "unplaced"
AMBIGUOUS, UNKNOWN, DAMAGED_CODE, GROUP, LEVEL, CONFLICT = (
    "ambiguous",
    "unknown",
    "damaged_code",
    "group",
    "level",
    "conflict",
)
ERROR_CODES = {
    AMBIGUOUS: "ambiguous-area",
    UNKNOWN: "unknown-area",
    DAMAGED_CODE: "damaged-code",
    GROUP: "area-group",
    LEVEL: "area-level",
    CONFLICT: "area-conflict",
}


@dataclass(frozen=True)
class Candidate:
    """An area that a text may mean, and how near its spelling is (0-100)."""

    code: str
    name: str
    parent_name: str
    score: int

    @property
    def full_name(self) -> str:
        """Ploso, Jati (33.19.03.2006); Kaliwungu, Kab. Kudus (33.19.01); Kab. Kudus (33.19)."""
        is_within_kabupaten = len(self.code) >= len("33.19.01")
        place = f"{self.name}, {self.parent_name}" if is_within_kabupaten else self.name
        return f"{place} ({self.code})"


@dataclass(frozen=True)
class AreaMatch:
    """What one text means. `code` is set for the reasons code, name, alias only; `unplaced` is no error."""

    text: str
    reason: str
    code: str | None = None
    candidates: tuple[Candidate, ...] = ()
    message: str | None = None

    @property
    def score(self) -> int:
        """100 for a match, else the score of the nearest candidate."""
        return 100 if self.code else max((candidate.score for candidate in self.candidates), default=0)

    @property
    def error_code(self) -> str | None:
        return ERROR_CODES.get(self.reason)
