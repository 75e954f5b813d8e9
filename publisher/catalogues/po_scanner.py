"""Scanner of `.po` text: comments and entries as written, with their lines and opt-outs.

The line numbers of `pofile`, from polib, are those of its canonical copy, but a translator's
tool may wrap strings elsewhere, or put several on one line (gettext manual, The Format of
PO Files).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

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
_TOKEN_KINDS = frozenset(_TOKEN.groupindex)
_COMMENT_KINDS = frozenset({"comment", "trailing_comment"})
_FLAG_MARKS = ("#,", "#!")  # gettext reads the old `#!` as `#,`
_TOOL_MARKS = (*_FLAG_MARKS, "#.", "#:", "#|", "#~")  # all other comments are translators'
_FLAG = re.compile(r"[^\s,]+")
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


class Token(NamedTuple):
    """A comment, keyword or string; `kind` is its group in `_TOKEN`.

    `line` is counted from 1; `start` is the offset in the scanned text.
    """

    kind: str
    text: str
    line: int
    start: int

    @property
    def end(self) -> int:
        """Offset after the token."""
        return self.start + len(self.text)

    @property
    def is_obsolete(self) -> bool:
        """Whether this is a line of an obsolete entry."""
        return self.kind in _COMMENT_KINDS and self.text.startswith("#~")

    @property
    def is_flag_list(self) -> bool:
        """Whether this is a comment with gettext's flags."""
        return self.kind in _COMMENT_KINDS and self.text.startswith(_FLAG_MARKS)

    @property
    def flags(self) -> list[str]:
        """Flags of a flag list, or the opt-outs of a comment with nothing else."""
        if self.is_flag_list:
            return _FLAG.findall(_without_continuations(self.text[2:]))
        is_opt_out = self.kind == "comment" and _OPT_OUT_COMMENT.fullmatch(self.text.strip())
        return _FLAG.findall(self.text[1:]) if is_opt_out else []

    @property
    def translator_comment(self) -> str:
        """Text of a translator's comment; empty for any other token."""
        is_other = self.kind not in _COMMENT_KINDS or self.text.startswith(_TOOL_MARKS)
        return "" if is_other else _without_continuations(self.text[1:]).strip()


def is_opt_out(flag: str) -> bool:
    """Return whether a flag is the opt-out of a check: `ignore-number`."""
    return _OPT_OUT.fullmatch(flag) is not None


def scan_entries(text: str) -> dict[Key, RawEntry]:
    """Return the entries of a catalogue's text, obsolete ones excepted.

    The header is the entry with an empty source.
    """
    return {entry.key: entry for entry in _entries(text)}


def find_header(text: str) -> RawEntry | None:
    """Return the header of a catalogue's text, if there is one."""
    return next((entry for entry in _entries(text) if entry.key == HEADER_KEY), None)


def scan_comments(text: str) -> Iterator[Token]:
    """Yield all comments of a catalogue's text; a `#` in a string begins none."""
    return _tokens(text, _COMMENT_KINDS)


def _tokens(text: str, kinds: Collection[str] = _TOKEN_KINDS) -> Iterator[Token]:
    line, counted = 1, 0
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind in kinds:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            yield Token(kind, found[kind], line, found.start(kind))


def _entries(text: str) -> Iterator[RawEntry]:
    return filter(None, map(_raw_entry, _tokens_by_entry(text)))


def _tokens_by_entry(text: str) -> Iterator[list[Token]]:
    """Group tokens; comments before an obsolete entry are a group without an entry.

    Blank lines do not count: an entry ends where anything but a string follows its
    translation.
    """
    group: list[Token] = []
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


def _raw_entry(tokens: Iterable[Token]) -> RawEntry | None:
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


def _without_continuations(text: str) -> str:
    return text.replace("\\\n", "")


def _unescaped(string: str) -> str:
    """Replace the escapes of a string as gettext does, which reads all those of C."""

    def character(found: re.Match[bytes]) -> bytes:
        escape = found[1]
        if escape[:1] in b"01234567":
            return bytes([int(escape, 8) & 0xFF])
        if escape[:1] == b"x" and len(escape) > 1:
            return bytes([int(escape[1:], 16) & 0xFF])
        return _ESCAPES.get(escape, escape)

    if "\\" not in string:
        return string
    return _ESCAPE.sub(character, string.encode()).decode("utf-8", "replace")
