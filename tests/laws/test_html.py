"""HTML in Markdown: no tag reaches a reader as text, and articles with HTML keep the laws."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING

from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render
from publisher.markup.spans import CODE_SPAN
from publisher.markup.tags import names
from publisher.translation.segments import segments
from publisher.translation.translate import translate

if TYPE_CHECKING:
    from publisher.markup.document import Document
    from publisher.translation.segments import SegmentBy

# A name ends before a space, a stroke or the end of its tag: `<a?>` is text.
TAG = re.compile(r"</?[A-Za-z][\w.:-]*(?=[\s/>])[^<>]*>|<!--|<\?[a-z]|<!\[CDATA\[")
# Names of each kind: blocks, pairs, what is left out, components, and of no element.
NAMES = st.sampled_from(
    sorted(
        names(
            "p div h2 ul li table tr td details summary figure blockquote pre code a b em span kbd"
            " br img hr script style svg video iframe button input Note Tabs TabItem my-tag int x"
            " P DIV dl dt dd section center textarea title ruby rt picture form"
        )
    )
)
ATTRIBUTES = st.sampled_from(
    [
        *("", " markdown", ' id="a"', " href=https://x.org", " title='>'", ' class="a', " {...b}"),
        *(" x={a > b}", " lang=ru", ' title="a"b"', "\n  id=a", " /", " a=<", ' label="*a* <b>"'),
    ]
)
TAGS = st.builds("<{}{}{}>".format, st.sampled_from(["", "/"]), NAMES, ATTRIBUTES)
PIECES = st.one_of(
    TAGS,
    TAGS,
    TAGS,
    st.sampled_from(
        ["a", "b c. D", "*", "**", "`", "[", "](#a)", "\n", "\n\n", "\n\n", "- ", "  "]
    )
    | st.sampled_from(
        ["<!--", "-->", "<?a", "?>", "<!A>", "<![CDATA[", "]]>", "{", "}", "> ", "|"]
    )
    | st.sampled_from(
        ["\n| a |\n|--|\n| ", "    ", "<", ">", "</", "$", "# ", "::: note\n", ":::"]
    )
    | st.sampled_from(
        ["[^1]", "\n\n[^1]: ", "![", "](a.png)", '!!! note "', '"\n    ', "import a"]
    ),
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


class _Words(HTMLParser):
    """Collects the text of a page outside code and math, its blocks apart."""

    BLOCKS = names("p td th li dt dd h1 h2 h3 h4 h5 h6 pre figure figcaption aside section")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self._exempt: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text.append("<\0" * (tag in self.BLOCKS))
        if tag not in {"br", "img", "hr"}:
            self._exempt.append(tag in {"code", "pre"} or ("class", "math") in attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "img", "hr"}:
            self._exempt.pop()

    def handle_data(self, data: str) -> None:
        self.text.append("\0" if any(self._exempt) else data)


@given(TEXTS, st.sampled_from(["md", "mdx"]))
def test_no_tag_reaches_a_reader_as_text(text: str, ending: str) -> None:
    try:
        source = document(f"# Title\n\n{text}", ending=ending)
    except PublisherError as error:
        assert re.search("image|called|footnote|nested|title", error.message)  # noqa: PT017 - refusing the text is fine too
        return
    page = render(source.tokens)
    assert not TAG.search("".join(_Words(page).text))
    assert all(fault.line is None or fault.line <= text.count("\n") + 3 for fault in source.faults)
    _keeps_laws(source, page)


WORDS = st.sampled_from(
    [
        *("W", "*W*", "<b>W</b>", "<b>", "</b>", "<font>W</font>", "<a href=x.md>W</a>", "</a>"),
        *(
            "<Foo>W</Foo>",
            "<Foo>",
            "</Foo>",
            "<div>",
            "</p>",
            "<br>",
            "`W`",
            "`",
            "$W$",
            "[",
            "](",
        ),
        *("<ul><li>W</li></ul>", "<td>", "<h2>", "<img src=x alt=W>", "![W](x.png)", "\\", "|"),
        *(
            "{{ a }}",
            "{% if a %}",
            "{% endif %}",
            "{{< note >}}",
            "{{< /note >}}",
            "[W]({{ a }}/b)",
        ),
        *(
            "[W]({{ a }}",
            "(W)",
            "W^[W.]",
            "{++W++}",
            "==W==",
            "{: .a}",
            "[W]{.a}",
            ":tada:",
            "{",
            "}",
        ),
    ]
)
BLOCKS = st.sampled_from(
    [
        *("> [!NOTE] W\n> W", "::: note W", ":::", "/// note | W", "///", '!!! note "W"\n    W'),
        *("- W", "- [ ] W", "    W", "## W", "## W {#x}", "```\nW\n```", "| W |\n|---|\n| W |"),
        *("<div>\nW\n</div>", "<div>", "</div>", "<details>\n<summary>W</summary>", "</details>"),
        *("<table><tr><td>", "</td></tr></table>", "<p>W</p>", "<Card title=T>", "</Card>"),
        *("<figure>\n\n![W](x.png)\n\n<figcaption>W</figcaption>\n</figure>", "<pre>W</pre>"),
        *("<ul>\n<li>\n", "</li></ul>", "<dl><dt>W<dd>W</dl>", "W\n: W", '{{< tab "T" >}}'),
        *("{{< /tab >}}", "{% highlight a %}\nW\n{% endhighlight %}", "{% raw %}", "{% endraw %}"),
    ]
)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join) | BLOCKS, max_size=5),
    st.sampled_from(["md", "mdx"]),
)
def test_no_words_are_lost(blocks: list[str], ending: str) -> None:
    numbers = count()
    text = re.sub("W", lambda _: f"qw{next(numbers)}q", "\n\n".join(blocks))
    source = document(f"# Title\n\n{text}", ending=ending)
    page = render(source.tokens)
    lost = [word for word in re.findall(r"qw\d+q", text) if word not in page]
    # Footnotes of raw HTML, and expressions of MDX, are left out and reported.
    excuses = {"footnote", "raw-html"} if ending == "mdx" else {"footnote"}
    assert not lost or excuses & {fault.check for fault in source.faults}


def _keeps_laws(source: Document, page: str) -> None:
    """Identity and shape: an empty catalogue gives the source back; a message is Markdown."""
    segment_by: SegmentBy
    for segment_by in ("sentence", "block"):
        assert render(translate(source, lambda _: None, Language("hy"), segment_by).tokens) == page
        for segment in segments(source, segment_by):
            text = CODE_SPAN.sub("", segment.source)
            assert not re.search(r"<(img|a|div|p)(?=[\s/>])[^<>]*>", text)


@given(TEXTS)
def test_a_translation_brings_no_html(text: str) -> None:
    tokens = parse_inline(text)
    assert not any(token.type.startswith("html") for token in tokens)
    assert not re.search(r"<(img|div|script|p|iframe)\b", render(tokens))
