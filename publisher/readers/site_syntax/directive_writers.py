"""Directive writers: the Markdown of each directive of MyST."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.container_info import CALLOUTS
from publisher.markup.spans import destination, escaped, quoted_title
from publisher.readers.site_syntax.faults import left_out
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PARAGRAPH = re.compile(
    r"[\s>]*((?!`{3}|~{3}|:{3}|[|#<$]|!\[|[-*+][ \t])[^\s>][^\n]*(?:\n[ \t>]*[^\s>][^\n]*)*)"
)
_ROLE = re.compile(r"(?:\{[\w:+-]+\})?`+([^`]*)`+")
_NAME = re.compile(r"[A-Za-z_][\w:.-]*")
_LONGEST_CAPTION = 2000  # characters


class Directive(NamedTuple):
    """A directive at `start:end` of a text; its content begins at `inner` and ends at `inner_end`.

    `indent` begins a further line of the same block, and `gap` ends a paragraph above.
    """

    name: str
    argument: str
    options: Mapping[str, str]
    content: str
    colons: bool
    fence: str
    indent: str
    gap: str
    start: int
    inner: int
    inner_end: int
    end: int
    line: int

    @property
    def label(self) -> str:
        """The name that references lead to, or nothing."""
        name = self.options.get("name") or self.options.get("label") or ""
        return name if _NAME.fullmatch(name) else ""

    @property
    def place(self) -> str:
        """Lines that name the place."""
        if not self.label:
            return self.gap
        is_top = not self.indent.strip() and len(self.indent) <= len("   ")
        mark = f"({self.label})=\n" if is_top else f'<a id="{self.label}"></a>\n{self.indent}\n'
        return f"{self.gap}{mark}{self.indent}"


def _container(found: Directive, title: str = "", keyword: str = "") -> Iterator[Change]:
    """Write colons, and the words of the options `header` and `footer` as paragraphs."""
    opening = f"{found.place if found.label else ''}::: {keyword or found.name}"
    if title:
        opening += f"[{title}]"
    if header := found.options.get("header"):
        opening += f"\n{found.indent}\n{found.indent}{header}\n{found.indent}"
    yield Change(found.start, found.inner, opening)
    footer = found.options.get("footer") or found.options.get("attribution") or ""
    closing = f"{found.indent}\n{found.indent}{footer}\n" if footer else ""
    if closing or not found.colons:
        closing += f"{found.indent}:::"
        is_closed = found.inner_end < found.end
        yield Change(found.inner_end, found.end, closing if is_closed else f"\n{closing}")


def _titled(found: Directive) -> Iterator[Change]:
    """Write a box or tab whose argument is its title."""
    title, link = found.argument, found.options.get("link", "")
    if link and title and "[" not in title:
        title = f"[{title}]({destination(link)})"
    return _container(found, title, "note" if found.name == "admonition" else "")


def _figure(found: Directive) -> Iterator[Change]:
    """Write an image, whose caption is the first paragraph of the content."""
    if not found.argument or found.argument.startswith("#"):
        yield from _not_run(found) if found.argument else _container(found)
        return
    paragraph = _PARAGRAPH.match(found.content)
    end, caption = found.inner, ""
    if paragraph and len(paragraph[1]) <= _LONGEST_CAPTION:
        caption = " ".join(line.lstrip(" \t>").rstrip() for line in paragraph[1].split("\n"))
        end += paragraph.end()
    words = escaped(" ".join(found.options.get("alt", "").split()))
    items = [f"#{found.label}"] if found.label else []
    items += [f"fig-cap={quoted_title(caption).strip()}"] if caption else []
    ending = f"{{{' '.join(items)}}}" if items else ""
    if end >= found.inner_end - 1:
        end = found.end
    image = f"{found.gap}![{words}]({destination(found.argument)}){ending}"
    yield Change(found.start, end, f"{image}\n{found.indent}")
    if end < found.end:
        yield Change(found.inner_end, found.end, found.indent)


def _table(found: Directive) -> Iterator[Change]:
    """Write the caption as Pandoc does, and the table as it is."""
    is_table = found.content.lstrip(" \t>\n").startswith("|")
    name = f" {{#{found.label}}}" if is_table and found.label else ""
    caption = f": {found.argument}{name}" if is_table else found.argument
    place = found.gap if name and found.argument else found.place
    yield Change(
        found.start, found.inner, f"{place}{caption if found.argument else ''}\n{found.indent}"
    )
    yield Change(found.inner_end, found.end, found.indent)


def _code(found: Directive) -> Iterator[Change]:
    """Write a code block; a cell is left to its own reader."""
    if found.colons:
        return
    language = found.argument.split()[0] if found.argument else ""
    if found.name == "code-cell":
        language = f"{{{language or 'python'}}}"
    caption = _ROLE.sub(r"\1", found.options.get("caption", "")).replace('"', "”")
    title = f' title="{caption}"' if caption else ""
    place = found.place if found.label else ""
    yield Change(found.start, found.inner, f"{place}{found.fence}{language}{title}")


def _math(found: Directive) -> Iterator[Change]:
    """Write a formula."""
    formula = f"\n{found.indent}{found.argument}" if found.argument else ""
    yield Change(found.start, found.inner, f"{found.place}$${formula}")
    yield Change(found.inner_end, found.end, f"{found.indent}$$")


def _unseen(found: Directive) -> Iterator[Change]:
    """Leave out a part that the site alone shows."""
    yield Change(found.start, found.end, "")


def _include(found: Directive, check: str = "include") -> Iterator[Change]:
    """Leave out and report an include of another file."""
    code = f"{{{found.name}}} {found.argument}".strip()
    yield Change(found.start, found.end, "", fault=left_out(check, code, found.line))


def _not_run(found: Directive) -> Iterator[Change]:
    """Keep the content of code that only the site can run."""
    code = f"{{{found.name}}} {found.argument}".strip()
    opening, *others = _container(found)
    yield opening._replace(fault=left_out("template-code", code, found.line))
    yield from others


_PROOFS = ("theorem", "lemma", "proof", "definition", "corollary", "example", "remark")
WRITERS: Mapping[str, Callable[[Directive], Iterator[Change]]] = MappingProxyType(
    {
        **dict.fromkeys((*CALLOUTS, "admonition", "card", "grid-item-card", "dropdown"), _titled),
        **dict.fromkeys(("sidebar", "topic", "details", "margin", "aside", "tab-item"), _titled),
        **dict.fromkeys(("exercise", "exercise-start", "tab", "seealso"), _titled),
        **{f"prf:{name}": _titled for name in _PROOFS},
        **dict.fromkeys(("grid", "grid-item", "tab-set", "div", "card-carousel"), _container),
        **dict.fromkeys(("epigraph", "centered", "only", "hlist", "glossary"), _container),
        **dict.fromkeys(("solution", "figure-md", "attention-grabber"), _container),
        **dict.fromkeys(("figure", "image"), _figure),
        **dict.fromkeys(("table", "list-table"), _table),
        **dict.fromkeys(("code", "code-block", "sourcecode", "code-cell"), _code),
        **dict.fromkeys(("toctree", "tableofcontents", "contents", "index"), _unseen),
        **dict.fromkeys(("include", "literalinclude", "embed"), _include),
        **dict.fromkeys(("bibliography", "iframe"), _not_run),
        "math": _math,
    }
)
