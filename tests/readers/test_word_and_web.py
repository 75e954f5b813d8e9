"""Word documents and saved web pages: their messages, metadata and errors."""

from __future__ import annotations

import base64
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from helpers import document, picture
from word_helpers import drawing, paragraph, run, word

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.document import plain_text
from publisher.markup.renderer import render
from publisher.readers import read
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

    from publisher.markup.document import Document

ENGLISH = Language("en")


def extracted(source: Document) -> list[tuple[str, str]]:
    return [(s.kind, s.source) for s in segments(source, "sentence")]


def test_word_document(tmp_path: Path) -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    row = f"<w:tr>{cell.format(run('Name'))}{cell.format(run('A|B'))}</w:tr>"
    word(
        tmp_path / "a.docx",
        paragraph(run("A bridge"), "Title")
        + paragraph(run("Part"), "Heading1")
        + paragraph(
            run("Some ")
            + run("bold", "<w:b/>")
            + run(" 5 &lt; 6 * 7 text")
            + '<w:r><w:footnoteReference w:id="1"/></w:r>'
            + '<w:hyperlink r:id="rId8"><w:r><w:t>link</w:t></w:r></w:hyperlink>'
        )
        + paragraph(run("Said."), "Quote")
        + f"<w:tbl>{row}{row}</w:tbl>"
        + paragraph(drawing("What is seen"))
        + paragraph(run("The caption"), "caption")
        + paragraph(run("Deep"), "Heading2"),
        note="The note.",
    )
    source = read(tmp_path / "a.docx", "a", ENGLISH)
    assert extracted(source) == [
        ("title", "A bridge"),
        ("heading 2", "Part"),
        ("paragraph", r"Some **bold** 5 \< 6 \* 7 text[^1][link](https://example.org/)"),
        ("quotation", "Said."),
        ("table header", "Name"),
        ("table header", "A|B"),
        ("table cell", "Name"),
        ("table cell", "A|B"),
        ("image description", "What is seen"),
        ("caption", "The caption"),
        ("heading 3", "Deep"),
        ("footnote", "The note."),
    ]
    html = render(source.body)
    assert "A|B</th>" in html
    assert "5 &lt; 6 * 7 text<sup" in html
    assert next(iter(source.assets.values())).content == picture()
    assert not source.faults


@pytest.mark.parametrize("kind", ["text", "empty", "zip", "cut", "bomb"])
def test_other_files_are_refused_as_word_documents(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.docx"
    word(file, paragraph(run("A"), "Title"))
    if kind == "text":
        file.write_bytes(b"not a zip")
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "cut":
        file.write_bytes(file.read_bytes()[:300])
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("x.xml" if kind == "zip" else "[Content_Types].xml", "x")
            if kind == "bomb":
                archive.writestr("word/document.xml", bytes(600 * 2**20))
    expected = "unpacks to more than" if kind == "bomb" else "is not a Word document"
    with pytest.raises(PublisherError, match=expected):
        read(file, "a", ENGLISH)


@pytest.mark.parametrize("version", [64, 255])
def test_word_document_of_another_zip_version_is_refused(tmp_path: Path, version: int) -> None:
    file = tmp_path / "a.docx"
    word(file, paragraph(run("A"), "Title"))
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\1\2") + 6] = version
    file.write_bytes(content)
    with pytest.raises(PublisherError, match=r"a\.docx: is not a Word document"):
        read(file, "a", ENGLISH)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        *(("word/document.xml", change) for change in ("missing", "empty", "broken")),
        ("word/media/1.png", "missing"),
    ],
)
def test_word_document_with_a_damaged_part_is_refused(
    tmp_path: Path, part: str, change: str
) -> None:
    file = tmp_path / "a.docx"
    word(file, paragraph(run("A"), "Title") + paragraph(drawing("x")))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if change == "missing":
        del parts[part]
    else:
        parts[part] = b"" if change == "empty" else b"<w:a>"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(PublisherError) as caught:
        read(file, "a", ENGLISH)
    assert str(caught.value).partition(": ")[0].endswith("a.docx")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:1/", "/etc/x"])
def test_external_image_of_a_word_document_is_a_fault(tmp_path: Path, address: str) -> None:
    file = tmp_path / "a.docx"
    word(file, paragraph(run("A"), "Title") + paragraph(drawing("x")))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            linked = content.replace(b"r:embed=", b"r:link=")
            target = f'Target="{address}" TargetMode="External"'.encode()
            archive.writestr(name, linked.replace(b'Target="media/1.png"', target))
    (fault,) = [x for x in read(file, "a", ENGLISH).faults if x.check == "missing-image"]
    assert fault.message.startswith("image 1, ")
    assert fault.message.endswith(" is in another file; embed it in the document")


def test_word_document_without_a_title_is_refused(tmp_path: Path) -> None:
    word(tmp_path / "a.docx", paragraph(run("Text.")))
    with pytest.raises(PublisherError, match="no title"):
        read(tmp_path / "a.docx", "a", ENGLISH)
    (tmp_path / "a.toml").write_text('title = "T"')
    assert plain_text(read(tmp_path / "a.docx", "a", ENGLISH).title) == "T"


FIRST = """\
First para[^1] with [a link](https://example.org/rel) & **bold**, `a*b`, H<sub>2</sub>O, \
1 \\* 2 \\* 3 and \\<b>."""
PAGE = f"""<!DOCTYPE html>
<html lang="ru-RU"><head><title>Site | Page</title><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2023-11-20T10:00:00+00:00">
<link rel="canonical" href="https://example.org/news/1"></head>
<body><nav>Menu</nav><article>short</article><article>
<!-- a --><header><!-- b --><p><!-- c -->Kick</p><h1>The <em>bridge</em></h1></header>
<script>x()</script>
<p>First para<sup id="r1"><a href="#n1">1</a></sup> with <a href="/rel">a link</a> &amp;
<b>bold</b>, <code>a*b</code>, H<sub>2</sub>O, 1 * 2 * 3 and &lt;b&gt;.</p>
<figure><img src="page_files/b.png" alt="Alt"><figcaption>Cap <a href="https://x.org">link</a>
</figcaption></figure><img src="https://t.example/p.gif" width="1" height="1">
<ul><li>one<ul><li>two</li></ul></li></ul><pre><code class="language-py">def f():
    pass</code></pre><table><tr><th>A</th></tr><tr><td>B|C</td></tr></table>
<dl><dt>T</dt><dd>D</dd></dl><blockquote><p>Said</p></blockquote>
<img alt="dot" src="data:image/png;base64,{base64.b64encode(picture()).decode()}">
<ol><li id="n1"><p>The note. <a href="#r1">back</a></p></li></ol><footer>Share</footer>
</article></body></html>"""


def test_saved_page(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "b.png").write_bytes(picture())
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    source = read(tmp_path / "page.html", "page", ENGLISH)
    assert extracted(source) == [
        ("title", "The bridge"),
        ("author", "Ann Example"),
        ("paragraph", "Kick"),
        ("paragraph", FIRST),
        ("image description", "Alt"),
        ("caption", "Cap [link](https://x.org)"),
        ("list item", "one"),
        ("list item", "two"),
        ("table header", "A"),
        ("table cell", "B|C"),
        ("term", "T"),
        ("definition", "D"),
        ("quotation", "Said"),
        ("image description", "dot"),
        ("footnote", "The note."),
    ]
    assert source.language == Language("ru")
    assert source.metadata.source == "https://example.org/news/1"
    assert str(source.metadata.date) == "2023-11-20"
    assert '<code class="language-py">def f():\n    pass\n</code>' in render(source.body)
    assert len(source.assets) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<html><body><p>x</p></body></html>", "holds no article; put its text between"),
        ("<article></article>", "the article is empty"),
        (
            "<article><h1>T</h1><img src='data:image/png;base64,x'></article>",
            "image 1 of the page is damaged; save the page again",
        ),
    ],
)
def test_bad_page_is_refused(project: Project, content: str, expected: str) -> None:
    project.write("seeds/p.html", content)
    line = project.fail("pdf", "-s", "p")
    assert "seeds/p.html: " in line
    assert expected in line


def test_files_saved_with_a_page_are_not_articles(project: Project) -> None:
    project.write("seeds/p.html", "<article><h1>T</h1><p>x</p></article>")
    project.write("seeds/p_files/frame.html", "<p>advertisement</p>")
    project.write("seeds/p_files/readme.txt", "advertisement")
    project.succeed("pdf", "-l", "en")
    assert sorted(file.name for file in (project.root / "build/pdf").iterdir()) == [
        "bridge.en.pdf",
        "p.en.pdf",
    ]


def test_text_in_nested_elements_is_escaped_once() -> None:
    nested = f"{'<kbd>' * 40}a*b <i>c</i>{'</kbd>' * 40}, <samp>x_y</samp> and <code>q*</code>"
    article = document(f"<article><h1>T</h1><p>Press {nested}.</p></article>", ending="html")
    shown = re.sub(r"<[^>]*>", "", render(article.body))
    assert shown.strip() == "Press a*b c, x_y and q*."
