"""What names no area, or another one: nothing is guessed, and the sentence says what to do. Wild input too."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pora.reference.areas.answer import Candidate
from pora.reference.spelling import normalise
from pora.schema import KABUPATEN_KOTA, KECAMATAN
from tests.reference.area_matching import INDEX, JATENG, names_of_jateng

# --- what is no area -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "–",
        "...",
        "Tidak dirinci",
        "TIDAK DIKETAHUI",
        "(tidak dirinci)",
        "Kec. tidak diketahui",
    ],
)
def test_a_part_that_is_not_placed_is_no_error(text: str) -> None:
    match = INDEX.match_kecamatan(text, "33.19", JATENG)
    assert (match.code, match.reason, match.error_code, match.message) == (None, "unplaced", None, None)


@pytest.mark.parametrize(
    "text",
    ["Soloraya", "SOLO RAYA", "Pati Raya", "eks Karesidenan Pekalongan", "ex-keresidenan Pekalongan", "Kedu"],
)
def test_a_group_of_areas_is_no_area(text: str) -> None:
    for match in (INDEX.match_kecamatan(text, None, JATENG), INDEX.match_kabupaten(text, JATENG)):
        assert (match.code, match.error_code) == (None, "area-group")


def test_a_group_names_its_members() -> None:
    assert INDEX.match_kabupaten("eks-Karesidenan Pekalongan", JATENG).message == (
        "'eks-Karesidenan Pekalongan' adalah kelompok wilayah (Kab. Batang, Kab. Pekalongan, Kab. Pemalang, "
        "Kab. Tegal, Kab. Brebes, Kota Pekalongan, Kota Tegal), bukan satu wilayah. "
        "Isi kabupaten/kotanya satu per satu."
    )


def test_kedu_is_a_kecamatan_where_the_text_or_the_kabupaten_says_so() -> None:
    assert INDEX.match_kecamatan("Kec. Kedu", None, JATENG).code == "33.23.07"
    assert INDEX.match_kecamatan("Kedu", "33.23", JATENG).code == "33.23.07"
    assert [c.code for c in INDEX.match_kecamatan("Kedu", None, JATENG).candidates] == ["33.23.07"]


@pytest.mark.parametrize(
    ("text", "kabupaten_code", "error_code", "message"),
    [
        (
            "Kaliwngu",
            "33.19",
            "unknown-area",
            "'Kaliwngu' tidak dikenal sebagai kecamatan di Kab. Kudus. "
            "Mungkin maksudnya Kaliwungu, Kab. Kudus (33.19.01)? Perbaiki namanya, atau isi kodenya.",
        ),
        (
            "xyzzy",
            None,
            "unknown-area",
            "'xyzzy' tidak dikenal sebagai kecamatan di Jawa Tengah. Periksa ejaannya atau isi kodenya; "
            "tulis 'Tidak dirinci' bila kecamatannya tidak diketahui.",
        ),
        (
            "Seluruh kecamatan",
            "33.19",
            "unknown-area",
            "'Seluruh kecamatan' tidak dikenal sebagai kecamatan di Kab. Kudus. Itu jumlah: hapus barisnya bila "
            "rinciannya ada; tulis 'Tidak dirinci' bila kecamatan tidak diketahui.",
        ),
        (
            "✓",
            "33.19",
            "unknown-area",
            "'✓' tidak dikenal sebagai kecamatan di Kab. Kudus. Periksa ejaannya atau isi kodenya; "
            "tulis 'Tidak dirinci' bila kecamatannya tidak diketahui.",
        ),
        (
            "Sirampog",
            "33.19",
            "area-conflict",
            "'Sirampog' tidak ada di Kab. Kudus; ada di Kab. Brebes (33.29.05). Periksa nama dan kabupatennya.",
        ),
        (
            "Jati, Kab. Blora",
            "33.19",
            "area-conflict",
            "'Jati, Kab. Blora' tidak ada di Kab. Kudus; ada di Kab. Blora (33.16.01). Periksa nama dan kabupatennya.",
        ),
        (
            "Kudus",
            "33.19",
            "area-level",
            "'Kudus' bukan kecamatan, melainkan kabupaten/kota: Kab. Kudus (33.19). "
            "Mungkin maksudnya Kota Kudus, Kab. Kudus (33.19.02)?",
        ),
        (
            "Kaliwungu (Semarang)",
            None,
            "ambiguous-area",
            "'Semarang' bisa berarti Kab. Semarang (33.22) atau Kota Semarang (33.74); "
            "tulis lengkap dengan Kab. atau Kota.",
        ),
    ],
)
def test_what_is_wrong_with_a_name_and_what_to_do(
    text: str, kabupaten_code: str | None, error_code: str, message: str
) -> None:
    match = INDEX.match_kecamatan(text, kabupaten_code, JATENG)
    assert (match.code, match.error_code, match.message) == (None, error_code, message)


def test_a_kabupaten_of_another_province_is_named_as_such() -> None:
    match = INDEX.match_kabupaten("Bandung", JATENG)
    assert (match.code, match.message) == (
        None,
        "'Bandung' tidak ada di Jawa Tengah; yang ada Kab. Bandung, Jawa Barat (32.04), "
        "Kota Bandung, Jawa Barat (32.73). Periksa namanya.",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Kec. Bae",
            "'Kec. Bae' bukan kabupaten/kota, melainkan kecamatan: Bae, Kab. Kudus (33.19.07). Isi kabupaten/kotanya.",
        ),
        (
            "Kota Kudus",
            "'Kota Kudus' bukan kabupaten/kota, melainkan kecamatan: Kota Kudus, Kab. Kudus (33.19.02). "
            "Mungkin maksudnya Kab. Kudus (33.19)?",
        ),
        (
            "Prov. Jawa Tengah",
            "'Prov. Jawa Tengah' bukan kabupaten/kota, melainkan provinsi: Jawa Tengah (33). Isi kabupaten/kotanya.",
        ),
    ],
)
def test_an_area_of_another_level_is_no_kabupaten(text: str, message: str) -> None:
    match = INDEX.match_kabupaten(text, JATENG)
    assert (match.code, match.error_code, match.message) == (None, "area-level", message)


def test_a_near_name_is_only_suggested_with_its_score_and_within_the_kabupaten() -> None:
    match = INDEX.match_kecamatan("Petarukn", "33.27", JATENG)
    assert match.code is None
    assert match.candidates == (Candidate("33.27.10", "Petarukan", "Kab. Pemalang", 94),)
    assert match.score == 94


# --- wild input ----------------------------------------------------------------------------------------------

fragments = st.sampled_from(
    "Kaliwungu Kudus Kota Kab. Kec. Semarang Kedu Bae Solo eks 33.19 33.19.01 33.1 331901 , ( ) - / . ; ' 1.".split()
)
wild_text = st.one_of(
    st.text(max_size=40),
    st.lists(fragments, max_size=7).map(" ".join),
    st.lists(fragments, max_size=7).map("".join),
)
scopes = st.sampled_from([(None, None), (None, JATENG), ("33.19", JATENG), ("33.74", JATENG)])


@settings(deadline=None)
@given(wild_text, scopes)
def test_any_text_gives_an_exact_area_of_the_scope_or_none(text: str, scope: tuple[str | None, str | None]) -> None:
    kabupaten_code, province_code = scope
    for match, level in (
        (INDEX.match_kecamatan(text, kabupaten_code, province_code), KECAMATAN),
        (INDEX.match_kabupaten(text, province_code), KABUPATEN_KOTA),
    ):
        assert (match.code is None) == (match.reason not in ("code", "name", "alias"))
        assert (match.message is None) == (match.error_code is None)
        assert all(candidate.code in INDEX for candidate in match.candidates)
        if match.code is None:
            continue
        assert INDEX.level(match.code) == level
        scope_code = kabupaten_code if level == KECAMATAN and kabupaten_code else province_code or ""
        assert match.code.startswith(scope_code)
        if match.reason == "name":
            bare = normalise(INDEX.area_name(match.code).removeprefix("Kab. ").removeprefix("Kota "))
            assert bare in normalise(text)
        if match.reason == "code":
            assert match.code.replace(".", "") in normalise(text)


@settings(deadline=None)
@given(st.data())
def test_a_misspelt_name_is_never_taken_for_the_real_one(data: st.DataObject) -> None:
    code, name, kabupaten_code = data.draw(st.sampled_from(names_of_jateng()))
    position = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    misspelt = data.draw(
        st.sampled_from([name[:position] + letter + name[position + 1 :], name[:position] + name[position + 1 :]])
    )
    known = {normalise(INDEX.area_name(sibling)) for sibling in INDEX.children(kabupaten_code)}
    known |= {key for key, aliases in INDEX.tables.aliases[KECAMATAN].items() if aliases[0].area_code == code}
    assume(normalise(misspelt) not in known)
    assert INDEX.match_kecamatan(misspelt, kabupaten_code, JATENG).code is None


@pytest.mark.parametrize("text", ["x" * 100_000, "," * 100_000, "Kab. " * 20_000, "\0\0", "{0}", "%s", "\ud800"])
def test_hostile_text_is_refused_with_a_short_message(text: str) -> None:
    match = INDEX.match_kecamatan(text, None, JATENG)
    assert match.code is None
    assert match.message is None or len(match.message) < 400
