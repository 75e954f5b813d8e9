"""Addresses of articles: what a link leads to, by the names of the seeds alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.readers.article_addresses import ArticleAddresses
from publisher.readers.discovery import Seeds

ROOT = Path("/site")
SITE = "https://example.org/handbook/"


def addresses(*names: str, prefix: str = "", site: str | None = None) -> ArticleAddresses:
    """Return the addresses of seeds by their names, with slugs below a pattern's `prefix`."""
    files = {Path(name).with_suffix("").as_posix(): ROOT / prefix / name for name in sorted(names)}
    return ArticleAddresses(Seeds(ROOT, files), site)


DOCS = ("index.md", "other.md", "a/index.md", "a/page.md", "a/other.docx", "b/README.md", "Ä b.md")


@pytest.mark.parametrize("prefix", ["", "docs/en"])
@pytest.mark.parametrize(
    ("href", "slug", "found"),
    [
        ("other.md", "index", "other"),
        ("other", "index", "other"),
        ("other/", "index", "other"),
        ("other.html", "index", "other"),
        ("./other.md", "index", "other"),
        ("other.md?plain=1", "index", "other"),
        ("/other/", "a/page", "other"),
        ("/other.html", "a/page", "other"),
        ("/other.md", "a/page", "other"),
        ("OTHER", "index", "other"),
        ("../other.md", "a/page", "other"),
        ("other.docx", "a/page", "a/other"),
        ("other.md", "a/page", "a/other"),
        ("../a/other/", "a/page", "a/other"),
        # From the folder of all pages.
        ("a/page.md", "b/README", "a/page"),
        ("a/page", "b/README", None),
        ("./a/page.md", "b/README", None),
        # From the folder that a generator makes of the page.
        ("../other/", "a/page", "other"),
        ("../page/", "a/other", "a/page"),
        # The pages of folders.
        ("/", "a/page", "index"),
        (".", "other", "index"),
        ("..", "a/page", "index"),
        ("a/", "index", "a/index"),
        ("a", "index", "a/index"),
        ("a/index.html", "index", "a/index"),
        ("./", "a/page", "a/index"),
        ("b/", "index", "b/README"),
        ("b/index.html", "index", "b/README"),
        ("b/README.md", "index", "b/README"),
        ("%C3%84%20b.md", "index", "Ä b"),
        ("Ä b", "index", "Ä b"),
        ("page/", "a/page", "a/page"),
        # Nothing of the project.
        ("missing.md", "index", None),
        ("other.png", "index", None),
        ("../../other.md", "a/page", None),
        ("https://example.org/other.md", "index", None),
        ("//example.org/other.md", "index", None),
        ("mailto:other.md", "index", None),
        ("http://[", "index", None),
        ("", "index", None),
        ("?q", "index", None),
        ("%", "index", None),
    ],
)
def test_links_find_articles(href: str, slug: str, found: str | None, prefix: str) -> None:
    target = addresses(*DOCS, prefix=prefix).find(href, slug)
    assert (target and target.slug) == found


def test_a_file_comes_before_the_page_of_a_folder_and_an_index_before_a_readme() -> None:
    names = addresses("a.md", "a/index.md", "b/README.md", "b/_index.md", "c/page.md")
    assert names.find("../a/", "c/page") == ("a", "")
    assert names.find("../b/", "c/page") == ("b/_index", "")


def test_anchors_are_decoded() -> None:
    assert addresses("a.md", "b.md").find("b/#caf%C3%A9", "a") == ("b", "café")


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("_posts/2023-11-20-bridge.md", "/2023/11/20/bridge.html"),
        ("news/_posts/2023-11-20-bridge.md", "/news/2023/11/20/bridge/"),
        ("_docs/bridge.md", "/docs/bridge/"),
        ("_docs/index.md", "/docs/"),
        ("_docs/01-start.md", "/docs/01-start/"),
        ("_docs/01-start.md", "/docs/start/"),
        ("01-start/02_bridge.md", "/start/bridge"),
        ("01-start/index.md", "/start/"),
    ],
)
def test_addresses_that_generators_make(name: str, href: str) -> None:
    target = addresses(name, "page.md").find(href, "page")
    assert target is not None
    assert target.slug == Path(name).with_suffix("").as_posix()


def test_addresses_without_numbers_are_also_relative_to_the_page() -> None:
    names = addresses("01-start/02-bridge.md", "01-start/03-river.md")
    assert names.find("river", "01-start/02-bridge") == ("01-start/03-river", "")


@pytest.mark.parametrize("href", ["/en/a/page/", "/a/page/", "/content/en/a/page/", "/page/"])
def test_the_root_of_a_site_can_be_a_folder_above_the_page(href: str) -> None:
    names = addresses("content/en/a/page.md", "content/en/a/start.md", "content/de/page.md")
    assert names.find(href, "content/en/a/start") == ("content/en/a/page", "")
    assert names.find("/page/", "content/de/page") == ("content/de/page", "")
    assert names.find("/a/page/", "content/de/page") is None


def test_addresses_of_several_folders() -> None:
    files = {"guide": ROOT / "docs/guide.md", "post": ROOT / "blog/post.md"}
    names = ArticleAddresses(Seeds(ROOT, files))
    for href in ("../blog/post.md", "/post/", "/blog/post.md"):
        assert names.find(href, "guide") == ("post", "")


@pytest.mark.parametrize(
    ("href", "slug", "found"),
    [
        ("https://example.org/handbook/other/#x", "a/page", ("other", "x")),
        ("/handbook/other/", "a/page", ("other", "")),
        ("/other/", "a/page", ("other", "")),
        ("https://example.org/handbook/", "a/page", ("index", "")),
        ("https://example.org/other/", "a/page", None),
    ],
)
def test_addresses_of_the_site_are_those_of_articles(
    href: str, slug: str, found: tuple[str, str] | None
) -> None:
    assert addresses(*DOCS, site=SITE).find(href, slug) == found


@pytest.mark.parametrize(
    ("href", "slug", "found"),
    [
        ("map.pdf", "a/page", "a/map.pdf"),
        ("../map.pdf?v=1#page=2", "a/page", "map.pdf?v=1#page=2"),
        ("/map.pdf", "a/page", "map.pdf"),
        ("/handbook/map.pdf", "a/page", "map.pdf"),
        ("notes.md#x", "a/page", "a/notes#x"),
        ("notes/", "a/page", "a/notes/"),
        ("notes/index.md", "index", "notes/"),
        ("index.md", "index", ""),
        ("../", "a/page", ""),
        ("/", "a/page", ""),
        ("data.txt", "index", "data.txt"),
        ("page.html", "index", "page.html"),
        ("a%20b.zip", "c d/e", "c%20d/a%20b.zip"),
        ("../map.pdf", "index", None),
        ("//example.com/x", "index", None),
        ("", "index", None),
    ],
)
def test_other_pages_are_on_the_site(href: str, slug: str, found: str | None) -> None:
    expected = None if found is None else SITE + found
    assert addresses(*DOCS, site=SITE).web_address(href, slug) == expected
    assert addresses(*DOCS).web_address(href, slug) is None


def test_hints_name_an_article_of_the_same_name_or_the_nearest() -> None:
    names = addresses("guide/install.md", "guide/use.md", "page.md")
    assert names.hint("install.md", "page") == "; did you mean 'guide/install'?"
    assert names.hint("/guide/uses/", "page") == "; did you mean 'guide/use'?"
    assert names.hint("zzzzzzzz", "page") == ""
    assert names.hint("", "page") == ""


@given(st.text(alphabet="ab./#?%:[]_-~ é\\", max_size=12), st.sampled_from(["index", "a/page"]))
def test_any_address_is_found_or_not(href: str, slug: str) -> None:
    names = addresses(*DOCS, site=SITE)
    names.hint(href, slug)
    target = names.find(href, slug)
    assert target is None or target.slug in names.slugs
    web = names.web_address(href, slug)
    assert web is None or web.startswith(SITE)
