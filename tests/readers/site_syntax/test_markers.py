"""Markers and attribute lists of site generators, which no reader sees."""

from __future__ import annotations

import re
from html import escape

import pytest
from emoji import EMOJI_DATA
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.markup.renderer import render, text_content
from publisher.readers.site_syntax.prepare import prepare
from publisher.translation.segments import segments

NOT_RUN = "the code of the cell {python} is not run, and only its code is shown; add its results"
COPY = "other files are not read into an article; copy what it includes into this one"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n{: .lead .x}\n\nb", "a\n\nb"),
        ("a\n{: .x}\nb", "a\n\nb"),
        ("{: .x }\n> a", "> a"),
        ("> a\n> {: .x}\n\nb", "> a\n\nb"),
        ("## A\n{: #b .c}\n\nd", "## A {#b}\n\nd"),
        ("## A\n{: .no_toc }", "## A\n"),
        ("## A { #b .c data-d='e' }", "## A {#b}"),
        ("## A {: #b }", "## A {#b}"),
        ("A {.b #c}\n===", "A {#c}\n==="),
        ("## A {.unnumbered} \n", "## A \n"),
        ("## A {-}", "## A"),
        ("# A { data-search-exclude }", "# A"),
        ("[a](b){: .btn } c", "[a](b) c"),
        ("![a](b){ width=50% } c", "![a](b) c"),
        ("![a](b){ width=50%\theight='3' .c}", "![a](b)"),
        ("*a*{: .b}, `c`{.python}, **d**{#e}", "*a*, `c`, **d**"),
        ("[a b]{.smallcaps} c", "a b c"),
        ("a { .annotate }", "a"),
        ("a {/* b\n\nc */}d", "a d"),
        ("`{/*` a {/* b */}c", "`{/*` a c"),
        ("````{note}\n:class: x\n\n```py\na\n```\n````", "::: note\n\n```py\na\n```\n:::"),
        ("a[^1]{.b}\n\n[^1]: c", "a[^1]\n\n[^1]: c"),
        ("- a { .b }\n- c", "- a\n- c"),
        ("| a { .b } |\n|---|", "| a { .b } |\n|---|"),
        ("* TOC\n{:toc}\n\na", "\n\na"),
        ("1. list\n{:toc .x}\n", "\n"),
        ("[TOC]\n\n[[_TOC_]]\n\n[[toc]]\n", "\n\n\n\n\n"),
        ("a\n\n\\newpage\n\nb", "a\n\n\n\nb"),
        ("The HTML.\n\n*[HTML]: Hyper *Text*\n", "The HTML.\n\n\n"),
        ("{::comment}\na\n{:/comment}b", "b"),
        ("a {::nomarkdown}b{:/} c {:/nomarkdown}d", "a b c d"),
        ("{: .a} b {: #c } d", " b  d"),
        ("a ++ctrl+alt+f1++ b", "a <kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>F1</kbd> b"),
        (":material-bridge:{ .lg } a :octicons-x-16: b", "a b"),
        ("a :heavy_check_mark: :heart: :white_check_mark: :+1:", "a ✔️ ❤️ ✅ 👍"),
        ("a^[The *note* [b](c).] d", "a[^1] d\n\n[^1]: The *note* [b](c).\n"),
        (
            "a[^1]^[b] c^[d\ne]\n\n[^1]: f",
            "a[^1][^2] c[^3]\n\n[^1]: f\n\n[^2]: b\n\n\n[^3]: d e\n",
        ),
        ("a^[b ^[c] d]", "a[^1]\n\n[^1]: b [^2] d\n\n\n[^2]: c\n"),
        ("a^[b `]` [c]] ]", "a[^1] ]\n\n[^1]: b `]` [c]\n"),
        ("```{yaml}\n#| eval: false\na\n```", "```{yaml}\na\n```"),
    ],
)
def test_what_a_page_does_not_show(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "`{: .x}` {x} {} { x } {a: b} {1, 2} {=html} {.5} {#1}",
        "the set {x=1} is",
        "\\{: .x}",
        "```\n{: .x}\n[TOC]\n:heart:\n^[x]\n```",
        "a [TOC] b",
        "i++ and ++i++, C++ and c++, a ++ b ++ c",
        "::: {.callout-note}\n:::\n\n- ::: a {.b #c}\n  :::",
        "12:30:45, a:b:c, Jekyll::Utils::Exec, :not_an_emoji:",
        "^[not closed\n\n]",
        "| a |\n|---|\n| b |",
        "```{.yaml filename='a'}\n#| b\n```",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (text, [])


@pytest.mark.parametrize(
    ("text", "expected", "check", "problem"),
    [
        ('a\n\n--8<-- "b.md"\n', "a\n\n\n", "include", f'--8<-- "b.md" is left out: {COPY}'),
        ("a\n\n{! b.md !}\n", "a\n\n\n", "include", f"{{! b.md !}} is left out: {COPY}"),
        ("a\n\n{* b.py hl[2] *}", "a\n\n", "include", f"{{* b.py hl[2] *}} is left out: {COPY}"),
        (
            "a\n\n{{#include b.rs}}",
            "a\n\n",
            "include",
            f"{{{{#include b.rs}}}} is left out: {COPY}",
        ),
        (
            "a\n```rs\n{{#include b.rs:c}}\n```\nd",
            "a\n\nd",
            "include",
            f"{{{{#include b.rs:c}}}} is left out: {COPY}",
        ),
        ("a\n\n<<< @/b.js", "a\n\n", "include", f"<<< @/b.js is left out: {COPY}"),
        (
            "a\n```py\n--8<-- 'b.py'\n```\nc",
            "a\n\nc",
            "include",
            f"--8<-- 'b.py' is left out: {COPY}",
        ),
        (
            "a\n\n::: b.C\n    options:\n\nd",
            "a\n\n\nd",
            "include",
            f"::: b.C options: is left out: {COPY}",
        ),
        ("a\n\n## ::: b.C\n\nd", "a\n\n\nd", "include", f"## ::: b.C is left out: {COPY}"),
        (
            "a\n\n```{python}\n#| label: b\nc\n```\n",
            "a\n\n```{python}\nc\n```\n",
            "template-code",
            NOT_RUN,
        ),
        (
            "a\n\n```{r}\n#| echo: false\nc\n```\nd",
            "a\n\n\nd",
            "template-code",
            "the code of the cell {r} is not run, and it is left out; add its results",
        ),
        (
            "a\n\n{++b++}{--c--}{~~d~>e~~}{==f==}{>>g<<}",
            "a\n\nbe==f==",
            "unsettled-changes",
            "{++b++} is an edit or a comment that nobody has settled; accept or reject it",
        ),
        (
            "a\n\n+---+\n| b |\n+---+\n\nc",
            "a\n\n```\n+---+\n| b |\n+---+\n```\n\nc",
            "grid-table",
            "a table in a frame of +---+ is shown as it is written; write | a | b | rows",
        ),
    ],
)
def test_what_is_reported(text: str, expected: str, check: str, problem: str) -> None:
    prepared = prepare(text)
    assert prepared.text == expected
    assert (check, problem, 3) == prepared.faults[0]


@pytest.mark.parametrize("text", ["^[a " * 40_000, "`{/*` " * 40_000, "{/* " * 40_000])
def test_hostile_markers_end(text: str) -> None:
    assert prepare(text).text == text


def test_an_include_in_a_hidden_cell_is_left_out_with_it() -> None:
    prepared = prepare("a\n\n```{python}\n#| echo: false\nb\n--8<-- 'c'\n```\nd")
    assert prepared.text == "a\n\n\nd"


def test_lines_of_messages_and_faults_are_those_of_the_file() -> None:
    source = document(
        "# T\n\n{% raw %}\nOne.^[Two.]\n{% endraw %}\n\n{: .x}\n\nThree [x](#y).\n\n- [x] Four\n",
        ending="md",
    )
    found = [(s.source, s.line) for s in segments(source, "sentence")]
    assert found == [("T", 1), ("One.[^1]", 4), ("Three [x](#y).", 9), ("Four", 11), ("Two.", 4)]
    assert [fault.line for fault in source.faults] == [9]


def test_tasks_have_boxes() -> None:
    source = document("# T\n\n- [ ] a *b*\n- [x] c\n- [x](y) d\n- \\[ ] e", ending="md")
    html = render(source.body)
    box = '<li class="task"><span class="task-box" translate="no">{}</span> {}</li>'
    assert box.format("☐", "a <em>b</em>") in html
    assert box.format("☑", "c") in html
    assert "<li>[ ] e</li>" in html
    assert [s.source for s in segments(source, "sentence")][1:3] == ["a *b*", "c"]


def test_words_of_web_pages_and_plain_text_are_never_syntax() -> None:
    words = [
        *("H~2~O x^2^ ==y== {{ z }} {% a %} {: .b} :heart: n^[o] {++p++}", '=== "A"', "!!! note"),
        *("/// note | T", "::: tip", ":::", "///", "[TOC]", "[x] task", "{: .c}", "> [!NOTE]"),
        *("??? tip", "*[A]: B", "++ctrl++", "--8<-- 'a'", "{{< note >}}", "![[a]]", "{# c #}"),
    ]
    items = "".join(f"<p>{escape(word)}</p><ul><li>{escape(word)}</li></ul>" for word in words)
    page = document(f"<article><h1>T</h1>{items}</article>", ending="html")
    shown = [text_content(t.children or ()) for t in page.body if t.type == "inline"]
    assert shown == [word for word in words for _ in range(2)]
    text = document("\n\n".join(["T", *(f"{word}." for word in words)]), ending="txt")
    shown = [text_content(t.children or ()) for t in text.body if t.type == "inline"]
    assert shown == [f"{word}." for word in words]
    assert not [*page.faults, *text.faults]


def test_codes_of_emoji_are_their_characters() -> None:
    shown = prepare(":heart: :+1: :x: a :100: :telephone: `:x:` :keycap_1:\n\n    :x:\n").text
    assert shown == "❤️ 👍 ❌ a 💯 ☎️ `:x:` 1️⃣\n\n    :x:\n"
    every = [
        code for emoji in EMOJI_DATA.values() for code in (emoji["en"], *emoji.get("alias", []))
    ]
    codes = [code for code in every if re.fullmatch(":[a-z0-9_+-]{1,50}:", code)]
    assert ":" not in prepare(" ".join(codes)).text


@pytest.mark.parametrize(
    ("text", "expected", "names"),
    [
        ("a [`F()`][p.F] b [*c*][c d]", "a `F()` b *c*", ["p.F", "c d"]),
        ("[dict][] [`str`][]", "dict `str`", ["dict", "str"]),
        ("[a [b] c][d\ne]: f", "a [b] c: f", ["d e"]),
        ("[a][ B\nc] [d][]\n\n> [b c]: e\n\n[D]: f", None, []),
        ("x[a][b] [1][2] [ ][b] [a][ ] ![a][b] \\[a][b] [^a][^b] [a][^b] `[a][b]`", None, []),
        ("[a][b\n\nc]\n\n    [a][b]", None, []),
    ],
)
def test_references_without_a_definition_keep_their_words(
    text: str, expected: str | None, names: list[str]
) -> None:
    prepared = prepare(text)
    assert prepared.text == (expected or text)
    problems = [fault.message.partition(" lead")[0] for fault in prepared.faults]
    more = " and those to 1 more name" if names[1:] else ""
    assert problems == [f"the link to [{name}]{more}" for name in names[:1]]


@pytest.mark.parametrize(
    "place", ["[](){#a.b}", "- f\n{: #a.b}\n- g", "f\n{#a.b}", "f [](){#a.b}"]
)
def test_names_of_other_blocks_are_places(place: str) -> None:
    source = document(f"# T\n\n{place}\n\n## B\n\nSee [c](#a.b), [d](#e).\n", ending="md")
    assert [fault.message.partition("'")[2].partition("'")[0] for fault in source.faults] == ["#e"]
    words = [s.source for s in segments(source, "block") if s.source not in {"f", "g"}]
    assert words == ["T", "B", "See [c](#a.b), [d](#e)."]


def test_control_characters_are_left_out_with_their_line() -> None:
    source = document("---\ntitle: T\x00\n---\na\x08b\fc \x1b[31md\x00\n", ending="md")
    assert render(source.tokens) == '<h1 id="t">T</h1>\n<p>ab c [31md</p>\n'
    assert [(fault.check, fault.line, fault.message[18:24]) for fault in source.faults] == [
        ("control-character", 2, "U+0000"),
        ("control-character", 4, "U+0008"),
        ("control-character", 4, "U+000C"),
        ("control-character", 4, "U+001B"),
    ]


SYNTAX = st.sampled_from(
    [
        *("{{ a.b }}", "{% if a %}", "{% endif %}", "{% for a in b %}", "{% endfor %}", "{% x %}"),
        *("{{< note >}}", "{{< /note >}}", "{{% x y=z %}}", "{{< x >}}", "{# c #}", "{{/* c */}}"),
        *("[w]({{ a }}/b)", "[w]({{ site.baseurl }}/b)", "{: .a}", "*w*{: .a #b}", "[w]{.a}"),
        *(":material-x:", ":tada:", ":heart:", "w^[A note.]", "{++w++}", "{>>w<<}", "==w=="),
        "H~2~O",
    ]
)
LINE_SYNTAX = st.sampled_from(
    [
        *("{: .a #b}", "* TOC\n{:toc}", "[TOC]", "[[toc]]", "\\newpage", "## W {: .a }"),
        "w { .a }",
        *("{% include a.md %}", '--8<-- "a.md"', "{! a.md !}", "{* a.py *}", "<<< @/a", "::: a.b"),
        *(":::", "///", "::: note", "/// tip | T", ":::: {.a}", '!!! note "T"', "??? tip"),
        '=== "A"',
        *("{% highlight a %}\nw\n{% endhighlight %}", "*[A]: B", "> [!NOTE] T\n> w", "- [ ] w"),
    ]
)
LEAKS = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "{:",
        "{.",
        "{+",
        "{>",
        "{!",
        "{*",
        ":::",
        "///",
        "!!!",
        "???",
    ),
    *("===", "[TOC", "[[toc", "--8<--", "<<<", "^[", "[!", "[ ]", "==", "~", "\\newpage", "*[A]"),
)


@given(st.lists(SYNTAX | st.just("word"), max_size=5).map(" ".join) | LINE_SYNTAX)
def test_every_construct_alone_is_never_text(text: str) -> None:
    shown = _shown(text)
    assert not [leak for leak in LEAKS if leak in shown], shown


@given(st.lists(st.lists(SYNTAX, min_size=1, max_size=3).map(" ".join) | LINE_SYNTAX, max_size=6))
def test_constructs_between_paragraphs_are_never_text(blocks: list[str]) -> None:
    shown = _shown("\n\n".join(blocks))
    assert not [leak for leak in LEAKS if leak in shown], shown


def _shown(text: str) -> str:
    source = document(f"# T\n\n{text}\n\nend", ending="md")
    return "".join(
        text_content(t for t in token.children or () if t.type != "code_inline")
        for token in source.body
        if token.type == "inline"
    )
