"""What a command printed and how it ended."""

from __future__ import annotations

import json

KANIM = ("--office", "kanim-semarang")


class Ran:
    """Exit code and what was printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> dict[str, object]:
        """The one object on standard output. Raises ValueError where there is anything else, NaN included."""

        def refuse(name: str) -> None:
            raise ValueError(name)

        found = json.loads(self.out, parse_constant=refuse)
        assert isinstance(found, dict)
        return found
