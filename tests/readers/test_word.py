"""Word documents: metadata, comments and changes, page breaks, names of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import picture
from word_helpers import comment, comment_mark, drawing, paragraph, revision, run, word

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.readers import read
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

    from publisher.markup.document import Document

ENGLISH = Language("en")
TITLE = paragraph(run("A bridge"), "Title")
TEXT = paragraph(run("It fell."))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.docx"


def document(file: Path) -> Document:
    return read(file, "a", ENGLISH)


def texts(source: Document) -> list[str]:
    return [f"{s.kind}: {s.source}" for s in segments(source, "sentence")]


def messages(source: Document) -> list[str]:
    return [fault.message for fault in source.faults]


def test_subtitle_and_byline_are_metadata(file: Path) -> None:
    lead = paragraph(run("It stood for long."), "Subtitle") + paragraph(
        run("By Ann Example and Ben O’Sample")
    )
    word(file, TITLE + lead + TEXT)
    source = document(file)
    assert texts(source) == [
        "title: A bridge",
        "standfirst: It stood for long.",
        "author: Ann Example",
        "author: Ben O’Sample",
        "paragraph: It fell.",
    ]


@pytest.mark.parametrize(
    ("line", "style", "authors"),
    [
        ("Von Anna Muster", "Normal", ("Anna Muster",)),
        ("By: J. K. Example, Ludwig van Sample", "Normal", ("J. K. Example", "Ludwig van Sample")),
        ("Անի Օրինակ եւ Բեն Սամփլ", "Author", ("Անի Օրինակ", "Բեն Սամփլ")),
        ("By the river", "Normal", ()),
        ("By Ann Example, who saw it", "Normal", ()),
        ("By Train", "Normal", ()),
        ("Ann Example", "Normal", ()),
        ("By 2013 Ann Example", "Normal", ()),
    ],
)
def test_only_a_line_of_names_is_a_byline(
    file: Path, line: str, style: str, authors: tuple[str, ...]
) -> None:
    word(file, TITLE + paragraph(run(line), style) + TEXT)
    source = document(file)
    assert source.metadata.author == authors
    assert (f"paragraph: {line}" in texts(source)) is not bool(authors)


def test_a_byline_is_above_the_text_only(file: Path) -> None:
    word(file, TITLE + TEXT + paragraph(run("By Ann Example")))
    assert "paragraph: By Ann Example" in texts(document(file))


def test_the_sidecar_precedes_and_no_text_is_lost(file: Path) -> None:
    lead = paragraph(run("It stood."), "Subtitle") + paragraph(run("By Ann Example"))
    word(file, TITLE + lead + TEXT, properties="<dc:creator>Carl Other</dc:creator>")
    file.with_suffix(".toml").write_text('standfirst = "Mine."\nauthor = ["Ann Example"]')
    assert texts(document(file)) == [
        "title: A bridge",
        "standfirst: Mine.",
        "author: Ann Example",
        "paragraph: It stood.",
        "paragraph: It fell.",
    ]
    file.with_suffix(".toml").write_text('title = "Mine"')
    word(file, TEXT + TITLE)
    assert "title: A bridge" not in texts(document(file))
    assert any("A bridge" in text for text in texts(document(file)))


def test_core_properties_are_metadata(file: Path) -> None:
    properties = (
        "<dc:title>Bridges</dc:title><dc:creator>Ann Example; Ben Sample</dc:creator>"
        "<dcterms:created>2023-11-20T10:00:00Z</dcterms:created><dc:language>ru-RU</dc:language>"
        "<dcterms:modified>2024-01-01T10:00:00Z</dcterms:modified>"
        "<cp:keywords>CSTO, Armenia;CSTO</cp:keywords>"
    )
    word(file, TEXT, properties=properties)
    source = document(file)
    assert texts(source)[0] == "title: Bridges"
    assert source.metadata.author == ("Ann Example", "Ben Sample")
    assert source.metadata.keywords == ("CSTO", "Armenia")
    assert (str(source.metadata.date), source.language) == ("2023-11-20", Language("ru"))
    word(file, TITLE + TEXT, properties=properties)
    assert texts(document(file))[0] == "title: A bridge"


@pytest.mark.parametrize(
    "properties",
    [
        "<dc:creator>Microsoft Office User</dc:creator>",
        "<dc:creator>user</dc:creator>",
        "<dc:creator>Пользователь Windows</dc:creator>",
        "<dc:creator>python-docx</dc:creator>",
        "<dc:creator>asmith</dc:creator>",
        "<dc:creator>ann@example.org</dc:creator>",
        "<dc:creator>HP Inc</dc:creator>",
        "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>",
        "<dcterms:created>1601-01-01T00:00:00Z</dcterms:created>",
        "<dcterms:created>yesterday</dcterms:created>",
        (
            "<dcterms:created>2023-11-20T10:00:00Z</dcterms:created>"
            "<dcterms:modified>2020-01-01T10:00:00Z</dcterms:modified>"
        ),
        "<dc:language>xx-none</dc:language>",
        "<cp:keywords> ; </cp:keywords>",
    ],
)
def test_properties_that_no_editor_wrote_are_left_out(file: Path, properties: str) -> None:
    word(file, TITLE + TEXT)
    plain = document(file)
    word(file, TITLE + TEXT, properties=properties)
    assert document(file).metadata == plain.metadata
    assert document(file).language == ENGLISH


@pytest.mark.parametrize("title", ["Microsoft Word - draft3", "report.docx", "Document1", " "])
def test_the_name_of_a_file_is_no_title(file: Path, title: str) -> None:
    word(file, TEXT, properties=f"<dc:title>{title}</dc:title>")
    with pytest.raises(PublisherError, match="no title"):
        document(file)


def test_comments_and_changes_that_are_not_settled_are_counted(file: Path) -> None:
    body = (
        paragraph(run("It ") + revision("ins", run("never ")) + run("fell.") + comment_mark(1))
        + paragraph(revision("del", run("x")) + revision("ins", run("Now.")) + comment_mark(2))
        + paragraph(comment_mark(3) + comment_mark(4))
    )
    comments = [comment(1), comment(2, done=True), comment(3), comment(4, answers=3), comment(5)]
    word(file, TITLE + body, comments=comments)
    source = document(file)
    assert texts(source)[1:] == ["paragraph: It never fell.", "paragraph: Now."]
    assert messages(source) == [
        (
            "2 comments and 3 tracked changes are not settled: insertions are read, deletions and"
            " comments are not; settle them in Word"
        )
    ]
    assert source.faults[0].check == "unsettled-changes"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (revision("ins", run("a")) + revision("ins", run("b")), "1 tracked change is not"),
        (revision("ins", run("a")) + revision("ins", run("b"), "Ben"), "2 tracked changes are"),
        (revision("ins", run("a")) + run("x") + revision("ins", run("b")), "2 tracked changes"),
        (revision("moveFrom", run("a")) + run("x") + revision("moveTo", run("a")), "1 tracked"),
        (comment_mark(1), "1 comment is not settled: no comment is read; resolve or delete them"),
    ],
)
def test_a_change_counts_once(file: Path, body: str, expected: str) -> None:
    word(file, TITLE + TEXT + paragraph(body), comments=[comment(1)])
    assert expected in messages(document(file))[0]


def test_an_inserted_paragraph_is_one_change(file: Path) -> None:
    mark = '<w:rPr><w:ins w:id="2" w:author="Ann"/></w:rPr>'
    inserted = f"<w:p><w:pPr>{mark}</w:pPr>{revision('ins', run('New.'))}</w:p>"
    word(file, TITLE + inserted + inserted + paragraph(revision("ins", run("More."))))
    assert "1 tracked change is" in messages(document(file))[0]
    plain = paragraph(revision("ins", run("New.")))
    word(file, TITLE + plain + plain)
    assert "2 tracked changes are" in messages(document(file))[0]


def test_a_change_in_a_text_box_counts_once(file: Path) -> None:
    """Word writes a text box twice, for new and for old programs."""
    box = f"<w:p>{run('It ')}{revision('ins', run('now'))}</w:p>"
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    word(file, f"{TITLE}<mc:AlternateContent {compatibility}>{both}</mc:AlternateContent>")
    assert "1 tracked change is" in messages(document(file))[0]


def test_a_settled_document_has_no_warning(file: Path) -> None:
    word(file, TITLE + TEXT, comments=[comment(1, done=True), comment(2)])
    assert not messages(document(file))


def test_unsettled_changes_are_a_warning_of_check(project: Project) -> None:
    word(project.root / "seeds/w.docx", TITLE + paragraph(revision("ins", run("Now."))))
    project.succeed("update")
    assert "seeds/w.docx:1: warning [unsettled-changes] 1 tracked change is" in project.succeed(
        "check", "-s", "w"
    )


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_break_is_no_rule(file: Path, kind: str) -> None:
    broken = f'<w:r><w:br w:type="{kind}"/></w:r>'
    word(file, TITLE + paragraph(run("One.") + broken + run("Two.")) + paragraph(broken) + TEXT)
    source = document(file)
    assert texts(source)[1:] == [f"paragraph: {text}" for text in ("One.", "Two.", "It fell.")]
    assert not [token for token in source.tokens if token.type == "hr"]


def test_images_are_named_as_editors_see_them(file: Path) -> None:
    long = paragraph(run("In 2013 the fish came back to the river."))
    word(file, paragraph(drawing("")) + TITLE + long + paragraph(drawing("")))
    file.with_suffix(".toml").write_text('title = "T"')
    named = "image 1, at the start, has no description for readers who cannot see it; add one"
    assert messages(document(file))[0] == named
    word(file, TITLE + long + paragraph(drawing("")))
    assert messages(document(file)) == [
        (
            "image 1, after “In 2013 the fish came back to…”, has no description for readers who"
            " cannot see it; add one"
        )
    ]


def test_a_credit_is_of_an_image_by_its_content(file: Path) -> None:
    word(file, TITLE + TEXT + paragraph(drawing("Seen")))
    file.with_suffix(".toml").write_text('image-credits = {"media/1.png" = "Photo: Ann"}')
    with pytest.raises(PublisherError) as caught:
        document(file)
    assert "write 'image-" in str(caught.value)
    assert "for image 1, after “It fell.”" in str(caught.value)
    key = str(caught.value).partition("write '")[2].partition("'")[0]
    file.with_suffix(".toml").write_text(f'image-credits = {{"{key}" = "Photo: Ann"}}')
    assert "image credit: Photo: Ann" in texts(document(file))


def test_a_damaged_image_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("word_helpers.picture", lambda: picture()[:40])
    word(file, TITLE + TEXT + paragraph(drawing("Seen")))
    (fault,) = document(file).faults
    assert fault.check == "missing-image"
    assert fault.message.startswith("image 1, after “It fell.”, is damaged")
