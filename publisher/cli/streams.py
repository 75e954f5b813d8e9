"""Standard output and error that never stop the work of a task."""

from __future__ import annotations

import io
import sys
from errno import EPIPE
from typing import Any, TextIO

from publisher.base.errors import PublisherError


class _Sink(io.FileIO):
    """File that drops output it cannot write; `failure` is the first reason."""

    failure: OSError | None = None

    def write(self, data: Any) -> int:  # noqa: ANN401 - any bytes
        try:
            return super().write(data)
        except OSError as error:
            self.failure = self.failure or error
            return memoryview(data).nbytes


_SINKS: list[_Sink] = []


def make_streams_unbreakable() -> None:
    """Let tasks finish, and print all they can, whatever happens to their output.

    `head` closes the pipe, a disk may be full, and a terminal without Unicode shows escapes.
    """
    if not _SINKS:
        sys.stdout, sys.stderr = map(_unbreakable, (sys.stdout, sys.stderr))


def _unbreakable(stream: TextIO) -> TextIO:
    # A stream may be missing (`>&-`), or be a test's.
    if not isinstance(stream, io.TextIOWrapper) or stream not in {sys.__stdout__, sys.__stderr__}:
        return stream
    stream.flush()
    sink = _Sink(stream.fileno(), "wb", closefd=False)
    _SINKS.append(sink)
    return io.TextIOWrapper(
        sink if stream.write_through else io.BufferedWriter(sink),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def raise_lost_output() -> None:
    """Flush; raise PublisherError if output was lost, unless its reader closed the pipe."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()
    for sink in _SINKS:
        if sink.failure is not None and sink.failure.errno != EPIPE:
            reason = (sink.failure.strerror or str(sink.failure)).lower()
            raise PublisherError(f"the work is done, but could not be printed: {reason}")
