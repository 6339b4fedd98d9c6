"""`export --like`: whatever file it is given, there is the same export again, or one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.__main__ import main
from pora.access.roles import Scope
from pora.errors import UsageError
from pora.export.again import Recipe, read_recipe
from pora.export.files import export_to_path
from pora.warehouse.queries.request import ExportRequest

SENTENCE = "asing tidak memuat keterangan ekspor. Berikan berkas -metadata.json di sampingnya."
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def make_workbook(sheets: int) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for number in range(sheets):
            book.add_worksheet().write(0, 0, number)
    return buffer.getvalue()


def make_zip(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same zip with the mark of encryption in both places."""
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    marked = bytearray(data)
    marked[local + 6] |= 1
    marked[central + 8] |= 1
    return bytes(marked)


def damaged(data: bytes) -> bytes:
    """The same zip with other bytes where the content of its first file lies."""
    start = 30 + int.from_bytes(data[26:28], "little")
    return data[:start] + b"\xff" * 8 + data[start + 8 :]


DESCRIPTION = make_zip("datapackage.json", json.dumps({"pora": {"words": "x" * 200}}).encode())
CONTEXT = {"pora:snapshot": "a", "pora:version": "exact", "pora:format": "csv", "pora:areas": None}


@pytest.mark.parametrize(
    "content",
    [
        *(pytest.param(make_workbook(sheets), id=f"workbook of {sheets} sheets") for sheets in (1, 2, 3, 4)),
        pytest.param(damaged(DESCRIPTION), id="damaged zip"),
        pytest.param(encrypted(DESCRIPTION), id="encrypted zip"),
        pytest.param(b'{"a":' * 100_000, id="deep JSON"),
        pytest.param(json.dumps({**CONTEXT, "@context": ["one"]}).encode(), id="context of one"),
        pytest.param(json.dumps({**CONTEXT, "@context": 1}).encode(), id="context of another kind"),
        pytest.param(b"PAR1" + b"\xff" * 50 + b"PAR1", id="broken Parquet"),
    ],
)
def test_a_file_of_another_program_is_answered_in_one_sentence(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "asing").write_bytes(content)
    assert main(["export", "--like", str(tmp_path / "asing"), "--output", str(tmp_path / "again")]) == 2
    assert capsys.readouterr().err == f"{SENTENCE}\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "asing"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.builds(bytes.__add__, st.sampled_from([b"", b"PK\x03\x04", b"PAR1"]), st.binary(max_size=80)),
        JSON.map(lambda value: json.dumps(value).encode()),
        st.builds(make_zip, st.sampled_from(["datapackage.json", "xl/workbook.xml"]), st.binary(max_size=80)),
        st.builds(make_zip, st.just("datapackage.json"), JSON.map(lambda value: json.dumps({"pora": value}).encode())),
        st.builds(
            lambda place, byte: make_workbook(3)[:place] + bytes([byte]) + make_workbook(3)[place + 1 :],
            st.integers(0, len(make_workbook(3)) - 1),
            st.integers(0, 255),
        ),
    )
)
def test_any_bytes_are_answered_in_the_same_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "asing").write_bytes(content)
    with pytest.raises(UsageError) as error:
        read_recipe(tmp_path / "asing")
    assert str(error.value) == SENTENCE


def test_a_description_with_any_value_changed_is_read_or_refused_in_words(
    kudus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "made.csv"
    export_to_path(ExportRequest("out_kecamatan_month"), "csv", path, Scope("exact"))
    metadata = path.with_name("made.csv-metadata.json")
    described = json.loads(metadata.read_bytes())
    assert isinstance(read_recipe(metadata), Recipe)

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(sorted(described)), JSON)
    def try_value(name: str, value: object) -> None:
        metadata.write_text(json.dumps({**described, name: value}))
        assert main(["export", "--like", str(metadata), "--output", str(tmp_path / "again.csv")]) in (0, 1, 2)
        shown = capsys.readouterr()
        assert shown.out or shown.err.strip()

    try_value()
