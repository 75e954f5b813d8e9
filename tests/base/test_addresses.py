"""Addresses in texts, without the marks of the sentence around them."""

from __future__ import annotations

import time

import pytest

from publisher.base.addresses import ADDRESSES, is_in_address


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://a.org/x?q=1#y, or HTTP://B.ORG.", ["https://a.org/x?q=1#y", "HTTP://B.ORG"]),
        ("See [a page](https://a.org/b) and **www.a.org**.", ["https://a.org/b", "www.a.org"]),
        ("(https://a.org/b_(c)) “ftp://a.org”", ["https://a.org/b_(c)", "ftp://a.org"]),
        ("https://a.org—or www.b.org…", ["https://a.org", "www.b.org"]),
        ("请写信至a.b+c@example.org。谢谢", ["a.b+c@example.org"]),
        ("Write to a@example.org.", ["a@example.org"]),
        (
            "«https://пример.рф/новости», https://a.org։",
            ["https://пример.рф/новости", "https://a.org"],
        ),
        # An apostrophe is part of a path before a letter, but of no host.
        (
            "[x](https://a.org/St._John's_Church) ‘https://a.org/x’, https://a.org/l’eau",
            ["https://a.org/St._John's_Church", "https://a.org/x", "https://a.org/l’eau"],
        ),
        ("https://a.org'da, https://a.org’s", ["https://a.org", "https://a.org"]),
        (
            "info@bücher.de, jürgen@firma.de, почта@пример.рф, սա@փորձ.հայ։",
            ["info@bücher.de", "jürgen@firma.de", "почта@пример.рф", "սա@փորձ.հայ"],
        ),
        ("संपर्क@डाटामेल.भारत।", ["संपर्क@डाटामेल.भारत"]),
        ("a@b.vermögen, a@b.xn--p1ai", ["a@b.vermögen", "a@b.xn--p1ai"]),
        ("a@b.org-ում, a@b.orgում, a@b.org'da", ["a@b.org"] * 3),
        ("주소는 a@b.org를, 写信至почта@пример.рф谢谢", ["a@b.org", "почта@пример.рф"]),
        ("12@ 5, @name, https://, x/y", []),
    ],
)
def test_addresses_end_where_their_sentence_continues(text: str, addresses: list[str]) -> None:
    assert ADDRESSES.find(text) == addresses
    for address in addresses:
        text = text.replace(address, "")
    assert ADDRESSES.replace(text, lambda _: "") == text


@pytest.mark.parametrize(
    "part", ["https://a(", "www.", "a@", "a@b.", "(a)", "www.a(", "/(a’", "a@-."]
)
def test_any_text_is_searched_in_time(part: str) -> None:
    start = time.process_time()
    ADDRESSES.find("https://" + part * 3_000)
    assert time.process_time() - start < 2


def test_places_in_an_address() -> None:
    text = "see a/b, (https://a.org/b), or a@b.org"
    inside = [place for place in range(len(text) + 1) if is_in_address(text, place)]
    first, second = text.index("https"), text.index("a@")
    assert inside == [*range(first + 1, first + 15), *range(second + 1, second + 7)]
