"""Collect WeasyPrint's warnings: it logs them, and draws the page wrong."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTING = re.compile(r"Ignored `(.+?)` at|selector, '(.+?)'|rule <AtRule (\S+)", re.DOTALL)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def ignored_rule(message: str) -> str | None:
    """Return the declaration, selector or start of a rule that a warning quotes as ignored."""
    found = _QUOTING.search(message)
    return next(filter(None, found.groups())).strip() if found else None


@contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """Collect the warnings that WeasyPrint logs within the block."""
    collector, logger = _Collector(), logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
