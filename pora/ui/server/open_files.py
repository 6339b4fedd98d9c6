"""How many files this process may have open: every open page takes up to four of them."""

from __future__ import annotations

import logging

from pora.locale import _

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

ENOUGH = 4_096  # 200 readers without an account, 500 with one, and the files of the data
MOST = 65_536  # where the system sets no limit, a count without end helps nobody


def raise_open_file_limit() -> None:
    """As far as the system lets this process; says in the server's log where that is not far enough."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    if soft != resource.RLIM_INFINITY and soft < ENOUGH:
        logging.getLogger("pora").warning(
            _(
                "Batas berkas terbuka {n} terlalu rendah untuk server ini; naikkan sampai {enough} "
                "(ulimit -n, LimitNOFILE)."
            ).format(n=soft, enough=ENOUGH)
        )
