"""What agencies are called."""

from __future__ import annotations

from collections.abc import Mapping

from pora.locale import _


def agency_words() -> Mapping[str, str]:
    """Code -> name, of every agency that may sit in a team; the codes of schema.AGENCIES."""
    return {
        "imigrasi": _("Imigrasi"),
        "kesbangpol": _("Kesbangpol"),
        "polda": _("Polda"),
        "polres": _("Polres"),
        "polsek": _("Polsek"),
        "kodim": _("Kodim"),
        "koramil": _("Koramil"),
        "kecamatan": _("Kecamatan"),
        "disnaker": _("Disnaker"),
        "disdukcapil": _("Disdukcapil"),
        "dispar": _("Dinas Pariwisata"),
        "dinsos": _("Dinas Sosial"),
        "satpol_pp": _("Satpol PP"),
        "kejaksaan": _("Kejaksaan"),
        "bnn": _("BNN"),
        "bin": _("BIN"),
        "kemenag": _("Kementerian Agama"),
        "bea_cukai": _("Bea Cukai"),
        "pemda": _("Pemerintah daerah"),
        "instansi_lain": _("instansi lain"),
    }
