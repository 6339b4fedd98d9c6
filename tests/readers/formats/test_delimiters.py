"""Which character parts the columns of a text file made for printing."""

from __future__ import annotations

import pytest

from etl.readers.formats.cells import choose_delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Kecamatan;Jumlah\nBae;5\nJati;7\n", ";"),
        ("Rekap bulan Maret, Kab. Kudus\n\nKecamatan;Jumlah\nBae;5\nJati;7\n", ";"),
        ('Kecamatan,Catatan,Jumlah\n"Bae","satu;\ndua;\ntiga;\nempat;",5\n"Jati","a;\nb;\nc;\nd;",7\n', ","),
        ('Kecamatan\tCatatan\n"Bae"\t"a, b\nc, d\ne, f"\n', "\t"),
        ('Kecamatan;Ukuran\nBae;5" x 3"\nJati;7"\n', ";"),
    ],
)
def test_a_line_break_or_another_mark_within_quotes_is_part_of_its_cell(text: str, delimiter: str) -> None:
    assert choose_delimiter(text) == delimiter
