"""Parse untrusted HTML to a tree, within limits that hold before the tree is built."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder

from publisher.base.errors import PublisherError
from publisher.readers.html_to_markdown.optional_tags import TABLE_PARTS, end_implied, is_open

_MAX_TAGS = 400_000  # each takes a kilobyte of memory
_MAX_DEPTH = 2_000  # levels of nesting; searches in the tree are quadratic in them
_MAX_DIGITS = 10  # of a number
_LONG_REFERENCE = re.compile(r"&#(?:([xX])0*([0-9a-fA-F]{8,})|0*([0-9]{8,}))")
_NUMBER = re.compile(r"[\t\n\f\r ]*\+?0*([0-9]+)")


def parse_html(text: str) -> BeautifulSoup:
    """Return the tree of a page or of a part of one. Raises PublisherError for excessive HTML."""
    if text.count("<") > _MAX_TAGS:
        problem = f"holds more than {_MAX_TAGS:,} tags; save a simpler page"
        raise PublisherError(problem.replace(",", " "))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of text that looks like XML or a file name
        return BeautifulSoup(_LONG_REFERENCE.sub(_shortened, text), builder=_Builder())


def parse_number(text: str) -> int | None:
    """Return the number at the start of an attribute (HTML Standard, 2.3.4.2), or None.

    Of a number with more than ten digits, only the first ten count: it is out of any range.
    """
    match = _NUMBER.match(text)
    return int(match[1][:_MAX_DIGITS]) if match else None


def _shortened(reference: re.Match[str]) -> str:
    """Return a numeric character reference with eight digits, which is no character either."""
    return f"&#{reference[1] or ''}{(reference[2] or reference[3])[:8]}"


class _Parser(BeautifulSoupHTMLParser):
    """Beautiful Soup's parser, corrected."""

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the original's signature
        """Read `<![…>` as a comment (HTML Standard, 13.2.5.42); the original raises for most."""
        return self.parse_bogus_comment(i)

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
        handle_empty_element: bool = True,  # noqa: FBT001, FBT002 - likewise
    ) -> None:
        end_implied(self.soup, tag)
        if len(self.soup.tagStack) > _MAX_DEPTH:
            raise PublisherError("elements are nested too deeply; save a simpler page")
        super().handle_starttag(tag, attrs, handle_empty_element)

    def handle_endtag(self, tag: str, check_already_closed: bool = True) -> None:  # noqa: FBT001, FBT002 - likewise
        """End the open element `tag`, if any; `</p>` without one is an empty paragraph.

        Not between the cells of a table, where no paragraph can be.
        """
        if not is_open(self.soup, tag):
            if tag != "p" or self.soup.tagStack[-1].name in TABLE_PARTS:
                return
            self.handle_starttag(tag, [])
        super().handle_endtag(tag, check_already_closed)


class _Builder(HTMLParserTreeBuilder):
    def feed(
        self, markup: str | bytes, _parser_class: type[BeautifulSoupHTMLParser] = _Parser
    ) -> None:
        super().feed(markup, _parser_class)
