"""What is said of a list of an office. Names pandas for the type checker alone: the command `status` makes no frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pora.locale import _

if TYPE_CHECKING:
    import pandas as pd


def describe_list_state(one: Mapping[str, Any] | pd.Series) -> str:
    """Whether a list of `queries.select_lists` counts."""
    if one["is_withdrawn"]:
        return _("ditarik kembali")
    return _("berlaku") if one["is_in_force"] else _("digantikan")
