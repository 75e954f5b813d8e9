"""git, run so that it does nothing but what it is asked."""

from __future__ import annotations

import os
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOT_INSTALLED = 256  # above every exit status
# A repository's own settings start no program, and git takes no lock: another process may be
# committing. Of submodules, which have settings of their own, nothing is asked.
_ONLY_GIT = (
    *("--no-optional-locks", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
)
# A partial clone fetches what it lacks.
_NO_NETWORK = MappingProxyType({"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"})


def run_git(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, and return its status and output."""
    command = ("git", *_ONLY_GIT, *arguments)
    environment = {**os.environ, **_NO_NETWORK}
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, NOT_INSTALLED, b"", b"")
