"""Data: choose a table and a part of it, arrange it, look at the first rows, take the file and its metadata."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pora.errors import UsageError
from pora.export.files import MOST_PAGE_BYTES, Export, describe_too_large, make_export
from pora.export.formats import FORMATS
from pora.export.preview import Preview, make_preview
from pora.locale import _, _n, format_number
from pora.reference.countries import country_name
from pora.reference.terms import TERM_COLUMNS, term_labels
from pora.schema import CATEGORIES, LEVEL, NATIONALITY, Column
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_filters, show_footer
from pora.ui.parts.table_controls import show_controls
from pora.ui.sign_in.session import check_on_click
from pora.ui.view.table_request import make_request
from pora.warehouse import queries
from pora.warehouse.queries.request import FULL_GRAIN, ExportRequest
from pora.wording.counts import level_words

SHOWN_ROWS = 100
_CODED = {*TERM_COLUMNS, LEVEL.name, NATIONALITY.name}  # in files; words on the page


def type_words() -> dict[str, str]:
    return {"BIGINT": _("bilangan"), "INTEGER": _("bilangan")}


def show_preview(reader: Reader, request: ExportRequest, preview: Preview) -> None:
    """The first rows of what would be in the file, and how many persons a filter leaves open."""
    st.markdown(_describe_size(preview))
    st.dataframe(
        _make_frame(preview),
        hide_index=True,
        width="stretch",
        height=360,
        key="preview",
        placeholder="",
        column_config={column.name: _describe_column(column) for column in preview.table.columns},
    )
    st.caption(
        _("status: [c] disamarkan, [x] belum lapor, [z] tidak berlaku. Berkas memuat kode, misalnya orang_asing.")
    )
    if request.table == FULL_GRAIN and request.where:
        undetailed = reader.ask(queries.count_undetailed, request)
        if undetailed:
            words = _n(
                "{n} orang tidak dirinci menurut pilihan ini: mungkin termasuk, mungkin tidak; tidak ikut di tabel.",
                undetailed,
            )
            st.caption(words.format(n=format_number(undetailed)))


def _describe_size(preview: Preview) -> str:
    if not preview.rows:
        return _("**Tidak ada baris** untuk pilihan ini.")
    count = len(preview.table.columns)
    words = _n("**{n} baris**, {columns}, kira-kira {size} sebagai CSV", preview.rows).format(
        n=format_number(preview.rows),
        columns=_n("{n} kolom", count).format(n=format_number(count)),
        size=_format_size(preview.csv_bytes),
    )
    if preview.rows > len(preview.lines):
        words += "; " + _("{m} baris yang pertama:").format(m=format_number(len(preview.lines)))
    return words


def _format_size(size: int) -> str:
    return f"{format_number(size / 1e6, 1)} MB" if size >= 1e6 else f"{format_number(max(size / 1e3, 1))} kB"


def _make_frame(preview: Preview) -> pd.DataFrame:
    """Whole numbers stay whole beside empty cells; what files have codes for stands in words."""
    columns = preview.table.columns
    frame = pd.DataFrame(preview.lines, columns=[column.name for column in columns], dtype=object)
    for name in {column.name for column in columns} & _CODED:
        frame[name] = [_name_value(name, value) for value in frame[name]]
    counts = {column.name: "Int64" for column in columns if column.sql_type in type_words()}
    return frame.astype(counts)


def _name_value(name: str, value: Any) -> Any:
    """The words for a code; what is no code of the column (nothing, a mark) as it is."""
    if name == NATIONALITY.name:
        return country_name(value) if value else value
    words = level_words() if name == LEVEL.name else term_labels(name)
    return words.get(value, value)


def _describe_column(column: Column) -> Any:  # Streamlit has no public name for it
    """Its heading with the type, and on pointing at it its name in the file and what it means."""
    label = f"{_(column.label)} · {type_words().get(column.sql_type, _('teks'))}"
    return st.column_config.Column(label, help=f"`{column.name}`: {column.description}")


def show_sql(preview: Preview) -> None:
    parameters = [f"-- ${name} = {value!r}" for name, value in preview.parameters.items()]
    with st.expander(_("SQL di balik tabel ini")):
        st.code("\n".join([*parameters, preview.sql]), language="sql")


def show_downloads(reader: Reader, request: ExportRequest) -> None:
    """The two forms of CSV at once; all others by choice."""
    first, second, other = st.columns(3, vertical_alignment="bottom")
    with first:
        show_download(reader, request, "csv-excel", _("Unduh CSV untuk Excel"))
    with second:
        show_download(reader, request, "csv", _("Unduh CSV (RFC 4180)"))
    with other:
        others = {
            "xlsx": "XLSX",
            "parquet": "Parquet",
            "geojson": "GeoJSON",
            "topojson": "TopoJSON",
            "geoparquet": "GeoParquet",
            "sdmx-csv": "SDMX-CSV",
            "datapackage": _("paket data (ZIP)"),
        }
        name = st.selectbox(_("Format lain"), list(others), format_func=others.__getitem__, key="other_format")
        obstacle = FORMATS[name].find_obstacle(request)
        if obstacle:
            st.caption(obstacle)
        else:
            show_download(reader, request, name, _("Unduh {name}").format(name=others[name]))


def show_download(reader: Reader, request: ExportRequest, name: str, words: str) -> None:
    """The file and its description, made on the click for whoever may export then."""
    form = FORMATS[name]
    mark = "contoh-sintetis_" if reader.facts.has_sample else ""
    file_name = f"{mark}{request.file_stem}_{reader.snapshot.id}_{name}{form.suffix}"
    made = _maker(reader, request, name, file_name)
    st.download_button(
        words,
        lambda: made().data,
        file_name,
        form.mime,
        key=f"data_{name}",
        on_click="ignore",
        icon=":material/download:",
        help=form.description,
        width="stretch",
    )
    st.download_button(
        _("Keterangan berkas ini (JSON)"),
        lambda: made().metadata,
        f"{file_name}-metadata.json",
        "application/json",
        key=f"meta_{name}",
        on_click="ignore",
        icon=":material/description:",
        type="tertiary",
        width="stretch",
    )


def _maker(reader: Reader, request: ExportRequest, name: str, file_name: str) -> Callable[[], Export]:
    """Made on click, not before, and only for whoever may then still have it."""
    return check_on_click(
        lambda user: make_export(request, name, file_name, reader.scope, reader.snapshot.id, user),
        lambda account: account.may_export,
    )


def show_page() -> None:
    """A table of the snapshot: filters, first rows, files of every form, unless the part is too large for a page."""
    reader, view = open_page(shows_flows=True)
    st.title(_("Data"))
    if view.periode:
        show_filters(reader, view, CATEGORIES)
        show_controls(reader, view)
        request = make_request(view)
        try:
            preview = reader.ask(make_preview, request, SHOWN_ROWS)
        except UsageError as error:
            st.error(str(error))
        else:
            show_preview(reader, request, preview)
            if preview.csv_bytes > MOST_PAGE_BYTES:
                st.info(describe_too_large())
            else:
                show_downloads(reader, request)
            show_sql(preview)
    show_footer(reader, view)


run_page(show_page)
