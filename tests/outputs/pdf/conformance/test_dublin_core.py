"""Metadata of PDFs in Dublin Core, by the names of XMP."""

from __future__ import annotations

from io import BytesIO

import pypdf
from pdf_helpers import page_of

from publisher.outputs import OUTPUTS

ARTICLE = """\
---
standfirst: Мост открыли.
source: https://example.org/bridge?a=1&b=2
keywords: [мосты, Ереван]
rights: © 2026 Редакция
---
# Второй мост
"""


def reader(text: str, siblings: tuple[str, ...] = ()) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(OUTPUTS["pdf"].render(page_of(text, "ru", siblings)).content))


def test_article_is_described_in_its_language() -> None:
    found = reader(ARTICLE, ("en", "hy"))
    xmp, info = found.xmp_metadata, found.metadata
    assert xmp is not None
    assert info is not None
    assert xmp.dc_title == {"x-default": "Второй мост", "ru": "Второй мост"}
    assert xmp.dc_description == {"x-default": "Мост открыли.", "ru": "Мост открыли."}
    assert xmp.dc_rights == {"x-default": "© 2026 Редакция", "ru": "© 2026 Редакция"}
    assert "© 2026 Редакция" in found.pages[-1].extract_text()
    assert xmp.dc_language == ["ru"]
    assert xmp.dc_subject == ["мосты", "Ереван"]
    assert xmp.dc_source == "https://example.org/bridge?a=1&b=2"
    assert xmp.dc_relation == ["a.en.pdf", "a.hy.pdf"]
    assert info.title == xmp.dc_title["ru"]
    assert info.subject == xmp.dc_description["ru"]
    assert info.keywords == ", ".join(xmp.dc_subject)


def test_article_without_metadata_has_title_and_language_alone() -> None:
    xmp = reader("# Второй мост\n").xmp_metadata
    assert xmp is not None
    assert xmp.dc_language == ["ru"]
    assert (xmp.dc_description, xmp.dc_subject, xmp.dc_source) == ({}, [], None)
    assert xmp.dc_relation == []
