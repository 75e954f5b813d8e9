"""Word documents of the parts that the reader needs."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from helpers import picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
DUBLIN_CORE = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def drawing(description: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="1" name="x" descr="{description}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/'
        f'picture"><pic:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId9"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def revision(kind: str, content: str, author: str = "Ann") -> str:
    """Return a tracked change: `ins`, `del`, `moveFrom` or `moveTo`."""
    return f'<w:{kind} w:id="1" w:author="{author}">{content}</w:{kind}>'


def comment(number: int, *, done: bool = False, answers: int | None = None) -> tuple[str, str]:
    """Return a comment, and its state; it may answer another one."""
    paragraphs = f'<w:p w14:paraId="A{number}"/><w:p w14:paraId="{number:08X}"/>'
    parent = "" if answers is None else f' w15:paraIdParent="{answers:08X}"'
    return (
        f'<w:comment w:id="{number}">{paragraphs}</w:comment>',
        f'<w15:commentEx w15:paraId="{number:08X}"{parent} w15:done="{int(done)}"/>',
    )


def comment_mark(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def word(
    file: Path,
    body: str,
    note: str = "",
    *,
    properties: str = "",
    comments: Sequence[tuple[str, str]] = (),
) -> None:
    """Write a Word document of the parts that the reader needs.

    `properties` are the elements of its core properties, `comments` those of `comment`.
    """
    names = ("Title", "Subtitle", "Author", "Heading 1", "Heading 2", "Quote", "caption")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/></w:style>'
        for name in names
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId8" Type="{OFFICE}/hyperlink" Target="https://example.org/"'
        ' TargetMode="External"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/comments" Target="comments.xml"/>'
        f'<Relationship Id="rId4" Type="{MICROSOFT}/commentsExtended" Target="/word/states.xml"/>'
        f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="media/1.png"/></Relationships>'
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="png"'
            ' ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
            "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>',
        )
        archive.writestr(
            "docProps/core.xml",
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" {DUBLIN_CORE}>'
            f"{properties}</cp:coreProperties>",
        )
        texts, states = "".join(c[0] for c in comments), "".join(c[1] for c in comments)
        archive.writestr("word/comments.xml", f"<w:comments {W} {W14}>{texts}</w:comments>")
        archive.writestr("word/states.xml", f"<w15:commentsEx {W15}>{states}</w15:commentsEx>")
        archive.writestr("word/_rels/document.xml.rels", relations)
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {W}><w:footnote w:id="1">{paragraph(run(note))}</w:footnote>'
            "</w:footnotes>",
        )
        archive.writestr("word/media/1.png", picture())
        archive.writestr(
            "word/document.xml",
            f'<w:document {W} xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
        )
