"""Settings: the environment first, then `pora.toml` beside `dashboard.py`. An unknown one is an error.

| variable          | meaning                                                        | without it         |
|-------------------|----------------------------------------------------------------|--------------------|
| PORA_DATA_DIR     | folder of snapshots, boundaries and received files             | `data`             |
| PORA_CACHE_DIR    | folder of files made anew when they are missing                | `cache` in the data folder |
| PORA_BOUNDARIES   | folder that mirrors the boundary download, or a file with areas | the pinned download |
| PORA_LANG         | language of messages: `id` or `en`                             | `id`               |
| PORA_AUDIT_DAYS   | how long the audit log keeps an event, in days                 | `730`              |
| PORA_IDLE_MINUTES | after how long without use a session is locked, in minutes     | `30`               |
| PORA_METRICS_TOKEN | who sends it as a bearer token reads /metrics from elsewhere     | this machine only  |
| PORA_LOAD_SECONDS | how long reading and judging one file may take, in seconds       | `600`              |
| PORA_LOAD_MEMORY_MB | how much memory a load may take, in MB                       | `4000`             |
| PORA_WRITER_MEMORY_MB | how much of it the database takes, in MB; more is on disk meanwhile | `1500`         |
| PORA_TIME_ZONE    | the clock of the office, for the day on which something came    | `Asia/Jakarta`     |
| PORA_TEMPLATE     | PPTX of the office, in whose look slides are written           | that of the page Paparan |
| PORA_APPROVAL     | `on`: only approved months are in the public form: `on`, `off` | `off`              |
| PORA_INSIDERS     | whose counts an office can't tell from its own: `pengungsi`, `semua` | `pengungsi`    |
| PORA_DATABASE_URL | PostgreSQL that several dashboards share: `postgresql://…`      | files in the data folder |
"""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pora.errors import UsageError
from pora.looks import looked_at_once

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("id", "en")
SHORTEST_TOKEN = 24  # letters
INSIDERS = ("pengungsi", "semua")
SWITCH = ("off", "on")


@dataclass(frozen=True)
class Settings:
    data_dir: Path = ROOT / "data"
    cache_dir: Path = ROOT / "data" / "cache"
    boundaries: Path | None = None
    lang: str = "id"
    audit_days: int = 730
    idle_minutes: int = 30
    load_seconds: int = 600
    load_memory_mb: int = 4000
    writer_memory_mb: int = 1500
    time_zone: ZoneInfo = ZoneInfo("Asia/Jakarta")
    metrics_token: str = field(default="", repr=False)
    insiders: str = "pengungsi"
    approval: str = "off"
    database_url: str = field(default="", repr=False)  # it holds a password
    template: Path | None = None

    @property
    def needs_approval(self) -> bool:
        """Whether a month counts in the public form only once it is approved."""
        return self.approval == "on"


def _from_file(path: Path) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} tidak dapat dibaca sebagai TOML: {error}") from error


@looked_at_once
def settings() -> Settings:
    """The settings now in force. Raises UsageError for an unknown name or value."""
    file = ROOT / "pora.toml"
    changed = file.stat().st_mtime_ns if file.exists() else 0
    # By name: `items()` would decode every variable, on a path that is taken for each area that is looked up.
    return _read(tuple((name, os.environ[name]) for name in os.environ if name.startswith("PORA_")), changed)


@lru_cache(maxsize=1)
def _read(environment: tuple[tuple[str, str], ...], _file_changed: int) -> Settings:
    from_env = {name.removeprefix("PORA_").lower(): value for name, value in environment}
    given = {key: value for key, value in (_from_file(ROOT / "pora.toml") | from_env).items() if value}
    known = {field.name for field in fields(Settings)}
    if unknown := sorted(set(given) - known):
        names = ", ".join(f"PORA_{name.upper()}" for name in unknown)
        raise UsageError(f"Pengaturan tidak dikenal: {names}. Lihat daftarnya di README.")
    lang = given.get("lang", Settings.lang)
    if lang not in LANGUAGES:
        raise UsageError(f"PORA_LANG harus salah satu dari {', '.join(LANGUAGES)}, bukan '{lang}'.")
    insiders = given.get("insiders", Settings.insiders)
    if insiders not in INSIDERS:
        raise UsageError(f"PORA_INSIDERS harus salah satu dari {', '.join(INSIDERS)}, bukan '{insiders}'.")
    approval = given.get("approval", Settings.approval)
    if approval not in SWITCH:
        raise UsageError(f"PORA_APPROVAL harus salah satu dari {', '.join(SWITCH)}, bukan '{approval}'.")
    boundaries = given.get("boundaries")
    data_dir = Path(given.get("data_dir", Settings.data_dir)).resolve()
    return Settings(
        data_dir=data_dir,
        cache_dir=Path(given.get("cache_dir", data_dir / "cache")).resolve(),
        boundaries=Path(boundaries).resolve() if boundaries else None,
        lang=lang,
        audit_days=_read_number(given, "audit_days", "hari", 36500),
        idle_minutes=_read_number(given, "idle_minutes", "menit", 720),
        load_seconds=_read_number(given, "load_seconds", "detik", 86400),
        load_memory_mb=_read_number(given, "load_memory_mb", "MB", 1_000_000),
        writer_memory_mb=_read_number(given, "writer_memory_mb", "MB", 1_000_000),
        time_zone=_find_time_zone(given["time_zone"]) if "time_zone" in given else Settings.time_zone,
        metrics_token=_check_token(given.get("metrics_token", "")),
        insiders=insiders,
        approval=approval,
        database_url=_check_database_url(given.get("database_url", "")),
        template=Path(given["template"]).resolve() if "template" in given else None,
    )


def _read_number(given: dict[str, str], name: str, unit: str, most: int) -> int:
    number = given.get(name, str(getattr(Settings, name)))
    if not number.isdecimal() or not 1 <= int(number) <= most:
        raise UsageError(f"PORA_{name.upper()} harus bilangan {unit} dari 1 sampai {most}, bukan '{number}'.")
    return int(number)


def _check_token(token: str) -> str:
    if token and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"PORA_METRICS_TOKEN harus acak, sedikitnya {SHORTEST_TOKEN} huruf.")
    return token


def _check_database_url(url: str) -> str:
    """Refuses what could be read in two ways, without telling it: a `/` or `@` of a password as it stands would end up
    in what is said of the host."""
    try:
        parts = urlsplit(url)
        is_read = parts.scheme == "postgresql" and url.count("@") == parts.netloc.count("@") <= 1
        _port = parts.port  # raises for what is no number
    except ValueError:
        is_read = False
    if url and not is_read:
        raise UsageError(
            "PORA_DATABASE_URL harus postgresql://PENGGUNA:SANDI@KOMPUTER/NAMA; di sandi, tulis %40 untuk @ dan %2F "
            "untuk garis miring."
        )
    return url


def _find_time_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"PORA_TIME_ZONE harus Asia/Jakarta, Asia/Makassar atau Asia/Jayapura, bukan '{name}'."
        raise UsageError(message) from error


def office_time(moment: dt.datetime) -> dt.datetime:
    """A stored moment (UTC, naive) on the clock of the office: at 01.00 in Semarang it is still yesterday in UTC."""
    return moment.replace(tzinfo=dt.UTC).astimezone(settings().time_zone)


def office_today() -> dt.date:
    """The day at the office; the machine's own clock may stand in another zone."""
    return dt.datetime.now(settings().time_zone).date()


def format_office_time(moment: dt.datetime) -> str:
    """The same to the minute, with the clock's name: `2024-03-18 23:30 WIB`."""
    return f"{office_time(moment):%Y-%m-%d %H:%M %Z}"
