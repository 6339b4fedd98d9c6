"""A file on its way from the browser into the figures, and the files that stay outside."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from pora.warehouse.snapshots import POINTER
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
GOOD = "period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n2024-03,33.19.02,orang_asing,4\n"
SMALLER = "period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n"
BAD_ROW = (
    "periode,kecamatan,kabupaten,kategori,jumlah\n"
    "2024-03,Bae,Kudus,orang asing,5\n"
    "2024-03,Dawe,Kudus,orang asing,50-an\n"
)
NAME, PASSPORT = "Zzyzxia Qwortling", "X9988776"
REGISTER = (
    "nama,nomor paspor,periode,kecamatan,kabupaten,kategori,kewarganegaraan\n"
    f"{NAME},{PASSPORT},2024-03,Bae,Kudus,orang asing,Jepang\n"
)


@pytest.fixture(scope="module")
def site(start_server, built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A dashboard on its own copy of the built data: its address, its data folder."""
    folder = tmp_path_factory.mktemp("upload") / "data"
    shutil.copytree(built, folder)
    return start_server(folder), folder


@pytest.fixture
def own(visit: Visit, site: tuple[str, Path]) -> Iterator[tuple[Visit, str, Path]]:
    """A visit there. The snapshot that was in force comes back after it, as it does by hand."""
    address, folder = site
    visit.own_hosts.append(address)
    before = pointer(folder)
    yield visit, address, folder
    (folder / "warehouse" / POINTER).write_text(before)


def check_file(own: tuple[Visit, str, Path], name: str, content: str | bytes) -> Page:
    """Uploads this as a file of the Semarang office and asks for the check."""
    return check_files(own, {name: content})


def check_files(own: tuple[Visit, str, Path], files: Mapping[str, str | bytes]) -> Page:
    """The same for several files at once."""
    visit, address, _folder = own
    page = visit.open(f"{address}/unggah")
    page.get_by_role("combobox", name="Kantor pengirim").click()
    page.get_by_role("option", name="Kantor Imigrasi Semarang").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        [
            {"name": name, "mimeType": "text/csv", "buffer": one.encode() if isinstance(one, str) else one}
            for name, one in files.items()
        ]
    )
    page.get_by_role("button", name="Periksa").click()
    return page


def choose(page: Page, box: str, option: str) -> None:
    """By its name, since a long list holds only what is in sight."""
    page.get_by_role("combobox", name=box, exact=True).fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def pointer(folder: Path) -> str:
    return (folder / "warehouse" / POINTER).read_text()


def cells(page: Page, column: str) -> list[list[str]]:
    """The rows of the last table with this column, as a screen reader hears them."""
    table = page.locator("table.pora").filter(has_text=column).last
    table.wait_for(state="attached")
    rows = table.locator("tbody tr").all()
    return [[cell.text_content() or "" for cell in row.locator("td").all()] for row in rows]


def test_a_good_file_is_checked_loaded_and_on_the_map_and_one_that_takes_reports_away_only_where_that_is_meant(
    own: tuple[Visit, str, Path],
) -> None:
    page = check_file(own, "kudus.csv", GOOD)
    expect(page.get_by_text("Semua baris dapat dimuat.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("2 baris masuk = 2 diterima + 0 ditolak")).to_be_visible()
    before = pointer(own[2])
    assert cells(page, "Setelah dimuat") == [["Maret 2024", "Orang asing", "Kab. Kudus", "48", "11", "−37"]]
    page.get_by_role("button", name="Muat", exact=True).click()
    expect(page.get_by_text("Angka baru sudah berlaku")).to_be_visible(timeout=120_000)
    assert pointer(own[2]) != before
    page.get_by_role("link", name="Lihat di peta: Kab. Kudus, Maret 2024, orang asing").click()
    heading = "Kab. Kudus, Maret 2024: 11 orang asing; 2 dari 9 kecamatan melapor"
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=60_000)

    before = pointer(own[2])
    page = check_file(own, "sebagian.csv", SMALLER)
    lost = "1 kecamatan yang sudah lapor tidak ada lagi di berkas ini (Kota Kudus); jumlahnya dari 11 menjadi 7."
    expect(page.get_by_text(lost).first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Periksa lagi")).to_be_disabled()
    expect(page.get_by_role("button", name="Muat", exact=True)).to_have_count(0)
    assert pointer(own[2]) == before
    page.get_by_test_id("stCheckbox").get_by_text("Ganti laporan yang lebih lengkap").click()
    page.get_by_role("button", name="Periksa lagi").click()
    page.get_by_role("button", name="Muat", exact=True).click(timeout=60_000)
    expect(page.get_by_text("Angka baru sudah berlaku")).to_be_visible(timeout=120_000)
    assert pointer(own[2]) != before
    assert own[0].outside == []


def test_of_a_zip_and_a_file_each_has_what_can_be_done_with_it_one_click_loads_all_that_are_right_and_no_name_is_kept(
    own: tuple[Visit, str, Path],
) -> None:
    sent, jepara = io.BytesIO(), REGISTER.replace("Bae,Kudus", "Mlonggo,Jepara")  # another part than kudus.csv
    with zipfile.ZipFile(sent, "w") as archived:
        for name, text in {"daftar.csv": jepara, "dawe.csv": BAD_ROW}.items():
            archived.writestr(zipfile.ZipInfo(name), text)
    page = check_files(own, {"kiriman.zip": sent.getvalue(), "kudus.csv": GOOD})
    page.get_by_role("button", name="Muat 1 berkas yang benar").wait_for(timeout=120_000)
    rows = cells(page, "Yang harus dilakukan")
    assert [row[:2] for row in rows] == [
        ["kiriman.zip/daftar.csv", "ditolak"],
        ["kiriman.zip/dawe.csv", "ditolak"],
        ["kudus.csv", "dapat dimuat"],
    ]
    assert rows[0][2].endswith("Untuk itu pilih berkas ini di bawah.")
    assert rows[1][2].startswith("1 dari 2 baris salah")
    page.get_by_role("combobox", name="Lihat satu berkas").click()
    page.get_by_role("option", name="kiriman.zip/daftar.csv").click()
    expect(page.get_by_text("memuat data pribadi pada: nama, nomor paspor").last).to_be_visible()
    page.get_by_role("button", name="Buang kolom data pribadi").click()
    page.get_by_role("button", name="Muat 2 berkas yang benar").click(timeout=120_000)
    expect(page.get_by_text("daftar.csv dimuat: 1 baris diterima, 0 ditolak.")).to_be_visible(timeout=240_000)
    assert [row[:2] for row in cells(page, "Yang harus dilakukan")] == [
        ["kiriman.zip/dawe.csv", "ditolak"],
        ["kiriman.zip/daftar.csv", "dimuat"],
        ["kudus.csv", "dimuat"],
    ]
    expect(page.get_by_role("button", name="Muat", exact=False)).to_have_count(0)
    choose(page, "Lihat satu berkas", "kudus.csv")
    expect(page.get_by_text("kudus.csv dimuat: 2 baris diterima, 0 ditolak.")).to_be_visible()
    assert page.get_by_text(NAME).count() == 0
    files = [path for path in own[2].rglob("*") if path.is_file()]
    assert [path for path in files if any(word.encode() in path.read_bytes() for word in (NAME, PASSPORT))] == []


def test_a_form_of_a_kecamatan_is_had_from_the_page_filled_in_and_loads_with_the_office_alone(
    own: tuple[Visit, str, Path], tmp_path: Path
) -> None:
    page = own[0].open(f"{own[1]}/unggah")
    page.get_by_text("Formulir isian").click()
    button = page.get_by_role("button", name="Unduh formulir (XLSX)")
    expect(button).to_be_disabled()
    own[0].settle()
    choose(page, "Bulan formulir", "Maret 2024")
    choose(page, "Kabupaten/kota formulir", "Kab. Kudus")
    choose(page, "Kecamatan formulir", "Jati")
    expect(page.get_by_role("checkbox", name="Satu baris per desa/kelurahan")).to_be_checked()
    own[0].settle()
    with page.expect_download(timeout=60_000) as download:
        button.click()
    assert download.value.suggested_filename == "formulir_orang_asing_33.19.03_2024-03_per_desa.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert book["Isian"]["A2"].value == "KECAMATAN JATI, KABUPATEN KUDUS, PROVINSI JAWA TENGAH"
    book["Isian"]["I7"] = 61
    filled = tmp_path / "jati.xlsx"
    book.save(filled)
    page = check_file(own, filled.name, filled.read_bytes())
    page.get_by_role("button", name="Muat", exact=True).click(timeout=60_000)
    expect(page.get_by_text("Angka baru sudah berlaku")).to_be_visible(timeout=120_000)
    own[0].open(f"{own[1]}/peta?wilayah=33.19.03&periode=2024-03")
    heading = "Jati, Kab. Kudus, Maret 2024: 61 orang asing; 1 dari 14 desa/kelurahan melapor"
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=60_000)


def test_a_table_of_another_agency_is_loaded_from_the_page_and_stands_beside_the_published_ones(
    own: tuple[Visit, str, Path],
) -> None:
    visit, address, _folder = own
    page = visit.open(f"{address}/unggah")
    choose(page, "Kantor pengirim", "Kantor Imigrasi Pemalang")
    choose(page, "Periode", "Maret 2024")
    choose(page, "Kabupaten/kota", "Kab. Batang")
    choose(page, "Kategori", "Angka instansi lain")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "dukcapil.csv", "mimeType": "text/csv", "buffer": b"Kecamatan,Jumlah\nBatang,31\n"}
    )
    expect(page.get_by_role("button", name="Periksa")).to_be_disabled()  # whose table it is, is still open
    choose(page, "Instansi", "Disdukcapil")
    choose(page, "Yang dihitung", "WNA pemegang KTP-el")
    page.get_by_role("button", name="Periksa").click()
    page.get_by_role("button", name="Muat", exact=True).click(timeout=60_000)
    expect(page.get_by_text("dukcapil.csv dimuat: 1 baris diterima, 0 ditolak.")).to_be_visible(timeout=120_000)
    page = visit.open(f"{address}/mutu?wilayah=33.25&periode=2024-03")
    expect(page.get_by_text("Disdukcapil 31 WNA pemegang KTP-el, Maret 2024")).to_be_visible()


def test_a_bad_row_is_shown_with_its_place_and_taken_along_and_the_rest_loads_on_demand(
    own: tuple[Visit, str, Path],
) -> None:
    before = pointer(own[2])
    page = check_file(own, "kudus.csv", BAD_ROW)
    expect(page.get_by_text("1 dari 2 baris ditolak")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Muat", exact=True)).to_have_count(0)
    [row] = cells(page, "Yang salah")
    assert row[:4] == ["–", "3", "jumlah", "50-an"]
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Unduh baris yang ditolak (XLSX)").click()
    assert download.value.suggested_filename == "ditolak-kudus.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert pointer(own[2]) == before
    page.get_by_role("button", name="Muat baris yang benar saja").click()
    expect(page.get_by_text("1 baris diterima, 1 ditolak")).to_be_visible(timeout=120_000)
    own[0].open(f"{own[1]}/mutu?wilayah=33.19")
    assert [row[:5] for row in cells(page, "Yang salah")] == [["kudus.csv", "–", "3", "jumlah", "50-an"]]
