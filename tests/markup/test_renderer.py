"""Renderer: HTML that depends on several tokens."""

from __future__ import annotations

from helpers import document

from publisher.language.locale import Language
from publisher.markup.renderer import render
from publisher.translation.translate import translate

ENGLISH = Language("en")


def test_footnotes_are_numbered_and_link_back() -> None:
    html = render(document("# T\n\na[^b] c[^b]\n\n[^b]: Note.", ending="md").body)
    assert html.count('href="#fn:1"') == 2
    assert 'id="fnref:1"' in html
    assert 'id="fnref:1-2"' in html
    assert '<li id="fn:1"><p>Note. <a href="#fnref:1" role="doc-backlink">' in html


def test_footnote_without_a_reference_in_the_translation_has_no_back_link() -> None:
    source = document("# T\n\na[^b]\n\n[^b]: Note.", ending="md")
    target = translate(source, lambda s: "x" if s.kind == "paragraph" else None, ENGLISH, "block")
    assert "fnref" not in render(target.body)
    assert "Note." in render(target.body)
