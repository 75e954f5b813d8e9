"""Roles of MyST and Sphinx: words in code after a name in braces, such as {ref} or {sub}.

See https://mystmd.org/guide/syntax-overview.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.spans import destination
from publisher.readers.site_syntax.faults import (
    left_out,
    unread_citation,
    untitled_reference,
)
from publisher.readers.site_syntax.labels import clean_title, find_labels, words_of
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from publisher.markup.fault import SourceFault
    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.references import References
    from publisher.readers.site_syntax.source_text import SourceText

    _Place = Callable[[str], tuple[str, str] | None]
    _Written = tuple[str, SourceFault | None]

_ROLE = re.compile(
    r"(?<![\w`}\\$^])\{(?P<role>[A-Za-z][\w:+-]*)(?:[ \t]+[.#\w=\"-]+)*\}"
    r"(?P<ticks>`+)(?P<text>(?:[^`\n]|\n(?!\s*\n)){1,500})(?P=ticks)(?!`)"
)
_TARGET = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>\s*", re.DOTALL)


class Role(NamedTuple):
    """A role, as `code`; its name and text, and the words and target of `words <target>`."""

    name: str
    text: str
    words: str
    target: str
    ticks: str
    code: str
    line: int
    place: _Place


def read_roles(source: SourceText, code: CodeMap, references: References) -> Iterator[Change]:
    """Yield the changes that write roles as Markdown, with faults of those that a site runs."""
    if "}`" not in source.text:
        return
    titles = {label.name: label.title for label in find_labels(source, code)}

    def place(name: str) -> tuple[str, str] | None:
        return (f"#{name}", titles[name]) if name in titles else references.elsewhere.get(name)

    for found in _ROLE.finditer(source.text):
        name, text = found["role"].lower(), " ".join(found["text"].split())
        write = _writer(name)
        if write is None or not text or code.at(found.start()) is not None:
            continue
        given = _TARGET.fullmatch(text)
        words, target = (given["words"], given["target"]) if given else ("", text)
        line = source.file_line(found.start())
        role = Role(name, text, words, target, found["ticks"], found[0], line, place)
        written, fault = write(role)
        yield Change(found.start(), found.end(), written, fault=fault)


def _writer(name: str) -> Callable[[Role], _Written] | None:
    """Return the writer of a role; roles of a domain, such as {py:class}, have code."""
    if name.startswith("cite"):
        return _citation
    return _WRITERS.get(name) or (_code if ":" in name else None)


def _marked(role: Role) -> _Written:
    """Write the text between marks."""
    before, after = _MARKS[role.name]
    return f"{before}{role.words or role.text}{after}", None


def _code(role: Role) -> _Written:
    """Write code; `~a.b` is shown as `b`."""
    words = role.words or role.text
    words = words.rpartition(".")[2].lstrip("~") if words.startswith("~") else words
    return f"{role.ticks}{words}{role.ticks}", None


def _reference(role: Role) -> _Written:
    """Write a link to a label, with the given words or the label's title."""
    words = re.sub(r"\s*\{number\}", "", role.words)
    place = role.place(role.target)
    title = clean_title(place[1]) if place else ""
    name = title or words_of(role.target)
    words = re.sub(r"%s|\{name\}", lambda _: name, words) or name
    written = f"[{words}]({destination(place[0])})" if place else words
    if place and (title or words != name):
        return written, None
    return written, untitled_reference(role.target, role.line, is_found=place is not None)


def _page(role: Role) -> _Written:
    """Write a link to another article or file."""
    path = PurePosixPath(role.target)
    words = role.words or re.sub(r"[-_]+", " ", path.stem)
    is_page = not path.suffix and "#" not in role.target and "//" not in role.target
    return f"[{words}]({destination(f'{role.target}.md' if is_page else role.target)})", None


def _citation(role: Role) -> _Written:
    """Write the key of a source, and report it."""
    words = " ".join(re.sub(r"[{}]", " ", role.text).split())  # `{see}key{p. 3}`
    text = words if role.name in {"cite:t", "cite:ct"} else f"({words})"
    return text, unread_citation(role.code, role.line)


def _not_run(role: Role) -> _Written:
    """Leave out and report a role that only the site can run."""
    return "", left_out("template-code", role.code, role.line)


def _unseen(_: Role) -> _Written:
    """Leave out a role that no reader sees."""
    return "", None


_MARKS = MappingProxyType(
    {
        **dict.fromkeys(("sub", "subscript"), ("<sub>", "</sub>")),
        **dict.fromkeys(("sup", "superscript"), ("<sup>", "</sup>")),
        "kbd": ("<kbd>", "</kbd>"),
        **dict.fromkeys(("guilabel", "menuselection", "strong"), ("**", "**")),
        **dict.fromkeys(("u", "underline"), ("<u>", "</u>")),
        **dict.fromkeys(("del", "strike"), ("<del>", "</del>")),
        **dict.fromkeys(("term", "abbr", "abbreviation", "span", "smallcaps", "sc"), ("", "")),
        "math": ("$", "$"),
    }
)
_WRITERS: Mapping[str, Callable[[Role], _Written]] = MappingProxyType(
    {
        **dict.fromkeys(_MARKS, _marked),
        **dict.fromkeys(("ref", "numref", "eq", "prf:ref", "any"), _reference),
        **dict.fromkeys(("doc", "download", "button"), _page),
        **dict.fromkeys(("eval", "embed"), _not_run),
        **dict.fromkeys(("index", "raw:latex"), _unseen),
        **dict.fromkeys(("code", "func", "class", "meth", "mod", "attr", "data", "exc"), _code),
        **dict.fromkeys(("obj", "file", "command", "program", "option", "envvar"), _code),
        **dict.fromkeys(("literal", "samp", "directive", "role", "pep", "rfc"), _code),
    }
)
