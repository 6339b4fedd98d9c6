"""Areas that are outlined on a map: the working areas of the offices in a month, or a group such as eks Karesidenan
Pekalongan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from pora.figures.maps.style import Group
from pora.locale import _
from pora.reference.offices import name_office, office_by_kabupaten

_OFFICE = "Kantor Imigrasi "


def outline_offices(period: str, labels: pd.DataFrame) -> tuple[Group, ...]:
    """The offices whose working area in that month (YYYY-MM) is known and drawn, in order of code. `labels` are those
    of kabupaten/kota (`LayerSet.find_labels`)."""
    offices = office_by_kabupaten(period)
    members: dict[str, list[str]] = {}
    for kabupaten_code in sorted(offices):
        members.setdefault(offices[kabupaten_code], []).append(kabupaten_code)
    groups = (make_group(short_office_name(name_office(code)), members[code], labels) for code in sorted(members))
    return tuple(group for group in groups if group)


def make_group(name: str, kabupaten_codes: Iterable[str], labels: pd.DataFrame) -> Group | None:
    """The kabupaten/kota of these that are drawn, named in that one of them that lies nearest to their middle; None
    where none is drawn."""
    drawn = labels.loc[labels["area_code"].isin(list(kabupaten_codes))]
    if drawn.empty:
        return None
    points = drawn[["label_lon", "label_lat"]].to_numpy(dtype=float)
    distances = np.linalg.norm(points - points.mean(axis=0), axis=1)
    longitude, latitude = points[int(distances.argmin())].tolist()
    return Group(name, tuple(drawn["area_code"]), longitude, latitude)


def short_office_name(name: str) -> str:
    """Kantor Imigrasi Semarang as Kanim Semarang."""
    return _("Kanim {place}").format(place=name.removeprefix(_OFFICE)) if name.startswith(_OFFICE) else name


def describe_groups(groups: Sequence[Group]) -> str:
    """Which areas are outlined, for those who don't see the map."""
    return _("Garis tebal membatasi: {names}.").format(names=", ".join(one.name for one in groups)) if groups else ""
