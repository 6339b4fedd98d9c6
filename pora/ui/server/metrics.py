"""Numbers for monitoring, in the text form of OpenMetrics. They tell of the service, never of persons counted.

For this machine, or for who has PORA_METRICS_TOKEN; to all others the address does not exist.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pora.access import audit
from pora.access.sessions import list_sessions
from pora.config import settings
from pora.errors import PoraError
from pora.meters import read_meters
from pora.ui.server.health import read_health
from pora.ui.sign_in.open_pages import count_open_pages
from pora.ui.sign_in.sign_in_mode import is_of_own_machine
from pora.version import read_version
from pora.warehouse.snapshots import find_current, find_published_at

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"


class Metric(NamedTuple):
    """A metric: kind, unit and help as OpenMetrics writes them. docs/operations.md lists them all."""

    kind: str
    help_words: str


METRICS = {
    "pora": Metric("info", "Version of the product."),
    "pora_ok": Metric("gauge", "1 while a snapshot can be served and the audit log works."),
    "pora_snapshot_published_timestamp_seconds": Metric("gauge", "When the snapshot in force was published."),
    "pora_snapshot_age_seconds": Metric("gauge", "How long ago that was."),
    "pora_open_pages": Metric("gauge", "Pages that browsers hold open now."),
    "pora_sessions": Metric("gauge", "Signed-in sessions in use."),
    "pora_page_run_seconds": Metric("summary", "How long a page took to run, by page."),
    "pora_checks_running": Metric("gauge", "Uploaded files that are checked or loaded now."),
    "pora_export_failures": Metric("counter", "Exports that ended with an error."),
    "pora_logged_loads": Metric("gauge", "Loads in the audit log."),
    "pora_logged_rejected_rows": Metric("gauge", "Rows that these loads rejected."),
}
Sample = tuple[str, dict[str, str], float]


def _list_samples(now: dt.datetime) -> Iterator[Sample]:
    yield "pora_info", {"version": read_version()}, 1
    yield "pora_ok", {}, int(read_health(now)["ok"])
    yield from _list_snapshot_samples(now)
    for kind, count in count_open_pages().items():
        yield "pora_open_pages", {"reader": kind}, count
    yield "pora_sessions", {}, len(list_sessions(now))
    meters = {("pora_checks_running", ()): 0.0, ("pora_export_failures", ()): 0.0, **read_meters()}
    for (name, labels), value in sorted(meters.items()):
        yield f"{name}_total" if METRICS.get(name, ("",))[0] == "counter" else name, dict(labels), value
    yield from _list_load_samples()


def _list_snapshot_samples(now: dt.datetime) -> Iterator[Sample]:
    try:
        snapshot_id = find_current()
    except PoraError:
        return
    if published_at := find_published_at(snapshot_id) if snapshot_id else None:
        yield "pora_snapshot_published_timestamp_seconds", {}, published_at.timestamp()
        yield "pora_snapshot_age_seconds", {}, (now - published_at).total_seconds()


def _list_load_samples() -> Iterator[Sample]:
    """Loads run in processes of their own, so they are read where they are told: in the log."""
    try:
        loads = [one.facts for one in audit.read_events(event=audit.UPLOAD) if "is_loaded" in one.facts]
    except PoraError:
        return
    for word, is_loaded in (("yes", 1), ("no", 0)):
        yield "pora_logged_loads", {"loaded": word}, sum(one["is_loaded"] == is_loaded for one in loads)
    yield "pora_logged_rejected_rows", {}, sum(int(one.get("rejected") or 0) for one in loads)


def write_metrics(now: dt.datetime) -> str:
    """All families in their order, each with its samples, and the mark of the end."""
    samples = list(_list_samples(now))
    lines = []
    for name, family in METRICS.items():
        lines += [f"# TYPE {name} {family.kind}", f"# HELP {name} {family.help_words}"]
        own = {name, f"{name}_info", f"{name}_total", f"{name}_sum", f"{name}_count"}
        lines += [_write_sample(*sample) for sample in samples if sample[0] in own]
    return "\n".join([*lines, "# EOF\n"])


def _write_sample(name: str, labels: dict[str, str], value: float) -> str:
    inner = ",".join(f'{key}="{text}"' for key, text in labels.items())
    return f"{name}{{{inner}}} {value:.10g}" if inner else f"{name} {value:.10g}"


def _may_read(request: Request) -> bool:
    token = settings().metrics_token
    if token:
        return secrets.compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode())
    return is_of_own_machine(request.scope)


async def answer_metrics(request: Request) -> Response:
    if not _may_read(request):
        return Response(status_code=404)
    text = await run_in_threadpool(write_metrics, dt.datetime.now(dt.UTC))
    return Response(text, media_type=CONTENT_TYPE)
