"""Writer: HTML elements to Markdown text, with markdownify and as few escapes as possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bs4 import Tag
from markdownify import MarkdownConverter

from publisher.markup.raw_html import PAIRED_TAGS

if TYPE_CHECKING:
    from bs4.element import PageElement

# Sentinel before a text at the start of a block or line: a noncharacter, never part of text.
BLOCK_START = "\ufdd0"
BLOCKS = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "table"),
    *("figure", "div", "section", "hr"),
)
_BLOCK_MARK = re.compile(
    r"^(\s*)([#>+=|-]|!{3}|\?{3}|/{3}|:(?=[:\s])|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE
)
_INLINE_MARK = re.compile(
    r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\$(?!\d)"
    r"|(?<!=)=(?==(?![=\s]))|\^(?=[\w+,.()−–=-]{1,30}\^)"
    r"|(?<=\{)[{%#!:.+=>-]|(?<![\w:]):(?=[\w+-]+:)|\+(?=\+[\w+-]+\+\+)"  # marks of site generators
)


def write_markdown(tag: Tag) -> str:
    """Return an element's content as Markdown."""
    return str(_Converter().convert_soup(tag)).replace(BLOCK_START, "")


def _code_language(tag: Tag) -> str | None:
    code = tag.find("code")
    classes = [
        *tag.get_attribute_list("class"),
        *(code.get_attribute_list("class") if isinstance(code, Tag) else []),
    ]
    languages = [str(c) for c in classes if c and str(c).startswith(("language-", "lang-"))]
    return languages[0].partition("-")[2] if languages else None


class _Converter(MarkdownConverter):
    """markdownify's converter, which escapes only characters that would be Markdown's marks."""

    class Options:
        heading_style = "atx"
        bullets = "-"
        newline_style = "backslash"
        autolinks = False
        table_infer_header = True

    def process_element(self, node: PageElement, parent_tags: set[str] | None = None) -> str:
        tags = parent_tags or set()
        if not tags & {"pre", "code"}:  # kbd and samp are text, with marks and escapes
            tags = tags - {"_noformat"}
        return str(super().process_element(node, tags))  # type: ignore[misc] # its stub leaves it out

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify's signature
        starts_block = text.lstrip().startswith(BLOCK_START)
        text = _INLINE_MARK.sub(r"\\\g<0>", text.replace(BLOCK_START, ""))
        if starts_block and (mark := _BLOCK_MARK.match(text)):
            end = mark.end() if mark[2].isdecimal() else mark.start(2)
            text = f"{text[:end]}\\{text[end:]}"
        return text

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return _emphasis(el, text, "**", "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return _emphasis(el, text, "*", "em")

    convert_b = convert_strong
    convert_i = convert_em

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip() and _follows_text(el):
            return "\n\n"  # an empty paragraph also divides the text around it
        return str(super().convert_p(el, text, parent_tags))  # type: ignore[misc] # its stub leaves it out

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.find_parent(["td", "th"]):
            return "<br>"
        return str(super().convert_br(el, text, parent_tags))  # type: ignore[misc] # its stub leaves it out

    def convert_ol(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Keep a list apart from text and lists before it, with which it would become one."""
        written = str(super().convert_list(el, text, parent_tags))  # type: ignore[misc] # likewise
        before = sibling_before(el)
        if isinstance(before, Tag) and before.name == el.name:
            return f"\n\n<!-- -->\n\n{written.lstrip()}"
        # Only a list from 1 can end a paragraph (CommonMark 0.31.2, section 5.3).
        return f"\n{written}" if el.name == "ol" and el.get("start", "1") != "1" else written

    convert_ul = convert_ol

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        code = el.get_text().replace(BLOCK_START, "").strip("\n")
        runs = re.findall(r"`{3,}", code)
        fence = "`" * max([3, *(len(run) + 1 for run in runs)])
        return f"\n\n{fence}{_code_language(el) or ''}\n{code}\n{fence}\n\n"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify's signature
        alt = self.escape(" ".join(str(el.get("alt", "")).split()), parent_tags)
        title = str(el.get("title", "")).replace("\\", "\\\\").replace('"', '\\"')
        src = str(el.get("src", ""))
        address = src if ":" in src.split("/", maxsplit=1)[0] else quote(src, safe="/%.?=&~-")
        return f"![{alt}]({address}{f' {chr(34)}{title}{chr(34)}' if title else ''})"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802 - markdownify's name
        name = str(el.get("id", ""))
        text = re.sub(r"#+$|\{(?=#)", r"\\\g<0>", text.strip())
        anchor = f" {{#{name}}}" if re.fullmatch(r"[\w.-]+", name) else ""
        heading = super().convert_hN(n, el, text + anchor, parent_tags)  # type: ignore[misc] # its stub leaves it out
        return str(heading)

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_td(el, text.replace("|", "\\|"), parent_tags))  # type: ignore[misc] # likewise

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_th(el, text.replace("|", "\\|"), parent_tags))  # type: ignore[misc] # likewise

    def convert_verbatim(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        """Write text that is Markdown already."""
        return re.sub(r"\s*\n\s*", "\n", el.get_text())

    def convert_fnref(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return f"[^{el['label']}]"

    def convert_fndef(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        lines = text.strip().replace("\n", "\n    ")
        return f"\n\n[^{el['label']}]: {lines}\n\n"


def _emphasis(tag: Tag, text: str, mark: str, name: str) -> str:
    """Mark text with asterisks if they mean emphasis there, and with a tag otherwise.

    Beside punctuation and letters they often do not (CommonMark 0.31.2, section 6.2).
    """
    words = text.strip().removesuffix("\\").strip()  # a line break at the end stays outside
    if not words:
        return text
    before, after = text[: text.index(words)], text[text.index(words) + len(words) :]
    has_letters_at_ends = words[0].isalnum() and words[-1].isalnum()
    has_space_around = (before or _is_space(tag.previous_sibling, -1)) and (
        after or _is_space(tag.next_sibling, 0)
    )
    neighbours = (tag.previous_sibling, tag.next_sibling, *tag.children)
    touches_tag = any(isinstance(neighbour, Tag) for neighbour in neighbours)
    if (has_letters_at_ends or has_space_around) and not touches_tag:
        return f"{before}{mark}{words}{mark}{after}"
    return f"{before}<{name}>{words}</{name}>{after}"


def _follows_text(tag: Tag) -> bool:
    """Return whether a text or an inline element comes before a tag."""
    before = sibling_before(tag)
    return before is not None and not (isinstance(before, Tag) and before.name in BLOCKS)


def sibling_before(element: PageElement) -> PageElement | None:
    """Return the element or text before another one, past spaces."""
    siblings = (item for item in element.previous_siblings if str(item).strip())
    return next(siblings, None)


def _is_space(neighbour: PageElement | None, edge: int) -> bool:
    """Return whether a neighbour is missing, empty, or has a space at its `edge` index."""
    return neighbour is None or not str(neighbour) or str(neighbour)[edge].isspace()


def _raw_tag_method(name: str) -> Any:  # noqa: ANN401 - a method of markdownify's converter
    def convert(_self: _Converter, _tag: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG001 - likewise
        return f"<{name}>{text}</{name}>" if text.strip() else text

    return convert


for _name in PAIRED_TAGS - {"b", "strong", "i", "em", "s", "del"}:
    setattr(_Converter, f"convert_{_name}", _raw_tag_method(_name))
