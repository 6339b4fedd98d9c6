"""The months of a map as a slider that plays: the browser asks for one month after the other, each a view of its own
in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pora.locale import _, format_number, format_period
from pora.ui.components.scripts import PLAYER, register_component
from pora.ui.parts.data import Reader
from pora.ui.streamlit_private import mount_component
from pora.ui.view.url import change_view
from pora.ui.view.view import View

PLAYER_KEY = "map_months"


def show_player(reader: Reader, view: View) -> None:
    """Buttons and slider for the month in view. Above the slider stands how many kecamatan reported each month."""
    register_component(PLAYER)
    mount_component(
        PLAYER, key=PLAYER_KEY, isolate_styles=False, data=reader.make(_make_data, view), on_month_change=_follow
    )


def _follow() -> None:
    change_view(periode=st.session_state[PLAYER_KEY]["month"])


def _make_data(reader: Reader, view: View) -> dict[str, Any]:
    months = reader.list_months(replace(view.cut, period=reader.choices.periods[-1]), view.case_filter)
    return {
        "months": [_describe(month) for month in months],
        "index": [month["period"] for month in months].index(view.periode),
        "words": {
            "month": _("Bulan pada peta"),
            "previous": _("Bulan sebelumnya"),
            "next": _("Bulan berikutnya"),
            "play": _("Putar"),
            "pause": _("Jeda"),
        },
    }


def _describe(month: Mapping[str, Any]) -> dict[str, Any]:
    reporting, of = int(month["reporting_count"]), int(month["kecamatan_count"])
    words = _("{n} dari {m} kecamatan melapor") if reporting else _("belum ada laporan")
    return {
        "period": month["period"],
        "label": format_period(month["period"]),
        "share": round(reporting / of, 2) if of else 0,
        "note": words.format(n=format_number(reporting), m=format_number(of)),
    }
