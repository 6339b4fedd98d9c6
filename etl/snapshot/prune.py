"""Which old snapshots may go: what was loaded is in the history of the one in force, so only figures made of them are
lost.

Promise: the one in force, the one before it (the way back from a broken file), the last of each month and whatever an
export, bundle or notebook was made of stay, unless said otherwise for these. Only `prune` deletes, no other command.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from etl.snapshot.one_writer import lock_warehouse
from etl.snapshot.pack import count_own_bytes, delete_snapshots
from pora import paths
from pora.access import audit
from pora.warehouse.snapshots import list_snapshots, require_current

_ID = re.compile(r"(\d{8}-\d{6})-")


@dataclass(frozen=True)
class KeepRule:
    """`days`: younger ones stay; `newest`: so many stay; `is_exported`: those of which something left."""

    days: int = 30
    newest: int = 2
    is_exported: bool = True


def list_old(keep: KeepRule, now: datetime) -> list[str]:
    """Snapshots that nothing keeps, the oldest first. One whose name tells no moment stays."""
    moments = {one: at for one in list_snapshots() if (at := _find_moment(one))}
    last_of_month = {f"{at:%Y-%m}": one for one, at in moments.items()}
    kept = {require_current(), *list(moments)[-max(keep.newest, 2) :], *last_of_month.values()}
    if keep.is_exported:
        kept |= {str(event.facts.get("snapshot")) for event in audit.read_events(event=audit.EXPORT)}
    return [one for one, at in moments.items() if one not in kept and at < now - timedelta(days=keep.days)]


def _find_moment(snapshot_id: str) -> datetime | None:
    found = _ID.match(snapshot_id)
    return datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) if found else None


def prune_snapshots(keep: KeepRule, is_dry_run: bool) -> dict[str, int]:
    """Deletes them; of each the bytes that go with it. Raises PoraError where somebody publishes."""
    with lock_warehouse():
        found = count_own_bytes(list_old(keep, datetime.now(UTC)))
        return found if is_dry_run else {one: found[one] for one in delete_snapshots(found)}


def prune_received(days: int, is_dry_run: bool) -> dict[str, int]:
    """Deletes the originals that came more than so many days ago; of each its size in bytes. What was loaded from them
    stays in every snapshot. Logged first. Raises PoraError where somebody publishes."""
    with lock_warehouse():
        oldest = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        files = sorted(path for path in paths.intake().glob("*") if path.is_file())
        old = [path for path in files if path.stat().st_mtime < oldest]
        found = {path.name: path.stat().st_size for path in old}
        if old and not is_dry_run:
            audit.record(audit.UPLOAD, audit.command_user(), deleted_originals=len(old), older_than_days=days)
            for path in old:
                path.unlink()
        return found
