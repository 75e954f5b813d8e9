"""gettext's msgfmt and msgcat, run on temporary copies of a catalogue."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from pathlib import Path

_TIMEOUT = 120  # seconds; msgcat needs about one for 10,000 messages

# gettext reports file:line or file:line:column, then the problem.
_REPORT = re.compile(r"^(?P<file>.*?):(?P<line>\d+)(:\d+)?: (?P<problem>.*)$", re.MULTILINE)


def check(copy: Path, path: Path) -> None:
    """Run `msgfmt --check` on the copy of the catalogue at `path`.

    Raises PublisherError with gettext's first error and its line.
    """
    result = _run("msgfmt", "--check", "--output-file=-", str(copy))
    if result.returncode:
        raise _error(result.stderr, path)


def canonicalise(copy: Path, path: Path) -> bytes:
    """Return the copy of the catalogue at `path` as `msgcat --no-wrap` writes it.

    Raises PublisherError with gettext's first error and its line.
    """
    result = _run("msgcat", "--no-wrap", "--force-po", str(copy))
    if result.returncode:
        raise _error(result.stderr, path)
    return result.stdout


def _error(stderr: bytes, path: Path) -> PublisherError:
    """Return an error for gettext's first report that is not a warning."""
    text = stderr.decode("utf-8", "replace")
    for report in _REPORT.finditer(text):
        if not report["problem"].startswith("warning:"):
            message = f"gettext: {report['problem'].rstrip('.')}; fix this line"
            return PublisherError(message, file=path, line=int(report["line"]))
    return PublisherError(f"gettext cannot read it: {' '.join(text.split())[-300:]}", file=path)


def _run(*command: str) -> subprocess.CompletedProcess[bytes]:
    # In C.UTF-8, the tools report in English and leave the letters of the text as they are.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    try:
        return subprocess.run(
            command, capture_output=True, check=False, env=environment, timeout=_TIMEOUT
        )
    except subprocess.TimeoutExpired as error:
        raise PublisherError(
            f"{command[0]} needs more than {_TIMEOUT} s; is the catalogue damaged?"
        ) from error
    except FileNotFoundError as error:
        raise PublisherError(f"gettext's {command[0]} is not installed; run ./setup.sh") from error
