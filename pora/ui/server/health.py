"""Is it alive, and how old are its data? Open to everyone, so without any count."""

from __future__ import annotations

import datetime as dt
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from pora.access import audit
from pora.errors import PoraError
from pora.version import read_version
from pora.warehouse.snapshots import find_current, find_published_at, is_here


def read_health(now: dt.datetime) -> dict[str, Any]:
    """`ok` while a snapshot can be served and the log can be written: without it nobody comes in and nothing leaves.
    `age_hours`: since the snapshot was published."""
    try:
        snapshot_id = find_current()
    except PoraError:  # the pointer is broken
        snapshot_id = None
    is_there = snapshot_id is not None and is_here(snapshot_id)
    published_at = find_published_at(snapshot_id) if snapshot_id else None
    is_logging = is_log_readable(now)
    return {
        "ok": is_there and is_logging,
        "version": read_version(),
        "snapshot": snapshot_id,
        "published_at": f"{published_at:%Y-%m-%dT%H:%M:%SZ}" if published_at else None,
        "age_hours": round((now - published_at).total_seconds() / 3600, 1) if published_at else None,
        "audit": "ok" if is_logging else "broken",
    }


def is_log_readable(now: dt.datetime) -> bool:
    try:
        audit.read_events(since=f"{now:%Y-%m-%d}")
    except (PoraError, ValueError):
        return False
    return True


async def answer_health(request: Request) -> JSONResponse:
    """200 while `ok`, 503 otherwise."""
    found = await run_in_threadpool(read_health, dt.datetime.now(dt.UTC))
    return JSONResponse(found, 200 if found["ok"] else 503)
