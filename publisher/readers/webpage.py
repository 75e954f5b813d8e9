"""HTML → Markdown: the elements of an article, written as an author would write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from publisher.marks import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What stands in an article's element and is none of its text.
_NO_TEXT = (
    "script, style, template, noscript, nav, form, button, input, select, textarea, iframe,"
    " object, embed, video, audio, canvas, svg, math, dialog, footer, link, meta, [hidden]"
)
_BLOCK_START = re.compile(r"^(\s*)([#>+=|:!-]|\d{1,9}(?=[.)]\s))")
_MARKS = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|~(?=~)|&(?=#?\w+;)|\$(?=[^\s\d])")
_SMALLEST = 2  # pixels: anything smaller counts visitors


def article_of(page: BeautifulSoup) -> Tag | None:
    """Return the largest article element of a page."""
    found = page.select("article")
    return max(found, key=lambda tag: len(tag.get_text()), default=None)


def to_markdown(article: Tag, address: str | None = None) -> str:
    """Write an article's element as Markdown; relative links are taken from `address`."""
    for tag in article.select(_NO_TEXT):
        tag.decompose()
    for image in article.select("img"):
        if _is_counter(image):
            image.decompose()
    notes = list(_footnotes(article))
    _captions(article)
    _settle_links(article, address)
    for note in notes:
        article.append(note)
    text = str(_Converter().convert_soup(article))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _is_counter(image: Tag) -> bool:
    sizes = [str(image.get(side, "")).removesuffix("px") for side in ("width", "height")]
    return any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)


def _footnotes(article: Tag) -> Iterator[Tag]:
    """Make footnotes of marks and notes that link to each other; yield the notes."""
    items = {str(tag["id"]): tag for tag in article.select("li[id]")}
    numbers: dict[str, int] = {}
    for link in article.select("a[href^='#']"):
        if link.decomposed:  # it led back from a note
            continue
        target = str(link["href"])[1:]
        item = items.get(target)
        if item is None or link.find_parent("li", id=target):
            continue
        own = {str(tag["id"]) for tag in (link, *link.parents) if tag.get("id")}
        back = [a for a in item.select("a[href^='#']") if str(a["href"])[1:] in own]
        if not back and target not in numbers:
            continue
        for tag in back:
            tag.decompose()
        mark = _new("fnref", numbers.setdefault(target, len(numbers) + 1))
        around = link.parent
        alone = (
            around is not None and around.name == "sup" and around.get_text() == link.get_text()
        )
        (around if alone and around else link).replace_with(mark)
    for target, number in numbers.items():
        item = items[target]
        around = item.parent
        note = _new("fndef", number)
        note.extend(list(item.contents))
        item.decompose()
        if around is not None and not around.find("li"):
            around.decompose()
        yield note


def _new(name: str, number: int) -> Tag:
    tag = BeautifulSoup("", "html.parser").new_tag(name)
    tag["number"] = str(number)
    return tag


def _captions(article: Tag) -> None:
    """Give images the caption of their figure, or of a paragraph of class `caption` below."""
    for figure in article.select("figure"):
        images, caption = figure.select("img"), figure.select_one("figcaption")
        if len(images) == 1 and not figure.select("table, pre, blockquote"):
            images[0]["title"] = _line(caption) if caption else ""
            figure.replace_with(_paragraph(images[0]))
    for caption in article.select("p.caption"):
        before = caption.find_previous_sibling()
        if not isinstance(before, Tag) or before.get_text().strip():
            continue
        if len(shown := before.select("img")) == 1:
            shown[0]["title"] = _line(caption)
            caption.decompose()


def _line(tag: Tag) -> str:
    return " ".join(_Converter().convert_soup(tag).split())


def _paragraph(image: Tag) -> Tag:
    tag = BeautifulSoup("", "html.parser").new_tag("p")
    tag.append(image.extract())
    return tag


def _settle_links(article: Tag, address: str | None) -> None:
    """Make addresses whole, and let words stand alone whose link leads to no heading."""
    names = {str(tag["id"]) for tag in article.select("h1, h2, h3, h4, h5, h6") if tag.get("id")}
    for link in article.select("a"):
        href = str(link.get("href", ""))
        if not href or (href.startswith("#") and href[1:] not in names):
            link.unwrap()
        elif address and not href.startswith("#"):
            link["href"] = urljoin(address, href)


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
        code_language_callback = staticmethod(_code_language)

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify's signature
        text = _MARKS.sub(r"\\\g<0>", text or "")
        if start := _BLOCK_START.match(text):
            end = start.end() if start[2].isdecimal() else start.start(2)
            text = f"{text[:end]}\\{text[end:]}"
        return text

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify's signature
        alt = self.escape(" ".join(str(el.get("alt", "")).split()), parent_tags)
        title = str(el.get("title", "")).replace("\\", "\\\\").replace('"', '\\"')
        src = str(el.get("src", ""))
        address = src if ":" in src.split("/", maxsplit=1)[0] else quote(src, safe="/%.?=&~-")
        return f"![{alt}]({address}{f' {chr(34)}{title}{chr(34)}' if title else ''})"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802 - markdownify's name
        name = str(el.get("id", ""))
        anchor = f" {{#{name}}}" if re.fullmatch(r"[\w.-]+", name) else ""
        heading = super().convert_hN(n, el, text.strip() + anchor, parent_tags)  # type: ignore[misc] # its stub leaves it out
        return str(heading)

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_td(el, text.replace("|", "\\|"), parent_tags))  # type: ignore[misc] # likewise

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_th(el, text.replace("|", "\\|"), parent_tags))  # type: ignore[misc] # likewise

    def convert_fnref(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        return f"[^{el['number']}]"

    def convert_fndef(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - likewise
        lines = text.strip().replace("\n", "\n    ")
        return f"\n\n[^{el['number']}]: {lines}\n\n"


def _pair(name: str) -> Any:  # noqa: ANN401 - a method of markdownify
    def convert(_self: object, _tag: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG001 - markdownify's signature
        return f"<{name}>{text}</{name}>" if text.strip() else text

    return convert


_MARKDOWN_HAS: Mapping[str, None] = dict.fromkeys(("b", "strong", "i", "em", "s", "del", "q"))
for _name in PAIRS - _MARKDOWN_HAS.keys():
    setattr(_Converter, f"convert_{_name}", _pair(_name))
