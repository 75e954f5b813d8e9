"""Front matter: metadata at the start of a Markdown file, as site generators read it.

It is YAML between lines of `---` (all generators), or TOML between lines of `+++` or a JSON
object (Hugo).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.embedded_tables import read_json, read_toml_lines, read_yaml
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.base.config_tables import Table

_OPENING = re.compile(r"\s*^(?P<fence>---|\+\+\+)[ \t]*(?:\n|\Z)", re.MULTILINE)
_YAML_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_CLOSING = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"(?:\s*#.*\n)*\s*[\"']?[\w-]+[\"']?[ \t]*:(?:\s|$)")
_JSON_OPENING = re.compile(r"\s*(?=\{\s*(?:\"|\}))")


class SplitText(NamedTuple):
    """Front matter, None if there is none, and the article's own text."""

    table: Table | None
    body: str


def split_front_matter(text: str, file: Path) -> SplitText:
    """Split off the front matter; empty lines replace it, so that line numbers stay right.

    Raises PublisherError for front matter that has no end or cannot be read.
    """
    if opening := _JSON_OPENING.match(text):
        table, length = read_json(file, text[opening.end() :], _line(text, opening.end()))
        return SplitText(table, _body(text, opening.end() + length))
    if not (opening := _OPENING.match(text)):
        return SplitText(None, text)
    if opening["fence"] == "+++":
        return _split_toml(text, opening, file)
    return _split_yaml(text, opening, file)


def _split_toml(text: str, opening: re.Match[str], file: Path) -> SplitText:
    start = opening.end()
    closing = _TOML_CLOSING.search(text, start)
    if closing is None:
        line = _line(text, opening.start("fence"))
        raise PublisherError("front matter has no end; close it with +++", file=file, line=line)
    table = read_toml_lines(file, text[start : closing.start()], _line(text, start))
    return SplitText(table, _body(text, closing.end()))


def _split_yaml(text: str, opening: re.Match[str], file: Path) -> SplitText:
    start = opening.end()
    begins_with_key = _KEY.match(text, start) is not None
    if opening.start("fence") and not begins_with_key:
        return SplitText(None, text)  # a thematic break after empty lines
    if (closing := _YAML_CLOSING.search(text, start)) is None:
        if begins_with_key:
            line = _line(text, opening.start("fence"))
            problem = "front matter has no end; close it with ---"
            raise PublisherError(problem, file=file, line=line)
        return SplitText(None, text)  # a thematic break
    yaml = text[start : closing.start()]
    try:
        table = read_yaml(file, yaml, _line(text, start))
    except PublisherError:
        if begins_with_key:
            raise
        return SplitText(None, text)  # text between two thematic breaks
    return SplitText(table, _body(text, closing.end()))


def _line(text: str, offset: int) -> int:
    """Return the line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def _body(text: str, start: int) -> str:
    return "\n" * text.count("\n", 0, start) + text[start:]
