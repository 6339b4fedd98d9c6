"""What monitoring is told: age, log and version; meters without a person or a figure in them."""

from __future__ import annotations

import datetime as dt
import logging
import re
from pathlib import Path

import pytest

from pora import paths
from pora.access import audit
from pora.config import ROOT, settings
from pora.errors import UsageError
from pora.meters import note_failures, note_running, note_time, read_meters
from pora.ui.server.health import read_health
from pora.ui.server.log import start_log
from pora.ui.server.metrics import METRICS, write_metrics
from pora.version import read_version
from pora.warehouse.packed import pack, packed_path
from pora.warehouse.snapshots import find_published_at, snapshot_path

NOW = dt.datetime(2026, 1, 26, 10, tzinfo=dt.UTC)
PUBLISHED = "20260126-050000-abcd"


def put_in_force(snapshot_id: str) -> None:
    paths.warehouse().mkdir(parents=True, exist_ok=True)
    (paths.warehouse() / "CURRENT").write_text(snapshot_id)
    (paths.warehouse() / f"pora-{snapshot_id}.duckdb").touch()


def read_samples(now: dt.datetime) -> dict[str, float]:
    """What a program reads from the text: name with its labels -> value."""
    lines = write_metrics(now).splitlines()
    assert lines[-1] == "# EOF"
    return {name: float(value) for name, _blank, value in (one.rpartition(" ") for one in lines if one[0] != "#")}


def test_health_tells_snapshot_age_log_and_version(data_dir: Path) -> None:
    put_in_force(PUBLISHED)
    assert read_health(NOW) == {
        "ok": True,
        "version": read_version(),
        "snapshot": PUBLISHED,
        "published_at": "2026-01-26T05:00:00Z",
        "age_hours": 5.0,
        "audit": "ok",
    }


def test_one_that_is_packed_can_be_served_and_one_that_is_lost_can_not(data_dir: Path) -> None:
    put_in_force(PUBLISHED)
    path = snapshot_path(PUBLISHED)
    path.write_bytes(b"any")
    pack(PUBLISHED, path, "head")
    path.unlink()
    assert read_health(NOW)["ok"] and not path.exists()
    packed_path(PUBLISHED).unlink()
    told = read_health(NOW)
    assert (told["ok"], told["snapshot"]) == (False, PUBLISHED)


def test_without_a_log_that_works_it_is_not_well(data_dir: Path) -> None:
    put_in_force(PUBLISHED)
    paths.audit().parent.mkdir()
    paths.audit().write_bytes(b"no database " * 1000)
    told = read_health(NOW)
    assert (told["ok"], told["audit"]) == (False, "broken")


def test_a_broken_pointer_is_not_well_and_no_error(data_dir: Path) -> None:
    put_in_force(PUBLISHED)
    (paths.warehouse() / "CURRENT").write_bytes(b"\xff")
    told = read_health(NOW)
    assert (told["ok"], told["snapshot"], read_samples(NOW)["pora_ok"]) == (False, None, 0)


def test_an_id_that_was_given_by_hand_has_no_moment() -> None:
    assert find_published_at("a-day-long-ago") is None


def test_metrics_tell_of_the_service_and_nothing_of_persons(data_dir: Path) -> None:
    put_in_force(PUBLISHED)
    audit.record(audit.UPLOAD, "rahasia@example.id", office="kanim-pati", is_loaded=0, rejected=7)
    with note_running("pora_checks_running"):
        samples, text = read_samples(NOW), write_metrics(NOW)
    assert samples["pora_snapshot_age_seconds"] == 5 * 3600
    assert (samples["pora_ok"], samples["pora_checks_running"]) == (1, 1)
    assert (samples['pora_logged_loads{loaded="no"}'], samples["pora_logged_rejected_rows"]) == (1, 7)
    assert "rahasia" not in text and "kanim" not in text


def test_every_sample_belongs_to_a_family_that_the_guide_lists(data_dir: Path) -> None:
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [name for name in METRICS if f"`{name}" not in guide] == []
    with note_time("pora_page_run_seconds", page="peta"):
        pass
    names = {one.split("{")[0] for one in read_samples(NOW)}
    own = {f"{name}{end}" for name in METRICS for end in ("", "_info", "_total", "_sum", "_count")}
    assert names <= own and 'pora_page_run_seconds_count{page="peta"}' in read_samples(NOW)


def test_a_run_of_a_page_and_a_failed_export_are_counted() -> None:
    before = read_meters()
    with note_time("pora_page_run_seconds", page="tren"):
        pass
    with pytest.raises(KeyError), note_failures("pora_export_failures"):
        raise KeyError
    after = read_meters()
    runs, failures = ("pora_page_run_seconds_count", (("page", "tren"),)), ("pora_export_failures", ())
    assert [after[one] - before.get(one, 0) for one in (runs, failures)] == [1, 1]


def test_a_short_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_METRICS_TOKEN", "rahasia")
    with pytest.raises(UsageError, match="PORA_METRICS_TOKEN harus acak, sedikitnya 24 huruf."):
        settings()


def test_a_line_of_the_log_has_its_moment_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("pora")
    handlers, logger.handlers = logger.handlers, []
    try:
        start_log()
        start_log()
        logger.error("A page failed")
        (line,) = capsys.readouterr().err.splitlines()
    finally:
        logger.handlers, logger.propagate = handlers, True
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ERROR A page failed", line)
