"""Raw entries of a `.po` file: their lines, flags and opt-outs as written on disk.

polib's line numbers are those of the canonical copy, but a translator's tool may wrap
strings elsewhere, or put several on one line (gettext manual, The Format of PO Files).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from publisher.catalogues.key import Key

HEADER_KEY: Key = (None, "")

# A backslash at the end of a line continues it, in comments and in strings.
_COMMENT = r"#.*(?:(?<=\\)\n.*)*"
_TOKEN = re.compile(
    rf"^[^\S\n]*(?P<comment>{_COMMENT})|(?P<trailing_comment>{_COMMENT})"
    r"|(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)"
    r'|"(?P<string>[^"\\\n]*(?:\\(?s:.)[^"\\\n]*)*)"',
    re.MULTILINE,
)
_OPT_OUT = re.compile(r"ignore-([\w-]+)")
_OPT_OUT_COMMENT = re.compile(rf"# *{_OPT_OUT.pattern}(?:[ ,]+{_OPT_OUT.pattern})*[ ,]*")

_ESCAPE = re.compile(rb"\\([0-7]{1,3}|x[0-9a-fA-F]+|(?s:.))")
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"\n": b""}
_ESCAPES |= {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


@dataclass(frozen=True)
class RawEntry:
    """An entry as written in the file.

    `line` is that of its first `msgstr`, from 1. `translation` keeps surrounding spaces,
    and joins all plural forms. `opt_outs` maps the checks that the entry opts out of to
    the lines of their comments.
    """

    key: Key
    line: int
    translation: str
    opt_outs: Mapping[str, int] = field(default_factory=dict)
    fuzzy: bool = False


class _Token(NamedTuple):
    """A comment, keyword or string; `kind` is its group in `_TOKEN`."""

    kind: str
    text: str
    line: int

    @property
    def is_comment(self) -> bool:
        return self.kind in {"comment", "trailing_comment"}

    @property
    def is_obsolete(self) -> bool:
        return self.is_comment and self.text.startswith("#~")

    @property
    def flags(self) -> list[str]:
        """The flags of a `#,` comment, or the opt-outs of a comment with nothing else."""
        # gettext reads the old `#!` as `#,`.
        is_flags = self.is_comment and self.text.startswith(("#,", "#!"))
        is_opt_out = self.kind == "comment" and _OPT_OUT_COMMENT.fullmatch(self.text.strip())
        return re.split(r"[\s,]+", self.text.lstrip("#,! ")) if is_flags or is_opt_out else []


def scan_entries(text: str) -> dict[Key, RawEntry]:
    """Return the entries of a catalogue's text, obsolete ones excepted.

    The header is the entry with an empty source.
    """
    entries = filter(None, map(_raw_entry, _tokens_by_entry(text)))
    return {entry.key: entry for entry in entries}


def _tokens(text: str) -> Iterator[_Token]:
    line, counted = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        kind = str(found.lastgroup)
        yield _Token(kind, found[kind], line)


def _tokens_by_entry(text: str) -> Iterator[list[_Token]]:
    """Group tokens; comments before an obsolete entry are a group without an entry.

    Blank lines do not count: an entry ends where anything but a string follows its
    translation.
    """
    group: list[_Token] = []
    keyword = ""
    for token in _tokens(text):
        is_behind = keyword == "msgstr" and token.kind != "string" and token.text != "msgstr"
        if is_behind or token.is_obsolete:
            yield group
            group, keyword = [], ""
        if not token.is_obsolete:
            group.append(token)
        if token.kind == "keyword":
            keyword = token.text
    yield group


def _raw_entry(tokens: Iterable[_Token]) -> RawEntry | None:
    """Read the entry of one group of tokens; None if the group has no translation."""
    texts: dict[str, str] = {}
    flags: dict[str, int] = {}
    keyword, line = "", 0
    for token in tokens:
        if token.kind == "keyword":
            keyword = token.text
            if keyword == "msgstr":
                line = line or token.line
        elif token.kind == "string":
            texts[keyword] = texts.get(keyword, "") + _unescaped(token.text)
        else:
            flags |= dict.fromkeys(token.flags, token.line)
    if not line:
        return None
    opt_outs = {found[1]: flags[flag] for flag in flags if (found := _OPT_OUT.fullmatch(flag))}
    key = texts.get("msgctxt"), texts.get("msgid", "")
    return RawEntry(key, line, texts.get("msgstr", ""), opt_outs, "fuzzy" in flags)


def _unescaped(string: str) -> str:
    """Replace the escapes of a string as gettext does, which reads all those of C."""

    def character(found: re.Match[bytes]) -> bytes:
        escape = found[1]
        if escape[:1] in b"01234567":
            return bytes([int(escape, 8) & 0xFF])
        if escape[:1] == b"x":
            return bytes([int(escape[1:], 16) & 0xFF])
        return _ESCAPES.get(escape, escape)

    if "\\" not in string:
        return string
    return _ESCAPE.sub(character, string.encode()).decode("utf-8", "replace")
