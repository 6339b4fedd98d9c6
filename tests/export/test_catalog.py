"""The record for a catalogue of data, read as RDF by a reader of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from etl.__main__ import main
from pora.warehouse.snapshots import require_current

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # the reader's own
IANA = Namespace("https://www.iana.org/assignments/media-types/")
TABLES = {"out_area_month", "out_area_month_detail", "out_kabupaten_month", "out_kecamatan_month"}


def write(folder: Path) -> Graph:
    assert main(["catalog", "--output", str(folder / "katalog.jsonld")]) == 0
    return Graph().parse(folder / "katalog.jsonld", format="json-ld")


def test_every_public_table_is_a_dataset_with_its_months_and_forms_and_no_other_is(kudus: Path, tmp_path: Path) -> None:
    graph = write(tmp_path)
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.objects(catalog, DCAT.dataset))
    assert datasets == set(graph.subjects(RDF.type, DCAT.Dataset))
    assert {str(graph.value(one, DCTERMS.identifier)) for one in datasets} == {
        f"{table}@{require_current()}" for table in TABLES
    }
    for one in datasets:
        period = graph.value(one, DCTERMS.temporal)
        months = [graph.value(period, name) for name in (DCAT.startDate, DCAT.endDate)]
        assert months == [Literal("2024-03", datatype=XSD.gYearMonth)] * 2
        forms = {graph.value(form, DCAT.mediaType) for form in graph.objects(one, DCAT.distribution)}
        assert {IANA["text/csv"], IANA["application/vnd.sdmx.data+csv"], IANA["application/zip"]} <= forms


def test_who_publishes_is_what_the_office_wrote_and_missing_where_it_wrote_nothing(kudus: Path, tmp_path: Path) -> None:
    assert list(write(tmp_path).objects(None, DCTERMS.publisher)) == []
    (kudus / "metadata-kegiatan.toml").write_text('penyelenggara = "Kanwil Ditjen Imigrasi Jawa Tengah"\n', "utf-8")
    graph = write(tmp_path)
    (agent,) = graph.objects(None, DCTERMS.publisher)
    assert str(graph.value(agent, FOAF.name)) == "Kanwil Ditjen Imigrasi Jawa Tengah"


def test_a_folder_that_there_is_not_is_one_sentence(
    kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "--output", str(tmp_path / "tidak" / "ada.jsonld")]) == 2
    assert "tidak ada. Buat dulu, atau pilih yang lain." in capsys.readouterr().err
