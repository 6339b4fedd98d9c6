"""The peer that bench/beside.py measures: a dashboard in Dash, written with care on the same numbers. DuckDB adds up,
boundaries are a file that the browser fetches once, a change answers with two figures and a sum.

    python bench/dash_app.py CASES.duckdb ASSETS PORT

`CASES` has a table `cases`: period, kecamatan_code, nationality, izin_tinggal, person_count. `ASSETS` has
kecamatan.geojson, with a property `kode`. Runs in an environment of its own: bench/dash_requirements.txt.
"""

from __future__ import annotations

import sys
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

CASES, ASSETS, PORT = sys.argv[1:]
ALL = "Semua"
CHOICES = ("period", "nationality", "izin_tinggal")
MAP_LAYOUT = {
    "map": {"style": "white-bg", "center": {"lat": -7.25, "lon": 110.1}, "zoom": 7},
    "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    "uirevision": "kept",
}
HALF = {"width": "50%", "height": 600}

connection = duckdb.connect(CASES, read_only=True)


def read(statement: str, values: list[str] | None = None) -> pd.DataFrame:
    return connection.cursor().execute(statement, values or []).df()


def list_options(column: str) -> list[str]:
    return [ALL, *read(f"SELECT DISTINCT {column} AS v FROM cases WHERE {column} IS NOT NULL ORDER BY 1")["v"]]  # noqa: S608


app = Dash(__name__, assets_folder=ASSETS)
app.layout = html.Div(
    [
        html.Div([dcc.Dropdown(list_options(one), ALL, id=one, clearable=False) for one in CHOICES]),
        html.H3(id="sum"),
        html.Div([dcc.Graph(id="map", style=HALF), dcc.Graph(id="months", style=HALF)], style={"display": "flex"}),
    ]
)


@app.callback(
    Output("map", "figure"),
    Output("months", "figure"),
    Output("sum", "children"),
    *(Input(c, "value") for c in CHOICES),
)
def draw(*chosen: str) -> tuple[Any, Any, str]:
    picked = {column: value for column, value in zip(CHOICES, chosen, strict=True) if value != ALL}
    where, values = " AND ".join(["true", *(f"{column} = ?" for column in picked)]), list(picked.values())
    counts = "SELECT {} AS k, sum(person_count)::BIGINT AS n FROM cases WHERE {} GROUP BY 1 ORDER BY 1"
    areas, months = (read(counts.format(column, where), values) for column in ("kecamatan_code", "period"))
    filled = go.Choroplethmap(
        geojson="/assets/kecamatan.geojson",
        featureidkey="properties.kode",
        locations=areas["k"],
        z=areas["n"],
        colorscale="Blues",
    )
    return go.Figure(filled, MAP_LAYOUT), go.Figure(go.Bar(x=months["k"], y=months["n"])), str(int(months["n"].sum()))


if __name__ == "__main__":
    app.run(port=PORT)
