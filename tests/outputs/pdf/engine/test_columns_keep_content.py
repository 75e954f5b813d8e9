"""Columns keep content: each word is drawn once, on its page, and running text in its order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import pytest
import weasyprint
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from pdf_helpers import drawn_text, letters, page_of, render_html, text_of

from publisher.outputs.pdf.off_page import text_off_page

if TYPE_CHECKING:
    from collections.abc import Sequence

# Each example is an article: a hundred of them would take most of two minutes.
few = settings(max_examples=settings().max_examples // 10)

# Words that are numbered.
WORDS = {
    "de": "Die Bundesregierung beschloss überraschend Geschwindigkeitsbeschränkungen",
    "en": "The government announced an extraordinary reconciliation",
    "hy": "Կառավարությունը հայտարարեց արտակարգ հաշտեցման մասին",
    "ru": "Правительство объявило о чрезвычайных обстоятельствах",
    "ar": "أعلنت الحكومة عن مصالحة استثنائية بين الأطراف",
    "hi": "सरकार ने असाधारण मेल मिलाप की घोषणा की",
    "ja": "政府は 特別な 和解を 発表した。",
    "th": "รัฐบาล ประกาศ การปรองดอง ครั้งพิเศษ",
}
# Scripts without spaces have none; a line may end after a Thai number at a zero width space.
BETWEEN_WORDS = {"ja": "", "th": "\u200b"}
SPANNING = (".wide", "pre", "figure", ".pull-quote", "blockquote", ".admonition", "h2", "ul")


@dataclass(frozen=True)
class Article:
    language: str
    markdown: str
    style: str


def words(*sizes: int) -> st.SearchStrategy[str]:
    """Choose how many words there are: {12} are twelve."""
    near = [st.integers(max(1, size // 2), size) for size in sizes]
    return st.one_of(near).map("{{{}}}".format)


def joined(
    parts: st.SearchStrategy[str], counts: Sequence[int], between: str = "\n"
) -> st.SearchStrategy[str]:
    lists = st.sampled_from(counts).flatmap(lambda n: st.lists(parts, min_size=n, max_size=n))
    return lists.map(between.join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(2, 3))
    row = joined(words(1, 3), [columns], " | ").map("| {} |".format)
    return "\n".join([draw(row), "|---" * columns + "|", draw(joined(row, [1, 4, 16]))])


paragraphs = words(3, 20, 60, 140)
leaves = st.one_of(
    paragraphs,
    words(2, 12).map("## {}".format),
    words(2, 12).map("### {}".format),
    words(5, 20, 40).map("{}[^1] {{5}}[^2]".format),
    joined(paragraphs.map("> {}".format), [1, 2, 4], "\n>\n"),
    words(5, 20).map("::: pull-quote\n{}\n:::".format),
    joined(words(2, 10, 60).map("- {}".format), [1, 3, 12]),
    joined(words(2, 10, 60).map("1. {}\n\n    - {{7}}\n    - {{3}}".format), [1, 3], "\n\n"),
    tables(),
    joined(words(2, 9, 20), [1, 4, 30]).map("```\n{}\n```".format),
    words(4, 20).map('![{{5}}](none.png "{}")'.format),
    words(10, 80).map('!!! note "{{3}}"\n    {}\n\n    - {{5}}'.format),
    joined(words(8, 30).map("{{2}}\n: {}".format), [1, 4], "\n\n"),
    st.just("* * *"),
)
notes = st.tuples(words(2, 30, 120), words(2, 30)).map("\n\n[^1]: {0[0]}\n\n[^2]: {0[1]}".format)


@st.composite
def styles(draw: st.DrawFn) -> str:
    """Choose a style sheet: the page, the type, and the blocks across the columns."""
    # Mostly small pages: more of them end within blocks, notes and spans.
    size = draw(st.sampled_from(["A6", "A6 landscape", "A5", "A5", "A4", "Letter"]))
    points = draw(st.integers(7, 13))
    across = ", ".join(draw(st.permutations(SPANNING))[: draw(st.integers(0, 4))])
    return (
        f"@page {{ size: {size} }} html {{ font-size: {points}pt }}"
        f" figure .missing-image {{ min-height: {draw(st.sampled_from([10, 90, 200]))}pt }}"
        + (f" {across} {{ column-span: all }}" if across else "")
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    language = draw(st.sampled_from(sorted(WORDS)))
    blocks = draw(joined(leaves, range(1, 16), "\n\n"))
    text = f"# {{3}}\n\n{{8}}[^1] {{5}}[^2]\n\n{blocks}{draw(notes)}"
    return Article(language, _number(text, language), draw(styles()))


def _number(text: str, language: str) -> str:
    """Replace {2} with two words, such as `theq0001 governmentq0002`."""
    some, numbers = WORDS[language].split(), count(1)
    joint = BETWEEN_WORDS.get(language, " ")

    def numbered(match: re.Match[str]) -> str:
        of_words = (next(numbers) for _ in range(int(match[1])))
        return joint.join(f"{some[n % len(some)]}q{n:04}" for n in of_words)

    return re.sub(r"\{(\d+)\}", numbered, text)


def numbers_in(text: str) -> list[str]:
    return re.findall(r"q(\d{4})", letters(text))


def outside_running_text(html: str) -> set[str]:
    """Return the words of figures, which may float, and of tables, whose rows may be divided."""
    body = weasyprint.HTML(string=html).etree_element.find("body")
    parts = (part for tag in ("figure", "table") for part in body.iter(tag))
    return {number for part in parts for number in numbers_in("".join(part.itertext()))}


def check(article: Article) -> None:
    page = page_of(article.markdown, article.language)
    html = page.html.replace("</head>", f"<style>{article.style}</style></head>")
    if ".wide" in article.style:  # WeasyPrint does not hand it to the box around a table
        html = html.replace("<table>", "<div class=wide><table>")
        html = html.replace("</table>", "</table></div>")
    laid_out = render_html(html, page.families)
    drawn, written = numbers_in(drawn_text(laid_out)), numbers_in(text_of(html))
    assert Counter(drawn) == Counter(written)
    others = outside_running_text(html)
    assert [n for n in drawn if n not in others] == [n for n in written if n not in others]
    assert not text_off_page(laid_out)


@few
@given(articles())
def test_every_word_is_drawn_once(article: Article) -> None:
    check(article)


@pytest.mark.corpus
@pytest.mark.parametrize("part", range(40))
def test_every_word_of_a_thousand_articles_is_drawn_once(part: int) -> None:
    many = settings(max_examples=25, derandomize=False, database=None)
    seed(part)(many(given(articles())(check)))()
