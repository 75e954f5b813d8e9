r"""References to labels: `@fig-x` of Quarto, `\@ref(x)` of bookdown, `[](#x)` of MyST.

Numbers do not exist on pages: a reference has the title of its target. Citations of a
bibliography, `[@knuth84]`, are reported.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.attribute_list import NAME
from publisher.markup.spans import destination
from publisher.readers.site_syntax.faults import unread_citation, untitled_reference
from publisher.readers.site_syntax.labels import (
    EQUATION_NAME,
    KINDS,
    TARGET,
    clean_title,
    find_labels,
    titles_of,
    words_of,
)
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from publisher.markup.fault import SourceFault
    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_LABEL = rf"(?:{'|'.join(KINDS)})-(?:[\w-]*\w)"
_REFERENCE = re.compile(rf"-?@({_LABEL})(?![\w@/]|\.\w)", re.IGNORECASE)
_REFERENCES = re.compile(
    rf"\[(?P<group>(?:[^\[\]@\n]|(?<!\w)@(?={_LABEL}))*?@{_LABEL}[^\[\]\n]*)\](?![(\[{{])"
    rf"|(?<![\w@.\\/-])(?P<single>@{_LABEL})(?![\w@/]|\.\w)"
    r"|(?<![\w@.\\/`-])@(?P<other>[A-Za-z][\w:-]*\w)(?![\w@/(]|\.\w)"  # of another kind
    r"|\\@ref(?P<bookdown>\([\w:.-]+\))"
    r"|(?<!!)\[\]\(<?#(?P<empty>[^\s()<>]+)>?\)",
    re.IGNORECASE,
)
_KEY = r"[A-Za-z0-9_][\w:.#$%&+?~/-]*"
_CITATION = re.compile(
    rf"(?<![\w\\!])\[(?P<group>(?:[^\[\]@\n]{{0,200}}[\s(])??-?@{_KEY}(?:[^\[\]\n]|\n(?!\s*\n)){{0,400}})\]"
    r"(?![(\[{:])|(?<![\w@.\\/`-])@(?P<single>[A-Za-z][\w-]*?\d\d[a-z]?)(?![\w@/-]|\.\w)"
)
_INDENT = re.compile(r"[ \t]*")
_IN_LINK = re.compile(r"[^\[\]\n]*\](?:\(|\[)")


class Sister(NamedTuple):
    """Another article: its address relative to this one, and its text."""

    address: str
    text: str


class References:
    """Targets of references; `sisters` returns the articles beside this one."""

    def __init__(self, sisters: Callable[[], Sequence[Sister]] = tuple) -> None:
        self._sisters = sisters

    def changes(
        self, source: SourceText, code: CodeMap, *, has_citations: bool = False
    ) -> Iterator[Change]:
        """Yield the changes that write references as links, and report those to nothing.

        `has_citations` is true for files in which any `@name` is a reference.
        """
        text = source.text
        if "@" not in text and "[](#" not in text:
            return
        page = _Page(source, code, self, is_pandoc=has_citations)
        references = set[int]()
        for found in _REFERENCES.finditer(text):
            if code.at(found.start()) is None:
                for change in page.reference(found):
                    references.update(range(change.start, change.end))
                    yield change
        for found in _CITATION.finditer(text) if has_citations else ():
            if code.at(found.start()) is None and found.start() not in references:
                yield _citation(source, found)

    @cached_property
    def elsewhere(self) -> Mapping[str, tuple[str, str]]:
        """The address and title of each label of other articles, unless two of them have it."""
        found: dict[str, tuple[str, str] | None] = {}
        for address, text in self._sisters():
            for name, title in titles_of(text).items():
                link = (f"{address}#{name}", title)
                found[name] = None if name in found else link
        return {name: link for name, link in found.items() if link is not None}


class _Page:
    """The references of a text."""

    def __init__(
        self, source: SourceText, code: CodeMap, references: References, *, is_pandoc: bool
    ) -> None:
        self._source, self._references, self._is_pandoc = source, references, is_pandoc
        self._labels: dict[str, str] = {}
        self._own = set[str]()
        for label in find_labels(source, code):
            self._labels.setdefault(label.name, label.title)
            if not label.is_automatic:
                self._own.add(label.name)

    def reference(self, found: re.Match[str]) -> Iterator[Change]:
        """Yield the change of a reference, or of a group in brackets."""
        start, line = found.start(), self._source.file_line(found.start())
        faults: list[SourceFault] = []
        is_plain = _IN_LINK.match(self._source.text, found.end()) is not None

        def written(name: str) -> str:
            words, fault = self._link(name, line, is_plain=is_plain)
            faults.extend([fault] if fault else [])
            return words

        names = _REFERENCE.findall(found["group"] or "") or [
            found["single"] or found["bookdown"] or found["empty"] or found["other"]
        ]
        names = [name.strip("@()") for name in names]
        if found["other"] and found["other"] not in self._own:
            return
        is_certain = self._is_pandoc and not found["empty"]
        if not is_certain and not all(map(self._is_known, names)):
            return
        if found["group"]:
            text = _REFERENCE.sub(lambda mark: written(mark[1]), found["group"])
        else:
            text = written(names[0])
        yield Change(start, found.end(), text, fault=faults[0] if faults else None)

    def _link(self, name: str, line: int, *, is_plain: bool) -> tuple[str, SourceFault | None]:
        """Return a link with the title of a label, and a fault if there is none."""
        address, title = self._place(name)
        words = clean_title(title)
        is_found = bool(address)
        fault = None if words else untitled_reference(name, line, is_found=is_found)
        words = words or words_of(name)
        return words if is_plain or not address else f"[{words}]({address})", fault

    def _is_known(self, name: str) -> bool:
        return bool(clean_title(self._place(name)[1]))

    def _place(self, name: str) -> tuple[str, str]:
        """Return the address and title of a label; empty ones if there is none."""
        _, _, rest = name.partition(":")
        for label in filter(None, (name, name.lower(), rest, name.replace(":", "-"))):
            if label in self._labels:
                return destination(f"#{label}"), self._labels[label]
        for label in filter(None, (name, name.lower(), rest)):
            if label in self._references.elsewhere:
                address, title = self._references.elsewhere[label]
                return destination(address), title
        return "", ""


def _citation(source: SourceText, found: re.Match[str]) -> Change:
    """Return the change of a citation to its words."""
    words = re.sub(r"-?@(?=\w)", "", found["group"] or found["single"])
    text = f"({words})" if found["group"] else words
    fault = unread_citation(found[0], source.file_line(found.start()))
    return Change(found.start(), found.end(), text, fault=fault)


def name_places(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that name the places of labels which Markdown does not read."""
    for label in find_labels(source, code):
        if label.is_mark and NAME.fullmatch(label.name):
            indent = _INDENT.match(source.text, label.start)
            space = indent[0] if indent else ""
            place = f'{space}<a id="{label.name}"></a>\n\n'
            yield Change(label.start, label.start, place)
    for found in TARGET.finditer(source.text):
        if code.at(found.start()) is None:
            end = found.end("name") + len(")=")
            yield Change(found.start(), end, f'<a id="{found["name"]}"></a>\n')
    for found in EQUATION_NAME.finditer(source.text):
        block = code.at(found.start())  # the formula's, as the line is its last
        if block is None or block.info is None:
            yield Change(found.start(), found.end(), f'\n\n<a id="{found["name"]}"></a>\n')
