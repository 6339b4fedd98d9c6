"""May this number be shown? The policy on small counts, as data in `data/reference/disclosure_policy.csv`.

A count below the threshold of its category may identify a person, so the public version hides it, and hides as many
others as it takes so that nobody can work it out: the range of values that remains possible is at least as wide as
the threshold. A true zero is shown: it says of nobody that they are there. Of actions, few of which are done anywhere,
it is hidden below the province, so that the province's number can be shown.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from pora import paths, schema
from pora.config import settings

# What the public version details, and from which level upwards. Nothing else of a public version has details.
PUBLIC_DIMENSIONS = (schema.NATIONALITY.name, schema.IZIN_TINGGAL.name, schema.ACTION_KIND.name)
PUBLIC_DETAIL_LEVELS = (schema.NASIONAL, schema.PROVINSI, schema.KANIM, schema.KABUPATEN_KOTA)
# Where a zero of a flow is hidden like any small number: else those beside it would narrow down a sum of few actions.
ZEROS_HIDDEN_AT = (schema.KANIM, schema.KABUPATEN_KOTA)


def has_detail(version: str, level: str, dimension: str) -> bool:
    """Whether a version of the tables (pora/access/roles.py) details a dimension at a level. Where it does not, the
    absence of rows says nothing."""
    return version == "exact" or (dimension in PUBLIC_DIMENSIONS and level in PUBLIC_DETAIL_LEVELS)


@cache
def read_thresholds() -> Mapping[str, int]:
    """The smallest count that may be shown, by category."""
    with (paths.REFERENCE / "disclosure_policy.csv").open(encoding="utf-8", newline="") as file:
        return {row["category"]: int(row["threshold"]) for row in csv.DictReader(file)}


def guards_against_insiders(category: str) -> bool:
    """Whether small counts must also stay hidden from an office, or a kabupaten/kota, that knows its own."""
    return category == schema.PENGUNGSI or settings().insiders == "semua"
