"""Settings: from the environment, else from pora.toml; a wrong one is an error, never ignored."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pora import config, paths
from pora.config import Settings, format_office_time, office_today, settings
from pora.errors import UsageError


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which pora.toml is looked for, and no setting in the environment."""
    monkeypatch.setattr(config, "ROOT", tmp_path)
    monkeypatch.delenv("PORA_DATA_DIR")
    monkeypatch.delenv("PORA_BOUNDARIES", raising=False)
    monkeypatch.delenv("PORA_CACHE_DIR")
    return tmp_path


def test_without_any_setting_everything_has_a_default(root: Path) -> None:
    assert settings() == Settings()
    assert (Settings().lang, Settings().boundaries, Settings().data_dir.name) == ("id", None, "data")


def test_a_file_sets_and_the_environment_comes_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "pora.toml").write_text('data_dir = "/srv/pora"\nlang = "en"\nboundaries = "/srv/batas"\n', "utf-8")
    assert (settings().data_dir, settings().boundaries, settings().lang) == (
        Path("/srv/pora").resolve(),
        Path("/srv/batas").resolve(),
        "en",
    )
    monkeypatch.setenv("PORA_LANG", "id")
    monkeypatch.setenv("PORA_DATA_DIR", str(root))
    assert (settings().data_dir, settings().lang) == (root.resolve(), "id")


def test_caches_lie_in_the_data_folder_unless_they_have_a_folder_of_their_own(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().cache_dir == Settings().data_dir / "cache"
    monkeypatch.setenv("PORA_DATA_DIR", str(root))
    assert settings().cache_dir == root.resolve() / "cache"
    monkeypatch.setenv("PORA_CACHE_DIR", str(root / "shared"))
    assert settings().cache_dir == root.resolve() / "shared"
    caches = [root.resolve() / "shared" / name for name in ("compressed", "typefaces")]
    assert [paths.compressed(), paths.typefaces()] == caches


def test_an_empty_variable_is_no_setting(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_BOUNDARIES", "")
    monkeypatch.setenv("PORA_LANG", "")
    assert (settings().boundaries, settings().lang) == (None, "id")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('datadir = "/srv"', "Pengaturan tidak dikenal: PORA_DATADIR"),
        ('[data]\ndir = "/srv"', "Pengaturan tidak dikenal: PORA_DATA"),
        ('lang = "fr"', "PORA_LANG harus salah satu dari id, en, bukan 'fr'"),
        ("audit_days = 0", "PORA_AUDIT_DAYS harus bilangan hari dari 1 sampai 36500, bukan '0'"),
        ("idle_minutes = 721", "PORA_IDLE_MINUTES harus bilangan menit dari 1 sampai 720, bukan '721'"),
        ("lang = ", "pora.toml tidak dapat dibaca"),
        ("\udcff", "pora.toml tidak dapat dibaca"),
    ],
    ids=["unknown name", "section", "unknown value", "no day", "no minute", "no TOML", "no UTF-8"],
)
def test_a_wrong_file_is_a_sentence(root: Path, content: str, words: str) -> None:
    (root / "pora.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=words):
        settings()


def test_every_unknown_variable_is_named_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_DATADIR", "/srv")
    monkeypatch.setenv("PORA_BATAS", "/srv")
    with pytest.raises(UsageError, match="Pengaturan tidak dikenal: PORA_BATAS, PORA_DATADIR. Lihat"):
        settings()


def test_everything_lies_under_the_data_folder(data_dir: Path) -> None:
    assert [paths.warehouse(), paths.intake(), paths.sample(), paths.boundaries()] == [
        data_dir / name for name in ("warehouse", "intake", "sample", "boundaries")
    ]


def test_what_came_after_midnight_at_the_office_came_on_the_new_day(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = dt.datetime(2024, 3, 18, 16, 30)  # UTC
    assert format_office_time(at) == "2024-03-18 23:30 WIB"
    monkeypatch.setenv("PORA_TIME_ZONE", "Asia/Jayapura")
    assert format_office_time(at) == "2024-03-19 01:30 WIT"


@pytest.mark.parametrize("name", ["WIB", "Asia/Kudus", "../etc/passwd", "/"])
def test_an_unknown_time_zone_is_told_with_the_three_that_there_are(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PORA_TIME_ZONE", name)
    with pytest.raises(UsageError, match="Asia/Jakarta, Asia/Makassar atau Asia/Jayapura"):
        settings()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])  # 26 hours apart: never both the machine's day
def test_today_is_the_day_at_the_office(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("PORA_TIME_ZONE", zone)
    before = dt.datetime.now(ZoneInfo(zone)).date()
    assert before <= office_today() <= dt.datetime.now(ZoneInfo(zone)).date()


@pytest.mark.parametrize(
    "url", ["postgresql://pora:kata%40sandi@127.0.0.1:5432/pora", "postgresql:///pora?host=/run/x"]
)
def test_a_shared_database_is_taken_as_it_is_written(root: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PORA_DATABASE_URL", url)
    assert settings().database_url == url and url not in repr(settings())


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "pora", "postgres://x/y", "postgresql://a:b@c@d/e", "postgresql://a:b/c@d"]
)
def test_a_shared_database_that_could_be_read_in_two_ways_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("PORA_DATABASE_URL", url)
    with pytest.raises(UsageError, match=r"^PORA_DATABASE_URL harus postgresql://PENGGUNA:SANDI@KOMPUTER/NAMA;"):
        settings()
