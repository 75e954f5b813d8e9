"""New projects beside a site: its pages are the articles, and stay where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.base.git import run_git
from publisher.project.config import load_config
from publisher.project.new_project import create_project
from publisher.project.new_project.site import find_site

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, *names: str, text: str = "# T\n\nText.\n") -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


CONTENT = ["content/**/*.md"]


@pytest.mark.parametrize(
    ("configuration", "pages", "generator", "patterns"),
    [
        ("mkdocs.yml", ["docs/index.md"], "MkDocs", ["docs/**/*.md"]),
        ("docs/mkdocs.yaml", ["docs/docs/index.md", "docs/x.md"], "MkDocs", ["docs/docs/**/*.md"]),
        (
            "website/docusaurus.config.ts",
            ["website/docs/a.md", "website/docs/b.mdx", "website/blog/c.md"],
            "Docusaurus",
            ["website/docs/**/*.md", "website/docs/**/*.mdx", "website/blog/**/*.md"],
        ),
        (
            "website/docusaurus.config.js",
            ["docs/a.md", "docs/b/_part.mdx"],
            "Docusaurus",
            ["docs/**/*.md"],
        ),
        (
            "hugo.yaml",
            ["content/en/a.md", "content/fa/a.md", "content/zh-cn/a.md", "content/x.md"],
            "Hugo",
            ["content/en/**/*.md"],
        ),
        ("hugo.yaml", ["content/en/a.md", "content/it/a.md", "content/x/a.md"], "Hugo", CONTENT),
        ("hugo.yaml", ["content/de/a.md", "content/fr/a.md"], "Hugo", CONTENT),
        ("_quarto.yml", ["a.qmd", "x/b.md"], "Quarto", ["**/*.md", "**/*.qmd"]),
        ("hugo.toml", ["content/_index.md", "docs/x.md"], "Hugo", ["content/**/*.md"]),
        ("config/_default/params.toml", ["content/a.md"], "Hugo", ["content/**/*.md"]),
        ("astro.config.mjs", ["src/content/docs/a.mdx"], "Astro", ["src/content/**/*.mdx"]),
        ("_config.yml", ["_posts/2024-01-31-a.markdown"], "Jekyll", ["**/*.markdown"]),
        ("docs/_config.yml", ["docs/_posts/a.md", "x.md"], "Jekyll", ["docs/**/*.md"]),
        ("book.toml", ["src/a.md", "README.md"], "mdBook", ["src/**/*.md"]),
        ("docs/.vitepress/config.mts", ["docs/a.md", "README.md"], "VitePress", ["docs/**/*.md"]),
        (".vuepress/config.js", ["a.md", "x/b.md"], "VuePress", ["**/*.md"]),
        ("myst.yml", ["a.md", "x/b.md"], "MyST", ["**/*.md"]),
        (".eleventy.js", ["pages/a.md", "README.md"], "Eleventy", ["pages/**/*.md"]),
        ("setup.cfg", ["docs/a.md"], "", ["docs/**/*.md"]),
        ("mkdocs.yml", ["content/a.md"], "", ["content/**/*.md"]),
    ],
)
def test_pages_of_a_site_are_the_articles(
    tmp_path: Path, configuration: str, pages: list[str], generator: str, patterns: list[str]
) -> None:
    write(tmp_path, *pages)
    write(tmp_path, configuration, text="")
    site = find_site(tmp_path)
    assert site is not None
    assert (site.generator, list(site.patterns)) == (generator, patterns)
    created = [item.file.name for item in create_project(tmp_path, site=site)]
    assert not (tmp_path / "seeds").exists()
    assert created.count("README.md") == 2  # for translators and designers
    found = load_config(tmp_path).find_seeds()
    assert found.errors == []
    assert found.files == site.pages.files
    assert find_site(tmp_path) is None  # it is a project now


@pytest.mark.parametrize(
    ("configuration", "text"),
    [
        ("mkdocs.yml", "site_name: !ENV X\ndocs_dir: 'pages'  # here\n"),
        ("book.toml", '[book]\ntitle = "T"\nsrc = "pages"\n'),
        (".vitepress/config.ts", "export default {\n  title: 'T',\n  srcDir: './pages',\n}\n"),
    ],
)
def test_folder_that_a_configuration_names(tmp_path: Path, configuration: str, text: str) -> None:
    write(tmp_path, "pages/a.md", "docs/b.md", "c.md")
    write(tmp_path, configuration, text=text)
    site = find_site(tmp_path)
    assert site
    assert site.patterns == ("pages/**/*.md",)


def test_folder_that_mkdocs_names_outside(tmp_path: Path) -> None:
    write(tmp_path, "docs/b.md")
    write(tmp_path, "mkdocs.yml", text="docs_dir: ../elsewhere\n")
    site = find_site(tmp_path)
    assert site
    assert site.patterns == ("docs/**/*.md",)


@pytest.mark.parametrize(
    ("pages", "patterns"),
    [
        ([f"book/web/{n}/a.md" for n in range(10)], ["book/web/**/*.md"]),
        ([f"book/{n}.md" for n in range(9)], None),
        ([*(f"a/{n}.md" for n in range(12)), *(f"b/{n}.md" for n in range(12))], None),
        ([f"packages/{n}/README.md" for n in range(20)], None),
        ([f"{n}.md" for n in range(20)], None),
    ],
)
def test_folder_with_nearly_all_pages(
    tmp_path: Path, pages: list[str], patterns: list[str] | None
) -> None:
    write(tmp_path, *pages, "README.md", "x/CHANGELOG.md")
    site = find_site(tmp_path)
    assert (site and list(site.patterns)) == patterns


def test_a_folder_that_repeats_slugs_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "docs/index.md", "blog/index.md")
    write(tmp_path, "docusaurus.config.js", text="")
    site = find_site(tmp_path)
    assert site
    assert (site.patterns, site.pages.errors) == (("docs/**/*.md",), [])


def test_parts_of_pages_are_left_out_where_a_generator_does(tmp_path: Path) -> None:
    write(tmp_path, "a.qmd", "_part.qmd", "_parts/b.qmd")
    write(tmp_path, "_quarto.yml", text="")
    site = find_site(tmp_path)
    assert site
    assert list(site.pages.files) == ["a"]
    list(create_project(tmp_path, site=site))
    assert list(load_config(tmp_path).find_seeds().files) == ["a"]


def test_pages_that_translate_others_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/a.fr.md", "docs/b.pt-BR.md", "docs/b.md", "docs/v1.2.md")
    write(tmp_path, "mkdocs.yml", text="")
    site = find_site(tmp_path)
    assert site
    assert site.exclude == ("**/*.fr.*", "**/*.pt-BR.*")
    assert list(site.pages.files) == ["a", "b", "v1.2"]


def test_folders_of_translations_are_left_out(tmp_path: Path) -> None:
    names = ["docs/a.md", "docs/b/c.md", "docs/de/a.md", "docs/de/b/c.md", "docs/de/d.md"]
    write(tmp_path, *names, "docs/pt-BR/a.md", "docs/pt-BR/x.md", "docs/x/y.md")
    write(tmp_path, "docs/it/a.md", "docs/it/b.md", "docs/it/e.md", "docs/it/f.md")
    write(tmp_path, "mkdocs.yml", text="")
    site = find_site(tmp_path)
    assert site
    assert site.exclude == ("docs/de/**",)
    found = ["a", "b/c", "it/a", "it/b", "it/e", "it/f", "pt-BR/a", "pt-BR/x", "x/y"]
    assert list(site.pages.files) == found


@pytest.mark.parametrize(
    ("configuration", "folder", "generator"),
    [
        ("mkdocs.yml", "docs", "MkDocs"),
        ("hugo.toml", "content/en/docs", "Hugo"),
        ("website/docusaurus.config.js", "docs", "Docusaurus"),
        ("setup.cfg", "docs/guide", ""),
        ("mkdocs.yml", "src", None),
    ],
)
def test_a_folder_of_pages_below_its_site(
    tmp_path: Path, configuration: str, folder: str, generator: str | None
) -> None:
    run_git("init", "-q", folder=tmp_path)
    write(tmp_path, configuration, text="")
    write(tmp_path / folder, "README.md", "a.md", "b/c.md")
    site = find_site(tmp_path / folder)
    assert (site and (site.generator, site.patterns)) == (
        None if generator is None else (generator, ("**/*.md",))
    )


FRONT_MATTER = "---\nlayout: page\n---\n\nText.\n"


def test_pages_of_jekyll_have_front_matter(tmp_path: Path) -> None:
    pages = ("index.md", "_posts/2024-01-31-a.md", "_docs/b.md", "guide/c.md")
    drafts = ("_drafts/d.md", "vendor/gems/e.md")
    write(tmp_path, *pages, *drafts, text=FRONT_MATTER)
    write(tmp_path, "LICENSE.md", "guide/notes.md", "_includes/x/f.md", "lib/g/h.md")
    write(tmp_path, "_config.yml", text="title: x\n")
    site = find_site(tmp_path)
    assert site
    assert sorted(site.pages.files) == ["_docs/b", "_posts/2024-01-31-a", "guide/c", "index"]
    assert site.exclude == (
        "LICENSE.md",
        "_drafts",
        "_includes",
        "guide/notes.md",
        "lib",
        "vendor",
    )
    list(create_project(tmp_path, site=site))
    assert load_config(tmp_path).find_seeds().files == site.pages.files


@pytest.mark.parametrize(
    ("name", "text", "configuration"),
    [("b.md", "Text.", ""), ("b.md", FRONT_MATTER, "plugins: [jekyll-optional-front-matter]")],
)
def test_jekyll_can_do_without_front_matter(
    tmp_path: Path, name: str, text: str, configuration: str
) -> None:
    write(tmp_path, "a.md")
    write(tmp_path, name, text=text)
    write(tmp_path, "_config.yml", text=configuration)
    site = find_site(tmp_path)
    assert site
    assert (list(site.pages.files), site.exclude) == (["a", "b"], ())


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("mkdocs.yml", "site_url: https://a.org/b/\n", "https://a.org/b/"),
        ("mkdocs.yml", "site_url: 'https://a.org/b'  # here\n", "https://a.org/b/"),
        ("mkdocs.yml", "site_url: !ENV [URL, 'https://a.org']\n", None),
        ("mkdocs.yml", "extra:\n  site_url: https://a.org/\n", None),
        ("_config.yml", 'url: "https://a.org"\nbaseurl: "/b"\n', "https://a.org/b/"),
        ("_config.yml", "url: https://a.org\nbaseurl: ''\n", "https://a.org/"),
        ("_config.yml", "url: ''\nbaseurl: /b\n", None),
        ("_config.yml", "url: http://localhost:4000\n", None),
        ("hugo.toml", "baseURL = 'https://a.org/b/'\n", "https://a.org/b/"),
        ("hugo.toml", "baseURL = 'https://example.org/'\n", None),
        ("config/_default/hugo.yaml", "baseURL: https://a.org\n", "https://a.org/"),
        (
            "docusaurus.config.js",
            "module.exports = {\n  url: 'https://a.org',\n  baseUrl: '/b/',\n};\n",
            "https://a.org/b/",
        ),
        ("docusaurus.config.js", "  url: process.env.URL,\n  baseUrl: '/b/',\n", None),
        ("docusaurus.config.ts", "  url: `https://${HOST}`,\n", None),
        ("astro.config.mjs", "  site: 'https://a.org',\n  base: '/b',\n", "https://a.org/b/"),
        ("_quarto.yml", "website:\n  site-url: https://a.org/b\n", "https://a.org/b/"),
        ("_quarto.yml", "website:\n  title: x\n", None),
    ],
)
def test_the_address_of_a_site_becomes_base_url(
    tmp_path: Path, name: str, text: str, address: str | None
) -> None:
    write(tmp_path, "docs/a.md", "content/a.md", "src/content/a.md")
    write(tmp_path, name, text=text)
    list(create_project(tmp_path, site=find_site(tmp_path)))
    assert load_config(tmp_path).base_url == address


PUBLISHED = ("locales", "templates", "build", "publisher.toml")


@pytest.mark.parametrize(
    ("configuration", "text", "published"),
    [
        ("_config.yml", "", PUBLISHED),
        ("_config.yml", "title: locales\nexclude:\n  - build/\n  - 'locales'\n", PUBLISHED[1::2]),
        ("_config.yml", "exclude: [build, /locales/, publisher.toml, templates]", ()),
        ("docs/_config.yml", "", ()),
        ("mkdocs.yml", "", ()),
    ],
)
def test_jekyll_publishes_what_it_does_not_exclude(
    tmp_path: Path, configuration: str, text: str, published: tuple[str, ...]
) -> None:
    write(tmp_path, "docs/a.md", text=FRONT_MATTER)
    write(tmp_path, configuration, text=text)
    site = find_site(tmp_path)
    assert site
    assert site.published == published
    assert (tmp_path / configuration).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("configuration", "text"),
    [
        ("docusaurus.config.js", "docs: {\n  path: '../docs',\n},\n"),
        ("docusaurus.config.ts", 'presets: [["classic", { docs: { path: "../docs" } }]],\n'),
        ("mkdocs.yml", "docs_dir: ../docs\n"),
    ],
)
def test_pages_outside_the_folder_of_their_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configuration: str, text: str
) -> None:
    write(tmp_path, "docs/guide/a.md", "website/blog/b.md")
    write(tmp_path, f"website/{configuration}", text=text)
    monkeypatch.chdir(tmp_path / "website")
    with pytest.raises(
        PublisherError, match=r"pages are in \.\./docs.*: publisher init \.\.$"
    ) as caught:
        find_site(tmp_path / "website")
    assert caught.value.file == tmp_path / "website" / configuration
    site = find_site(tmp_path)
    assert site
    assert "docs/**/*.md" in site.patterns


def test_articles_in_seeds_are_the_articles(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "seeds/b.md")
    assert find_site(tmp_path) is None
    assert find_site(tmp_path / "nowhere") is None
    write(tmp_path / "x", "docs/readme.rst")
    assert find_site(tmp_path / "x") is None


def test_the_hook_runs_for_the_pages(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/b/c.md")
    list(create_project(tmp_path, parts=["pre-commit"], site=find_site(tmp_path)))
    hooks = (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    patterns = re.findall("files: (.*)", hooks)
    assert len(patterns) == 2
    for name in ("docs/b/c.md", "locales/fr/LC_MESSAGES/a.po", "publisher.toml"):
        assert all(re.search(pattern, name) for pattern in patterns)
    assert not any(re.search(pattern, "src/a.py") for pattern in patterns)
