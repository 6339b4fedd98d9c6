"""Slides in a template of an office: its masters, our content in its places, and nothing of its own last meeting."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from pora.deck.model import Sentences
from pora.errors import UsageError
from pora.export.office_template import check_template
from pora.export.pptx import write_pptx
from pora.export.pptx.measure import LINE, count_lines
from pora.export.pptx.template import LARGEST_TEMPLATE_MB
from tests.decks import make_example_deck
from tests.export.decks_as_pptx import MARKS, draw_plain, make_hard_deck, read
from tests.export.templates import change_files, change_layouts, make_dark, make_light, make_logo, without_layout
from tests.export.test_pptx_layout import lines_of

TEMPLATES = {"light": make_light(), "dark": make_dark()}
TITLE_SLIDE, ONE, TWO = "Title Slide", "Title and Content", "Two Content"


@pytest.fixture(scope="module", params=list(TEMPLATES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def written(name: str) -> bytes:
    return write_pptx(make_example_deck(), draw_plain, TEMPLATES[name])


def names_in(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {one: package.read(one) for one in package.namelist()}


def refusal(data: bytes) -> str:
    with pytest.raises(UsageError) as raised:
        check_template(data)
    return str(raised.value)


def test_each_slide_has_the_layout_that_its_blocks_need(written: bytes) -> None:
    layouts = [slide.slide_layout.name for slide in read(written).slides]
    assert layouts == [TITLE_SLIDE, ONE, TWO, ONE, ONE, ONE, ONE]


def test_titles_words_and_notes_are_those_of_the_deck(written: bytes) -> None:
    deck = make_example_deck()
    for slide, added in zip(deck.slides, read(written).slides, strict=True):
        texts = {shape.name: shape.text_frame.text for shape in added.shapes if shape.has_text_frame}
        assert added.shapes.title.text_frame.text == slide.title
        assert texts["Kaki"] == "\n".join(slide.footer)
        assert [words for key, words in texts.items() if key.startswith("Penanda")] == list(deck.marks)
        assert added.notes_slide.notes_text_frame.text == slide.notes
    points = next(shape for shape in read(written).slides[6].placeholders if shape.placeholder_format.idx == 1)
    [block] = deck.slides[6].blocks
    assert isinstance(block, Sentences) and points.text_frame.text == "\n".join(block.lines)


def test_charts_tables_and_pictures_stand_in_the_places_of_the_layout(written: bytes) -> None:
    found = [
        [(type(shape).__name__, shape.placeholder_format.idx) for shape in slide.shapes if shape.is_placeholder][1:]
        for slide in read(written).slides
    ]
    inner = [[one for one in slide if one[1] in (1, 2)] for slide in found]
    points, graphic, picture = "SlidePlaceholder", "PlaceholderGraphicFrame", "PlaceholderPicture"
    assert inner == [
        [(points, 1)],
        [],
        [(picture, 1), (points, 2)],
        [(graphic, 1)],
        [(graphic, 1)],
        [(graphic, 1)],
        [(points, 1)],
    ]


def test_bars_and_lines_take_a_colour_of_the_theme_that_can_be_seen(name: str, written: bytes) -> None:
    accent = {"light": "accent1", "dark": "accent2"}[name]  # accent1 of the dark one is navy on navy
    for slide in (3, 4):
        [chart] = [shape.chart for shape in read(written).slides[slide].shapes if shape.has_chart]
        series = chart._chartSpace.find(".//{*}ser/{*}spPr")
        assert set(series.xpath(".//a:schemeClr/@val")) == {accent}


def test_nothing_of_the_last_meeting_leaves_with_it(name: str, written: bytes) -> None:
    before, after = names_in(TEMPLATES[name]), names_in(written)
    assert any(b"rahasia" in content for content in before.values()) and any(b"Budi" in one for one in before.values())
    assert [file for file, content in after.items() if b"rahasia" in content or b"Budi" in content] == []
    assert [file for file in after if re.search(r"thumbnail|printerSettings|custom|presProps|viewProps", file)] == []
    assert sum(file.startswith("ppt/slides/slide") for file in after) == len(make_example_deck().slides)


def test_the_masters_keep_logo_footer_and_typeface(name: str, written: bytes) -> None:
    presentation = read(written)
    assert [shape.name for shape in presentation.slide_master.shapes if shape.shape_type.name == "PICTURE"] == ["Logo"]
    theme = next(content for file, content in names_in(written).items() if file == "ppt/theme/theme1.xml")
    assert set(etree.fromstring(theme).xpath("//*[local-name()='latin']/@typeface")) == {
        {"light": "Verdana", "dark": "Arial"}[name]
    }
    own = [
        shape.text_frame.text for slide in presentation.slides for shape in slide.shapes if shape.name == "Kaki kantor"
    ]
    assert own == (["Kantor Imigrasi Contoh"] * len(presentation.slides) if name == "light" else [])


def test_the_same_deck_and_template_give_the_same_bytes(name: str, written: bytes) -> None:
    assert write_pptx(make_example_deck(), draw_plain, TEMPLATES[name]) == written


@pytest.fixture(scope="module")
def hard(name: str) -> Any:
    return read(write_pptx(make_hard_deck(), draw_plain, TEMPLATES[name]))


def test_all_stands_on_the_slide_and_above_its_foot_however_much_is_said(hard: Any) -> None:
    for slide in hard.slides:
        foot = next(shape for shape in slide.shapes if shape.name == "Kaki")
        marks = [shape for shape in slide.shapes if shape.name.startswith("Penanda")]
        assert [shape.text_frame.text for shape in marks] == list(MARKS)
        top = min(shape.top for shape in (foot, *marks))
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0, shape.name
            assert shape.left + shape.width <= hard.slide_width and shape.top + shape.height <= hard.slide_height
            if shape not in (foot, *marks) and shape.name not in ("Judul", "Anak judul", "Halaman", "Kaki kantor"):
                assert shape.top + shape.height <= top, (shape.name, slide.slide_id)


def test_text_of_our_own_boxes_fits_them(hard: Any) -> None:
    for slide in hard.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text:
                needed = sum(lines * size * 1.2 for lines, size in lines_of(shape))
                assert needed <= shape.height / 12700 + 2, (shape.name, shape.text_frame.text)


def test_a_slide_three_quarters_as_high_has_type_three_quarters_as_large(hard: Any, name: str) -> None:
    """The foot is measured in the same type on both, so that it tells the scale."""
    sizes = {
        run.font.size.pt
        for slide in hard.slides
        for shape in slide.shapes
        if shape.name.startswith("Penanda")
        for run in shape.text_frame.paragraphs[0].runs
    }
    assert sizes == {{"light": 10.5, "dark": 14.0}[name]}


@pytest.mark.parametrize(
    ("layout", "words"),
    [(TITLE_SLIDE, '"Slide Judul" (Title Slide)'), (ONE, '"Judul dan Konten"'), (TWO, '"Dua Konten" (Two Content)')],
)
def test_a_template_without_a_layout_that_is_needed_is_refused_with_its_name(layout: str, words: str) -> None:
    said = refusal(without_layout(TEMPLATES["light"], layout))
    assert words in said and said.startswith("Templat tidak punya tata letak") and said.count(".") == 2


def test_a_layout_whose_places_are_too_small_is_none() -> None:
    def shrink(presentation: Any) -> None:
        for shape in presentation.slide_layouts.get_by_name(ONE).placeholders:
            if shape.placeholder_format.idx == 1:
                shape.left, shape.top, shape.width, shape.height = (Emu(900_000),) * 4

    assert '"Judul dan Konten"' in refusal(change_layouts(TEMPLATES["dark"], shrink))


@pytest.mark.parametrize(
    "where", [(0, 0, 0, 0), (-9_000_000, 100, 10_000, 300_000), (0, 9_900_000, 8_000_000, 900_000)]
)
def test_a_layout_whose_title_cannot_be_seen_is_none(where: tuple[int, int, int, int]) -> None:
    def hide(presentation: Any) -> None:
        title = presentation.slide_layouts.get_by_name(ONE).placeholders[0]
        title.left, title.top, title.width, title.height = map(Emu, where)

    assert '"Judul dan Konten"' in refusal(change_layouts(TEMPLATES["dark"], hide))


def test_a_subtitle_in_huge_type_is_set_smaller_until_it_fits() -> None:
    def enlarge(presentation: Any) -> None:
        for properties in presentation.slide_master.element.find("{*}txStyles").iter("{*}defRPr"):
            properties.set("sz", "40000")

    cover = read(write_pptx(make_example_deck(), draw_plain, change_layouts(TEMPLATES["dark"], enlarge))).slides[0]
    [shape] = [one for one in cover.shapes if one.name == "Anak judul"]
    [run] = shape.text_frame.paragraphs[0].runs
    lines = count_lines(run.text, shape.width / 12700, run.font.size.pt)
    assert 14 <= run.font.size.pt and lines * run.font.size.pt * LINE <= shape.height / 12700


def test_layouts_that_an_office_drew_itself_are_known_by_what_they_hold() -> None:
    def rename(presentation: Any) -> None:
        for number, layout in enumerate(presentation.slide_layouts):
            layout.name = f"Tata letak {number}"
            layout.element.attrib.pop("type", None)

    data = write_pptx(make_example_deck(), draw_plain, change_layouts(TEMPLATES["light"], rename))
    layouts = [slide.slide_layout.name for slide in read(data).slides]
    assert layouts[0] == "Tata letak 0" and layouts[2] == "Tata letak 3"


def test_a_template_without_any_place_or_upright_is_refused_in_a_sentence() -> None:
    def empty(presentation: Any) -> None:
        for owner in (presentation.slide_master, *presentation.slide_layouts):
            for shape in list(owner.placeholders):
                shape._element.getparent().remove(shape._element)

    def turn(presentation: Any) -> None:
        presentation.slide_width, presentation.slide_height = presentation.slide_height, presentation.slide_width

    assert "Slide Judul" in refusal(change_layouts(TEMPLATES["light"], empty))
    assert refusal(change_layouts(TEMPLATES["dark"], turn)) == "Salindia templat harus mendatar, dari 4:3 sampai 16:9."


def test_macros_programs_and_pictures_elsewhere_are_refused() -> None:
    macro = "Templat memuat makro atau objek program. Simpan ulang sebagai .pptx tanpa isi itu, lalu coba lagi."
    for file in ("ppt/vbaProject.bin", "ppt/activeX/activeX1.bin", "ppt/embeddings/oleObject1.bin"):
        assert refusal(change_files(TEMPLATES["light"], lambda files, file=file: files | {file: b"x"})) == macro
    types = "[Content_Types].xml"
    pptm = change_files(TEMPLATES["light"], lambda files: files | {
        types: files[types].replace(b"presentationml.presentation.main", b"presentation.macroEnabled.main")
    })  # fmt: skip
    assert refusal(pptm) == macro

    def link(presentation: Any) -> None:
        master = presentation.slide_master
        key = master.part.relate_to(
            "https://contoh.example/logo.png",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            is_external=True,
        )
        assert key

    assert refusal(change_layouts(TEMPLATES["light"], link)).startswith("Templat mengambil gambar dari berkas lain.")


def test_a_template_of_powerpoint_itself_is_taken() -> None:
    types = "[Content_Types].xml"
    potx = change_files(TEMPLATES["dark"], lambda files: files | {
        types: files[types].replace(b"presentationml.presentation.main", b"presentationml.template.main")
    })  # fmt: skip
    check_template(potx)
    assert len(Presentation(io.BytesIO(write_pptx(make_example_deck(), draw_plain, potx))).slides) == 7


def test_what_is_too_large_or_no_presentation_is_refused_in_a_sentence() -> None:
    whole = "Berkas ini bukan templat PowerPoint yang utuh. Buka di PowerPoint, simpan sebagai .pptx, lalu coba lagi."
    light = TEMPLATES["light"]
    for broken in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 9, light[: len(light) // 2]):
        assert refusal(broken) == whole
    for part in ("ppt/presentation.xml", "[Content_Types].xml", "ppt/slideMasters/slideMaster1.xml"):
        assert refusal(change_files(light, lambda files, part=part: files | {part: b"<a/>"})) in (whole, TRIED)
        assert (
            refusal(change_files(light, lambda files, part=part: files | {part: b"<!DOCTYPE a>" + files[part]}))
            == whole
        )
    assert "20 MB" in refusal(bytes(LARGEST_TEMPLATE_MB * 1_000_000 + 1))
    bomb = change_files(light, lambda files: files | {"ppt/media/besar.png": bytes(200_000_001)})
    assert refusal(bomb) == "Templat terlalu besar setelah dibuka. Kecilkan gambar di dalamnya."


TRIED = "Salindia tidak dapat ditulis dengan templat ini. Simpan ulang di PowerPoint, lalu coba lagi."


def test_a_huge_logo_is_taken_as_it_is() -> None:
    def enlarge(presentation: Any) -> None:
        logo = next(shape for shape in presentation.slide_master.shapes if shape.name == "Logo")
        _part, key = presentation.slide_master.part.get_or_add_image_part(make_logo("#00ff00", 4000))
        logo._element.xpath(".//a:blip")[0].set(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", key
        )

    check_template(change_layouts(TEMPLATES["light"], enlarge))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_a_part_of_a_template_says_slides_are_written_or_one_sentence_is_said(data: st.DataObject) -> None:
    files = names_in(TEMPLATES["light"])
    part = data.draw(st.sampled_from([file for file in sorted(files) if file.endswith((".xml", ".rels"))]))
    content = files[part]
    at, size = data.draw(st.integers(0, len(content))), data.draw(st.integers(0, 400))
    put = data.draw(st.sampled_from([b"", b"0", b"-1", b"x", b'"', b"<a/>", b"99999999999999"]))
    broken = change_files(TEMPLATES["light"], lambda known: known | {part: content[:at] + put + content[at + size :]})
    try:
        check_template(broken)
    except UsageError as error:
        assert str(error).endswith(".")
