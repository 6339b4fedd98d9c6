"""What is in order on this machine and what is not, each with the next step.

Promise: nothing is changed, nothing is asked of the network, and a check that itself goes wrong is a finding like any
other: whoever needs this page has trouble enough.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from etl.doctor import data, machine, service
from etl.doctor.finding import ERROR, Finding
from pora.errors import PoraError
from pora.locale import _

CHECKS: dict[str, Callable[[], Finding]] = {
    "python": machine.judge_python,
    "packages": machine.judge_packages,
    "settings": machine.judge_settings,
    "data_folder": data.judge_data_folder,
    "rights": service.judge_rights,
    "database": data.judge_database,
    "snapshot": data.judge_snapshot,
    "boundaries": data.judge_boundaries,
    "loads": data.judge_loads,
    "audit": data.judge_audit,
    "clock": data.judge_clock,
    "sign_in": service.judge_sign_in,
    "limits": machine.judge_limits,
    "open_files": machine.judge_open_files,
    "port": service.judge_port,
}


def list_findings() -> dict[str, Finding]:
    """One a check, in the order in which they are to be mended."""
    return {name: _judge(check) for name, check in CHECKS.items()}


def _judge(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (PoraError, OSError) as error:
        return Finding(ERROR, str(error))
    except Exception as error:
        logging.getLogger("pora").debug("A check failed", exc_info=error)
        return Finding(ERROR, _("Pemeriksaan ini sendiri gagal: {reason}.").format(reason=type(error).__name__))
