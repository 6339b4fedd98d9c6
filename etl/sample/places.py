"""Invented sizes for the synthetic case tables: where many people are, and what kind of place that is."""

from __future__ import annotations

from collections.abc import Mapping

from etl.sample.people import COUNTRYSIDE, INDUSTRY, PESANTREN, TOURISM, TOWN, draw
from pora.reference.areas import area_index

# People in each kabupaten/kota of Jawa Tengah around October 2023: invented, of the size that published counts suggest.
SIZES = {
    "33.01": 450, "33.02": 185, "33.03": 130, "33.04": 35, "33.05": 26,
    "33.06": 8, "33.07": 36, "33.08": 540, "33.09": 275, "33.10": 165, "33.11": 500,
    "33.12": 92, "33.13": 260, "33.14": 115, "33.15": 360, "33.16": 52, "33.17": 215,
    "33.18": 178, "33.19": 48, "33.20": 690, "33.21": 390, "33.22": 670, "33.23": 85,
    "33.24": 980, "33.25": 250, "33.26": 72, "33.27": 58, "33.28": 116, "33.29": 150,
    "33.71": 42, "33.72": 290, "33.73": 405, "33.74": 1820, "33.75": 144, "33.76": 83,
}  # fmt: skip
# Kecamatan that draw more people than their neighbours: kind of place, weight (the others: 0.02 to 1 or 2).
_CENTRES: Mapping[str, Mapping[str, float]] = {
    INDUSTRY: {
        "33.01.02": 5, "33.01.03": 3, "33.01.22": 3, "33.03.06": 2, "33.09.06": 3, "33.09.02": 2,
        "33.10.11": 2, "33.11.04": 4, "33.11.09": 4, "33.13.11": 4, "33.13.14": 3, "33.14.03": 3,
        "33.15.10": 3, "33.15.16": 2, "33.17.13": 4, "33.20.02": 4, "33.20.04": 5, "33.20.13": 4,
        "33.21.04": 5, "33.21.01": 3, "33.22.13": 5, "33.22.15": 3, "33.22.11": 2, "33.24.08": 4,
        "33.24.09": 3, "33.24.20": 2, "33.25.07": 4, "33.25.13": 4, "33.74.05": 3, "33.74.15": 4,
        "33.74.16": 4, "33.29.12": 2, "33.29.14": 2,
    },
    TOWN: {
        "33.02.24": 2, "33.02.26": 2, "33.02.27": 3, "33.11.12": 3, "33.13.12": 2, "33.15.13": 2,
        "33.17.10": 2, "33.18.10": 2, "33.19.02": 2, "33.19.03": 2, "33.20.06": 3, "33.22.18": 2,
        "33.22.19": 2, "33.25.11": 2, "33.74.10": 4, "33.74.11": 3, "33.74.13": 4, "33.74.09": 3,
        "33.73.01": 2, "33.72.04": 3,
    },
    TOURISM: {"33.08.02": 2, "33.20.10": 1.5, "33.20.11": 4, "33.13.06": 0.6, "33.22.20": 0.6},
    PESANTREN: {"33.08.20": 7, "33.08.19": 2},
}  # fmt: skip
_PLACES = {code: (place, weight) for place, codes in _CENTRES.items() for code, weight in codes.items()}


def size_of(kabupaten_code: str) -> int:
    """People in a kabupaten/kota around October 2023; outside Jawa Tengah drawn without any figure behind it."""
    invented = 3 + 90 * draw(f"people {kabupaten_code}")[0] ** 3
    return SIZES.get(kabupaten_code) or round(invented * (2 if place_of(kabupaten_code) == TOWN else 1))


def place_of(area_code: str) -> str:
    """The kind of place that a kecamatan, or the unplaced part of a kabupaten/kota, is taken for."""
    return _PLACES.get(area_code, (TOWN if area_code[3:4] == "7" else COUNTRYSIDE, 0.0))[0]


def invent_weights(kabupaten_code: str) -> dict[str, float]:
    """How the people of a kabupaten/kota spread over its kecamatan."""
    spread = 2.0 if place_of(kabupaten_code) == TOWN else 1.0
    return {
        code: _PLACES[code][1] if code in _PLACES else 0.02 + spread * draw(f"size {code}")[0] ** 3
        for code in area_index().children(kabupaten_code)
    }
