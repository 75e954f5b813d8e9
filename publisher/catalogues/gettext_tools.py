"""gettext's msgfmt and msgcat, run on temporary copies of a catalogue."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.system_packages import GETTEXT, remedy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

TOOLS = ("msgfmt", "msgcat")
# gettext reports file:line or file:line:column, then the problem.
_REPORT = re.compile(r"^(?P<file>.*?):(?P<line>\d+)(:\d+)?: (?P<problem>.*)$", re.MULTILINE)


def has_tools() -> bool:
    """Return whether gettext's programs are installed."""
    return all(map(shutil.which, TOOLS))


def require_tools() -> None:
    """Raise PublisherError if gettext's programs are not installed."""
    if not has_tools():
        raise PublisherError(f"gettext is not installed; {remedy([GETTEXT])}")


def check(copy: Path, path: Path) -> None:
    """Run `msgfmt --check` on the copy of the catalogue at `path`.

    Raises PublisherError with gettext's first error and its line.
    """
    with _msgfmt(copy) as checking:
        _finish(checking, path)


def canonicalise(copy: Path, path: Path) -> bytes:
    """Return the copy of the catalogue at `path` as `msgcat --no-wrap` writes it.

    Raises PublisherError with gettext's first error and its line.
    """
    with _msgcat(copy) as writing:
        _finish(writing, path)
        return _canonical(copy).read_bytes()


def check_and_canonicalise(original: Path, copy: Path, path: Path) -> bytes:
    """Do both at the same time: check the original, and canonicalise a copy of it."""
    with _msgfmt(original) as checking, _msgcat(copy) as writing:
        _finish(checking, path)  # first: msgfmt reports errors more precisely than msgcat
        _finish(writing, path)
        return _canonical(copy).read_bytes()


def _msgfmt(copy: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return _started("msgfmt", "--check", "--output-file=-", str(copy))


def _msgcat(copy: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    output = f"--output-file={_canonical(copy)}"
    return _started("msgcat", "--no-wrap", "--force-po", output, str(copy))


def _canonical(copy: Path) -> Path:
    return copy.with_suffix(".canonical")


@contextmanager
def _started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program; it is killed if the body does not wait for it."""
    # In C.UTF-8, the tools report in English and leave the letters of the text as they are.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
        )
    except FileNotFoundError as error:
        problem = f"gettext's {command[0]} is not installed; {remedy([GETTEXT])}"
        raise PublisherError(problem) from error
    with process:
        try:
            yield process
        except BaseException:  # also the alarm of a guard
            process.kill()
            raise


def _finish(process: subprocess.Popen[bytes], path: Path) -> None:
    _, stderr = process.communicate()
    if process.returncode:
        if b"memory exhausted" in stderr:
            raise MemoryError  # under the limit of the guard, which the tools inherit
        raise _error(stderr, path)


def _error(stderr: bytes, path: Path) -> PublisherError:
    """Return an error for gettext's first report that is not a warning."""
    text = stderr.decode("utf-8", "replace")
    for report in _REPORT.finditer(text):
        if not report["problem"].startswith("warning:"):
            message = f"gettext: {report['problem'].rstrip('.')}; fix this line"
            return PublisherError(message, file=path, line=int(report["line"]))
    return PublisherError(f"gettext cannot read it: {' '.join(text.split())[-300:]}", file=path)
