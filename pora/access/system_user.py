"""Who runs a command at the machine. Trap: a container may run as a number that has no account and no home."""

from __future__ import annotations

import getpass
import os


def name_system_user() -> str:
    """The name of the system account; its number where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # the last from Python 3.13 on
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"
