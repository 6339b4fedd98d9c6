"""Aliases that an office accepted: they resolve at once, say who and when, and override nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pora.errors import UsageError
from pora.reference.areas import add_alias, area_index
from pora.reference.areas.answer import AreaMatch

JATENG = "33"
HEADING = b"alias,area_code,added_by,added_on\n"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path))
    return tmp_path


TODAY = dt.date(2026, 11, 22)


def test_an_accepted_alias_resolves_at_once_and_is_kept_with_who_and_when(own_data_folder: Path) -> None:
    assert area_index().match_kecamatan("Kaliwungu Lor", None, JATENG).code is None
    add_alias("Kaliwungu  Lor", "33.19.01", " Kasi  Inteldakim ", TODAY)
    add_alias("Kota Kretek", "33.19", "Kasi Inteldakim", TODAY)
    assert area_index().match_kecamatan("KEC. KALIWUNGU LOR", None, JATENG) == AreaMatch(
        "KEC. KALIWUNGU LOR", "alias", "33.19.01"
    )
    assert area_index().match_kabupaten("kota kretek", JATENG).code == "33.19"
    assert (own_data_folder / "area_alias.csv").read_text("utf-8") == (
        "alias,area_code,added_by,added_on\n"
        "Kaliwungu Lor,33.19.01,Kasi Inteldakim,2026-11-22\n"
        "Kota Kretek,33.19,Kasi Inteldakim,2026-11-22\n"
    )


@pytest.mark.parametrize(
    ("alias", "code", "message"),
    [
        (
            "Jati",
            "33.19.02",
            "'Jati' sudah mempunyai arti dan tidak diubah. 'Jati' ada di Kab. Blora (33.16.01), "
            "Kab. Kudus (33.19.03); isi kolom kabupaten.",
        ),
        (
            "patebodi",
            "33.19.02",
            "'patebodi' sudah mempunyai arti dan tidak diubah. Patebon, Kab. Kendal (33.24.14).",
        ),
        (
            "Solo",
            "33.19.02",
            "'Solo' sudah mempunyai arti dan tidak diubah. 'Solo' bukan kecamatan, melainkan kabupaten/kota: "
            "Kota Surakarta (33.72). Isi kecamatannya, atau 'Tidak dirinci' bila tidak diketahui.",
        ),
        (
            "Cibinong",
            "33.19.02",
            "'Cibinong' sudah mempunyai arti dan tidak diubah. Cibinong, Kab. Bogor (32.01.01).",
        ),
        (
            "Tidak dirinci",
            "33.19.02",
            "'Tidak dirinci' sudah mempunyai arti dan tidak diubah. Artinya: tidak dirinci.",
        ),
        ("Kudus Kulon", "33.1", "'33.1' bukan kode desa, kecamatan atau kabupaten/kota."),
        ("Kudus Kulon", "33", "'33' bukan kode desa, kecamatan atau kabupaten/kota."),
        ("=HYPERLINK(1)", "33.19.02", "Nama lain harus berawal huruf atau angka dan tidak terlalu panjang."),
        ("", "33.19.02", "Nama lain harus berawal huruf atau angka dan tidak terlalu panjang."),
    ],
)
def test_an_alias_never_overrides_what_already_means_something(
    own_data_folder: Path, alias: str, code: str, message: str
) -> None:
    with pytest.raises(UsageError) as error:
        add_alias(alias, code, "Kasi", TODAY)
    assert str(error.value) == message
    assert not (own_data_folder / "area_alias.csv").exists()


def test_an_alias_needs_somebody_who_accepted_it() -> None:
    with pytest.raises(UsageError, match="Isi siapa yang menyetujui nama lain ini."):
        add_alias("Kudus Kulon", "33.19.02", " ", TODAY)


def test_a_second_alias_of_the_same_spelling_is_refused() -> None:
    add_alias("Kudus Kulon", "33.19.02", "Kasi", TODAY)
    with pytest.raises(UsageError, match="sudah mempunyai arti"):
        add_alias("kudus-kulon", "33.19.01", "Kasi", TODAY)


def test_a_hand_edited_alias_file_still_overrides_nothing(own_data_folder: Path) -> None:
    (own_data_folder / "area_alias.csv").write_text(
        "alias,area_code,added_by,added_on\n"
        "Jati,33.19.01,x,2026-01-01\n"
        "Patebodi,33.19.01,x,2026-01-01\n"
        "Desa Lama,99.99.99,x,2026-01-01\n",
        "utf-8",
    )
    assert area_index().match_kecamatan("Jati", "33.19", JATENG).code == "33.19.03"
    assert area_index().match_kecamatan("Patebodi", None, JATENG).code == "33.24.14"
    assert area_index().match_kecamatan("Desa Lama", None, JATENG).reason == "unknown"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"alias;area_code\nx;y\n", ", baris 1: baris judul harus berisi alias,area_code,added_by,added_on."),
        (b"\xff\xfe\x00", " bukan teks UTF-8. Simpan sebagai CSV UTF-8."),
        (
            HEADING + b"x\n",
            ", baris 2: 1 sel, seharusnya 4. Beri tanda kutip pada teks yang memuat koma atau titik koma.",
        ),
        (HEADING + b"\n,33.19.01,x,\n", ", baris 3: kolom alias kosong."),
        (
            HEADING + b"Kudus Kulon,33.19.02,x,20261122\n",
            ", baris 2: '20261122' di kolom added_on bukan tanggal. Tulis seperti 2026-01-26.",
        ),
    ],
)
def test_a_broken_alias_file_is_named_with_its_line(own_data_folder: Path, content: bytes, message: str) -> None:
    path = own_data_folder / "area_alias.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError) as error:
        area_index()
    assert str(error.value) == f"{path}{message}"
