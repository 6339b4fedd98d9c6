from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version
from streamlit.testing.v1 import AppTest

from pora.ui.components import figure as figures
from pora.ui.components.figure import PLOTLY, SCRIPT, name_by_content


def show_twice() -> None:
    """A page: AppTest runs the text of this function."""
    import plotly.graph_objects as go
    import streamlit as st

    from pora.ui.components.figure import show_figure

    bars = [{"type": "bar", "y": st.session_state["values"]}]
    figure = go.Figure(bars, {"template": {}, "height": 320}, _validate=False)
    show_figure(figure, "first", "Tiga batang, terbesar 4.")
    show_figure(figure, "second", "Tiga batang, lagi.")


def run_page(values: list[int]) -> AppTest:
    app = AppTest.from_function(show_twice)
    app.session_state["values"] = values
    return app.run()


def read_sent(app: AppTest) -> list[Any]:
    """What the browser would get."""
    assert not app.exception
    return [element.proto for element in app.main if element.type == "bidi_component"]


def test_a_figure_goes_to_the_browser_with_its_words() -> None:
    first, second = (json.loads(one.bytes) for one in read_sent(run_page([3, 1, 4])))
    shared = {
        "plotly": f"scripts/{name_by_content(PLOTLY)}",
        "failed": "Gambar ini tidak dapat ditampilkan. Muat ulang halaman. Isinya dengan kata-kata:",
        "figure": {"data": [{"type": "bar", "y": [3, 1, 4]}], "layout": {"template": {}, "height": 320}},
    }
    assert first == {"words": "Tiga batang, terbesar 4."} | shared
    assert second == {"words": "Tiga batang, lagi."} | shared


def test_the_script_that_draws_figures_is_of_the_version_that_makes_them() -> None:
    assert f"plotly.js (cartesian - minified) v{get_plotlyjs_version()}\n" in PLOTLY.read_text("utf-8")[:200]


def test_a_changed_figure_keeps_its_name_so_that_the_browser_draws_into_what_is_there() -> None:
    app = run_page([3, 1, 4])
    before = read_sent(app)
    app.session_state["values"] = [1, 5, 9]
    after = read_sent(app.run())
    assert [one.id for one in after] == [one.id for one in before]
    assert json.loads(after[0].bytes)["figure"]["data"] == [{"type": "bar", "y": [1, 5, 9]}]


def test_a_kept_figure_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = go.Figure()
    once = figures._write_json(figure)
    monkeypatch.setattr(json, "dumps", None)
    assert figures._write_json(figure) is once


def test_the_script_comes_by_address_since_the_policy_of_our_pages_forbids_scripts_out_of_text() -> None:
    sent = read_sent(run_page([3, 1, 4]))[0]
    assert (sent.js_content, sent.js_source_path) == ("", name_by_content(SCRIPT))


def test_a_script_with_another_content_has_another_name(tmp_path: Path) -> None:
    paths = [tmp_path / "old" / "draw.js", tmp_path / "new" / "draw.js"]
    for path in paths:
        path.parent.mkdir()
        path.write_text(path.parent.name)
    assert [name_by_content(path) for path in paths] == ["draw.cba06b5736fa.js", "draw.11507a0e2f5e.js"]
