"""Containers: callouts, tabs and groups of blocks in the syntax of each site generator."""

from __future__ import annotations

import pytest
from helpers import document

from publisher.markup.parser import parse
from publisher.markup.renderer import render
from publisher.translation.segments import segments

NOTE = '<aside class="admonition note" role="note">\n{}</aside>\n'
TITLED = NOTE.format('<p class="admonition-title">My <em>title</em></p>\n<p>x</p>\n')
TAB = '<section class="tab">\n<p class="tab-label">{}</p>\n<p>{}</p>\n</section>\n'


def body(text: str) -> str:
    return render(document(f"# T\n\n{text}", ending="md").body)


@pytest.mark.parametrize(
    "text",
    [
        '!!! note "My *title*"\n    x',
        '!!! note inline end "My *title*"\n\n    x',
        '??? note "My *title*"\n    x',
        '???+ note "My *title*"\n    x',
        "/// note | My *title*\n\nx\n\n///",
        "/// admonition | My *title*\n    type: note\n    open: True\n\nx\n///",
        ":::note[My *title*]\nx\n:::",
        ':::note[My *title*]{icon="heart"}\nx\n:::',
        "::: note My *title*\nx\n:::",
        '::: {.callout-note title="My *title*" collapse=true}\nx\n:::',
        "::: {.callout-note}\n## My *title*\n\nx\n:::",
        "::: callout-note\n\n### My *title*\n\nx\n\n:::",
        "::::: note My *title* :::::\nx\n:::",
        ":::{note} My *title*\nx\n:::",
        "```{note} My *title*\nx\n```",
        "~~~~{admonition} My *title*\n:class: tip\nx\n~~~~",
        "> [!NOTE] My *title*\n> x",
        "> [!note]- My *title*\n>\n> x",
    ],
)
def test_callout_of_every_generator(text: str) -> None:
    assert body(f"{text}\n\nend") == f"{TITLED}<p>end</p>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('=== "A"\n    x\n\n=== "B"\n\n    y', TAB.format("A", "x") + TAB.format("B", "y")),
        ("//// tab | A\n\nx\n\n////", TAB.format("A", "x")),
        ("::: {.column-margin}\nx\n:::", "<p>x</p>\n"),
        ("::: {#fig-a layout-ncol=2}\nx\n:::", '<p><span id="fig-a"></span>x</p>\n'),
        ("::: code-group\nx\n:::", "<p>x</p>\n"),
        (":::: tip\n::: {.a}\nx\n:::\n::::", '<aside class="admonition tip" role="note">\n'),
        ("::: note\n::: {.a}\nx\n:::\ny\n:::", NOTE.format("<p>x</p>\n<p>y</p>\n")),
        ("/// note\n//// tab | A\nx\n////\n///", NOTE.format(TAB.format("A", "x"))),
        ("!!! note\n    a\n\n\n    b", NOTE.format("<p>a</p>\n<p>b</p>\n")),
        ("::: note\nx", NOTE.format("<p>x</p>\n")),
        ("::: note\n```\n:::\n```\n:::\n", NOTE.format('<pre translate="no"><code>:::\n')[:-10]),
        ("x\n:::\n\n///\n\ny", "<p>x</p>\n<p>y</p>\n"),
        ("::: note\nx\n:::\n:::\n///\ny", NOTE.format("<p>x</p>\n") + "<p>y</p>"),
        ("/// <ref", "<p>/// &lt;ref</p>\n"),
        ("> [!NOTE](x)", "<blockquote>\n<p>!NOTE</p>\n</blockquote>\n"),
    ],
)
def test_containers_become_blocks(text: str, expected: str) -> None:
    assert expected in body(text)


def test_an_empty_title_is_no_label() -> None:
    assert "label" in render(
        document("# T\n\n!!! note\n    x", ending="md").body, {"note": "label"}
    )
    source = document('# T\n\n!!! note ""\n    x', ending="md")
    assert "label" not in render(source.body, {"note": "label"})


def test_titles_are_messages_of_their_lines() -> None:
    alert, slashes = "> [!TIP] One\n> One is. Two is.", "/// note | Two. Three\nc\n///"
    text = f'# T\n\n{alert}\n\n{slashes}\n\n=== "Four"\n    d\n'
    found = [(s.kind, s.source, s.line) for s in segments(document(text, ending="md"), "sentence")]
    assert found[1:] == [
        ("title of a note", "One", 3),
        ("note", "One is.", 4),
        ("note, continued", "Two is.", 4),
        ("title of a note", "Two. Three", 6),
        ("note", "c", 7),
        ("label of a tab", "Four", 10),
        ("paragraph", "d", 11),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "::: a\n" * 5_000,
        "/// a\n" * 2_500 + "////\n" * 2_500,
        "- ::: a\n" * 5_000,
        "!!! a\n" * 5_000,
        '=== "a"\n' * 5_000,
    ],
)
def test_hostile_containers_end(text: str) -> None:
    assert parse(text).tokens
