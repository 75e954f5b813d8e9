"""git, run without locks, network, and the programs that a repository names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import MappingProxyType

NOT_INSTALLED = 256  # above every exit status
# A repository's own settings start no program (filters: see `_without_filters`), and git takes no
# lock: another process may be committing. Submodules, which have settings of their own, are
# left alone.
_ONLY_GIT = (
    *("--no-optional-locks", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
)
_UNFILTERED = ("config", "log", "merge-file", "rev-parse")  # commands that filter no file
_USERS_SCOPES = ("system", "global", "command")
_EMPTY = "PUBLISHER_EMPTY"
_ENVIRONMENT = MappingProxyType(
    # A partial clone fetches what it lacks.
    {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", _EMPTY: ""}
)


def run_git(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, and return its status and output."""
    filters = () if arguments[0] in _UNFILTERED else _without_filters(folder)
    command = ("git", *_ONLY_GIT, *filters, *arguments)
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, NOT_INSTALLED, b"", b"")


def repository_of(folder: Path) -> Path | None:
    """Return the top folder of the repository that a folder is in, or None."""
    found = run_git("rev-parse", "--show-toplevel", folder=folder)
    return Path(os.fsdecode(found.stdout).rstrip("\n")) if found.returncode == 0 else None


def _without_filters(folder: Path | None) -> tuple[str, ...]:
    """Return options that switch off the filters in a repository's settings, not the user's own.

    `--config-env`, unlike `-c`, permits a name with an equals sign.
    """
    find = ("config", "-z", "--show-scope", "--name-only", "--get-regexp", r"^filter\..*\.")
    found = os.fsdecode(run_git(*find, folder=folder).stdout).split("\0")
    pairs = zip(found[::2], found[1::2], strict=False)
    names = {key.rpartition(".")[0] for scope, key in pairs if scope not in _USERS_SCOPES}
    keys = [f"{name}.{key}" for name in sorted(names) for key in ("clean", "process", "required")]
    return tuple(f"--config-env={key}={_EMPTY}" for key in keys)
