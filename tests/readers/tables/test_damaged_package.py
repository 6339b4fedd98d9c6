"""A data package that came through damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.readers.tables.own_export import is_package, open_package
from pora.errors import RefusedError
from pora.export.archive import write_zip


@pytest.mark.parametrize("at", range(40, 70, 3))
def test_a_damaged_table_within_a_whole_zip_is_refused_in_one_sentence(tmp_path: Path, at: int) -> None:
    rows = "".join(f"2024-03,33.19.0{number % 9 + 1},{number * number}\r\n" for number in range(200))
    data = bytearray(write_zip({"data.csv": rows.encode(), "datapackage.json": b"{}"}))
    data[at] ^= 0xFF
    path = tmp_path / "paket.zip"
    path.write_bytes(data)
    assert is_package(path)
    with pytest.raises(RefusedError, match="rusak. Minta salinan baru"), open_package(path):
        pass
