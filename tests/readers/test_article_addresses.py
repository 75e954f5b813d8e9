"""Addresses of articles: what a link leads to."""

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


@pytest.mark.parametrize("href", ["/en/a/page/", "/a/page/", "/content/en/a/page/"])
def test_the_root_of_a_site_can_be_a_folder_above_the_page(href: str) -> None:
    names = addresses("content/en/a/page.md", "content/en/a/start.md", "content/de/page.md")
    assert names.find(href, "content/en/a/start") == ("content/en/a/page", "")
    assert names.find("/page/", "content/de/page") == ("content/de/page", "")
    assert names.find("/a/page/", "content/de/page") is None
    assert addresses("en/index.md", "de/a.md").find("/", "en/index") == ("en/index", "")


def test_a_folder_of_some_pages_is_no_root() -> None:
    names = addresses("guide/help.md", "guide/start.md", "guide/index.md", "use.md")
    assert names.find("/help/", "guide/start") is None
    assert names.find("/", "guide/start") is None
    assert names.find("/guide/help/", "guide/start") == ("guide/help", "")


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


START = "start"  # an article that links to the others


def site(
    root: Path,
    files: dict[str, str],
    prefix: str = "",
    *,
    web: str | None = None,
    config: str = "",
) -> ArticleAddresses:
    """Return the addresses of pages with front matter, and of the page `start`.

    `config` is the configuration of Jekyll.
    """
    base = root / prefix
    for name, front_matter in {**files, "start.md": "title: x"}.items():
        file = base / name
        file.parent.mkdir(parents=True, exist_ok=True)
        fence = "" if front_matter[:1] == "{" else "+++" if " = " in front_matter else "---"
        file.write_text(f"{fence}\n{front_matter}\n{fence}\n\nText", encoding="utf-8")
    if config:
        (root / "_config.yml").write_text(config, encoding="utf-8")
    found = sorted(file for file in base.rglob("*") if file.suffix in {".md", ".mdx", ".qmd"})
    slugs = {file.relative_to(base).with_suffix("").as_posix(): file for file in found}
    return ArticleAddresses(Seeds(root, slugs), web)


@pytest.mark.parametrize("prefix", ["", "docs"])
@pytest.mark.parametrize(
    ("name", "front_matter", "href"),
    [
        # Jekyll
        ("a.md", "permalink: /about/", "/about/"),
        ("a.md", "permalink: /about/", "/about"),
        ("a.md", "permalink: /about/", "/about.html"),
        ("a.md", "permalink: /about/", "/about/index.html"),
        ("a.md", "permalink: /about.html", "/about/"),
        ("a.md", "permalink: /about/index.html", "/about/"),
        ("a.md", "permalink: about", "/about/"),
        ("a.md", "permalink: about", "about"),
        ("a.md", "permalink: '/a b/'", "/a%20b/"),
        ("x/a.md", "permalink: /", "/"),
        (
            "a.md",
            "permalink: /:categories/:title/\ncategories: [News, Far away]",
            "/news/far away/a/",
        ),
        ("a.md", "permalink: /:categories/:title\ncategories: News Far", "/news/far/a/"),
        ("a.md", "permalink: /:categories/:title\ncategories:\n-\n- News", "/news/a/"),
        ("x/a.md", "permalink: /p/:path:output_ext", "/p/x/a.html"),
        ("a.md", "redirect_from: /old/", "/old/"),
        ("x/a.md", "redirect_from:\n- old\n- /older.html", "/older/"),
        ("x/a.md", "redirect_from:\n  - old\n  - /older.html", "/old"),
        ("_posts/2020-01-02-a-b.md", "title: x", "/2020/01/02/a-b.html"),
        ("_posts/2020-01-02-a.md", "category: News", "/news/2020/01/02/a.html"),
        ("sea/_posts/2020-01-02-a.md", "categories: [News]", "/sea/news/2020/01/02/a.html"),
        ("_posts/2020-01-02-a.md", "date: 2021-03-04 10:00", "/2021/03/04/a.html"),
        ("_posts/2020-01-02-a.md", "slug: b", "/2020/01/02/b.html"),
        ("_posts/2020-01-02-a.md", "permalink: /:year/:i_month/:i_day/:title/", "/2020/1/2/a/"),
        ("_posts/2020-01-02-a.md", "permalink: ordinal", "/2020/002/a.html"),
        ("_posts/2020-01-02-a.md", "permalink: /b/", "/b/"),
        # Hugo
        ("posts/a.md", "url: /b/", "/b/"),
        ("posts/a.md", "url = 'b'", "/b/"),
        ("posts/a.md", 'slug = "b"', "/posts/b/"),
        ("posts/a.md", 'Slug = "b"', "/posts/b/"),
        ("posts/a/index.md", "slug: b", "/posts/b/"),
        ("posts/a.md", "aliases: [/old/, older]", "/old/"),
        ("posts/a.md", "aliases: [/old/, older]", "/posts/older/"),
        ("posts/a.md", "aliases: [\n  /old/,\n  older,\n]\ntitle: x", "/posts/older/"),
        ("posts/a.md", '{"slug": "b"}', "/posts/b/"),
        ("posts/a.md", '{\n  "url": "/b/"\n}', "/b/"),
        # Docusaurus
        ("guide/a.md", "slug: /b", "/b"),
        ("guide/a.md", "slug: b", "/guide/b"),
        ("guide/a.md", "slug: ../b", "/b"),
        ("guide/a.md", "id: b", "/guide/b"),
        ("guide/01-a.md", "title: x", "/guide/a"),
        ("01-guide/02-a.md", "id: b", "/guide/b"),
        ("guide/guide.md", "title: x", "/guide/"),
        ("2020-01-02-a.md", "title: x", "/2020/01/02/a"),
        ("2020-01-02-a/index.md", "slug: b", "/b"),
        ("2020-01-02-a/index.md", "title: x", "/2020/01/02/a"),
        # Quarto, and files of Windows
        ("a.qmd", "aliases: [/old.html]", "/old.html"),
        ("a.md", "\r\npermalink: /b/\r", "/b/"),
    ],
)
def test_front_matter_gives_addresses(
    tmp_path: Path, prefix: str, name: str, front_matter: str, href: str
) -> None:
    found = site(tmp_path, {name: front_matter}, prefix).find(href, START)
    assert (found and found.slug) == Path(name).with_suffix("").as_posix()


@pytest.mark.parametrize(
    ("front_matter", "href"),
    [
        ("permalink: /:no_such/:title/", "/a/b/"),
        ("permalink: /:year/:title/", "/:year/a/"),
        ("permalink: /:year/:title/\ndate: 2020-99-99", "/2020/a/"),
        ("permalink: '{{ page.fileSlug }}/b'", "/b"),
        ("permalink: false", "/false"),
        ("permalink: https://example.org/b/", "/b/"),
        ("permalink: [b]", "/b"),
        ("url: 'http://['", "/b"),
        ("slug:", "/"),
        ("nested:\n  slug: b", "/b"),
        ("slug: b\nslug: c", "/b"),
        ("aliases: {b: c}", "/b"),
    ],
)
def test_values_that_are_no_address_of_the_site_are_ignored(
    tmp_path: Path, front_matter: str, href: str
) -> None:
    names = site(tmp_path, {"x/a.md": front_matter})
    assert names.find(href, START) is None
    assert names.find("/x/a/", START) == ("x/a", "")


def test_an_astro_slug_is_a_whole_path_in_its_collection(tmp_path: Path) -> None:
    names = site(tmp_path, {"docs/guide/a.md": "slug: b/c"}, "src/content")
    assert names.find("/docs/b/c/", START) == ("docs/guide/a", "")
    assert names.find("/docs/guide/b/c/", START) is None


def test_files_are_found_by_their_names_alone(tmp_path: Path) -> None:
    names = site(tmp_path, {"a.md": "permalink: /b/", "b.md": "permalink: /c/", "c.md": "id: x"})
    assert names.find("b.md", START) == ("b", "")
    assert names.find("/b/", START) == ("a", "")
    assert names.find("b", START) == ("a", "")
    assert names.find("/a/", START) == ("a", "")  # nobody else's


def test_links_are_relative_to_the_declared_address(tmp_path: Path) -> None:
    files = {"x/a.md": "permalink: /shop/", "shop/team.md": "title: x", "team.md": "title: x"}
    names = site(tmp_path, files)
    assert names.find("team/", "x/a") == ("shop/team", "")
    assert names.find("../team/", "x/a") == ("team", "")


def test_an_address_that_two_articles_claim_is_none(tmp_path: Path) -> None:
    files = {
        "a.md": "permalink: /same/",
        "b.md": "permalink: /same.html",
        "c.md": "slug: d",
        "d.md": "title: x",
        "e/index.md": "title: x",
        "f.md": "url: /e/",
        "g.md": "aliases: [/old/, /d2/, /c/]",
        "h.md": "aliases: [/old/]",
        "01-i.md": "title: x",
        "02-i.md": "title: x",
    }
    names = site(tmp_path, files)
    for href, slugs in {
        "/same/": ("a", "b"),
        "/SAME": ("a", "b"),
        "/d/": ("c", "d"),
        "/e/": ("e/index", "f"),
        "/old/": ("g", "h"),
        "/i/": ("01-i", "02-i"),
    }.items():
        assert names.find(href, START) is None
        assert names.claimants(href, START) == slugs
    assert names.find("d.md", START) == ("d", "")
    assert names.find("/d2/", START) == ("g", "")
    assert names.claimants("/d2/", START) == names.claimants("/nothing/", START) == ()


def test_a_page_comes_before_the_former_address_of_another(tmp_path: Path) -> None:
    files = {"en/b.md": "title: x", "en/a.md": "aliases: [/b/, /c/index/]", "en/start.md": "a: b"}
    names = site(tmp_path, files)
    assert names.find("/b/", "en/start") == ("en/b", "")
    assert names.find("/c/", "en/start") is None


@pytest.mark.parametrize("key", ["permalink", "  posts:\n    permalink"])
def test_permalinks_of_the_configuration_of_jekyll(tmp_path: Path, key: str) -> None:
    key = key if key == "permalink" else f"title: x\ncollections:\n{key}"
    files = {"docs/_posts/2020-01-02-a.md": "categories: b", "_posts/2020-01-02-c.md": "title: x"}
    names = site(tmp_path, files, config=f"{key}: /news/:year/:title/\n")
    assert names.find("/news/2020/a/", START) == ("docs/_posts/2020-01-02-a", "")
    assert names.find("/news/2020/c/", START) == ("_posts/2020-01-02-c", "")


def test_permalinks_of_collections(tmp_path: Path) -> None:
    defaults = "defaults:\n- scope: {path: x, type: rules}\n  values: {permalink: '/x/:name'}\n"
    defaults += "- scope: {path: '', type: tips}\n  values: {permalink: '/t/:name'}\n"
    collections = "collections:\n  rules:\n    permalink: /r/:path/\n  others:\n"
    files = {"_rules/a/b.md": "title: x", "_tips/c.md": "title: x", "_others/d.md": "title: x"}
    names = site(tmp_path, files, config=collections + defaults)
    assert names.find("/r/a/b/", START) == ("_rules/a/b", "")
    assert names.find("/t/c", START) == ("_tips/c", "")
    assert names.find("/others/d/", START) == ("_others/d", "")


def test_a_bad_configuration_of_a_site_gives_no_permalinks(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "_config.yml").write_text("permalink: /:title/", encoding="utf-8")
    (root / "_config.yml").symlink_to("../_config.yml")
    for config in ("", "permalink: [", f"permalink: /:title/\ndefaults: [{'x, ' * 4000}]"):
        if config:
            (root / "_config.yml").unlink(missing_ok=True)
        names = site(root, {"_posts/2020-01-02-a.md": "a: b"}, config=config)
        assert names.find("/2020/01/02/a.html", START) == ("_posts/2020-01-02-a", "")
        assert names.find("/a/", START) is None


def test_a_site_has_its_own_configuration(tmp_path: Path) -> None:
    names = site(tmp_path, {"_posts/2020-01-02-a.md": "a: b"}, "docs", config="permalink: none")
    assert names.find("/a.html", START) == ("_posts/2020-01-02-a", "")
    names = site(tmp_path, {"_posts/2020-01-02-a.md": "a: b"}, config="title: x")
    assert names.find("/2020/01/02/a.html", START) == ("_posts/2020-01-02-a", "")


def test_the_web_address_of_a_file_is_the_one_that_it_declares(tmp_path: Path) -> None:
    files = {
        "a.md": "permalink: /b c/",
        "_posts/2020-01-02-c.md": "categories: [News]",
        "d/index.md": "slug: e",  # /e/ or /d/e/
    }
    names = site(tmp_path, files, web=SITE)
    assert names.web_address("a.md#x", START) == f"{SITE}b%20c/#x"
    assert names.web_address("_posts/2020-01-02-c.md", START) == f"{SITE}news/2020/01/02/c.html"
    assert names.web_address("d/index.md", START) == f"{SITE}d/"


@pytest.mark.parametrize(
    ("place", "configuration", "found"),
    [
        ("", "", "docs/"),
        ("website/", "docs: {},", "docs/"),
        ("", "docs: { routeBasePath: '/' },", ""),
        ("", 'docs: { "routeBasePath": "a/b" },', "a/b/"),
        ("", "docs: { routeBasePath: 'a' }, blog: { routeBasePath: 'b' },", None),
        ("other/", "", ""),
    ],
)
def test_docusaurus_publishes_a_folder_below_its_route(
    tmp_path: Path, place: str, configuration: str, found: str | None
) -> None:
    file = tmp_path / f"{place}docusaurus.config.js"
    file.parent.mkdir(exist_ok=True)
    file.write_text(configuration, encoding="utf-8")
    names = site(tmp_path, {"x/a.md": "slug: b", "x/c.md": "title: x"}, "docs", web=SITE)
    assert names.web_address("/map.pdf", "x/a") == f"{SITE}map.pdf"
    for href, page in {"c.md": "x/c", "map.pdf": "x/map.pdf", "a.md#z": "x/b#z"}.items():
        expected = None if found is None else f"{SITE}{found}{page}"
        assert names.web_address(href, "x/a") == expected


def test_addresses_below_a_route_of_docusaurus(tmp_path: Path) -> None:
    (tmp_path / "website").mkdir()
    (tmp_path / "website/docusaurus.config.ts").write_text("docs: {}", encoding="utf-8")
    names = site(tmp_path, {"index.md": "title: x", "a.md": "slug: /b"}, "docs")
    for href, found in {
        "/docs/": "index",
        "/docs/b": "a",
        "/a.md": "a",
        "/docs/a.md": "a",
        "/": None,
        "/b": None,
        "/start": None,
        "/docs2/b": None,
    }.items():
        assert names.find(href, START) == (found and (found, ""))


@given(st.text(alphabet="ab./#?%:[]_-~ é\\", max_size=12), st.sampled_from(["index", "a/page"]))
def test_any_address_is_found_or_not(href: str, slug: str) -> None:
    names = addresses(*DOCS, site=SITE)
    names.hint(href, slug)
    target = names.find(href, slug)
    assert target is None or target.slug in names.slugs
    web = names.web_address(href, slug)
    assert web is None or web.startswith(SITE)


@pytest.mark.parametrize(
    ("href", "slug", "found"),
    [
        ("*/page", "index", "a/page"),
        ("*/Page.md", "b/README", "a/page"),
        ("*/a/page", "index", "a/page"),
        ("*/c/page", "index", None),
        ("*/age", "index", None),
        ("*/b", "index", "b/README"),
        ("*/other", "a/page", "a/other"),
        ("*/other", "index", "other"),
        ("*/%C3%84 b", "a/page", "Ä b"),
    ],
)
def test_name_of_an_article_in_any_folder(href: str, slug: str, found: str | None) -> None:
    for site in (None, SITE):
        target = addresses(*DOCS, prefix="docs", site=site).find(f"{href}#x", slug)
        assert target == (found and (found, "x"))


def test_name_of_articles_in_several_folders_leads_to_none() -> None:
    known = addresses(*DOCS, site=SITE)
    assert known.find("*/other", "b/README") is None
    assert known.claimants("*/other", "b/README") == ("a/other", "other")
    assert known.web_address("*/other", "b/README") is None
