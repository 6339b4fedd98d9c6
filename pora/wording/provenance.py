"""Where numbers come from, as it stands under a page, on a slide and in a file. One fact has one wording."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pora import schema
from pora.access.disclosure import read_thresholds
from pora.access.roles import Version
from pora.config import office_time
from pora.locale import _, format_day, format_number
from pora.schema.period import last_day
from pora.schema.statistical import AREA_CODE_DECREE
from pora.wording.approvals import Approval
from pora.wording.counts import join_words


@dataclass(frozen=True)
class Provenance:
    """Of the numbers of a place and month. `offices`: the names of those whose case tables they rest on;
    `approval` is None where the snapshot was published without."""

    snapshot_id: str
    has_sample: bool
    version: Version
    period: str
    offices: tuple[str, ...]
    approval: Approval | None = None

    @property
    def page_lines(self) -> list[str]:
        """As-of date and source. The snapshot stands under every page, also one without numbers of a month."""
        return [self._as_of, self._name_source(2), *([self.approval.words] if self.approval else [])]

    @property
    def slide_lines(self) -> tuple[str, str]:
        """As-of date and source; then what is hidden, and the snapshot. A slide has room for no more than two lines."""
        snapshot = _("Snapshot {id}").format(id=self.snapshot_id)
        approval = f"{self.approval.words} · " if self.approval else ""
        return f"{self._as_of} · {self._name_source(1)}", f"{approval}{describe_hiding(self.version)} · {snapshot}"

    @property
    def marks(self) -> tuple[str, ...]:
        """What nobody may overlook, on every slide."""
        exact = [_("TERBATAS")] if self.version == "exact" else []
        late = [_("BELUM DISAHKAN")] if self.approval and self.approval.is_open else []
        return (*exact, *late, *([_("DATA CONTOH SINTETIS")] if self.has_sample else []))

    @property
    def _as_of(self) -> str:
        return _("Keadaan {day}").format(day=format_day(last_day(self.period)))

    def _name_source(self, most: int) -> str:
        """The offices by name, or, where there are more than `most`, how many."""
        if not self.offices:
            return _("Belum ada tabel kasus")
        count = len(self.offices)
        named = join_words(self.offices) if count <= most else _("{n} kantor imigrasi").format(n=format_number(count))
        return _("Sumber: tabel kasus {offices}").format(offices=named)


def describe_hiding(version: str) -> str:
    """Whether small numbers are hidden, and under which size."""
    if version == "exact":
        return _("Angka lengkap, hanya bagi yang berwenang")
    few, refugees = (read_thresholds()[one] for one in (schema.ORANG_ASING, schema.PENGUNGSI))
    return _("Angka di bawah {n} (pengungsi {m}) disamarkan").format(n=few, m=refugees)


def describe_sample() -> str:
    """What a page, a file and a terminal say of a snapshot that holds made-up rows."""
    return _("MEMUAT DATA CONTOH SINTETIS: bukan angka sebenarnya.")


def describe_snapshot(snapshot_id: str, published_at: dt.datetime) -> str:
    """The snapshot under a page, with its day at the office; `published_at` in UTC."""
    return _("Snapshot {id}, diterbitkan {day}").format(id=snapshot_id, day=format_day(office_time(published_at)))


def describe_snapshot_to_the_minute(snapshot_id: str, published_at: dt.datetime) -> str:
    """The same in a file and on a terminal, wherever it is read."""
    return _("Snapshot {id}, diterbitkan {at} UTC").format(id=snapshot_id, at=f"{published_at:%Y-%m-%d %H:%M}")


def name_area_codes() -> str:
    """Whose codes the codes of areas are, and where their list comes from."""
    words = _("Kode wilayah: Kemendagri, acuan {decree}; daftarnya dari idn-area-data 3.1.2.")
    return words.format(decree=AREA_CODE_DECREE)


def name_case_tables() -> str:
    """The source of a file, whose rows may be of many months and offices."""
    return _("Tabel kasus yang dimuat kantor imigrasi; rinciannya pada halaman Sumber")
