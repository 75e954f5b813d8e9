"""Plain text: headings, paragraphs, quotations, sidecars and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import ROOT

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.document import Document, plain_text
from publisher.readers import read
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

LONG = f"{'long ' * 40}end."


def seed(folder: Path, text: str | bytes, sidecar: str | None = None) -> Document:
    file = folder / "article.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    if sidecar is not None:
        file.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    return read(file, "article", Language("en"))


def outline(document: Document) -> list[tuple[str, str]]:
    """Return tags and text of each block with text; tags of containers come first."""
    blocks, stack = [], []
    for token in document.tokens:
        if token.nesting == 1:
            stack.append(token.tag)
        elif token.nesting == -1:
            stack.pop()
        else:
            blocks.append((">".join(stack), plain_text(token)))
    return blocks


def test_outline_of_the_example_article() -> None:
    file = ROOT / "seeds" / "armenia-rejects-csto-assistance.txt"
    document = read(file, "armenia-rejects-csto-assistance", Language("en"))
    assert [entry for entry in outline(document) if entry[0].startswith("h")] == [
        ("h1", "Armenia’s rejection of CSTO assistance"),
        ("h2", "Armenia asked for help, then refused it"),
        (
            "h2",
            "“This is not a demarche”, but Armenia will not participate in the CSTO Council meeting",  # noqa: E501 - quoted unchanged
        ),
        ("h2", "Comment"),
        ("h3", "Political scientist Suren Surenyants"),
        ("h3", "Political observer Armen Baghdasaryan"),
    ]


def test_document_has_every_word_of_the_article() -> None:
    file = ROOT / "seeds" / "armenia-rejects-csto-assistance.txt"
    document = read(file, "armenia-rejects-csto-assistance", Language("en"))
    read_words = " ".join(text for _, text in outline(document)).split()
    assert read_words == file.read_text(encoding="utf-8").split()


def test_headings_paragraphs_and_quotations(tmp_path: Path) -> None:
    document = seed(
        tmp_path,
        "The title\n\nA short line.\n\nA heading\n\nIs this one?\n\n"
        "“I said so. Twice.”\n\n“I said so,” he wrote.\n\n«Да»։\n",
    )
    assert outline(document) == [
        ("h1", "The title"),
        ("p", "A short line."),
        ("h2", "A heading"),
        ("p", "Is this one?"),
        ("blockquote>p", "“I said so. Twice.”"),
        ("p", "“I said so,” he wrote."),
        ("blockquote>p", "«Да»։"),
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Title\nOne.\nTwo.\n", ["Title", "One.", "Two."]),
        ("Title\n\nOne\nline. And\nmore.\n\nTwo.", ["Title", "One line. And more.", "Two."]),
        ("Title\r\n\r\nOne.\r\n", ["Title", "One."]),
        ("\ufeff\n\n  Title  \n\n One  two.\t\n", ["Title", "One two."]),
        ("标题\n\n第一行，\n第二行。\n\n完。", ["标题", "第一行，第二行。", "完。"]),
        (f"Title\n\n{LONG}\nOther.\n\nX.", ["Title", LONG, "Other.", "X."]),
    ],
)
def test_line_ends_and_wrapped_lines(tmp_path: Path, text: str, blocks: list[str]) -> None:
    assert [text for _, text in outline(seed(tmp_path, text))] == blocks


def test_markdown_marks_are_literal_in_plain_text(tmp_path: Path) -> None:
    text = "# No *heading* & [no](link)\n\n- a_b_ <b>x</b> `y` &amp; 2 * 3 * 4 \\*.\n"
    assert [t for _, t in outline(seed(tmp_path, text))] == text.strip().split("\n\n")


@pytest.mark.parametrize(
    "line",
    ["- an item", "• a bullet", "1. a point", "https://example.org/x", "Photo: Reuters", "—", "…"],
)
def test_short_line_that_is_not_a_heading(tmp_path: Path, line: str) -> None:
    assert outline(seed(tmp_path, f"Title\n\n{line}\n\nText."))[1] == ("p", line)


def test_sidecar_makes_a_short_line_a_paragraph(tmp_path: Path) -> None:
    document = seed(tmp_path, "Title\n\nBy Ann\n\nText.", '[headings]\n"By Ann" = 0')
    assert outline(document)[1] == ("p", "By Ann")


def test_sidecar_sets_metadata_and_heading_levels(tmp_path: Path) -> None:
    document = seed(
        tmp_path,
        "Title\n\nOne\n\nTwo\n\nText.\n",
        'kicker = "World"\nauthor = ["A. B.", "C. D."]\ndate = 2023-11-23\n'
        'source = "https://example.org/a"\nlanguage = "hy"\n[headings]\n"Two" = 3\n',
    )
    assert ("h3", "Two") in outline(document)
    assert document.language == Language("hy")
    assert document.metadata.author == ("A. B.", "C. D.")


def test_title_in_the_sidecar_keeps_the_first_line(tmp_path: Path) -> None:
    document = seed(tmp_path, "All begins with a sentence.\n\nMore.\n", 'title = "Title"')
    assert outline(document)[:2] == [("h1", "Title"), ("p", "All begins with a sentence.")]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("This is a sentence. This is no title.\n\nText.", r"article.txt:1: no title"),
        (b"Title\n\nCaf\xe9.\n", r"article.txt:3: not UTF-8 \(byte 0xe9\)"),
        ("Title\n\nText\x00.\n", r"article.txt:3: control character U\+0000"),
    ],
)
def test_bad_seed_is_reported_on_one_line(tmp_path: Path, text: str | bytes, error: str) -> None:
    with pytest.raises(PublisherError) as caught:
        seed(tmp_path, text)
    assert caught.match(error)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("sidecar", "error"),
    [
        ("title = ", r"article.toml:1: not valid TOML"),
        ('\nauthr = "A"', r"article.toml:2: unknown key 'authr'.*did you mean 'author'"),
        ('date = "soon"', r"article.toml:1: date: must be a day"),
        ("kicker = 3", "kicker: must be text"),
        ('source = "javascript:alert(1)"', "source: must be a web address"),
        ('language = "xx"', "unknown language 'xx'"),
        ('layout = "../secret"', "layout: must be the name"),
        ('[headings]\n"Ttle" = 2', r"article.toml:2: no line .*'Ttle'.*"),
        ('[headings]\n"Part" = 9', "the level of 'Part' must be a number from 2 to 6"),
        ('[headings]\n"Part" = true', "the level of 'Part' must be a number"),
        ('[headings]\n"Part" = 4', r"article.toml:2: 'Part' skips a level"),
    ],
)
def test_bad_sidecar_is_reported_on_one_line(tmp_path: Path, sidecar: str, error: str) -> None:
    with pytest.raises(PublisherError) as caught:
        seed(tmp_path, "Title\n\nPart\n\nText.", sidecar)
    assert caught.match(error)
    assert "\n" not in str(caught.value)


def test_no_break_spaces_are_kept(tmp_path: Path) -> None:
    words = "«\u00a0Bonjour\u00a0» dit-il\u202f; 10\u00a0000\u00a0€."
    document = seed(tmp_path, f"T\n\n{words}", 'kicker = "10\u00a0000"')
    assert outline(document)[1] == ("p", words)
    assert document.metadata.kicker == "10\u00a0000"


@pytest.mark.parametrize("value", ['"a\\u001bb"', '"a\\u0000b"', '"\\u200b"'])
def test_invisible_metadata_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(PublisherError, match=r"article.toml:1: kicker: "):
        seed(tmp_path, "Title\n\nText.", f"kicker = {value}")


@pytest.mark.parametrize("length", [16_000, pytest.param(80_000, marks=pytest.mark.corpus)])
@pytest.mark.parametrize("text", ["« a ", "“a. ", "Some *a & b word. "])
def test_long_paragraphs_are_read_quickly(tmp_path: Path, text: str, length: int) -> None:
    document = seed(tmp_path, f"Title\n\n{text * (length // len(text))}")
    assert len(list(segments(document, "sentence"))) >= 2
