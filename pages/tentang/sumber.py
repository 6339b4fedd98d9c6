"""Sumber: every source, definition, date, licence and caveat behind the figures."""

from collections.abc import Sequence
from numbers import Real

import pandas as pd
import streamlit as st

from pora.config import office_time
from pora.locale import _, format_day, format_number, format_period
from pora.reference.activity_metadata import read_activity
from pora.schema.statistical import (
    ACTIVITY_HEADINGS,
    INDICATOR_FIELDS,
    VARIABLE_FIELDS,
    list_indicators,
    list_variables,
)
from pora.statistics.publications import describe_as_of, describe_value
from pora.ui.components.tables import show_table
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_footer
from pora.warehouse import queries
from pora.warehouse.boundaries import load_layers
from pora.warehouse.queries.request import EXPORTED_TABLES
from pora.wording.provenance import name_area_codes
from pora.wording.teams import describe_task

DEFINITIONS = (
    _(
        "**Orang asing**: pemegang izin tinggal (diplomatik, dinas, ITK, ITAS, ITAP) yang berada di wilayah itu pada "
        "akhir bulan."
    ),
    _(
        "**Pengungsi**: pengungsi dan pencari suaka di bawah UNHCR (Perpres 125/2016). Tidak pernah dijumlahkan dengan "
        "orang asing."
    ),
    _(
        "**Tindakan**: yang dilakukan kantor selama satu bulan, menurut jenisnya (enam jenis UU 6/2011 Pasal 75 ayat "
        "(2), pendetensian, pro justitia, penolakan masuk, izin tinggal yang diterbitkan). Bulan-bulannya boleh "
        "dijumlahkan; jenisnya tidak, dan tidak pernah dengan orang yang berada di wilayah."
    ),
    _("**0** berarti dilaporkan tidak ada. **Belum lapor** berarti tidak ada laporan untuk bulan itu; bukan nol."),
    _(
        "**Tidak dirinci**: bagian yang dilaporkan tanpa kecamatan. Bagian itu dihitung di kabupaten/kota, kantor, dan "
        "provinsi, dan tidak dibagi-bagi ke kecamatan."
    ),
    _(
        "**Angka terbit**: angka dari berita atau laporan. Ditampilkan apa adanya, tidak dijumlahkan dengan tabel "
        "kasus, dan hanya dibandingkan bila definisinya sama."
    ),
    _("**Per 100 km²**: luas dihitung dari batas wilayah yang terpasang, bukan luas resmi."),
    _("**Dasar hukum**: {task}").format(task=describe_task()),
)

REFERENCE = pd.DataFrame(
    [
        (
            _("Kode dan nama wilayah"),
            _("Paket npm idn-area-data 3.1.2, menurut kode Kemendagri"),
            "ODbL 1.0",
        ),
        (
            _("Wilayah kerja kantor imigrasi"),
            _("Situs dan berita kantor imigrasi, per kabupaten/kota di data/reference/office_area.csv"),
            _("fakta, dengan sumber"),
        ),
        (
            _("Negara"),
            _("ISO 3166-1 (pycountry), nama Indonesia dari Unicode CLDR (Babel)"),
            "LGPL 2.1; Unicode",
        ),
        (_("Angka terbit"), _("Berita dan laporan, satu per satu di bawah"), _("fakta, dengan sumber")),
    ],
    columns=[_("Data acuan"), _("Asal"), _("Lisensi")],
)


def make_table(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The columns under their headings; numbers as they are read, nothing for nothing."""
    words = {
        heading: [
            "" if pd.isna(value) else format_number(float(value)) if isinstance(value, Real) else str(value)
            for value in frame[name]
        ]
        for name, heading in columns.items()
    }
    return pd.DataFrame(words)


def show_satu_data() -> None:
    """The forms of Satu Data Indonesia, as they leave with each XLSX and data package."""
    st.header(_("Metadata Satu Data"))
    st.markdown(name_area_codes())
    columns = {column.name: column for table in EXPORTED_TABLES.values() for column in table.columns}
    forms: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
        _("MS-Keg: kegiatan"): (ACTIVITY_HEADINGS, read_activity()),
        _("MS-Ind: indikator"): (INDICATOR_FIELDS, list_indicators()),
        _("MS-Var: variabel"): (VARIABLE_FIELDS, list_variables(columns.values())),
    }
    for title, (headings, rows) in forms.items():
        with st.expander(title):
            show_table(pd.DataFrame(list(rows), columns=list(headings)))


def show_page() -> None:
    """Definitions, files that are loaded, published figures with their sources, reference data and boundaries."""
    reader, view = open_page()
    st.title(_("Sumber dan definisi"))
    st.markdown("\n".join(f"- {line}" for line in DEFINITIONS))

    st.header(_("Tabel kasus yang dimuat"))
    batches = reader.ask(queries.select_history).copy()
    if batches.empty:
        limited = _("Tidak ada berkas yang seluruh isinya tentang wilayah Anda.")
        st.info(_("Belum ada tabel kasus.") if reader.scope.limits is None else limited)
    else:
        batches["received_at"] = [format_day(office_time(at)) for at in batches["received_at"]]
        batches["span"] = [
            f"{format_period(a)} – {format_period(b)}"
            for a, b in zip(batches["period_first"], batches["period_last"], strict=True)
        ]
        batches["is_sample"] = batches["is_sample"].map({True: _("contoh sintetis"), False: ""})
        rows = {"rows_accepted": _("Baris diterima"), "rows_rejected": _("Baris ditolak")}
        columns = {
            "office_name": _("Kantor"),
            "span": _("Periode"),
            "file_name": _("Berkas"),
            "received_at": _("Dimuat"),
            **({} if reader.choices.is_public else rows),
            "is_sample": _("Tanda"),
        }
        show_table(make_table(batches, columns), list(rows.values()))

    st.header(_("Angka terbit"))
    figures = reader.ask(queries.select_figures).copy()
    figures["as_of"] = list(map(describe_as_of, figures["as_of"], figures["as_of_precision"]))
    figures["value"] = [describe_value(row) for _i, row in figures.iterrows()]
    show_table(
        make_table(
            figures,
            {
                "as_of": _("Keadaan per"),
                "area_name": _("Wilayah"),
                "measure": _("Ukuran"),
                "value": _("Jumlah"),
                "agency": _("Instansi"),
                "source": _("Sumber"),
                "note": _("Catatan"),
            },
        ),
        [_("Jumlah")],
    )

    st.header(_("Data acuan dan batas wilayah"))
    show_table(REFERENCE)
    layers = load_layers("batas")
    st.markdown(
        layers.attribution
        if layers
        else _("Batas wilayah belum terpasang; dasbor memakai peta petak. Pasang dengan: `python -m etl boundaries`")
    )
    show_satu_data()
    show_footer(reader, view)


run_page(show_page)
