"""Properties of every article and translation: identity, coverage, shape, stability."""

from __future__ import annotations

import functools
import itertools
import json
import re
import sys
import tarfile
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.document import plain_text
from publisher.markup.renderer import render
from publisher.translation.segments import segments, text_blocks
from publisher.translation.translate import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.markup.document import Document
    from publisher.translation.segments import Segment, SegmentBy

# The parser's source archive, which ./setup.sh fetches, has the examples of the specification.
PARSER = f"markdown_it_py-{version('markdown-it-py')}"
ARCHIVE = Path(sys.prefix) / "sources" / f"{PARSER}.tar.gz"
EXAMPLES = f"{PARSER}/tests/test_cmark_spec/commonmark.json"
ARMENIAN = Language("hy")

HOSTILE = [
    *("# x", "- x", "1. x", "a | b", "```\nx", "<div>x</div>", "**x", "](", "x\n\ny", "> x"),
    *("![x](y.png)", "[x](#nowhere)", "[^1]", "[^none]", "$$\nx\n$$", "::: note", "!!! note"),
    *("<!-- x -->", "x\n===", "x\n---", "| a |\n|---|\n| b |", ": x", "[x]: /y", "\\", "`"),
    *("<b>x", "</b>", "<br>", "&#0;", "~~x", "    x", "\u202ex", "^", "x" * 200, "{#id}"),
    *(
        "/// note | x",
        "===  x",
        '=== "x"',
        "???+ tip",
        "> [!NOTE] x",
        "==x==",
        "x~2~ y^2^",
        "[ ] x",
    ),
]


@functools.cache
def examples() -> list[str]:
    """Return the examples of the CommonMark specification."""
    assert ARCHIVE.is_file(), "run ./setup.sh, which fetches the examples"
    with tarfile.open(ARCHIVE) as archive:
        content = archive.extractfile(EXAMPLES)
        assert content is not None
        return [example["markdown"] for example in json.load(content)]


def read_examples() -> list[Document]:
    documents = []
    for number, example in enumerate(examples(), 1):
        try:
            documents.append(document(f"# Title\n\n{example}", ending="md"))
        except PublisherError as error:
            # Images are missing here, and nothing else may be wrong.
            assert "image" in error.message, (number, error)  # noqa: PT017 - a loop over examples
    return documents


spec_documents = functools.cache(read_examples)


class _Shape(HTMLParser):
    """Parser that collects the block tags and their attributes."""

    BLOCKS = frozenset(
        {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr"}
        | {"blockquote", "table", "thead", "tbody", "tr", "th", "td", "aside", "section"}
        | {"figure", "figcaption"}
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.tags.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.tags.append(tag)


class _Words(HTMLParser):
    """Parser that collects the visible text, except untranslatable text and note numbers."""

    VOID = frozenset({"br", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._hidden: list[bool] = [False]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        hidden = named.get("translate") == "no" or ("role" in named and tag == "a")
        # The alternative text of an image without a description is its file name.
        if tag == "img" and named.get("alt") != "b":
            self.text += " " if hidden or any(self._hidden) else f" {named.get('alt') or ''} "
        if tag not in self.VOID:
            self._hidden.append(hidden)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._hidden):
            self.text += data


def assert_identity(source: Document, by: SegmentBy = "sentence") -> None:
    for language in (ARMENIAN, Language("zh"), Language("ar")):
        html = render(source.body)
        empty = translate(source, lambda _: None, language, by)
        assert unmarked(render(empty.body)) == unmarked(html)
        repeated = translate(source, lambda segment: segment.source, language, by)
        assert unmarked(render(repeated.body)) == unmarked(html)
        for lookup in (lambda _: None, every_second()):
            marked = translate(source, lookup, language, by, mark_untranslated=True)
            assert unmarked(render(marked.body)).split() == unmarked(html).split()


def every_second() -> Callable[[Segment], str | None]:
    """Return a lookup that translates every second segment by itself."""
    number = itertools.count()
    return lambda segment: segment.source if next(number) % 2 else None


def unmarked(html: str) -> str:
    """Remove the spans and attributes that mark text as the source language."""
    spans: list[bool] = []

    def unwrap(tag: re.Match[str]) -> str:
        if tag[0] == "</span>":
            return "" if spans.pop() else tag[0]
        spans.append(" lang=" in tag[0])
        return "" if spans[-1] else tag[0]

    html = re.sub(r"</span>|<span[^>]*>", unwrap, html)
    return re.sub(r' (lang="en"|dir="ltr")', "", html)


def assert_coverage(source: Document) -> None:
    marked = translate(source, lambda segment: f"⟨{segment.source}⟩", ARMENIAN, "sentence")
    shown = _Words(render(marked.body)).text
    # No letter is outside of a segment.
    left = re.sub(r"⟨[^⟨⟩]*⟩", "", shown)
    assert not any(character.isalnum() for character in left), left


def assert_shape(source: Document, hostile: str) -> None:
    shape = [(t.type, t.tag, t.nesting, t.level) for t in source.tokens]
    target = translate(source, lambda _: hostile, ARMENIAN, "sentence")
    assert [(t.type, t.tag, t.nesting, t.level) for t in target.tokens] == shape
    assert _Shape(render(target.tokens)).tags == _Shape(render(source.tokens)).tags
    assert not re.search(r"<(script|div|!--|svg)", render(target.tokens))


def test_specification_has_652_examples() -> None:
    assert len(examples()) == 652
    assert len(spec_documents()) > 620


def test_identity_on_every_example() -> None:
    for source in spec_documents():
        assert_identity(source)


def test_coverage_on_every_example() -> None:
    for source in spec_documents():
        assert_coverage(source)


def test_shape_on_every_example() -> None:
    for number, source in enumerate(spec_documents()):
        for hostile in HOSTILE[number % 6 :: 6]:
            assert_shape(source, hostile)


def test_extraction_of_every_example_is_deterministic() -> None:
    assert [*map(messages, read_examples())] == [*map(messages, spec_documents())]


def messages(source: Document) -> list[tuple[str, str, str | None]]:
    return [(s.source, s.kind, s.context) for s in segments(source, "sentence")]


WORDS = st.sampled_from(
    [
        *("word", "A.", "e.g.", "12:30", "3.5", "Dr.", "end.", "end!", "what?", "so…", "(a. B"),
        *(
            "“open",
            "close.”",
            "*a*",
            "**b. C**",
            "_",
            "`x. Y`",
            "[x](https://y.org)",
            "[x. Y](#a)",
        ),
        *("[^1]", "[^2]", "<b>", "</b>", "<kbd>k</kbd>", "<br>", "<div>", "&amp;", "\\", "\\*"),
        *("[ref]", "[ref][]", "[a *b*][ref]", "[none]", "$x$", "$5", "~~s~~"),
        *(
            "<https://x.org>",
            "<!-- c -->",
            "<!-- i18n: note. -->",
            "![alt](b.png)",
            "Ի՞նչ։",
            "好。",
        ),
        *("==a. B==", "==", "H~2~O", "x^2^", "~", "^", "[x]", "{.a}", "{{x}}"),
        *("「好。」", "#", "-", "1.", "|", "\n", "  \n", "\\\n", "é", "👩‍🚀", ")", "**", "==="),
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
INLINE = LINES.map(lambda text: re.sub(r"\s*\n\s*", " ", text))


def indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


BLOCKS = st.recursive(
    st.one_of(
        LINES,
        INLINE.map(lambda text: f"## {text}"),
        INLINE.map(lambda text: f"| {text} | b |\n|---|--:|\n| c | {text} |"),
        INLINE.map(lambda text: f"Term\n: {text}"),
        INLINE.map(lambda text: f"```\n{text}\n```"),
        INLINE.map(lambda text: f"<!-- i18n: translate -->\n```\n{text}\n```"),
        INLINE.map(lambda text: f"<!-- i18n: skip -->\n{text}"),
        INLINE.map(lambda text: f'![{text}](b.png "A caption")'),
        st.sampled_from(["---", "$$\nx\n$$", "<https://x.org>", "`code`", "<!-- c -->"]),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: indented(text, "> ")),
        st.tuples(inner, inner).map(
            lambda two: "\n\n".join("- " + indented(text, "  ")[2:] for text in two)
        ),
        inner.map(lambda text: "1. " + indented(text, "   ")[3:]),
        inner.map(lambda text: f'!!! note "A title"\n{indented(text, "    ")}'),
        inner.map(lambda text: f"::: tip\n{text}\n:::"),
        inner.map(lambda text: f"> [!WARNING] A title\n{indented(text, '> ')}"),
        inner.map(lambda text: f"/// tip | A title\n\n{text}\n///"),
        inner.map(lambda text: f'=== "A tab"\n{indented(text, "    ")}'),
        inner.map(lambda text: f"::: {{.callout-note}}\n## A title\n\n{text}\n:::"),
    ),
    max_leaves=4,
)
NOTES = """\
Both[^1] notes[^2] are used.

[^1]: A note. With two sentences.

[^2]: Another.

    - with a list

## A {#a}

[ref]: https://z.org/ "T"
"""


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from PIL import Image  # noqa: PLC0415 - slow to import, used once

    file = tmp_path_factory.mktemp("picture") / "b.png"
    Image.new("RGB", (2, 2)).save(file)
    return file


def article(blocks: list[str]) -> str:
    return "\n\n".join(["# Title", *blocks, NOTES])


ARTICLES = st.lists(BLOCKS, max_size=4)


@given(ARTICLES, st.sampled_from(["sentence", "block"]))
def test_identity(picture: Path, blocks: list[str], by: SegmentBy) -> None:
    assert_identity(document(article(blocks), ending="md", beside=picture), by)


@given(ARTICLES)
def test_coverage(picture: Path, blocks: list[str]) -> None:
    assert_coverage(document(article(blocks), ending="md", beside=picture))


@given(ARTICLES, st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=30) | LINES)
def test_shape(picture: Path, blocks: list[str], hostile: str) -> None:
    assert_shape(document(article(blocks), ending="md", beside=picture), hostile)


@given(st.lists(INLINE.map(lambda text: f"x {text}"), min_size=1, max_size=4), INLINE)
def test_inserted_block_changes_no_other_message(
    picture: Path, blocks: list[str], inserted: str
) -> None:
    def extract(parts: list[str]) -> list[tuple[str, str, str | None]]:
        return messages(document(article(parts), ending="md", beside=picture))

    before, after = extract(blocks), extract([f"y {inserted}", *blocks])
    none, alone = extract([]), extract([f"y {inserted}"])
    added = [message for message in alone if message not in none]
    assert sorted(map(str, after)) == sorted(map(str, [*before, *added]))
    assert sorted(map(str, extract(blocks[::-1]))) == sorted(map(str, before))


@given(ARTICLES)
def test_sentences_and_their_separators_are_the_text(picture: Path, blocks: list[str]) -> None:
    source = document(article(blocks), ending="md", beside=picture)
    for block in text_blocks(source, "sentence"):
        if block.field is None:
            parts = zip(block.segments, block.separators, strict=True)
            joined = "".join(segment.source + separator for segment, separator in parts)
            assert joined.split() == source.tokens[block.index].content.split()


def test_title_is_the_first_message() -> None:
    source = document("# A *fine* title\n\nText.", ending="md")
    assert plain_text(source.title) == "A fine title"
    assert next(iter(segments(source, "sentence"))).source == "A *fine* title"
