"""A backup is whole, of one moment, and comes back as it was; whatever was changed in it is found."""

from __future__ import annotations

import datetime as dt
import errno
import gzip
import io
import json
import lzma
import shutil
import tarfile
from pathlib import Path

import pyrage
import pytest
from builders import case, counts, disk, load_rows, point_to

from etl.__main__ import main
from etl.backup import archive, restore_backup, verify_backup, write, write_backup
from etl.backup.contents import list_kept_snapshots
from etl.snapshot.publish import open_writer
from pora import paths
from pora.access import audit
from pora.access.accounts import find_account
from pora.access.roles import Scope
from pora.deck.agenda import Agenda, make_agenda
from pora.deck.make import make_deck
from pora.deck.store import load_agenda, save_agenda
from pora.errors import PoraError, RefusedError, UsageError
from pora.export.deck import make_deck_files
from pora.export.verify import verify_bundle
from pora.stores.documents import list_shared_documents
from pora.users.saved_views import load_views, save_view
from pora.warehouse import db
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import find_current, require_current, snapshot_path

USER = "penyaji@example.id"
TODAY = dt.date(2026, 1, 26)
OLD = Path(__file__).parents[1] / "snapshot" / "old"
BROKEN = "Cadangan ini rusak atau terpotong. Pakai cadangan yang lain."


def small_agenda() -> Agenda:
    """Two slides that are quick to draw."""
    agenda = make_agenda("33.19", "2024-03")
    for slide in agenda.slides:
        agenda = agenda if slide.kind in ("sampul", "kelengkapan") else agenda.drop(slide.key)
    return agenda


@pytest.fixture
def office_of_store(store: str, office: Path) -> Path:
    """The same, with or without a shared database."""
    return office


@pytest.fixture
def office(kudus: Path, tmp_path: Path) -> Path:
    """A data folder with all that an installation comes to keep."""
    (kudus / "access.csv").write_text(f"user,role,areas,valid_until\n{USER},penyaji,,\n", "utf-8")
    save_view(USER, "Kudus", {"wilayah": "33.19"})
    save_agenda(USER, small_agenda())
    (kudus / "cache").mkdir()
    (kudus / "cache" / "made.br").write_bytes(b"made anew")
    (kudus / "warehouse" / ".tmp-1234.duckdb").write_bytes(b"of a writer that was killed")
    return kudus


def back_up(folder: Path, *options: str) -> Path:
    assert main(["backup", str(folder), *options]) == 0
    (file,) = folder.iterdir()
    return file


def open_restored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    point_to(folder, monkeypatch)
    db._open.cache_clear()


def test_the_drill_figures_accounts_files_and_frozen_bundles_are_what_they_were(
    store: str, office_of_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_rows(tmp_path, [case("33.20.01", 3)], office="kanwil").loaded
    deck = make_deck(use_snapshot(), Scope("public"), small_agenda())
    (bundle,) = make_deck_files(deck, small_agenda(), "bundle", USER).values()
    before, figures, events = disk(), counts("kecamatan"), audit.read_events()
    before |= list_shared_documents() if store == "database" else {}
    snapshot_id, account = require_current(), find_account(USER, TODAY)
    file = back_up(tmp_path / "backups")
    shutil.rmtree(office_of_store)

    assert main(["restore", str(file), str(tmp_path / "new")]) == 0
    open_restored(tmp_path / "new", monkeypatch)
    kept = {f"warehouse/{path.name}" for path in (tmp_path / "new").glob("warehouse/pora-*")}
    left_out = {name for name in before if name.startswith(("cache/", "warehouse/pora-")) and name not in kept}
    assert disk() == {name: content for name, content in before.items() if name not in left_out}
    assert (require_current(), counts("kecamatan")) == (snapshot_id, figures)
    assert (find_account(USER, TODAY), audit.read_events()[: len(events)]) == (account, events)
    assert load_views(USER) == {"Kudus": {"wilayah": "33.19"}}
    assert load_agenda(USER, area_code="33.19", period="2024-03") == small_agenda()
    assert verify_bundle(bundle).problems == ()
    assert load_rows(tmp_path, [case("33.21.01", 4)], office="kanwil").loaded


def test_encrypted_only_the_key_opens_it(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    identity, other = tmp_path / "key.txt", tmp_path / "other.txt"
    secret = pyrage.x25519.Identity.generate()
    identity.write_text(f"# created by age-keygen\n{secret}\n")
    other.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    file = back_up(tmp_path / "backups", "--encrypt", str(secret.to_public()))
    assert (file.suffixes[-3:], b"kanim" in file.read_bytes()) == ([".tar", ".gz", ".age"], False)
    assert file.stat().st_mode & 0o077 == 0
    assert main(["verify", str(file), "--identity", str(identity)]) == 0
    capsys.readouterr()
    for wrong, told in (
        (["--identity", str(other)], "Cadangan tidak dapat dibuka dengan kunci ini, atau isinya rusak.\n"),
        ([], "Cadangan ini dienkripsi. Beri berkas kuncinya dengan --identity.\n"),
    ):
        assert main(["restore", str(file), str(tmp_path / "new"), *wrong]) != 0
        assert (capsys.readouterr().err, (tmp_path / "new").exists()) == (told, False)
    assert restore_backup(file, tmp_path / "new", identity).snapshot_id == find_current()


def test_a_public_key_that_is_none_is_wrong_use(office: Path, tmp_path: Path) -> None:
    assert main(["backup", str(tmp_path / "backups"), "--encrypt", "age1kunci"]) == 2
    assert not (tmp_path / "backups").exists() or list((tmp_path / "backups").iterdir()) == []


def test_json_tells_what_is_in_it(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back_up(tmp_path / "backups", "--json")
    written = json.loads(capsys.readouterr().out)
    assert main(["verify", str(file), "--json"]) == 0
    verified = json.loads(capsys.readouterr().out)
    assert (written.pop("file"), verified.pop("is_verified")) == (str(file), True)
    assert (written, written["snapshot_id"]) == (verified, find_current())


def test_a_load_that_publishes_meanwhile_is_not_in_it_or_wholly(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts("kecamatan")
    list_files = write.list_files

    def load_first(current: str):  # noqa: ANN202
        assert load_rows(tmp_path, [case("33.21.01", 9)], office="kanwil").loaded
        return list_files(current)

    monkeypatch.setattr(write, "list_files", load_first)
    file, _manifest = write_backup(tmp_path / "backups")
    restore_backup(file, tmp_path / "new")
    open_restored(tmp_path / "new", monkeypatch)
    assert counts("kecamatan") == before


def test_a_backup_is_made_while_a_writer_is_at_work(office: Path, tmp_path: Path) -> None:
    with open_writer():
        file, manifest = write_backup(tmp_path / "backups")
    assert verify_backup(file) == manifest
    assert [name for name in manifest.files if ".tmp-" in name or "lock" in name or "cache" in name] == []


def test_of_the_snapshots_the_one_in_force_and_the_last_of_each_month_are_kept(data_dir: Path) -> None:
    paths.warehouse().mkdir(parents=True)
    for one in ("20260105-080000-aaaa", "20260130-080000-bbbb", "20260201-080000-cccc", "20260228-080000-dddd"):
        snapshot_path(one).touch()
    assert list_kept_snapshots("20260201-080000-cccc") == [
        "20260130-080000-bbbb",
        "20260201-080000-cccc",
        "20260228-080000-dddd",
    ]


def test_it_is_logged_that_everything_left(office: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "backups")
    last = audit.read_events(event=audit.EXPORT)[-1]
    assert last.facts == {
        "table": "backup",
        "format": "tar",
        "version": "exact",
        "snapshot": find_current(),
    }


def test_nothing_is_restored_over_anything(office: Path, tmp_path: Path) -> None:
    file, _manifest = write_backup(tmp_path / "backups")
    before = disk()
    with pytest.raises(UsageError, match="tidak kosong"):
        restore_backup(file, office)
    assert disk() == before
    (tmp_path / "empty").mkdir()
    assert restore_backup(file, tmp_path / "empty").snapshot_id == find_current()


def test_a_backup_within_the_data_folder_is_refused(office: Path) -> None:
    with pytest.raises(UsageError, match="Cadangan tidak boleh di dalam folder data"):
        write_backup(office / "backups")


def test_a_disk_that_is_full_leaves_no_half_backup(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(self: object, name: str, path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(archive.ArchiveWriter, "add_file", fill)
    assert main(["backup", str(tmp_path / "backups")]) == 1
    assert list((tmp_path / "backups").iterdir()) == []


def change_bytes(content: bytes, at: float) -> bytes:
    """64 of them: a single one may be a bit of gzip that means nothing."""
    place = int((len(content) - 64) * at)
    return content[:place] + bytes(byte ^ 255 for byte in content[place : place + 64]) + content[place + 64 :]


@pytest.mark.parametrize("at", [0.001, 0.3, 0.7, 0.99])
def test_bytes_that_changed_or_an_end_that_is_missing_are_found(office: Path, tmp_path: Path, at: float) -> None:
    file, _manifest = write_backup(tmp_path / "backups")
    content = file.read_bytes()
    for wrong in (change_bytes(content, at), content[: int(len(content) * at)]):
        file.write_bytes(wrong)
        for read in (lambda: verify_backup(file), lambda: restore_backup(file, tmp_path / "new")):
            with pytest.raises(RefusedError) as raised:
                read()
            assert (str(raised.value), (tmp_path / "new").exists()) == (BROKEN, False)


def rewrite(file: Path, change) -> None:  # noqa: ANN001
    """The same archive with members changed: well packed, and not what its manifest says."""
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(file.read_bytes()))) as tar:
        members = [(entry, tar.extractfile(entry).read()) for entry in tar]  # type: ignore[union-attr]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for entry, content in change(members):
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    file.write_bytes(gzip.compress(packed.getvalue(), 1))


def rename(members: list, name: str) -> list:
    members[0][0].name = name
    return members


FORGERIES = {
    "other content": lambda m: [(m[0][0], m[0][1] + b"x"), *m[1:]],
    "a file less": lambda m: m[1:],
    "a file more": lambda m: [(tarfile.TarInfo("data/more.txt"), b"x"), *m],
    "no manifest": lambda m: m[:-1],
    "out of the folder": lambda m: rename(m, "data/../../out.txt"),
    "from the root": lambda m: rename(m, "data//tmp/out.txt"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_an_archive_that_its_manifest_does_not_tell_is_refused(office: Path, tmp_path: Path, forgery: str) -> None:
    file, _manifest = write_backup(tmp_path / "backups")
    rewrite(file, FORGERIES[forgery])
    with pytest.raises(RefusedError, match=BROKEN):
        restore_backup(file, tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir() if path.name in ("new", ".new.part", "out.txt")] == []


def test_files_of_a_folder_that_lies_on_another_disk_are_in_it(office: Path, tmp_path: Path) -> None:
    (office / "intake").rename(tmp_path / "large disk")
    (office / "intake").symlink_to(tmp_path / "large disk")
    _file, manifest = write_backup(tmp_path / "backups")
    assert sum(name.startswith("intake/") for name in manifest.files) == len(list((tmp_path / "large disk").iterdir()))


def test_without_data_there_is_nothing_to_back_up(data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(PoraError, match="Belum ada data. Jalankan: python -m etl build"):
        write_backup(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_of_an_older_version_is_restored_and_carried_over(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.warehouse().mkdir(parents=True)
    snapshot_path("20240401-000000-old0").write_bytes(lzma.decompress((OLD / "1.duckdb.xz").read_bytes()))
    (paths.warehouse() / "CURRENT").write_text("20240401-000000-old0")
    file, _manifest = write_backup(tmp_path / "backups")
    restore_backup(file, tmp_path / "new")
    open_restored(tmp_path / "new", monkeypatch)
    assert main(["upgrade"]) == 0
    assert counts("kabupaten_kota")["33.19"][0] == 50
