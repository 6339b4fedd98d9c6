"""What each kind of action is, by the law: data/reference/action_kind.csv. Its name is in pora/reference/terms.py."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pora.paths import REFERENCE


@dataclass(frozen=True)
class ActionMeaning:
    """`words` are those of the law where `is_quoted`; `note` is what to mind with the number, or empty. In Indonesian,
    as the law is."""

    legal_basis: str
    words: str
    is_quoted: bool
    note: str


@cache
def read_action_kinds() -> Mapping[str, ActionMeaning]:
    """Every kind of schema.ACTION_KIND, each once, in its order."""
    with (REFERENCE / "action_kind.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["action_kind"]: ActionMeaning(row["legal_basis"], row["words"], row["is_quoted"] == "true", row["note"])
            for row in csv.DictReader(file)
        }
