"""The matching of place names: every real name resolves, every tie and every near miss does not."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pora.paths import REFERENCE
from pora.reference.areas import AreaIndex
from pora.reference.areas.answer import AreaMatch, Candidate
from pora.reference.areas.tables import read_area_tables
from pora.reference.spelling import normalise
from pora.schema import KABUPATEN_KOTA, KECAMATAN, PROVINSI

INDEX = AreaIndex(read_area_tables(()))
JATENG = "33"
AMBIGUOUS_NAMES = set(
    "Bawang Bojong Bulu Gabus Grabag Jati Kaliwungu Karanganyar Karangtengah Kedungbanteng Kradenan Mijen "
    "Ngawen Purwodadi Rembang Sidoharjo Sukoharjo Susukan".split()
)


def names_of_jateng() -> list[tuple[str, str, str]]:
    """(code, name, kabupaten code) of the 576 kecamatan."""
    return [(code, INDEX.area_name(code), INDEX.parent(code) or "") for code in INDEX.kecamatan_of(JATENG)]


# --- hierarchy -----------------------------------------------------------------------------------------------


def test_the_country_and_jawa_tengah_have_as_many_areas_as_they_should() -> None:
    levels = [area.level for area in INDEX.tables.areas.values()]
    assert {level: levels.count(level) for level in (PROVINSI, KABUPATEN_KOTA)} == {
        PROVINSI: 38,
        KABUPATEN_KOTA: 514,
    }
    assert len(INDEX.kabupaten_of(JATENG)) == 35
    assert len(INDEX.kecamatan_of(JATENG)) == 576
    assert len(INDEX.provinces()) == 38


def test_the_hierarchy_goes_up_and_down() -> None:
    kudus = INDEX.kecamatan_of("33.19")
    assert kudus == INDEX.children("33.19") and len(kudus) == 9
    assert [INDEX.parent(code) for code in ("33.19.01", "33.19", "33")] == ["33.19", "33", "ID"]
    assert [INDEX.level(code) for code in ("33.19.01", "33.19", "33")] == [
        KECAMATAN,
        KABUPATEN_KOTA,
        PROVINSI,
    ]
    assert [INDEX.display_name(code) for code in ("33.19.01", "33.19", "33")] == [
        "Kaliwungu, Kab. Kudus",
        "Kab. Kudus",
        "Jawa Tengah",
    ]
    assert INDEX.children("33.19.01") == ()
    assert "33.19.01" in INDEX and "33.19.99" not in INDEX


# --- real names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spell",
    [
        str,
        lambda name: f"KEC. {name.upper()}",
        lambda name: f"KEC.{name.upper()}",
        lambda name: name.replace(" ", ""),
        lambda name: f"Kecamatan  {' '.join(name)}",
        lambda name: f"  1. {name.lower()} ",
        lambda name: f"{name}\u00a0\n",
    ],
    ids=["as is", "KEC. upper", "KEC.upper", "joined", "spaced", "numbered", "no-break space"],
)
def test_all_576_names_resolve_within_their_kabupaten(spell: Callable[[str], str]) -> None:
    wrong = [
        name
        for code, name, kabupaten_code in names_of_jateng()
        if INDEX.match_kecamatan(spell(name), kabupaten_code, JATENG) != AreaMatch(spell(name), "name", code)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "spell",
    [
        "{kec}, {kab}",
        "Kec. {kec}, {kab}",
        "{kec} ({kab})",
        "{kab} - Kec. {kec}",
        "KEC {kec} {kab}",
        "{code} {kec}",
    ],
)
def test_every_kecamatan_of_the_country_resolves_with_its_kabupaten_beside_it(spell: str) -> None:
    wrong = []
    for area in INDEX.tables.areas.values():
        if area.level == KECAMATAN:
            text = spell.format(kec=area.name, kab=INDEX.area_name(area.parent_code or ""), code=area.code)
            if INDEX.match_kecamatan(text).code != area.code:
                wrong.append(text)
    assert wrong == []


def test_exactly_the_18_ambiguous_names_are_ambiguous_without_their_kabupaten() -> None:
    names = {name for _code, name, _kabupaten in names_of_jateng()}
    reasons = {name: INDEX.match_kecamatan(name, None, JATENG).reason for name in names}
    assert {name for name, reason in reasons.items() if reason == "ambiguous"} == AMBIGUOUS_NAMES
    # Kedu is a kecamatan, but also what the former residency is called.
    assert {name for name, reason in reasons.items() if reason not in ("name", "ambiguous")} == {"Kedu"}


def test_an_ambiguous_name_lists_all_its_kecamatan_and_says_what_to_fill_in() -> None:
    assert INDEX.match_kecamatan("Kec. Kaliwungu", None, JATENG) == AreaMatch(
        "Kec. Kaliwungu",
        "ambiguous",
        None,
        (
            Candidate("33.19.01", "Kaliwungu", "Kab. Kudus", 100),
            Candidate("33.22.17", "Kaliwungu", "Kab. Semarang", 100),
            Candidate("33.24.08", "Kaliwungu", "Kab. Kendal", 100),
        ),
        "'Kec. Kaliwungu' ada di Kab. Kudus (33.19.01), Kab. Semarang (33.22.17), Kab. Kendal (33.24.08); "
        "isi kolom kabupaten.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kudus", "33.19"),
        ("KAB.KUDUS", "33.19"),
        ("Kabupaten  Kudus", "33.19"),
        ("kudus, kab.", "33.19"),
        ("Kota Semarang", "33.74"),
        ("Semarang (Kota)", "33.74"),
        ("KODYA TEGAL", "33.76"),
        ("Kab. Tegal", "33.28"),
        ("Surakarta", "33.72"),
        ("Solo", "33.72"),
        ("Kota Solo", "33.72"),
        ("Purwodadi", "33.15"),
        (" 33.19 ", "33.19"),
    ],
)
def test_a_kabupaten_or_kota_resolves_in_its_usual_spellings(text: str, code: str) -> None:
    assert INDEX.match_kabupaten(text, JATENG).code == code


@pytest.mark.parametrize("name", ["Semarang", "Tegal", "Pekalongan", "Magelang"])
def test_a_name_of_both_a_kabupaten_and_a_kota_is_never_guessed(name: str) -> None:
    for text in (name, f"Kab/Kota {name}"):
        match = INDEX.match_kabupaten(text, JATENG)
        assert (match.code, match.reason, match.error_code) == (None, "ambiguous", "ambiguous-area")
        assert [candidate.name for candidate in match.candidates] == [f"Kab. {name}", f"Kota {name}"]
    assert INDEX.match_kabupaten("Tegal", JATENG).message == (
        "'Tegal' bisa berarti Kab. Tegal (33.28) atau Kota Tegal (33.76); tulis lengkap dengan Kab. atau Kota."
    )


# --- aliases -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kabupaten_code", "code"),
    [
        ("Jepara Kota", None, "33.20.06"),
        ("Pakisaji", None, "33.20.15"),
        ("Patebodi", None, "33.24.14"),
        ("KEC. PATEBODI", "33.24", "33.24.14"),
        ("Kota", "33.19", "33.19.02"),
        ("Kec. Kota, Kab. Kudus", None, "33.19.02"),
        ("Kota Blora", None, "33.16.09"),
        ("Kota Kendal", None, "33.24.15"),
        ("Purwareja Klampok", None, "33.04.02"),
        ("Purworejo Klampok", None, "33.04.02"),
        ("Pagerruyung", None, "33.24.02"),
        ("Petungkriono", None, "33.26.04"),
    ],
)
def test_the_spellings_that_offices_use_resolve(text: str, kabupaten_code: str | None, code: str) -> None:
    assert INDEX.match_kecamatan(text, kabupaten_code, JATENG).code == code


def test_kota_alone_is_kota_kudus_only_where_the_kabupaten_is_known() -> None:
    match = INDEX.match_kecamatan("Kota", None, JATENG)
    assert (match.code, match.reason, [c.code for c in match.candidates]) == (None, "ambiguous", ["33.19.02"])
    assert INDEX.match_kecamatan("Kota", "33.20", JATENG).code is None


def test_no_committed_alias_is_a_real_name() -> None:
    with (REFERENCE / "area_alias.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    real = [
        row["alias"]
        for row in rows
        if normalise(row["alias"]) in INDEX.tables.spellings[INDEX.level(row["area_code"])] and not row["scope_code"]
    ]
    assert real == []
    assert all(row["source"] for row in rows)


# --- codes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["33.19.01", "  33.19.01 ", "331901", "'33.19.01", "３３.19.01", "33.19.01 Kaliwungu"])
def test_a_whole_code_resolves(text: str) -> None:
    assert INDEX.match_kecamatan(text, None, JATENG) == AreaMatch(text, "code", "33.19.01")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("33.1", ["33.10", "33.01"]),
        ("33,1", ["33.10", "33.01"]),
        ("33,19", ["33.19"]),
        ("33.19.1", ["33.19.01"]),
        ("3319.01", ["33.19.01"]),
        ("3319.0", ["33.19"]),
        ("3319", ["33.19"]),
        ("331901.0", ["33.19.01"]),
        ("33:19:01", ["33.19.01"]),
        ("33 19 01", ["33.19.01"]),
        ("33.19.", ["33.19"]),
        ("3.319E+05", []),
        ("33.1¹", []),
        ("33.19.01²", []),
        ("3319010", []),
        ("1", []),
    ],
)
def test_a_code_damaged_by_a_spreadsheet_is_refused_at_both_levels(text: str, meant: list[str]) -> None:
    for match in (INDEX.match_kecamatan(text, None, JATENG), INDEX.match_kabupaten(text, JATENG)):
        assert (match.code, match.error_code) == (None, "damaged-code")
        assert [candidate.code for candidate in match.candidates] == meant


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "33.1",
            "'33.1' bukan kode yang utuh: nol atau titiknya berubah, biasanya oleh lembar kerja. "
            "Mungkin maksudnya Kab. Klaten (33.10) atau Kab. Cilacap (33.01)? "
            "Ubah format kolom menjadi Teks, lalu tulis kodenya lengkap, seperti 33.10.",
        ),
        (
            "3319",
            "'3319' ditulis tanpa titik, sehingga bisa juga kode BPS. Mungkin maksudnya Kab. Kudus (33.19)? "
            "Tulis kodenya dengan titik, sebagai teks.",
        ),
        (
            "3319010",
            "'3319010' berisi tujuh angka seperti kode BPS. Isi kode Kemendagri bertitik, seperti 33.19.01.",
        ),
        (
            "33.19.01.2001",
            "'33.19.01.2001' adalah kode desa/kelurahan. Isi kode kecamatannya. "
            "Mungkin maksudnya Kaliwungu, Kab. Kudus (33.19.01)?",
        ),
        (
            "33.19.99",
            "Kode 33.19.99 tidak ada dalam daftar kode wilayah. Periksa kodenya, atau isi namanya saja.",
        ),
        (
            "33.19",
            "'33.19' bukan kecamatan, melainkan kabupaten/kota: Kab. Kudus (33.19). "
            "Isi kecamatannya, atau 'Tidak dirinci' bila tidak diketahui.",
        ),
        (
            "33.19.01 Jati",
            "Kode 33.19.01 adalah Kaliwungu, Kab. Kudus, tetapi tertulis 'Jati'. Samakan kode dan namanya.",
        ),
        (
            "32.01.01",
            "Cibinong, Kab. Bogor (32.01.01) bukan bagian dari Jawa Tengah. Samakan kode dan wilayahnya.",
        ),
    ],
)
def test_what_is_wrong_with_a_code_and_what_to_do(text: str, message: str) -> None:
    assert INDEX.match_kecamatan(text, None, JATENG).message == message


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
