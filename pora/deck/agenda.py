"""An agenda: which slides a deck has, in which order, and what the presenter changed. No numbers: those come from the
snapshot each time the deck is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pora import schema
from pora.errors import UsageError
from pora.locale import _
from pora.reference.places import place_level
from pora.schema import Cut

COVER = "sampul"
# In the order of a meeting: how many, where, changing how, who, how sure, what to do.
DEFAULT_KINDS = (
    COVER,
    "tindak_lanjut_lalu",
    "situasi",
    "peta",
    "teratas",
    "tetangga",
    "tren",
    "enam_bulan",
    "perubahan",
    "kewarganegaraan",
    "izin_tinggal",
    "tren_izin",
    "pengungsi",
    "penindakan",
    "kelengkapan",
    "rekonsiliasi",
    "banding_instansi",
    "tindak_lanjut",
)


def kind_words() -> dict[str, str]:
    """What a kind of slide shows, for a list."""
    return {
        COVER: _("Sampul"),
        "tindak_lanjut_lalu": _("Tindak lanjut rapat lalu"),
        "situasi": _("Situasi dalam tiga angka"),
        "peta": _("Peta sebaran"),
        "teratas": _("Wilayah terbanyak"),
        "tetangga": _("Di antara tetangga"),
        "tren": _("Tren bulanan"),
        "enam_bulan": _("Enam bulan di peta"),
        "perubahan": _("Apa yang berubah"),
        "kewarganegaraan": _("Kewarganegaraan"),
        "izin_tinggal": _("Izin tinggal"),
        "tren_izin": _("Izin tinggal dalam setahun"),
        "pengungsi": _("Pengungsi"),
        "penindakan": _("Penindakan"),
        "kelengkapan": _("Kelengkapan laporan"),
        "rekonsiliasi": _("Angka terbit dan tabel kasus"),
        "banding_instansi": _("Banding instansi"),
        "tindak_lanjut": _("Tindak lanjut"),
    }


@dataclass(frozen=True)
class Edits:
    """What a presenter wrote in place of what the data say; empty where nothing. `numbers` are in their order."""

    title: str = ""
    notes: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class SlidePlan:
    """One slide to be made; `key` names it within its agenda. A slide added from a page may be about another place,
    month or category than the deck."""

    key: str
    kind: str
    area_code: str
    period: str
    category: str = schema.ORANG_ASING
    edits: Edits = Edits()

    @property
    def cut(self) -> Cut:
        """What the numbers of the slide are of."""
        return Cut(self.area_code, self.period, self.category)


@dataclass(frozen=True)
class Agenda:
    """The plan of a deck. `subtitle` is the occasion: Rapat koordinasi Tim Pora."""

    area_code: str
    period: str
    subtitle: str
    slides: tuple[SlidePlan, ...]

    def add(self, kind: str, cut: Cut) -> Agenda:
        """The slide goes before the follow-up list where that is the last one, else to the end."""
        known = {slide.key for slide in self.slides}
        number = next(n for n in range(1, len(known) + 2) if f"{kind}-{n}" not in known)
        plan = SlidePlan(f"{kind}-{number}", kind, cut.area_code, cut.period, cut.category)
        at = len(self.slides) - (bool(self.slides) and self.slides[-1].kind == "tindak_lanjut")
        return replace(self, slides=(*self.slides[:at], plan, *self.slides[at:]))

    def drop(self, key: str) -> Agenda:
        return replace(self, slides=tuple(slide for slide in self.slides if slide.key != key))

    def move(self, key: str, step: int, seen: Collection[str]) -> Agenda:
        """Before the slide that is seen before it (-1), or after the next one (+1); at an end it stays. `seen`: keys of
        the slides that are not left out."""
        slides = list(self.slides)
        at = next(index for index, slide in enumerate(slides) if slide.key == key)
        others = range(at - 1, -1, -1) if step < 0 else range(at + 1, len(slides))
        to = next((place for place in others if slides[place].key in seen), at)
        slides.insert(to, slides.pop(at))
        return replace(self, slides=tuple(slides))

    def edit(self, key: str, edits: Edits) -> Agenda:
        slides = (replace(slide, edits=edits) if slide.key == key else slide for slide in self.slides)
        return replace(self, slides=tuple(slides))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def has_ranking_beside(level: str) -> bool:
    """Whether the map of a place leaves room for its largest areas; the map of a province needs all of the slide."""
    return level == schema.KABUPATEN_KOTA


def make_agenda(area_code: str, period: str) -> Agenda:
    """The slides of a usual meeting on a place and month."""
    known = {"teratas"} if has_ranking_beside(place_level(area_code)) else set()
    slides = tuple(SlidePlan(kind, kind, area_code, period) for kind in DEFAULT_KINDS if kind not in known)
    return Agenda(area_code, period, _("Rapat koordinasi Tim Pora"), slides)


def read_agenda(stored: Mapping[str, Any]) -> Agenda:
    """An agenda as `to_json` gave it. UsageError where it is not one."""
    try:
        slides = tuple(_read_plan(one) for one in stored["slides"])
        return Agenda(str(stored["area_code"]), str(stored["period"]), str(stored["subtitle"]), slides)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(_("Susunan paparan tidak dapat dibaca; buat yang baru.")) from error


def _read_plan(one: Mapping[str, Any]) -> SlidePlan:
    edits = one["edits"]
    numbers = tuple(str(words) for words in edits["numbers"])
    cut = Cut(str(one["area_code"]), str(one["period"]), str(one["category"]))
    return SlidePlan(
        str(one["key"]),
        str(one["kind"]),
        cut.area_code,
        cut.period,
        cut.category,
        edits=Edits(str(edits["title"]), str(edits["notes"]), numbers),
    )
