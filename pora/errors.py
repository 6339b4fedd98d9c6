"""What can go wrong, as one tree. A message is one or two sentences for the user: what is wrong, what to do.

PoraError
├── UsageError        wrong command, option, setting or URL parameter      exit code 2
├── RefusedError      a file or a row is not accepted                      exit code 1
├── BoundaryError     boundaries can't be had, or are not what they should be
├── AccessError       the reader may not do or see this
└── SnapshotError     the snapshot can't be read, or not as asked
    └── NoSnapshotError   there is none, or its file is broken
"""

from __future__ import annotations


class PoraError(Exception):
    """Base of every error that is shown to users as it is."""

    exit_code = 1


class UsageError(PoraError):
    exit_code = 2


class RefusedError(PoraError):
    """`code` names the kind of error for machines, after Frictionless where it has a name."""

    def __init__(self, message: str, code: str = "source-error") -> None:
        super().__init__(message)
        self.code = code


class BoundaryError(PoraError):
    pass


class SnapshotError(PoraError):
    pass


class NoSnapshotError(SnapshotError):
    """Nothing is lost by starting anew, beside what is lost already."""


class AccessError(PoraError):
    pass
