"""gettext's msgfmt and msgcat, which read the text of a catalogue from their standard input."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from tempfile import TemporaryFile
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


def check(text: str, path: Path) -> None:
    """Run `msgfmt --check` on the text of the catalogue at `path`.

    Raises PublisherError with gettext's first error and its line.
    """
    with _msgfmt(text) as checking:
        _finish(checking, path)


def canonicalise(text: str, path: Path) -> str:
    """Return the text of the catalogue at `path` as `msgcat --no-wrap` writes it.

    Raises PublisherError with gettext's first error and its line.
    """
    with _msgcat(text) as writing:
        return _finish(writing, path).decode()


def check_and_canonicalise(original: str, text: str, path: Path) -> str:
    """Do both at the same time: check the original, and canonicalise another text of it."""
    with _msgfmt(original) as checking, _msgcat(text) as writing:
        _finish(checking, path)  # first: msgfmt reports errors more precisely than msgcat
        return _finish(writing, path).decode()


def _msgfmt(text: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    command = ("msgfmt", "--check", "--output-file=-", "-")
    return _started(text, command, output=subprocess.DEVNULL)


def _msgcat(text: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return _started(text, ("msgcat", "--no-wrap", "--force-po", "-"), output=subprocess.PIPE)


@contextmanager
def _started(
    text: str, command: tuple[str, ...], *, output: int
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program that reads a text; it is killed if the body does not wait for it."""
    # In C.UTF-8, the tools report in English and leave the letters of the text as they are.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    # A file without a name: nothing waits for the program to read it, and nothing is left of it.
    with TemporaryFile() as content:
        content.write(text.encode())
        content.seek(0)
        try:
            process = subprocess.Popen(
                command,
                stdin=content,
                stdout=output,
                stderr=subprocess.PIPE,
                env=environment,
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


def _finish(process: subprocess.Popen[bytes], path: Path) -> bytes:
    """Wait for a program; return its output."""
    stdout, stderr = process.communicate()
    if process.returncode:
        if b"memory exhausted" in stderr:
            raise MemoryError  # under the limit of the guard, which the tools inherit
        raise _error(stderr, path)
    return stdout


def _error(stderr: bytes, path: Path) -> PublisherError:
    """Return an error for gettext's first report that is not a warning."""
    text = stderr.decode("utf-8", "replace")
    for report in _REPORT.finditer(text):
        if not report["problem"].startswith("warning:"):
            message = f"gettext: {report['problem'].rstrip('.')}; fix this line"
            return PublisherError(message, file=path, line=int(report["line"]))
    return PublisherError(f"gettext cannot read it: {' '.join(text.split())[-300:]}", file=path)
