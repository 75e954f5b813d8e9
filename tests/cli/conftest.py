"""The command `publisher` in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import Done

from publisher.cli.command import PublisherCommand

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def publisher(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return a function that runs `publisher` in the working folder."""

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        status = 0
        try:
            PublisherCommand().run(["/bin/publisher", *arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        return Done(status, *capsys.readouterr())

    return run
