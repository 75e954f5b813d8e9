"""Shortcodes and tags whose meaning Markdown has: callouts, tabs, code, figures and references.

They are those of Hugo and its common themes, of Quarto, Jekyll, GitBook and Markdoc.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.container_info import TABS, TYPED_CALLOUTS
from publisher.markup.links import ANYWHERE
from publisher.markup.spans import destination, image
from publisher.markup.tags import names
from publisher.readers.site_syntax.constructs import Parameters, parameters

if TYPE_CHECKING:
    from publisher.readers.site_syntax.constructs import Construct

_CALLOUTS = names("note tip info warning caution danger important")
_DETAILS = names("details expand collapse spoiler")
_CARDS = names("blocks/cover blocks/feature")  # boxes of Docsy, with a title
_CODE = re.compile(r"highlight$|(?:[\w-]*-)?code(?:-[\w-]+)?$|codeblock$|mermaid$|katex$|math$")
# Their output is the address of a page.
REFERENCES = names("ref relref link post_url")
# They only arrange their content.
_GROUPS = names(
    "tabs tabpane steps step stepper columns column cards content-ref quote lead div center"
    " blocks/section blocks/lead cardpane"
)
# They show nothing: a page break, a table of contents, an icon, a variable's value.
_INVISIBLE = names(
    "pagebreak toc tableofcontents table-of-contents fa icon bi iconify"
    " blocks/link-down assign set import from increment decrement seo feed_meta csrf_token"
)
_INCLUDES = re.compile(
    r"(?:include|render|readfile|import|embed|snippet|partial|extends|codenew|code_sample)[\w-]*$"
)
_IMAGES = names("figure img image")
# Their content is made by the site, or shown nowhere.
_LOOPS = names("for tablerow macro schema javascript stylesheet style")
_HIDDEN = names("comment capture set")
_COLOURS = MappingProxyType(
    {"primary": "note", "success": "tip", "secondary": "note", "question": "note"}
)


class Treatment(NamedTuple):
    """Replacement of a construct, and of the construct that closes it.

    `content` is the treatment of the text between them: "keep", "drop", or "code" (which nothing
    else may change). `fault` is the name of the check that reports the construct.
    """

    opening: str = ""
    closing: str = ""
    content: str = "keep"
    is_block: bool = False
    fault: str | None = None


def treat(construct: Construct, content: str | None) -> Treatment:
    """Return the treatment of a tag or shortcode; `content` is None if nothing closes it."""
    name, given = construct.name, parameters(construct.arguments)
    if content is None:
        return _treat_single(construct, given)
    if name in _HIDDEN or (construct.kind == "tag" and name in _LOOPS):
        return Treatment(content="drop", fault=None if name in _HIDDEN else "template-code")
    if name == "figure" and given.named.get("src"):
        return Treatment(_figure(given), is_block=True)
    if _CODE.match(name):
        return _code(given, content)
    if name in _CALLOUTS | TYPED_CALLOUTS | TABS | _DETAILS | _CARDS:
        return Treatment(_container(name, given), ":::", is_block=True)
    return Treatment(fault=None if name in _GROUPS else _fault(name))


def _treat_single(construct: Construct, given: Parameters) -> Treatment:
    name = construct.name
    if name in _INVISIBLE | _GROUPS:
        return Treatment()
    find = _shortcode if construct.kind == "shortcode" else _reference
    text = find(name, given)
    return Treatment(text or "", fault=None if text else _fault(name))


def _shortcode(name: str, given: Parameters) -> str | None:
    """Return the output of a shortcode without content, or None if only the site knows."""
    first = given.named.get("path") or next(iter(given.unnamed), "")
    if name in {"ref", "relref"} and first:
        is_placed = first.startswith(("/", "#", "./", "../"))
        return destination(first if is_placed else f"{ANYWHERE}{first}")
    if name in _IMAGES and given.named.get("src"):
        return _figure(given)
    if name.startswith("glossary"):
        return given.named.get("text") or first or given.named.get("term_id") or None
    keys = first or next(iter(given.named.values()), "")
    return f"<kbd>{keys}</kbd>" if name == "kbd" and keys else None


def _reference(name: str, given: Parameters) -> str | None:
    """Return the address of a page or post of Jekyll."""
    path = next(iter(given.unnamed), "").lstrip("/")
    if name == "post_url" and path:
        return destination(f"{ANYWHERE}{path.rpartition('/')[2]}.md")
    return destination(f"/{path}") if name == "link" and path else None


def _fault(name: str) -> str:
    return "include" if _INCLUDES.match(name) else "template-code"


def _container(name: str, given: Parameters) -> str:
    """Return the opening line of a callout, a tab or a block of details."""
    unnamed, named = list(given.unnamed), given.named
    keyword = "tab" if name in TABS else "details" if name in _DETAILS | _CARDS else name
    if name in TYPED_CALLOUTS:
        kinds = [named[key] for key in ("type", "style", "color", "kind") if key in named]
        keyword = kinds[0].partition(" ")[0] if kinds else unnamed.pop(0) if unnamed else "note"
        keyword = keyword if re.fullmatch(r"[A-Za-z][\w-]*", keyword) else "note"
        keyword = _COLOURS.get(keyword, keyword)
    keys = ("title", "summary", "name", "header", "label", "heading")
    titles = [named[key] for key in keys if key in named] + unnamed[:1]
    title = " ".join(titles[0].split()) if titles and titles[0] not in {"true", "false"} else ""
    return f"::: {keyword}[{title}]" if title else f"::: {keyword}"


def _code(given: Parameters, content: str) -> Treatment:
    """Return code: a block, or a span if it is in one line."""
    runs = {len(run) for run in re.findall(r"`+", content)}
    if "\n" not in content:
        ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
        return Treatment(f"{ticks} ", f" {ticks}", content="code")
    language = given.named.get("lang") or next(iter(given.unnamed), "")
    language = language if re.fullmatch(r"[\w+#-]+", language) else ""
    ticks = "`" * max([3, *(length + 1 for length in runs)])
    return Treatment(f"{ticks}{language}", ticks, content="code", is_block=True)


def _figure(given: Parameters) -> str:
    """Return the image of Hugo's built-in shortcode."""
    caption = given.named.get("caption") or given.named.get("title") or ""
    return image(given.named.get("alt") or caption, given.named.get("src", ""), caption)
