"""HTML in Markdown: what becomes of each element, and the findings of what is left out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import picture

from publisher.language.locale import Language
from publisher.markup.renderer import render
from publisher.readers import read
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from publisher.markup.document import Document


def article(text: str, ending: str = "md") -> Document:
    """Read an article whose folder has the image `x.png`; its text begins in line 3."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.png").write_bytes(picture())
        file = Path(folder) / f"a.{ending}"
        file.write_text(f"# Title\n\n{text}", encoding="utf-8")
        return read(file, "a", Language("en"))


def html(text: str, ending: str = "md") -> str:
    return render(article(text, ending).body).replace("\n", "")


def found(text: str, ending: str = "md") -> list[tuple[str, int | None, str]]:
    faults = article(f"{text}\n\nText.", ending).faults
    return [(fault.check, fault.line, fault.message.partition(";")[0]) for fault in faults]


def code(*lines: str) -> str:
    return "<br />".join(f"<code>{line}</code>" for line in lines)


PLACE = '<span id="x"></span>'
RUSSIAN = '<i lang="ru" dir="ltr" class="foreign">b</i>'
CELL = '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>'
BOX = '<aside class="admonition" role="note"><p class="admonition-title">'
TAB = '<section class="tab"><p class="tab-label">'
LEFT_OUT_SCRIPT = "<script> is left out of the page"
IMAGE = '<img src="asset:x.png" alt="X" />'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A picture alone is a figure, and its title the caption, as in Markdown.
        (
            '<img src="x.png" width="20" alt="X" title="C">',
            f"<figure>{IMAGE}<figcaption>C</figcaption></figure>",
        ),
        ("a <IMG SRC=x.png\n ALT=X> b", f"<p>a {IMAGE} b</p>"),
        (
            '<p align="center">\n  <a href="https://x.org"><img src="x.png" alt="X"></a>\n</p>',
            f'<p><a href="https://x.org">{IMAGE}</a></p>',
        ),
        ('<picture>\n<source srcset="y.png">\n<img src="x.png" alt="X">\n</picture>', None),
        ('<figure><img src="x.png" alt="X"></figure>', None),
        (
            "<figure markdown>\n  ![X](x.png)\n  <figcaption>C *d*</figcaption>\n</figure>",
            f"<figure>{IMAGE}<figcaption>C <em>d</em></figcaption></figure>",
        ),
        ('<img src="x.png" alt="X" width="1">', ""),
        ('<table><tr><td><img src="x.png" alt="X"></td></tr></table>', None),
        ("<table>\n<tr><td>\n\n![X](x.png)\n\n</td></tr>\n</table>", None),
        (
            f"<table><tr>{2 * '<td><img src=x.png alt=X></td>'}</tr><tr></tr></table>",
            f"<p>{IMAGE}{IMAGE}</p>",
        ),
    ],
)
def test_images(text: str, expected: str | None) -> None:
    assert html(text) == (f"<figure>{IMAGE}</figure>" if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'a <a href="https://x.org/?a=1&amp;b">*b*</a>',
            '<p>a <a href="https://x.org/?a=1&amp;b"><em>b</em></a></p>',
        ),
        ('<a href="https://x.org">[b](https://y.org)</a>', '<p><a href="https://y.org">b</a></p>'),
        (
            '<a href="https://x.org">b <a href="https://y.org">c</a></a>',
            '<p>b <a href="https://y.org">c</a></p>',
        ),
        (
            '<a href="https://x.org"><h3>b</h3><p>c</p></a>',
            '<p><a href="https://x.org">b<br />c</a></p>',
        ),
        ('<a href="javascript:x">b</a>', "<p>b</p>"),
        ('<a href="https://x.org"></a>b', "<p>b</p>"),
        ('<span style="x">a</span> <abbr title="b">c</abbr>', "<p>a c</p>"),
        ("<b class=x>a</b> <i lang=ru id=x>b</i>", f"<p>{PLACE}<b>a</b> {RUSSIAN}</p>"),
        ("a <code>b &lt; c</code>", "<p>a <code>b &lt; c</code></p>"),
        ("a<br class='x'>b", "<p>a<br />b</p>"),
        ("a \\ <p>b", "<p>a \\<br />b</p>"),
        ("a <strike>b</strike>", "<p>a <s>b</s></p>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<p>漢 (kan)</p>"),
        ("a <font color=red>b</FONT> <wbr>c", "<p>a b c</p>"),
        ("a <!-- b --> c", "<p>a c</p>"),
        ("a <!-- b", "<p>a b</p>"),
        ("a < b and c > d, 1<2", "<p>a &lt; b and c &gt; d, 1&lt;2</p>"),
        ("`<b>` \\<b> &lt;b&gt;", "<p><code>&lt;b&gt;</code> &lt;b&gt; &lt;b&gt;</p>"),
    ],
)
def test_inline_elements(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize("note", ["<script>b</script>", "<?b", "<span></span>", "<Note>b</Note>"])
def test_a_footnote_that_is_nothing_but_html_keeps_its_place(note: str) -> None:
    page = html(f"a[^1]\n\n[^1]: {note}\n\nc")
    assert page.startswith('<p>a<sup class="footnote-ref">')
    assert 'href="#fnref:1"' in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a <label><input type="checkbox" checked>b</label>', "<p>a ☑ b</p>"),
        ("<input type=CHECKBOX />\n<label>*a*</label>", "<p>☐<em>a</em></p>"),
        (
            '<ul><li><input type="checkbox" checked> a</li><li><input type=checkbox>b</li></ul>',
            "<ul><li>☑ a</li><li>☐ b</li></ul>",
        ),
    ],
)
def test_checkboxes_are_boxes_and_their_labels_text(text: str, expected: str) -> None:
    assert html(text) == expected
    assert found(text) == []


def test_a_list_in_a_cell_is_lines() -> None:
    text = "| a |\n|---|\n| <ul><li>b</li><li>c</li></ul> |"
    assert "<td>• b<br />• c</td>" in html(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>*a*</div>", "<p>*a*</p>"),
        ("<div>\n\n*a*\n\n</div>\n*b*", "<p><em>a</em></p><p><em>b</em></p>"),
        ('<div class="x" markdown>\n- a\n- b\n</div>', "<ul><li>a</li><li>b</li></ul>"),
        ("<center><h2>A</h2>b</center>", '<h2 id="a">A</h2><p>b</p>'),
        ("<ul>\n<li>a</li>\n<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul>\n<li>\n\n*a*\n\n</li>\n</ul>", "<ul><li><p><em>a</em></p></li></ul>"),
        (
            '<ol start="3">\n<li>\n\na\n\n</li>\n</ol>',
            '<ol start="3" style="counter-reset:list-item 2"><li><p>a</p></li></ol>',
        ),
        (
            "<table>\n<tr><th>\n\n- a\n- b\n\n</th></tr></table>",
            '<table><thead><tr><th scope="col">• a<br />• b',
        ),
        ("<blockquote>\n\n*a*\n\n</blockquote>", "<blockquote><p><em>a</em></p></blockquote>"),
        ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("a\n<hr>\nb", "<p>a</p><hr /><p>b</p>"),
        ("<pre><code>a &lt; b\n\nc</code></pre>", '<pre translate="no"><code>a &lt; b\n\nc'),
        (
            "<table>\n<tr><th>a</th></tr>\n<tr><td>\n\n*b* `<i>`\n\n</td></tr>\n</table>",
            f"{CELL}<em>b</em> <code>&lt;i&gt;</code></td></tr></tbody></table>",
        ),
        (
            "<table><tr><th>a</th></tr>\n<tr><td>b<pre>c `d`\n  *e*\n\nf</pre>g</td></tr></table>",
            f"{CELL}b<br />{code('c `d`', '  *e*', 'f')}<br />g</td></tr></tbody></table>",
        ),
        (
            "- <div><pre>a\n\n- b\n\n  </pre></div>",
            '<ul><li><pre translate="no"><code>a</code></pre></li><li><p>b</p></li></ul>',
        ),
        ("<div>a<pre>b\n\nc", '<p>a</p><pre translate="no"><code>b</code></pre><p>c</p>'),
        (
            "| a |\n|---|\n| <pre>{<br>  *b*<br>}</pre> <code>c<br>d</code> e |",
            f"{CELL}{code('{', '  b', '}', 'c', 'd')} e</td></tr></tbody></table>",
        ),
        (
            "<details open>\n<summary>A <b>b</b></summary>\n\n- c\n\n</details>",
            f"{BOX}A <strong>b</strong></p><ul><li>c</li></ul></aside>",
        ),
        ("- a\n\n  <div>b</div>\n\n> <p>c</p>", None),
        ("<!-- a\n\nb --> c", ""),
        ("<style>\na\n\nb</style>\n\n<link rel=x>\n\nc", "<p>c</p>"),
        ("<div>\n\na", "<p>a</p>"),
        ("<table>\n\na\n\nb", "<p>a</p><p>b</p>"),
        ("<h2>a\n\nb", '<h2 id="a">a</h2><p>b</p>'),
    ],
)
def test_blocks(text: str, expected: str | None) -> None:
    if expected is None:
        expected = "<ul><li><p>a</p><p>b</p></li></ul><blockquote><p>c</p></blockquote>"
    assert html(text).startswith(expected.replace("\n", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<Tabs><TabItem label="A">a</TabItem><TabItem label="B">*b*</TabItem></Tabs>',
            f"{TAB}A</p><p>a</p></section>{TAB}B</p><p><em>b</em></p></section>",
        ),
        (
            '<Tabs>\n<TabItem label="A">a</TabItem>\n<TabItem label="B">b</TabItem>\n</Tabs>',
            f"{TAB}A</p><p>a</p></section>{TAB}B</p><p>b</p></section>",
        ),
        (
            '<Card title="A"><Card title="B">b</Card> <Lede>c <i>d</i></Lede></Card>',
            f"{BOX}A</p>{BOX}B</p><p>b</p></aside><p>c <i>d</i></p></aside>",
        ),
        (
            '- <Card title="A">a</Card><Card title="B">b</Card>',
            f"<ul><li>{BOX}A</p><p>a</p></aside>{BOX}B</p><p>b</p></aside></li></ul>",
        ),
        ('a <Badge title="x">b</Badge><Badge>c</Badge>d', "<p>a b cd</p>"),
        ('<Card title="A">a</Card> ![X](x.png)', f"<p>a {IMAGE}</p>"),
        ('<Card title="A">a</Card> <b>b</b>', "<p>a <b>b</b></p>"),
        ('<Card title="A">a', "<p>a</p>"),
    ],
)
@pytest.mark.parametrize("ending", ["md", "mdx"])
def test_components_in_one_line(text: str, expected: str, ending: str) -> None:
    assert html(text, ending) == expected


def test_components_nested_deeply_in_one_line_keep_their_text() -> None:
    text = f"{'<Card title=T>' * 9}a{'</Card>' * 9}"
    assert html(text) == f"{BOX}T</p>" * 5 + "<p>a</p>" + "</aside>" * 5
    assert [check for check, _, _ in found(text)] == ["component"]


def test_components_in_one_line_have_their_lines() -> None:
    text = '<Tabs>\n<Tab label="A">a</Tab>\n<Tab label="B">[b](#c)</Tab> <Lede>d</Lede>\n</Tabs>'
    assert [(check, line) for check, line, _ in found(text)] == [
        ("component", 5),
        ("dead-link", 5),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("List<int, str> <b>b</b>", "List&lt;int, str&gt; <b>b</b>"),
        ("List<int, str> <font>b</font>", "List&lt;int, str&gt; b"),
        (
            "&lt;i&gt; \\<i> `<i>` 3 < 5 H<sub>2</sub>O <font>b</font>",
            "&lt;i&gt; &lt;i&gt; <code>&lt;i&gt;</code> 3 &lt; 5 H<sub>2</sub>O b",
        ),
        (
            "<https://x.org/> [a](<b c>) <font>b</font>",
            '<a href="https://x.org/">https://x.org/</a> a b',
        ),
        (
            '<img alt="List<int, str>" src="x.png"> <b>b</b>',
            '<img src="asset:x.png" alt="List&lt;int, str&gt;" /> <b>b</b>',
        ),
    ],
)
def test_text_beside_a_tag_keeps_its_marks(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "text",
    [
        '<a id="x"></a>\n\nb [c](#x)',
        'b <a name="x"></a> [c](#x)',
        '<div id="x">\n\nb [c](#x)\n\n</div>',
        '<p id="x">b <a href="#x">c</a></p>',
    ],
)
def test_places_are_targets_of_links(text: str) -> None:
    assert html(text) == '<p><span id="x"></span>b <a href="#x">c</a></p>'


def test_an_anchor_before_the_title_is_part_of_it() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.md"
        file.write_text('<a id="top"></a>\n\n# Title\n\n[b](#top)', encoding="utf-8")
        source = read(file, "a", Language("en"))
    assert render(source.tokens).startswith('<h1 id="title"><span id="top"></span>Title</h1>')
    assert source.faults == ()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a\n<script>b</script> c", 4, "<script> is left out of the page"),
        ("a\n\n<script>\nb\n\nc</script>\n\nd", 5, "<script> is left out of the page"),
        ("{% comment %}\na\n\n{% endcomment %}\n\n<script>b</script>", 8, LEFT_OUT_SCRIPT),
        ("<p>\n<button>a</button></p>", 4, "<button> is left out of the page"),
        ("<svg>\n<path>\n\n</svg>", 3, "<svg> is left out of the page"),
        ("<video src=a>No video</video>", 3, "<video> is left out of the page"),
        ("a\nb <int>", 4, "<int> is no element of HTML and is left out"),
        ("a <b>c", 3, "<b> has no partner and is left out"),
        ("a <b>*c</b>*", 3, "<b> has no partner and is left out"),
        ("a\n\n<!-- b\n\nc", 5, "this comment has no end, and hides the text below it"),
        ("a <!-- b", 3, "a comment has no end in its paragraph, and its words are shown"),
        ("a <? b ?>", 3, "“<? b ?>” is code and is left out of the page"),
        ("<Map zoom={2 > 1}\n     x='>' />", 3, "the component <Map> is left out of the page"),
        ('![a](x.png "b <int>")', 3, "<int> is no element of HTML and is left out"),
    ],
)
def test_what_a_page_cannot_show_is_found_once(text: str, line: int, problem: str) -> None:
    assert found(text) == [("raw-html", line, problem)]


@pytest.mark.parametrize("form", ["a {} b", "<p>a {} b</p>"])
def test_long_attributes_are_no_words(form: str) -> None:
    """Letters that no reader sees do not count as those of a long word."""
    image = f'<img src="data:image/png;base64,{"A" * 900}" alt="X">'
    drawing = f'<svg><path d="{"M" * 900}"/></svg>'
    assert html(form.format(image)) == html(form.format(drawing)) == "<p>a b</p>"
    problem = "an image at an address of “data:” is left out"
    assert found(form.format(image)) == [("raw-html", 3, problem)]


def test_links_and_pictures_of_a_player_are_kept() -> None:
    text = '<video>\n<a href="https://x.org">a</a>\n</video>'
    assert html(text) == '<p><a href="https://x.org">a</a></p>'
    assert [fault[1] for fault in found(text)] == [3]


NOTE = '<aside class="admonition note" role="note"><p>a <em>b</em></p></aside>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Note>a *b*</Note>", NOTE),
        ("<Note>\na *b*\n</Note>", NOTE),
        ("<Callout type='note'>\n\n  a *b*\n\n</Callout>", NOTE),
        ('<Card title="A">a</Card>', f"{BOX}A</p><p>a</p></aside>"),
        ('<TabItem label="A">a</TabItem>', f"{TAB}A</p><p>a</p></section>"),
    ],
)
@pytest.mark.parametrize("ending", ["md", "mdx"])
def test_components_that_are_boxes(text: str, expected: str, ending: str) -> None:
    assert html(text, ending) == expected
    assert found(text, ending) == []


def test_text_of_other_components_is_kept() -> None:
    text = "<Lede>\n\na *b*\n\n</Lede>\n\nc <Big>d</Big>"
    assert html(text) == "<p>a <em>b</em></p><p>c d</p>"
    assert sorted(found(text)) == [
        ("component", 3, "of the component <Lede> only the text is shown"),
        ("component", 9, "of the component <Big> only the text is shown"),
    ]


def test_mdx() -> None:
    text = (
        "import A from 'a';\n\nexport const b = {\n  c: 1\n}\n\n<div className={d}>\n"
        "    *e* {/* f */}{'g'} {h}\n</div>\n\n<TOCInline toc={a} />\n\n"
        "{/* i\n\nj */}\n\n<>k</> `{l}`\n"
    )
    assert html(text, "mdx") == "<p><em>e</em> g</p><p>k <code>{l}</code></p>"
    assert sorted(found(text, "mdx")) == [
        ("component", 3, "“import A from 'a'"),
        ("component", 5, "“export const b = { c: 1 }” is code and is left out"),
        ("raw-html", 10, "“{h}” is code and is left out of the page"),
    ]


@pytest.mark.parametrize("text", ["a <img src={b}> c", "<p>\n<img src={b}></p>"])
def test_an_image_whose_address_is_code_is_left_out(text: str) -> None:
    line = 3 + text.count("\n")
    problem = "an image whose address is code is left out"
    assert ("raw-html", line, problem) in found(text, "mdx")


def test_code_of_mdx_within_an_element_is_kept() -> None:
    text = "<div>\n  ```js\n  const {a} = <b>;\n  ```\n  c `{d}`\n</div>"
    code = '<pre translate="no"><code class="language-js">const {a} = &lt;b&gt;;</code></pre>'
    assert html(text, "mdx") == f"{code}<p>c <code>{{d}}</code></p>"
    assert found(text, "mdx") == []


def test_translators_see_markdown() -> None:
    source = article(
        'A <a href="https://x.org">link</a> and <span>words</span>, <kbd>Ctrl</kbd>.\n\n'
        "<p>One <b>two</b>.</p>\n\nAn <img src=x.png alt=X>."
    )
    assert [segment.source for segment in segments(source, "block")][1:] == [
        "A [link](https://x.org) and words, <kbd>Ctrl</kbd>.",
        "One **two**.",
        "An ![X](x.png).",
    ]
