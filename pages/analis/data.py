"""Data: choose a table and a part of it, look at the first rows, take the file and its metadata."""

import streamlit as st

from pora import queries
from pora.export.files import make_export
from pora.export.formats import FORMATS
from pora.export.request import ExportRequest
from pora.locale import _, format_number
from pora.schema import STATUS_MARKS
from pora.ui.data import Reader
from pora.ui.frame import open_page, show_filters, show_footer
from pora.ui.page import run_page
from pora.ui.session import check_on_click
from pora.ui.view import View

SHOWN_ROWS = 100
FULL_GRAIN = "case_counts"  # exact, so not for a public reader
TABLE_WORDS = {
    "out_kecamatan_month": _("Jumlah per kecamatan"),
    "out_kabupaten_month": _("Jumlah per kabupaten/kota"),
    "out_area_month": _("Jumlah dan kelengkapan per wilayah"),
    "case_counts": _("Rincian: kewarganegaraan, izin tinggal, jenis kelamin, keperluan, UNHCR"),
}
FORMAT_WORDS = {"csv-excel": _("Unduh CSV untuk Excel"), "csv": _("Unduh CSV (RFC 4180)")}
OTHER_FORMATS = {
    "xlsx": "XLSX",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "geoparquet": "GeoParquet",
    "datapackage": _("paket data (ZIP)"),
}


def choose_request(reader: Reader, view: View) -> ExportRequest:
    tables = [name for name in TABLE_WORDS if not (reader.choices.is_public and name == FULL_GRAIN)]
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        table = st.selectbox(_("Tabel"), tables, format_func=lambda name: TABLE_WORDS[name], key="table")
    with right:
        all_periods = st.toggle(_("Semua periode"), key="all_periods")
    return ExportRequest(table, None if all_periods else view.periode, view.wilayah, view.kategori)


def show_preview(reader: Reader, request: ExportRequest) -> None:
    part = (request.table, request.period, request.area, request.category)
    rows = reader.ask(queries.count_export, *part)
    frame = reader.ask(queries.select_preview, *part, SHOWN_ROWS).copy()
    frame["status"] = frame["status"].replace(STATUS_MARKS)
    labels = {column.name: column.label for column in request.columns.columns}
    st.markdown(
        _("**{n} baris**; {m} yang pertama:").format(n=format_number(rows), m=format_number(min(rows, SHOWN_ROWS)))
    )
    st.dataframe(frame.rename(columns=labels), hide_index=True, width="stretch", height=360, key="preview")


def show_downloads(reader: Reader, request: ExportRequest) -> None:
    """The two forms of CSV at once; all others by choice."""
    first, second, other = st.columns(3, vertical_alignment="bottom")
    for column, (name, words) in zip((first, second), FORMAT_WORDS.items(), strict=True):
        with column:
            show_download(reader, request, name, words)
    with other:
        name = st.selectbox(
            _("Format lain"),
            list(OTHER_FORMATS),
            format_func=OTHER_FORMATS.__getitem__,
            key="other_format",
        )
        obstacle = FORMATS[name].find_obstacle(request)
        if obstacle:
            st.caption(obstacle)
        else:
            show_download(reader, request, name, _("Unduh {name}").format(name=OTHER_FORMATS[name]))


def show_download(reader: Reader, request: ExportRequest, name: str, words: str) -> None:
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


def _maker(reader: Reader, request: ExportRequest, name: str, file_name: str):
    """Made on click, not before, and only for whoever may then still have it."""
    return check_on_click(
        lambda user: make_export(request, name, file_name, reader.scope, reader.snapshot.id, user),
        lambda account: account.may_export,
    )


def show_page() -> None:
    reader, view = open_page()
    st.title(_("Data"))
    if view.periode:
        show_filters(reader, view)
        request = choose_request(reader, view)
        show_preview(reader, request)
        show_downloads(reader, request)
    show_footer(reader, view)


run_page(show_page)
