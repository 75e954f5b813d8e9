"""Saved web pages: the article among what its site puts around and into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import document

from publisher.base.errors import PublisherError
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from helpers import Project

    from publisher.markup.document import Document

FISH = "The fish came back to the river in the spring of 2013, and nobody had expected them."
BRIDGE = "The old bridge was closed for two years, so that the water under it became calm again."
PEOPLE = "People of the town stood on the banks with their children and counted them at night."
PROSE = f"<p>{FISH}</p><p>{BRIDGE}</p><p>{PEOPLE}</p>"
HEAD = '<meta name="author" content="Ann Example"><link rel="canonical" href="https://a.org/1">'


def page(body: str, head: str = HEAD) -> Document:
    return document(f"<html><head>{head}</head><body>{body}</body></html>", ending="html")


def texts(source: Document) -> list[str]:
    return [s.source for s in segments(source, "block") if s.kind not in {"title", "author"}]


def left_out(source: Document) -> str:
    found = [fault for fault in source.faults if fault.check == "left-out"]
    return found[0].message.partition(": ")[2].partition("; ")[0] if found else ""


@pytest.mark.parametrize(
    ("clutter", "said"),
    [
        ('<div class="ad-slot"><p>Buy this now</p></div>', "1 advertisement"),
        ("<p>Advertisement</p><div>РЕКЛАМА:</div>", "2 advertisements"),
        ('<ul id="share-buttons"><li>Send</li><li>Print</li></ul>', "1 share bar"),
        (
            '<div class="related-posts"><h3>Related</h3><a href="/2">One</a><a href="/3">Two</a>',
            "2 related links",
        ),
        (
            '<ul><li><a href="/2">Another story here</a><li><a href="https://a.org/3">One</a></ul>',
            "2 related links",
        ),
        ('<section class="newsletter"><p>Get our letters</p></section>', "1 sign-up form"),
        ('<div id="comments"><p>I do not agree at all</p></div>', "1 comment section"),
        ('<p class="byline">By <b>Ann Example</b>, reporter</p>', "1 repeated byline"),
        ("<p>By Ann Example</p>", "1 repeated byline"),
        ('<div class="breadcrumb">Home › News</div>', "1 menu"),
        ('<div class="ads"></div>', ""),
    ],
)
def test_clutter_is_left_out_and_said(clutter: str, said: str) -> None:
    source = page(f"<article><h1>Fish</h1>{PROSE}{clutter}</div></article>")
    assert texts(source) == [FISH, BRIDGE, PEOPLE]
    assert left_out(source) == said


@pytest.mark.parametrize(
    "text",
    [
        "<p>Read <a href='/law'>the law</a> about fish.</p>",
        "<p class='byline'>By Carl Other</p>",
        "<p>By Carl Other</p>",
        "<ul><li><a href='https://b.org/'>Fish of the world, 2013</a></li></ul>",
        "<table><tr><th>Name</th></tr><tr><td><a href='/2'>One story</a></td></tr></table>",
        "<h2><a href='/2'>What they found</a></h2>",
        "<div class='social'><blockquote>Somebody wrote this</blockquote></div>",
        "<p class='download loads'>Ads of salads</p>",
        f"<div class='promo'><p>{FISH}</p><p>{BRIDGE}</p></div>",
        "<dl><dt><a href='/2'>River</a></dt><dd>Water</dd></dl>",
    ],
)
def test_text_is_kept(text: str) -> None:
    source = page(f"<article><h1>Fish</h1>{PROSE}{text}</article>")
    assert len(texts(source)) > len([FISH, BRIDGE, PEOPLE])
    assert left_out(source) == ""


def test_footnotes_are_no_related_links() -> None:
    marked = PROSE.replace("2013", '2013<sup id="r1"><a href="#n1">1</a></sup>')
    note = '<ol><li id="n1">The law. <a href="#r1">back</a></li></ol>'
    source = page(f"<article><h1>Fish</h1>{marked}{note}</article>")
    assert texts(source)[-1] == "The law."
    assert "[^1]" in texts(source)[0]


def test_the_article_is_where_the_text_is() -> None:
    teasers = "<article><h2>Other</h2><p>A short teaser of another story.</p></article>" * 3
    source = page(f"<h1>Fish</h1><div id='story'>{PROSE}</div><aside>{teasers}</aside>")
    assert texts(source) == [FISH, BRIDGE, PEOPLE]
    assert source.title.content == "Fish"


def test_a_page_needs_no_article_element() -> None:
    around = f"<header>News of the day</header><div>{PROSE}</div><p>Imprint</p>"
    source = page(around, f"{HEAD}<meta property='og:title' content='Fish'>")
    assert texts(source) == [FISH, BRIDGE, PEOPLE]
    assert source.title.content == "Fish"


def test_a_short_article_is_no_clutter_of_its_own() -> None:
    assert texts(page("<article><h1>Fish</h1><div class='promo'><p>They came.</p></div>"))


def test_an_article_without_prose_is_the_article() -> None:
    rows = "".join(f"<tr><td>Fish {n}</td><td>{n} kilograms of it</td></tr>" for n in range(40))
    table = f"<article><h1>Fish</h1><table>{rows}</table></article>"
    assert "Fish 7" in texts(page(f"{table}<div>{PROSE}</div>"))


def test_a_short_page_without_article_is_refused() -> None:
    with pytest.raises(PublisherError, match="holds no article"):
        page("<h1>Fish</h1><p>Short.</p>")


@pytest.mark.parametrize(
    ("description", "standfirst"),
    [
        ("How a river was won back.", "How a river was won back."),
        (f"{FISH[:60]} …", None),
        (FISH, None),
        ("How a river was…", None),
        (" ", None),
    ],
)
def test_the_description_is_the_standfirst(description: str, standfirst: str | None) -> None:
    head = f'{HEAD}<meta property="og:description" content="{description}">'
    source = page(f"<article><h1>Fish</h1>{PROSE}</article>", head)
    assert source.metadata.standfirst == standfirst


def test_the_standfirst_of_the_sidecar_precedes(project: Project) -> None:
    head = '<meta property="og:description" content="Theirs.">'
    project.write("seeds/p.html", f"<head>{head}</head><article><h1>Fish</h1>{PROSE}</article>")
    project.write("seeds/p.toml", 'standfirst = "Ours."')
    project.succeed("extract")
    pot = (project.root / "locales/p.pot").read_text("utf-8")
    assert "Ours." in pot
    assert "Theirs." not in pot


def test_what_is_left_out_is_a_warning(project: Project) -> None:
    clutter = '<div class="share-bar">Share</div>'
    project.write("seeds/p.html", f"<article><h1>Fish</h1>{PROSE}{clutter}</article>")
    project.succeed("update")
    output = project.succeed("check", "-s", "p")
    assert "warning [left-out] left out of the page: 1 share bar; to keep any, import" in output


def test_comments_are_no_text() -> None:
    commented = PROSE.replace("<p>", "<!-- zone --><p><!-- text -->")
    assert texts(page(f"<article><h1>Fish</h1>{commented}</article>")) == [FISH, BRIDGE, PEOPLE]


def test_padding_of_an_embedded_image_may_be_missing() -> None:
    data = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    for shown in (data, data.rstrip("="), f"{data}=="):
        source = page(
            f"<article><h1>Fish</h1>{PROSE}<p><img alt='a' src='data:image/gif;base64,{shown}'>"
        )
        assert len(source.assets) == 1
