"""Addresses in running text are marked, with no mark of the sentence around them."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.markup.addresses import mark_addresses

MARKED = re.compile(r'<bdi class="address">(.*?)</bdi>')


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (
            "See https://example.org/a-b/?q=1&r=2#part-3 now.",
            ["https://example.org/a-b/?q=1&r=2#part-3"],
        ),
        (
            "At www.example.org, HTTP://EXAMPLE.ORG/. And (https://x.org/)!",
            ["www.example.org", "HTTP://EXAMPLE.ORG/", "https://x.org/"],
        ),
        ("«https://example.org/a» “http://x.org”", ["https://example.org/a", "http://x.org"]),
        ("Write to first.last+news@example.co.uk.", ["first.last+news@example.co.uk"]),
        ("Пишите: почта@пример.рф, jürgen@firma.de.", ["почта@пример.рф", "jürgen@firma.de"]),
        ("देखें https://hi.wikipedia.org/wiki/हिन्दी।", ["https://hi.wikipedia.org/wiki/हिन्दी"]),
        ("网址https://example.org/页。下一句", ["https://example.org/"]),
        ("주소는 https://example.org를", ["https://example.org"]),
        ("Адрес https://пример.рф/новости.", ["https://пример.рф/новости"]),
        ("انظر https://ar.wikipedia.org/wiki/مقال، ثم", ["https://ar.wikipedia.org/wiki/مقال"]),
        ("12@ 5, @name, https://, www., x/y, awww.example", []),
    ],
)
def test_addresses_are_marked(text: str, addresses: list[str]) -> None:
    assert [html.unescape(found) for found in MARKED.findall(mark_addresses(text))] == addresses


@given(st.lists(st.sampled_from([*"a.@/&<>\"' ـ网", "https://", "www."])).map("".join))
def test_no_text_is_changed(text: str) -> None:
    assert html.unescape(MARKED.sub(r"\1", mark_addresses(text))) == text
