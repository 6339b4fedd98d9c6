"""The record of the public tables in a catalogue of data: DCAT 3 as JSON-LD, from what is declared of tables and forms.

It holds no number of persons, and no address: where the dashboard stands is not known here. What only the office knows
(who publishes) is taken from its metadata-kegiatan.toml, and missing where it wrote nothing.
"""

from __future__ import annotations

from typing import Any

from pora.access.roles import Scope
from pora.export.formats import FORMATS
from pora.export.metadata import write_caveats, write_json
from pora.export.source import ExportSource, open_source
from pora.locale import _, language
from pora.reference.activity_metadata import read_activity
from pora.reference.places import name_place
from pora.schema.statistical import ACTIVITY_FIELDS
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES, ExportRequest
from pora.warehouse.snapshots import require_current

_EU = "http://publications.europa.eu/resource/authority"  # the vocabularies that DCAT profiles name
_IANA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_catalog() -> bytes:
    """The snapshot in force; the same bytes each time. SnapshotError where there is none."""
    snapshot_id = require_current()
    public = [table for table in EXPORTED_TABLES if table not in EXACT_TABLES]
    sources = [open_source(ExportRequest(table), Scope("public"), snapshot_id) for table in public]
    described = {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "dct:title": _say(_("Orang asing dan pengungsi menurut wilayah")),
        "dct:language": language.get(),
        **_describe_publisher(),
        "dcat:dataset": [_describe_dataset(source) for source in sources],
    }
    return write_json(described)


def _say(text: str) -> dict[str, str]:
    return {"@language": language.get(), "@value": text}


def _describe_publisher() -> dict[str, Any]:
    name = dict(read_activity())[ACTIVITY_FIELDS["penyelenggara"]]
    return {"dct:publisher": {"@type": "foaf:Agent", "foaf:name": name}} if name else {}


def _describe_dataset(source: ExportSource) -> dict[str, Any]:
    months = sorted(month for month, rows in source.months if month and rows)
    period = {
        "@type": "dct:PeriodOfTime",
        **{
            f"dcat:{end}Date": {"@type": "xsd:gYearMonth", "@value": month}
            for end, month in zip(("start", "end"), (months[:1] + months[-1:]), strict=True)
        },
    }
    forms = [form for form in FORMATS.values() if form.find_obstacle(source.request) is None]
    return {
        "@type": "dcat:Dataset",
        "dct:identifier": f"{source.request.table}@{source.facts.snapshot_id}",
        "dct:title": _say(_(source.table.grain)),
        "dct:description": _say(" ".join(write_caveats(source))),
        "dct:modified": {"@type": "xsd:dateTime", "@value": f"{source.facts.published_at.isoformat()}Z"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/MONTHLY"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/RESTRICTED"},
        "dct:spatial": {
            "@type": "dct:Location",
            "dct:identifier": source.facts.province_code,
            "dct:title": _say(name_place(source.facts.province_code)),
        },
        **({"dct:temporal": period} if months else {}),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": _say(_(form.description)),
                "dcat:mediaType": {"@id": f"{_IANA}/{form.mime.partition(';')[0]}"},
            }
            for form in forms
        ],
    }
