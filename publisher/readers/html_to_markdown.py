"""HTML elements → Markdown text, through markdownify, and as little escaped as can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bs4 import Tag
from markdownify import MarkdownConverter

from publisher.markup.raw_html import PAIRS

if TYPE_CHECKING:
    from bs4.element import PageElement

# Stands before a text that begins a block or a line; no text holds this character.
BEGINNING = "\ufdd0"
_BLOCK_START = re.compile(
    r"^(\s*)([#>+=|-]|!{3}|\?{3}|:(?=[:\s])|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE
)
_MARKS = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\$(?!\d)")


def convert(tag: Tag) -> str:
    """Write an element's content as Markdown that means the same."""
    return str(_Converter().convert_soup(tag)).replace(BEGINNING, "")


def _code_language(tag: Tag) -> str | None:
    code = tag.find("code")
    classes = [
        *tag.get_attribute_list("class"),
        *(code.get_attribute_list("class") if isinstance(code, Tag) else []),
    ]
    named = [str(c) for c in classes if c and str(c).startswith(("language-", "lang-"))]
    return named[0].partition("-")[2] if named else None


class _Converter(MarkdownConverter):
    """markdownify, told to escape only what Markdown would otherwise read as a mark."""

    class Options:
        heading_style = "atx"
        bullets = "-"
        newline_style = "backslash"
        autolinks = False
        table_infer_header = True

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify's signature
        begins = text.lstrip().startswith(BEGINNING)
        text = _MARKS.sub(r"\\\g<0>", text.replace(BEGINNING, ""))
        if begins and (start := _BLOCK_START.match(text)):
            end = start.end() if start[2].isdecimal() else start.start(2)
            text = f"{text[:end]}\\{text[end:]}"
        return text

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return _emphasis(el, text, "**", "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return _emphasis(el, text, "*", "em")

    convert_b = convert_strong
    convert_i = convert_em

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.find_parent(["td", "th"]):
            return "<br>"
        return str(super().convert_br(el, text, parent_tags))  # type: ignore[misc] # its stub leaves it out

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        code = el.get_text().replace(BEGINNING, "").strip("\n")
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

    def convert_fnref(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return f"[^{el['label']}]"

    def convert_fndef(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        lines = text.strip().replace("\n", "\n    ")
        return f"\n\n[^{el['label']}]: {lines}\n\n"


def _emphasis(tag: Tag, text: str, mark: str, name: str) -> str:
    """Mark words with stars where these mean emphasis, and with a tag elsewhere.

    Beside punctuation and letters they often do not (CommonMark 0.31.2, section 6.2).
    """
    words = text.strip().removesuffix("\\").strip()  # a line break at the end stays outside
    if not words:
        return text
    before, behind = text[: text.index(words)], text[text.index(words) + len(words) :]
    letters = words[0].isalnum() and words[-1].isalnum()
    free = (before or _ends_free(tag.previous_sibling, -1)) and (
        behind or _ends_free(tag.next_sibling, 0)
    )
    near = (tag.previous_sibling, tag.next_sibling, *tag.children)
    if (letters or free) and not any(isinstance(other, Tag) for other in near):
        return f"{before}{mark}{words}{mark}{behind}"
    return f"{before}<{name}>{words}</{name}>{behind}"


def _ends_free(text: PageElement | None, edge: int) -> bool:
    """Say whether there is nothing, or a space, where a neighbour touches."""
    return text is None or not str(text) or str(text)[edge].isspace()


def _pair(name: str) -> Any:  # noqa: ANN401 - a method of markdownify
    def convert(self: _Converter, _tag: Tag, text: str, parent_tags: set[str]) -> str:
        if name in {"kbd", "samp"}:  # which markdownify takes for code
            text = self.escape(text, parent_tags)
        return f"<{name}>{text}</{name}>" if text.strip() else text

    return convert


for _name in PAIRS - {"b", "strong", "i", "em", "s", "del"}:
    setattr(_Converter, f"convert_{_name}", _pair(_name))
