"""Markdown articles: the HTML and messages of each construct, errors and warnings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers import document, picture

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.document import plain_text
from publisher.markup.renderer import PLAIN, render
from publisher.readers import read
from publisher.translation.segments import segments
from publisher.translation.translate import translate

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

    from publisher.markup.document import Document

ENGLISH = Language("en")

ADMONITION = """\
<aside class="admonition note" role="note">
<p class="admonition-title">Own <em>title</em></p>
<p>x</p>
</aside>
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.png").write_bytes(picture())
    return folder


def seed(seeds: Path, text: str, name: str = "a.md") -> Document:
    file = seeds / name
    file.write_text(text, encoding="utf-8")
    return read(file, name.removesuffix(".md"), ENGLISH)


def body(text: str) -> str:
    return render(document(f"# Title\n\n{text}", ending="md").body)


def extracted(source: Document) -> list[tuple[str, str]]:
    return [(s.kind, s.source) for s in segments(source, "sentence")][1:]


def messages(text: str) -> list[tuple[str, str]]:
    return extracted(document(f"# Title\n\n{text}", ending="md"))


def error_in(seeds: Path, text: str, name: str = "a.md") -> str:
    with pytest.raises(PublisherError) as caught:
        seed(seeds, text, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_front_matter_has_the_fields_of_a_sidecar(seeds: Path) -> None:
    source = seed(
        seeds,
        "---\ntitle: A bridge\nauthor: [Ann, Bob]\ndate: 2023-11-20\nkicker: World\n"
        "standfirst: What it is about.\nlanguage: ru\nsource: https://example.org/1\n"
        "keywords: [bridge]\nimage-credits:\n  bridge.png: 'Photo: Ann'\n---\n\n"
        '![Alt](bridge.png "Caption")\n',
    )
    assert plain_text(source.title) == "A bridge"
    assert source.metadata.author == ("Ann", "Bob")
    assert str(source.metadata.date) == "2023-11-20"
    assert source.language == Language("ru")
    assert ("image credit", "Photo: Ann") in extracted(source)
    caption = '<figcaption>Caption<span class="credit">Photo: Ann</span></figcaption>'
    assert caption in render(source.body)


def test_title_in_front_matter_and_in_a_heading(seeds: Path) -> None:
    assert render(seed(seeds, "---\ntitle: T\n---\n# T\n\nText.").body) == "<p>Text.</p>\n"
    article = seed(seeds, "---\ntitle: Over all\n---\n# One\n\n## Two\n\n# Three")
    assert plain_text(article.title) == "Over all"
    assert '<h2 id="one">One</h2>\n<h3 id="two">' in render(article.body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n\ntitle: [a\n---\nx", "a.md:4: not valid YAML"),
        ("---\ntitle: a: b\n---\nx", "a.md:2: not valid YAML"),
        ("---\ntitle: T\n", "a.md:1: front matter has no end"),
        ("---\ntitle: !!python/name:os.system x\n---\nx", "a.md:2: not valid YAML"),
        ("", "a.md: the article is empty"),
        ("# T\n\n" + "> " * 21 + "x", "a.md:3: quotations are nested more than 20 deep"),
        (
            "# T\n\n" + "".join("  " * n + "- x\n" for n in range(11)),
            "lists are nested more than 10 deep",
        ),
        ("# T\n\n" + "> - " * 500 + "x", "nested more than"),
        (
            "---\nimage-credits: {x.png: P}\n---\n# T\n\n![a](bridge.png)",
            "image-credits: the article does not show 'x.png'",
        ),
    ],
)
def test_error_names_the_problem_and_its_line(seeds: Path, text: str, expected: str) -> None:
    assert expected in error_in(seeds, text)


@pytest.mark.parametrize(
    ("address", "check", "problem"),
    [
        ("nothing.png", "missing-image", "there is no image 'nothing.png'; put it beside"),
        ("brigde.png", "missing-image", "did you mean 'bridge.png'"),
        ("../secret.png", "missing-image", "the image '../secret.png' is outside seeds/"),
        ("/etc/hostname", "missing-image", "there is no image '/etc/hostname'; put it into"),
        ("broken.png", "missing-image", "the image 'broken.png' is damaged"),
        ("{{site.x}}/a.png", "missing-image", "'{{site.x}}/a.png' is for a program to fill in"),
        ("https://example.org/a.png", "remote-image", "is on the web, and is not fetched"),
        ("//example.org/a.png", "remote-image", "is on the web, and is not fetched"),
    ],
)
def test_an_image_that_cannot_be_shown_is_a_fault(
    seeds: Path, address: str, check: str, problem: str
) -> None:
    (seeds / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    article = seed(seeds, f"# T\n\n![The ![b](bridge.png) *dawn*]({address})\n\n![x]({address})")
    (fault,) = article.faults
    assert (fault.check, fault.line) == (check, 3)
    assert problem in fault.message
    assert list(article.assets) == ["bridge.png"]
    assert len(article.missing_images) == 1
    setting = replace(PLAIN, missing=article.missing_images)
    assert '<span class="missing-image">The b dawn</span>' in render(article.body, setting=setting)


def test_seed_of_50_mb_is_refused(seeds: Path) -> None:
    for name in ("a.md", "a.html"):
        (seeds / name).write_bytes(b"# x\n" * 13_000_000)
        with pytest.raises(PublisherError, match="larger than 8 MiB"):
            read(seeds / name, "a", ENGLISH)


def test_front_matter_beside_a_sidecar_is_refused(seeds: Path) -> None:
    (seeds / "a.toml").write_text('kicker = "K"')
    assert "a.toml: metadata is also in the front matter of a.md" in error_in(
        seeds, "---\ntitle: T\n---\nx"
    )
    assert seed(seeds, "# T\n\nx").metadata.kicker == "K"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## One\n\n## One", '<h2 id="one">One</h2>\n<h2 id="one-1">One</h2>\n'),
        ("## Ի՞նչ է", '<h2 id="ինչ-է">Ի՞նչ է</h2>\n'),
        ("#### Deep", '<h2 id="deep">Deep</h2>\n'),
        ("[x](#one)\n\n## One", '<p><a href="#one">x</a></p>\n<h2 id="one">One</h2>\n'),
        ("a <!-- b --> c", "<p>a c</p>\n"),
        ("word <!-- c --> <!-- c -->", "<p>word</p>\n"),
        (
            "$x_1$",
            '<p><span translate="no"><span class="math" translate="no">x_1</span></span></p>\n',
        ),
        (
            "> [!WARNING]\n> x",
            '<aside class="admonition warning" role="note">\n<p>x</p>\n</aside>\n',
        ),
        (
            '!!! note "Own *title*"\n    x',
            ADMONITION,
        ),
        ("::: pull-quote\nx\n:::", '<aside class="pull-quote">\n<p>x</p>\n</aside>\n'),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert body(text) == expected


def test_admonitions_without_a_title_get_a_label() -> None:
    source = document("# T\n\n> [!TIP]\n> x\n\n::: warning Mind\ny\n:::", ending="md")
    html = render(source.body, {"tip": "Խորհուրդ", "warning": "Զգուշացում"})
    assert '<p class="admonition-title">Խորհուրդ</p>\n<p>x</p>' in html
    assert '<p class="admonition-title">Mind</p>\n<p>y</p>' in html


def test_messages_and_their_kinds(seeds: Path) -> None:
    source = seed(
        seeds,
        "# T\n\nOne [two][ref]. Three\nfour.[^1] Five.\n\n"
        '![Seen. So.](bridge.png "A caption. Another.")\n\n'
        "| Head. A | B |\n|---|---|\n| Cell | `x` |\n\n"
        "```\ncode\n```\n\n<https://example.org/>\n\n$$\nx\n$$\n\n- Item\n\nTerm\n: Meaning\n\n"
        "> Said. So.\n\n[ref]: https://example.org/ 'T'\n\n[^1]: Note.",
    )
    assert extracted(source) == [
        ("paragraph", 'One [two](https://example.org/ "T").'),
        ("paragraph, continued", "Three four.[^1]"),
        ("paragraph, continued", "Five."),
        ("image description", "Seen."),
        ("image description, continued", "So."),
        ("caption", "A caption."),
        ("caption, continued", "Another."),
        ("table header", "Head. A"),
        ("table header", "B"),
        ("table cell", "Cell"),
        ("list item", "Item"),
        ("term", "Term"),
        ("definition", "Meaning"),
        ("quotation", "Said."),
        ("quotation, continued", "So."),
        ("footnote", "Note."),
    ]


def test_rewrapping_a_paragraph_changes_no_message() -> None:
    assert messages("One two.\nThree four.") == messages("One\ntwo. Three\nfour.")
    assert messages("one  \ntwo") == [("paragraph", "one  \ntwo")]


def test_directives_in_comments() -> None:
    source = document(
        "# T\n\n<!-- i18n: a pun,\n     and wanted -->\nOne. Two.\n\n<!-- i18n: context menu -->\n"
        "Open\n\nOpen\n\n<!-- i18n: skip -->\n- not\n- asked\n\n<!-- i18n: translate -->\n"
        "```\nDear *reader*,\n\nhello\n```\n\n<!-- i18n: skip -->\n## Head\n\n<!-- todo -->\nEnd",
        ending="md",
    )
    found = [(s.source, s.note, s.context) for s in segments(source, "sentence")][1:]
    assert found == [
        ("One.", "a pun, and wanted", None),
        ("Two.", "a pun, and wanted", None),
        ("Open", None, "menu"),
        ("Open", None, None),
        ("Dear *reader*,\n\nhello", None, None),
        ("End", None, None),
    ]
    target = translate(source, lambda _: "a *b*", Language("hy"), "sentence")
    assert "<pre><code>a *b*</code></pre>" in render(target.body)
    assert '<ul translate="no">\n<li>not</li>' in render(target.body)


def test_faults_for_editors(seeds: Path) -> None:
    source = seed(
        seeds,
        "# T\n\n<int>x\n\n![](bridge.png)\n\n[c](#d)\n\n[^x]: Note.\n\n<!-- i18n: skip -->",
    )
    faults = [(fault.check, fault.line, fault.message) for fault in source.faults]
    for check, line, message in (
        ("raw-html", 3, "<int> is no element of HTML and is left out; write `<int>` to show it"),
        ("dead-link", 7, "the link to '#d' leads nowhere and is shown as text; name a heading"),
        ("alternative-text", 5, "the image 'bridge.png' has no description"),
        ("footnote", None, "nothing refers to the footnote [^x]"),
        ("directive", 11, "the comment “i18n: skip” has no effect; put it before a block"),
    ):
        assert [f for f in faults if f[:2] == (check, line) and f[2].startswith(message)]


def test_footnotes_within_and_between_others_are_all_shown_or_reported(seeds: Path) -> None:
    source = seed(
        seeds,
        "# T\n\na[^1] b[^2] c[^3]\n\n[^1]: One\n\n    [^2]: Two\n\n        - [^3]: Three\n\n"
        "    More\n\n<!-- i18n: known -->\n[^2]: Again\n\nEnd\n",
    )
    (fault,) = source.faults
    assert (fault.check, fault.line) == ("repeated-footnote", 14)
    assert fault.message == "two footnotes are called [^2], and this one is left out; rename it"
    found = [segment.source for segment in segments(source, "sentence")]
    assert found == ["T", "a[^1] b[^2] c[^3]", "End", "One", "More", "Two", "Three"]


def test_notes_and_contexts_are_in_the_catalogue(project: Project) -> None:
    project.write(
        "seeds/m.md", "# T\n\n<!-- i18n: a pun -->\n<!-- i18n: context menu -->\nOpen\n\nOpen"
    )
    project.succeed("update", "-s", "m")
    content = project.po("m", "fr").read_text(encoding="utf-8")
    assert '#. paragraph\n#. a pun\nmsgctxt "menu"\nmsgid "Open"' in content
    assert content.count('msgid "Open"') == 2
    assert '"messages": 3' in project.succeed("status", "-s", "m", "-l", "fr", "--json")


@pytest.mark.parametrize("name", ["a", "a.b:c", "18f-(a)", "é–x", "a,b"])
def test_any_name_of_a_heading_is_an_anchor(name: str) -> None:
    html = body(f"## A {{#{name}}}\n\n[x](#{name})")
    assert f'<h2 id="{name}">A</h2>' in html
    assert html.count("<a ") == 1


@pytest.mark.parametrize("name", ["save-send", "save--send", "Save_Send", "%73ave-send"])
def test_links_name_headings_in_the_manner_of_other_generators(name: str) -> None:
    text = f"# T\n\n## Save & send\n\n*a* [x](#{name}) [y][z]\n\n[z]: #{name}"
    source = document(text, ending="md")
    assert source.faults == ()
    assert extracted(source)[-1] == ("paragraph", f"*a* [x](#{name}) [y](#{name})")
    target = translate(
        source, lambda each: each.source.replace("x", "ц"), Language("ru"), "sentence"
    )
    for each in (source, target):
        assert render(each.body).count('<a href="#save--send">') == 2


def test_a_link_to_no_heading_is_text() -> None:
    source = document("# T\n\n## Save & send\n\n[x](#send) [y](#)", ending="md")
    assert "<a " not in render(source.body)
    assert [fault.check for fault in source.faults] == ["dead-link", "dead-link"]


@pytest.mark.parametrize("words", ["{a, b}", "\\{#a}", "{#}", "{# a b}"])
def test_other_braces_at_the_end_of_a_heading_are_text(words: str) -> None:
    assert f"A {words.removeprefix(chr(92))}</h2>" in body(f"## A {words}")


def test_the_first_heading_keeps_a_name_that_is_used_twice(seeds: Path) -> None:
    source = seed(
        seeds, "# T\n\n## A\n\n## B {#a}\n\n## C {#a}\n\n## D {#a-1}\n\n[x](#a) [y](#a-3)"
    )
    ids = [token.attrs["id"] for token in source.body if token.type == "heading_open"]
    assert ids == ["a-2", "a", "a-3", "a-1"]
    (fault,) = source.faults
    assert (fault.check, fault.line) == ("heading-name", 7)
    assert fault.message.startswith("another heading is called {#a}; this one is now {#a-3}")


@pytest.mark.parametrize(
    ("info", "caption"),
    [
        ('js title="src/index.js" {1,3}', "<code>src/index.js</code>"),
        ("{ .py title='hl_lines=\"2\"' }", "hl_lines=&quot;2&quot;"),
        ('{.yaml filename="_quarto.yml"}', "<code>_quarto.yml</code>"),
        ('toml {file="hugo.toml" copy=true}', "<code>hugo.toml</code>"),
        ("sh [npm]", "npm"),
        ("js:title=a.js", "<code>a.js</code>"),
        ('py title="A *short*  <b>title</b>"', "A *short* &lt;b&gt;title&lt;/b&gt;"),
    ],
)
def test_title_of_a_code_block_is_its_caption(info: str, caption: str) -> None:
    html = body(f"- ``` {info}\n  x\n  ```")
    assert '<figure class="code">\n<figcaption>' in html
    shown = html.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert re.sub("</?span[^>]*>", "", shown) == caption


@pytest.mark.parametrize("info", ["", "js", "js {1,3}", "js [", 'js title=""', "title='{{ a }}'"])
def test_code_block_without_a_title_is_no_figure(info: str) -> None:
    assert "figure" not in body(f"``` {info}\nx\n```")


def test_title_of_a_code_block_is_a_message_unless_it_names_a_file() -> None:
    text = '``` title="a.py"\nx\n```\n\n<!-- i18n: translate -->\n'
    text += '``` [Last step]\nprint("Hello")\n```'
    assert messages(text) == [("caption", "Last step"), ("code", 'print("Hello")')]
