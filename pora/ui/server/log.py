"""The server's log: a line an event, `moment LEVEL words`, on standard error, where the service's own log takes it."""

from __future__ import annotations

import logging
import time


def start_log() -> None:
    """Once a process. Other libraries keep the logs that they have."""
    logger = logging.getLogger("pora")
    if logger.handlers:
        return
    form = logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    form.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(form)
    logger.addHandler(handler)
    logger.propagate = False
