"""The data folder as one file, and back.

Promise: a backup is of one moment, also while the dashboard runs and a file is loaded; it is whole or not there; and
what is restored is, byte for byte, what its manifest says. Nothing is restored over anything.
"""

from __future__ import annotations

from etl.backup.restore import restore_backup, verify_backup
from etl.backup.write import write_backup

__all__ = ["restore_backup", "verify_backup", "write_backup"]
