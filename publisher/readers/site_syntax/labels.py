"""Labels: names of sections, figures, tables and code that cross-references lead to.

They are those of Pandoc, Quarto, bookdown and MyST.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.attribute_list import ATTRIBUTES, parse_attributes
from publisher.markup.links import is_letter
from publisher.readers.site_syntax.code_map import CodeMap
from publisher.readers.site_syntax.images import IMAGE
from publisher.readers.site_syntax.source_text import SourceText
from publisher.readers.site_syntax.table_captions import find_captions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADING = re.compile(
    rf"^[ ]{{0,3}}#{{1,6}}[ \t]+(?P<title>[^\n]*?)[ \t]*(?P<list>{ATTRIBUTES})?[ \t]*#*[ \t]*$",
    re.MULTILINE,
)
_CONTAINER = re.compile(
    rf"^[ ]{{0,3}}(?P<fence>:{{3,}}|`{{3,}}|~{{3,}})[ \t]*(?P<list>{ATTRIBUTES})[ \t]*$",
    re.MULTILINE,
)
_END = re.compile(r"^[ ]{0,3}:{3,}[ \t]*$", re.MULTILINE)
TARGET = re.compile(r"^[ ]{0,3}\((?P<name>[\w.:-]+)\)=[ \t]*$\s*", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"[`:]{3,}(?:\{[\w:-]+\}[ \t]*|[ \t]*[\w-]+\[)(?P<title>[^\n]*?)\]?[ \t]*$", re.MULTILINE
)
_DIRECTIVE_NAME = re.compile(
    r"^[ ]{0,3}[`:]{3,}\{[\w:-]+\}[ \t]*(?P<title>[^\n]*)\n(?:[ \t]*:[\w-]+:[^\n]*\n)*?"
    r"[ \t]*:(?:name|label):[ \t]*(?P<name>[\w.:-]+)[ \t]*$",
    re.MULTILINE,
)
EQUATION_NAME = re.compile(  # of Quarto, and of MyST
    r"(?:(?<=\$\$)[ \t]*\{#(?=eq-)|(?<=\n\$\$)[ \t]*\()(?P<name>[\w:.-]+)[})][ \t]*$", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]*(?:#|//|%%|--)\|[ \t]*([\w.-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_CHUNK = re.compile(r"\{\w+[ ,]+(?:label[ \t]*=[ \t]*)?[\"']?([\w:-]+)[\"']?[ \t]*(?:[,}]|$)")
_CHUNK_CAPTION = re.compile(r"(?:fig|tab)\.cap[ \t]*=[ \t]*(?:\"((?:[^\"\\]|\\.)*)\"|'([^'\\]*)')")
# The kinds of labels of Quarto; `ch` and `tab` are of older books.
KINDS = (
    *("sec", "fig", "tbl", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr"),
    *("sol", "rem", "alg", "nte", "tip", "wrn", "imp", "cau", "ch", "tab"),
)
_CAPTIONS = ("title", "name", "fig-cap", "tbl-cap", "lst-cap", "fig.cap")
_NO_CAPTION = re.compile(r"[ \t]*(?:!\[|[`~:|<$]|\{\{)")


class Label(NamedTuple):
    """A name, the title of the block with that name, and the offset of the block.

    `is_mark` is true if Markdown does not read the name where it is, `is_automatic` if it is made
    of the title.
    """

    name: str
    title: str
    start: int
    is_mark: bool = False
    is_automatic: bool = False


@lru_cache(maxsize=512)
def titles_of(text: str) -> Mapping[str, str]:
    """Return the titles of the labels in a text, by name; the first of several counts."""
    source = SourceText.of(text)
    titles: dict[str, str] = {}
    for label in find_labels(source, CodeMap(source)):
        titles.setdefault(label.name, label.title)
    return MappingProxyType(titles)


def find_labels(source: SourceText, code: CodeMap) -> Iterator[Label]:
    """Yield the labels of a text."""
    for label in _labels(source.text):
        if code.at(label.start) is None:
            yield label
    for found in _DIRECTIVE_NAME.finditer(source.text):
        block = code.at(found.start())
        if block is None or block.start == found.start():  # of colons, or a whole block of code
            title = _title_of_directive(source.text, found)
            yield Label(found["name"], title, found.start())
    for caption in find_captions(source, code):
        if caption.name:
            yield Label(caption.name, caption.title, caption.start)
    for block in code.blocks:
        if (block.info or "").lstrip().startswith("{"):
            inner = source.text[block.start : block.end]
            yield from _label_of_code((block.info or "").strip(), inner, block.start)


def _labels(text: str) -> Iterator[Label]:
    for found in _HEADING.finditer(text):
        own = parse_attributes(found["list"] or "").name
        title = found["title"]
        yield Label(own or _automatic_name(title), title, found.start(), is_automatic=not own)
    for found in IMAGE.finditer(text):
        name, _, values = parse_attributes(found[3])
        if name:
            yield Label(name, values.get("fig-cap") or found[1], found.start())
    for found in _CONTAINER.finditer(text):
        name, _, values = parse_attributes(found["list"])
        if name and found["fence"][0] == ":":
            title = next((values[key] for key in _CAPTIONS if values.get(key)), "")
            yield Label(name, title or _title_in(text, found.end()), found.start(), is_mark=True)
    for found in TARGET.finditer(text):
        named = _HEADING.match(text, found.end()) or _DIRECTIVE.match(text, found.end())
        yield Label(found["name"], named["title"] if named else "", found.start())
    for found in EQUATION_NAME.finditer(text):
        yield Label(found["name"], "", found.start())


def _label_of_code(info: str, inner: str, start: int) -> Iterator[Label]:
    """Yield the label of a code block or cell."""
    name, _, values = parse_attributes(info)
    options = {**values, **dict(_OPTION.findall(inner))}
    chunk, caption = _CHUNK.match(info), _CHUNK_CAPTION.search(info)
    title = next((options[key] for key in _CAPTIONS if options.get(key)), "")
    if caption:
        title = caption[1] or caption[2] or ""
    if name := name or options.get("label") or (chunk[1] if chunk else None):
        name = name.strip("\"'")
        # Quarto refers to no other names of cells.
        is_mark = bool(chunk) or name.partition("-")[0] in KINDS
        yield Label(name, title.strip("\"'"), start, is_mark)


def clean_title(title: str) -> str:
    """Return the words of a title for a reference: its first sentence, without links and notes."""
    words = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", " ".join(title.split()))
    words = re.sub(r"\{[\w:+-]+\}`([^`]*)`", r"\1", words)  # roles of MyST
    words = re.sub(r"\[\^[^\]]*\]|\(\\#[^()]*\)|(?<=\])\{[^{}]*\}", "", words).strip()
    words = re.split(r"(?<=[a-z)`*])\.(?:\s|$)", words, maxsplit=1)[0].strip()
    words = re.sub(r"(?<!\w)-?@([\w-]+)", lambda name: words_of(name[1]), words)
    return "" if re.search(r"[\[\]]|\{[{%<]", words) else words


def words_of(name: str) -> str:
    """Return the words of a label: those of `fig-old-bridge` are “old bridge”."""
    words = re.sub(rf"^(?:{'|'.join(KINDS)}|[a-z]+(?=:))[:-]", "", name)
    return " ".join(re.split(r"[-_:.]+", words)).strip() or name


def _automatic_name(title: str) -> str:
    """Return the name that Pandoc gives to a heading without one (`auto_identifiers`)."""
    words = "".join(x for x in title.lower() if is_letter(x) or x.isspace() or x in "_.-")
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", words.strip())) or "section"


def _title_of_directive(text: str, found: re.Match[str]) -> str:
    """Return the title of a directive: its argument, or the caption of an image or table."""
    if not re.match(r"[`: ]+\{(?:figure|image|table|list-table|code|code-block)\}", found[0]):
        return found["title"]
    below = re.sub(r"\A(?:\s*:[\w-]+:[^\n]*\n)*", "", text[found.end() : found.end() + 2000])
    return below.strip().partition("\n\n")[0].partition("\n```")[0].partition("\n:::")[0]


def _title_in(text: str, start: int) -> str:
    """Return the title of a container: the heading it begins with, or else its last paragraph."""
    end = _END.search(text, start)
    inner = text[start : end.start() if end else start].strip()
    if heading := _HEADING.match(inner):
        return heading["title"]
    last = inner.rpartition("\n\n")[2]
    return "" if _NO_CAPTION.match(last) else last
