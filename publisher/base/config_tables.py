"""Tables that people write, checked by key; errors name file and line."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.base.guard import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

T = TypeVar("T")

_LIMIT = 2**20
# Part of a dotted key. Quantifiers are possessive: a search takes time in proportion to the text.
_PART = r"""(?: [\w-]++ | "(?:[^"\\\n]|\\[^\n])*+" | '[^'\n]*+' )"""
# Tokens of TOML; group 1 is a key of many parts, for which tomllib needs memory that grows with
# the square of their number. A string that is not closed ends with its line.
_TOML_TOKENS = re.compile(
    r"""
    \"{3} (?: [^\\] | \\. )*? (?: \"{3} | \\?\Z )
    | '{3} .*? (?: '{3} | \Z )
    | \#[^\n]*
    | ( (?: PART [ \t]*+ \. [ \t]*+ ){16} )
    | [\w-]++ | "(?:[^"\\\n]|\\[^\n])*+ "?+ | '[^'\n]*+ '?+
    """.replace("PART", _PART),
    re.VERBOSE | re.DOTALL,
)
_LONG_NUMBER = re.compile(r"(?<![0-9_])[0-9_]{4000}")
_NESTED = re.compile(r"(?:[\[{]\s*){50}")
DIGITS_PROBLEM = "a number has too many digits; shorten it"
NESTING_PROBLEM = "values are nested too deeply; make them simpler"


@dataclass(frozen=True)
class Table:
    """A table and the text of its file.

    - `start`: offset of the table in the text; a key of the same name in an earlier table is
      not mistaken for this one's
    - `lines`: lines of keys, if the parser knows them; others are searched for in the text
    - `name`: its dotted name in TOML; empty for the whole file
    - `problems`: keys and values that its lenient parser left out, and their lines
    """

    file: Path
    text: str
    values: dict[str, object]
    start: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)
    name: str = ""
    problems: tuple[tuple[str, int], ...] = ()

    @property
    def heading(self) -> str:
        """The table as people know it: `[its name]`, or the name of the file."""
        return f"[{self.name}]" if self.name else self.file.name

    def refuse_unknown(self, known: Iterable[str], where: str = "") -> None:
        """Raise PublisherError for the first unknown key, with the nearest known one.

        `where` names the table, if not by its heading.
        """
        for key in self.values:
            if key not in known:
                hint = nearest(key, known) or f"; the keys are {', '.join(known)}"
                raise self.error(f"unknown key {key!r} in {where or self.heading}{hint}", key)

    def get(self, key: str, check: Callable[[object], T]) -> T | None:
        """Return the checked value of `key`, or None without such a key.

        `check` returns the value or raises PublisherError, to which the file, line and key
        are added.
        """
        if key not in self.values:
            return None
        try:
            return check(self.values[key])
        except PublisherError as error:
            raise self.error(f"{key}: {error}", key) from error

    def inner(self, key: str) -> Table:
        """Return the table under a key; empty if there is none."""
        values = self.values.get(key, {})
        name = f"{self.name}.{key}" if self.name else key
        if not isinstance(values, dict):
            raise self.error(f"{key}: must be a table, [{name}]", key)
        start = self.text.find(f"[{name}]")
        return Table(self.file, self.text, values, self.start if start < 0 else start, name=name)

    def error(self, message: str, key: str) -> PublisherError:
        """Return an error that points at the line of `key`."""
        return PublisherError(message, file=self.file, line=self.line_of(key))

    def line_of(self, key: str) -> int | None:
        """Return the line of `key`, as a key or as a table's name; None if not found."""
        if key in self.lines:
            return self.lines[key]
        dotted = rf"(?: {_PART} [ \t]*+ \. [ \t]*+ ){{0,16}}"
        name = rf"""{dotted} ["']? {re.escape(key)} ["']? [ \t]*+ [\]=.:]"""
        for before in (r"^[ \t]*+ \[? [ \t]*+", r"[{,] [ \t]*+"):  # the second: in an inline table
            pattern = re.compile(before + name, re.MULTILINE | re.VERBOSE)
            if found := pattern.search(self.text, self.start):
                return self.text.count("\n", 0, found.start()) + 1
        return None


def read_toml(file: Path) -> Table:
    """Read a TOML file. Raises PublisherError with the line of the mistake."""
    with guard(file):
        return parse_toml(file, read_text(file, limit=_LIMIT))


def parse_toml(file: Path, text: str) -> Table:
    """Parse the TOML text of a file. Raises PublisherError with the line of the mistake."""
    if deep := next(filter(itemgetter(1), _TOML_TOKENS.finditer(text)), None):
        line = text.count("\n", 0, deep.start()) + 1
        raise PublisherError("this key has too many parts; delete it", file=file, line=line)
    try:
        return Table(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))  # or "at end of document"
        line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
        raise PublisherError(f"not valid TOML: {error}", file=file, line=line) from error
    except RecursionError as error:
        nested = _first_line(_NESTED, text)
        raise PublisherError(NESTING_PROBLEM, file=file, line=nested) from error
    except ValueError as error:
        number = _first_line(_LONG_NUMBER, text)
        raise PublisherError(DIGITS_PROBLEM, file=file, line=number) from error


def _first_line(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return `; did you mean '…'?` for the known word nearest to `word`, or nothing.

    `least` is the least similarity, from 0 to 1.
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=least)
    return f"; did you mean {close[0]!r}?" if close else ""
