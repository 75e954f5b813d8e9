"""Extras of the package, and the command that installs one for the Python that runs."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path


def extra_remedy(extra: str) -> str:
    """Return how to install an extra, such as `icu`, as the last part of an error message."""
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return f"run: {shlex.quote(str(python))} -m pip install 'polyglot-publisher[{extra}]'"
