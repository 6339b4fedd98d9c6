"""Whatever a name holds, a page shows it as text: escaped once, in words and in attributes alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest
import streamlit as st

from pora import schema
from pora.access.accounts import UNLISTED, Visitor
from pora.access.roles import Account
from pora.config import ROOT
from pora.figures.charts.small_multiples import Multiple, draw_small_multiples
from pora.figures.maps.draw import MapDrawing
from pora.figures.maps.fills import MapEntry
from pora.slides.svg import tidy_svg
from pora.statistics.dimensions import DetailBar
from pora.statistics.trends import Line
from pora.ui.components.tables import write_table
from pora.ui.map.detail_html import Breakdown, write_breakdowns, write_head, write_source
from pora.ui.map.page import write_finding
from pora.ui.sections import summary_html
from pora.ui.sections.reconciliation import write_ribbon
from pora.ui.sections.summary_html import (
    HeadNumber,
    write_headline,
    write_highlights,
    write_largest,
    write_legend,
    write_numbers,
)
from pora.ui.sign_in import door
from pora.ui.view.view import View

NAME = """<script>"A" & 'B' &amp;</script>"""
VIEW = View("33", "2024-03")
ROWS = pd.DataFrame(
    {
        "area_code": ["33.19", "33.20"],
        "area_name": NAME,
        "parent_code": ["33", "34"],
        "parent_name": NAME,
        "person_count": pd.array([4, None], dtype="Int64"),
        "value": pd.array([4, None], dtype="Int64"),
        "status": [schema.ANGKA, schema.BELUM_LAPOR],
        "is_rest": False,
    }
)
BARS = [DetailBar(NAME, 4, schema.ANGKA, False), DetailBar(NAME, None, schema.BELUM_LAPOR, False)]
FIGURE = pd.Series(
    {
        "person_count": 48,
        "agency": NAME,
        "source": NAME,
        "as_of": NAME,
        "as_of_precision": "year",
        "period": "2024-03",
        "status": schema.ANGKA,
        "loaded_count": 48,
        "shown_count": 48,
        "unplaced_count": 0,
        "unplaced_status": None,
        "rejected_rows": 0,
        "outside_count": 0,
    }
)


LEGEND = cast(MapDrawing, SimpleNamespace(entries=[MapEntry(NAME, "#fff")], circles=None))


class Shown(HTMLParser):
    """The tags of a block, and all that a reader sees or hears of it: texts and attributes, as the browser has them."""

    def __init__(self, block: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.texts = [""]
        self.feed(block)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.texts += [*(value or "" for _name, value in attrs), ""]

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


def write_panels() -> str:
    lines = [Line(NAME, (4, None)), Line(NAME, (None, None))]
    return draw_small_multiples([Multiple(line, f"?{NAME}", NAME) for line in lines], ["2024-02", "2024-03"], False)


WRITERS: dict[str, tuple[Callable[[], str], int]] = {
    # How often the name is to be seen.
    "table": (lambda: write_table(pd.DataFrame({NAME: [NAME, 1]}), [NAME], 100), 3),
    "head of the detail": (lambda: write_head(NAME, f"1 {NAME}", NAME, [NAME, NAME]), 5),
    "state in the detail": (lambda: write_head(NAME, "", NAME, []), 1),
    "breakdowns": (lambda: write_breakdowns([Breakdown(NAME, BARS)]), 3),
    "source": (lambda: write_source(NAME, [NAME]), 2),
    "numbers": (lambda: write_numbers([HeadNumber(NAME, NAME, NAME, [1.0], NAME, f"?{NAME}", of=NAME)]), 7),
    "news": (lambda: write_highlights([NAME]), 1),
    "legend": (lambda: write_legend(LEGEND, schema.KECAMATAN), 1),
    "largest areas": (lambda: write_largest(ROWS, 1, VIEW, {"33.19": f"?{NAME}", "33.20": f"?{NAME}"}), 6),
    "ribbon": (lambda: write_ribbon(FIGURE, VIEW), 3),
    "ribbon without a comparison": (lambda: write_ribbon(pd.Series({**FIGURE, "loaded_count": None}), VIEW), 2),
    "panels": (write_panels, 7),
    "picture of a slide": (lambda: tidy_svg("<svg><g></g></svg>", NAME), 1),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_hostile_name_is_shown_as_it_is_written(writer: str) -> None:
    write, count = WRITERS[writer]
    shown = Shown(write())
    assert "script" not in shown.tags
    found = " ".join(shown.texts).replace("\N{NO-BREAK SPACE}", " ")
    assert (found.count(NAME), found.count("script")) == (count, 2 * count)


def test_the_title_is_escaped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_html, "describe_head", lambda *_of_view: NAME)
    assert Shown(write_headline(VIEW, {})).texts == ["", NAME, ""]


def test_what_pages_send_themselves_is_escaped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = [write_finding(NAME, NAME)]
    monkeypatch.setattr(st, "html", sent.append)
    door.show_account(Account(NAME, "analis"))
    door.show_door(Visitor(refusal=UNLISTED, user=NAME))
    assert [[text for text in Shown(block).texts if NAME in text] for block in sent] == [[NAME, NAME], [NAME], [NAME]]


def test_tags_stand_only_in_markup_which_escapes_what_is_put_into_it() -> None:
    """And ruff (S704) refuses a Markup that is no literal."""
    tag = re.compile(r"<[a-z][a-z0-9]*[ />]")
    written = []
    for path in [*(ROOT / "pora" / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        safe = {id(part) for call in calls if ast.unparse(call.func) == "Markup" for part in ast.walk(call)}
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
        written += [path.name for text in texts if tag.search(str(text.value)) and id(text) not in safe]
    assert set(written) <= {"index_page.py"}, "which writes the page of Streamlit anew, from nobody's words"
