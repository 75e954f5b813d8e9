"""Front matter: YAML metadata between `---` lines at the start of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from pathlib import Path

FIRST_LINE = 2  # of the YAML, after the opening fence
_OPENING_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_CLOSING_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"(?:\s*#.*\n)*\s*[\"']?[\w-]+[\"']?:(?:\s|$)")


class SplitText(NamedTuple):
    """YAML of the front matter, None if there is none, and the article's own text."""

    yaml: str | None
    body: str


def split_front_matter(text: str, file: Path) -> SplitText:
    """Split off the front matter; empty lines replace it, so that line numbers stay right.

    Raises PublisherError for front matter without an end.
    """
    if not (opening := _OPENING_FENCE.match(text)):
        return SplitText(None, text)
    rest = text[opening.end() :]
    if (closing := _CLOSING_FENCE.search(rest)) is None:
        if _KEY.match(rest):
            raise PublisherError("front matter has no end; close it with ---", file=file, line=1)
        return SplitText(None, text)  # a thematic break
    yaml = rest[: closing.start()]
    if yaml.strip() and not _KEY.match(yaml.lstrip("\n")) and "\n\n" in yaml:
        return SplitText(None, text)  # paragraphs between two thematic breaks
    return SplitText(yaml, "\n" * (yaml.count("\n") + 1) + rest[closing.end() :])
