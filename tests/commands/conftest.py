"""Commands as they are run in a shell, in this process."""

from __future__ import annotations

import pytest

from etl.__main__ import main
from tests.commands.ran import Ran


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # noqa: ANN201
    def run(*arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # how argparse ends
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run
