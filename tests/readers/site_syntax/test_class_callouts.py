"""Class callouts: which blocks a class of kramdown makes a box, and which it does not."""

from __future__ import annotations

import pytest
from helpers import document

from publisher.markup.renderer import render


def box(kind: str, content: str, title: str = "") -> str:
    words = f'<p class="admonition-title">{title}</p>' if title else ""
    return f'<aside class="admonition {kind}" role="note">{words}{content}</aside>'


def html(text: str) -> str:
    source = document(f"# T\n\n{text}", ending="md")
    assert not source.faults
    return render(source.body).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{: .note }\na\n*b*\n\nc", f"{box('note', '<p>a<em>b</em></p>')}<p>c</p>"),
        ("{: .warning }\n> a\n>\n> b", box("warning", "<p>a</p><p>b</p>")),
        ("{: .note-title }\n> A *b*\n>\n> c", box("note", "<p>c</p>", "A <em>b</em>")),
        ("a\nb\n{: .notice--info}\n\nc", f"{box('note', '<p>ab</p>')}<p>c</p>"),
        ("a\n{: .notice}\nb", f"{box('note', '<p>a</p>')}<p>b</p>"),
        ("> a\n> b\n{: .prompt-tip }", box("tip", "<p>ab</p>")),
        ("> {: .danger .x }\n> a", f"<blockquote>{box('caution', '<p>a</p>')}</blockquote>"),
        ("> a\n>\n> b\n> {: .tip }", f"<blockquote><p>a</p>{box('tip', '<p>b</p>')}</blockquote>"),
        ("- a\n\n  {: .new }\n  b", f"<ul><li><p>a</p>{box('note', '<p>b</p>')}</li></ul>"),
        (
            "{: .important }\n> <div markdown='block'>\n> {: .warning }\n> a\n> </div>",
            box("important", box("warning", "<p>a</p>")),
        ),
    ],
)
def test_class_of_a_paragraph_or_quotation_is_a_box(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n{: .lead }", "<p>a</p>"),
        ("## A\n{: .note }\n\nb", '<h2 id="a">A</h2><p>b</p>'),
        ("- a\n{: .note }", "<ul><li>a</li></ul>"),
        ("{: .note }\n- a", "<ul><li>a</li></ul>"),
        ("{: .note }\n\na", "<p>a</p>"),
        ("{: .note }", ""),
        ("a\n{.note}", "<p>a</p>"),
        ("a\n{: .notes .x-note }", "<p>a</p>"),
        ("a\n{: #b .note }", '<p><span id="b"></span>a</p>'),
    ],
)
def test_other_classes_and_blocks_stay_as_they_are(text: str, expected: str) -> None:
    assert html(f"{text}\n\n<!-- -->\n\nEnd").removesuffix("<p>End</p>") == expected


def test_lines_after_a_callout_are_those_of_the_file() -> None:
    text = "# T\n\n{: .note-title }\n> A\n>\n> b\n\nc\n{: .tip }\n\n[d](#e)\n"
    assert [fault.line for fault in document(text, ending="md").faults] == [11]
