"""A process that kills itself right before a step, as a power cut would."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerContext


def run_child(processes: ForkServerContext, target: Callable[..., None], *args: object) -> int | None:
    """How a process ended that did this: below zero, by which signal."""
    child = processes.Process(target=target, args=args)
    child.start()
    child.join()
    return child.exitcode


def kill_before(owner: object, name: str, passing: int) -> None:
    """From now on the process dies at the call of that function of a class or module, after so many that pass."""
    original: Callable[..., object] = getattr(owner, name)
    calls = iter(range(passing))

    def call_or_die(*args: object, **options: object) -> object:
        if next(calls, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **options)

    setattr(owner, name, call_or_die)
