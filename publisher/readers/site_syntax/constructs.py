"""Constructs of template languages: Liquid, Jinja, and the shortcodes of Hugo and Quarto."""

from __future__ import annotations

import re
from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from publisher.markup.pairs import Mark, paired

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.readers.site_syntax.code_map import CodeMap

Kind = Literal["tag", "output", "shortcode", "comment", "escaped"]

HINT = re.compile(r"\{[{%]|\{#[\s-]")
_OPENING = re.compile(r"\{\{\{[<%]|\{\{[<%]/\*|\{\{/\*|\{\{[<%]|\{\{|\{%|\{#(?=[\s-])")
_ENDINGS: Mapping[str, tuple[str, Kind]] = MappingProxyType(
    {
        "{{{<": (">}}}", "escaped"),
        "{{{%": ("%}}}", "escaped"),
        "{{</*": ("*/>}}", "escaped"),
        "{{%/*": ("*/%}}", "escaped"),
        "{{/*": ("*/}}", "comment"),
        "{{<": (">}}", "shortcode"),
        "{{%": ("%}}", "shortcode"),
        "{{": ("}}", "output"),
        "{%": ("%}", "tag"),
        "{#": ("#}", "comment"),
    }
)
_NAME = re.compile(r"-?\s*(/?)\s*([\w./:-]*)")
_VERBATIM = re.compile(
    r"\{%-?\s*(raw|highlight|comment)\b([^%{}]*?)-?%\}|\{\{[<%]\s*(highlight)\b([^{}]*?)[%>]\}\}"
)
_VERBATIM_END = re.compile(
    r"\{%-?\s*end(raw|highlight|comment)\s*-?%\}|\{\{[<%]\s*/\s*(highlight)\s*[%>]\}\}"
)
# Before the braces of a formula or of a component's attribute.
_NOT_TEMPLATE = re.compile(r"[\^_=\\]$|(?<!\})\}$|\\[A-Za-z]+$")
_PARAMETER = re.compile(
    r"""(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*+)"|`([^`]*)`|'([^']*)'|([^\s"'`]+))"""
)


class Construct(NamedTuple):
    """A piece of template code: `name` and `arguments` of a tag or shortcode, else an expression.

    `closes` marks the end of a pair, such as `{% endfor %}` or `{{< /note >}}`.
    """

    start: int
    end: int
    kind: Kind
    name: str
    arguments: str
    closes: bool


class Parameters(NamedTuple):
    """The arguments of a shortcode or tag: those without a name, and those with one."""

    unnamed: list[str]
    named: dict[str, str]


def find_constructs(text: str, code: CodeMap) -> list[Construct]:
    """Return the constructs of a text, in order; none reaches over an empty line.

    Of those in code, and of those within verbatim text, only the marks of literal text count.
    """
    return list(_constructs(text, code))


def _constructs(text: str, code: CodeMap) -> Iterator[Construct]:
    position = paragraph_end = 0
    ends: dict[str, list[re.Match[str]]] = {}
    for end in _VERBATIM_END.finditer(text):
        ends.setdefault(end[1] or end[2], []).append(end)
    unclosed = set[str]()  # end marks that the rest of the paragraph lacks
    while opening := _OPENING.search(text, position):
        if opening.start() >= paragraph_end:
            paragraph_end = text.find("\n\n", opening.start())
            paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
            unclosed.clear()
        if verbatim := _verbatim(text, opening.start(), ends, code):
            yield from verbatim
            position = verbatim[1].end
            continue
        ending, kind = _ENDINGS[opening[0]]
        inner_end = -1
        if ending not in unclosed:
            inner_end = text.find(ending, opening.end(), paragraph_end)
        if inner_end < 0:
            unclosed.add(ending)
        before = text[max(opening.start() - 12, 0) : opening.start()]
        if inner_end < 0 or (kind == "output" and _NOT_TEMPLATE.search(before)):
            position = opening.start() + 1
            continue
        position = inner_end + len(ending)
        if kind == "escaped" or code.at(opening.start()) is None:
            yield _construct(opening.start(), position, kind, text[opening.end() : inner_end])


def _verbatim(
    text: str, start: int, ends: Mapping[str, list[re.Match[str]]], code: CodeMap
) -> tuple[Construct, Construct] | None:
    """Return the constructs around text in which others have no meaning, or None.

    Literal text may be in code, as a whole; a listing and a comment are not.
    """
    if not (opening := _VERBATIM.match(text, start)):
        return None
    name = opening[1] or opening[3]
    candidates = ends.get(name, [])
    index = bisect_right(candidates, start, key=re.Match.start)
    closing = candidates[index] if index < len(candidates) else None
    around = code.at(start)
    if closing is None or around != (code.at(closing.start()) if name == "raw" else None):
        return None
    kind: Kind = "tag" if opening[1] else "shortcode"
    arguments = (opening[2] or opening[4] or "").strip()
    return (
        Construct(start, opening.end(), kind, name, arguments, closes=False),
        Construct(closing.start(), closing.end(), kind, name, "", closes=True),
    )


def _construct(start: int, end: int, kind: Kind, inner: str) -> Construct:
    if kind not in {"tag", "shortcode"}:
        return Construct(start, end, kind, "", inner.strip().strip("-").strip(), closes=False)
    match = _NAME.match(inner)
    slash, name = (match[1], match[2]) if match else ("", "")
    arguments = inner[match.end() if match else 0 :].strip().removesuffix("-").strip()
    closes = bool(slash)
    if kind == "tag" and name.startswith("end") and name != "end":
        name, closes = name[len("end") :], True
    return Construct(start, end, kind, name.lower(), arguments, closes)


def pair_constructs(constructs: Sequence[Construct]) -> dict[int, int]:
    """Return the index of the closing construct of each opening one that has one."""
    return paired(
        Mark(f"{construct.kind} {construct.name}", index, construct.closes)
        for index, construct in enumerate(constructs)
        if construct.kind in {"tag", "shortcode"}
    )


def parameters(arguments: str) -> Parameters:
    """Read the arguments of a shortcode or tag."""
    found = Parameters([], {})
    for match in _PARAMETER.finditer(arguments):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        value = re.sub(r'\\(["\\])', r"\1", value)
        if match[1]:
            found.named[match[1].lower()] = value
        elif value != "/":
            found.unnamed.append(value)
    return found
