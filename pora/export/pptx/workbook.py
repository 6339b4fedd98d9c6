"""The workbook behind a chart: what a presenter sees who chooses "edit data"."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from pptx.chart.data import CategoryChartData
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from pora.export.office_file import clean_xml_text


class SafeChartData(CategoryChartData):
    """One series of whole numbers by category; None is an empty cell, never zero."""

    def __init__(
        self, title: str, labels: Sequence[str], values: Sequence[int | None], number_format: str, time: datetime
    ):
        super().__init__(number_format=number_format)  # type: ignore[no-untyped-call]
        self._title, self._labels, self._numbers = (
            clean_xml_text(title),
            [clean_xml_text(label) for label in labels],
            values,
        )
        self._created = time
        self.categories = self._labels
        self.add_series(self._title, list(values))  # type: ignore[no-untyped-call]

    @property
    def xlsx_blob(self) -> bytes:
        """As python-pptx lays it out (categories in column A, values in B), but text stays text: a label that begins
        with = must not be run when the workbook is opened."""
        out = io.BytesIO()
        with Workbook(out, {"in_memory": True}) as workbook:
            workbook.set_properties({"author": "Dasbor Pora", "created": self._created.replace(tzinfo=None)})
            sheet = workbook.add_worksheet("Sheet1")
            sheet.set_column(0, 0, 40)
            number = workbook.add_format({"num_format": self.number_format})
            sheet.write_string(0, 1, self._title)
            for row, (label, value) in enumerate(zip(self._labels, self._numbers, strict=True), start=1):
                sheet.write_string(row, 0, label)
                if value is not None:
                    sheet.write_number(row, 1, value, number)
        return out.getvalue()
