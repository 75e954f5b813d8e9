"""Front matter of site generators: keys and their synonyms, titles, and what is ignored."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.config_tables import read_toml
from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.fault import SourceFault
from publisher.markup.renderer import render
from publisher.readers import READERS, read
from publisher.readers.front_matter import split_front_matter
from publisher.readers.settings import ReaderSettings, load_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.markup.document import Document, Metadata

    Page = Callable[..., Document]

ENGLISH = Language("en")
SETTINGS = ReaderSettings(frozenset({"article", "report"}))


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Return a function that reads a page of a site."""

    def read_page(
        text: str,
        name: str = "a.md",
        settings: ReaderSettings = SETTINGS,
        language: Language = ENGLISH,
    ) -> Document:
        file = tmp_path / "seeds" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return read(file, name.rpartition(".")[0], language, settings=settings)

    return read_page


@pytest.fixture
def metadata(page: Page) -> Callable[[str], Metadata]:
    return lambda yaml: page(f"---\n{yaml}\n---\n# T\n\nText.\n").metadata


def title(document: Document) -> str:
    return document.title.content


def configured(tmp_path: Path, text: str) -> ReaderSettings:
    file = tmp_path / "publisher.toml"
    file.write_text(text, encoding="utf-8")
    keys = load_keys(read_toml(file).inner("front-matter"))
    return ReaderSettings(SETTINGS.layouts, keys)


def error_in(page: Page, text: str) -> str:
    with pytest.raises(PublisherError) as caught:
        page(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("ending", [".markdown", ".mdx", ".qmd", ".MD"])
def test_other_endings_of_markdown(page: Page, ending: str) -> None:
    source = page("---\nlang: hy\n---\n# A *bridge*\n\nText.\n", f"folder/b{ending}")
    assert (title(source), source.slug, source.language) == (
        "A *bridge*",
        "folder/b",
        Language("hy"),
    )
    assert ending.lower() in READERS


YAML = "title: A bridge\ndate: 2024-03-05\nauthors: [Ann, Bob]\nweight: 5\n"
TOML = 'title="A bridge"\ndate=2024-03-05T10:00:00+01:00\nauthors=["Ann", "Bob"]\nweight=5\n'
JSON = '{\n"title": "A bridge",\n"date": "2024-03-05", "authors": ["Ann", "Bob"],\n"weight": 5}\n'


@pytest.mark.parametrize(
    "front_matter",
    [
        f"---\n{YAML}---\n",
        f"---  \n{YAML}...\n".replace("\n", "\r\n"),
        f"\n\n---\n{YAML}---\t\n",
        f"\ufeff---\n{YAML}---\n",
        f"+++\n{TOML}+++ \n",
        f"\n{JSON}",
    ],
)
def test_yaml_toml_and_json(page: Page, front_matter: str) -> None:
    source = page(f"{front_matter}\nText [here](#nowhere).\n")
    assert title(source) == "A bridge"
    assert source.metadata.date == dt.date(2024, 3, 5)
    assert source.metadata.author == ("Ann", "Bob")
    assert source.ignored_keys == ("weight",)
    text = front_matter.replace("\r\n", "\n")
    assert [fault.line for fault in source.faults] == [text.count("\n") + 2]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("---\nlayout: x\n\tdate: y\n---\nx", "a.md:3: not valid YAML"),
        ("\n---\ntitle: T\n", "a.md:2: front matter has no end; close it with ---"),
        ('\n+++\ntitle = "T"\n', "a.md:2: front matter has no end; close it with +++"),
        ("+++", "a.md:1: front matter has no end; close it with +++"),
        ('+++\ntitle = "T"\nx = \n+++\n', "a.md:3: not valid TOML"),
        ('\n{\n"title": T\n}', "a.md:3: not valid JSON"),
        (f"+++\nx = '{'y' * 70_000}'\n+++\n", "a.md:2: the lines between +++ are longer than 64"),
    ],
)
def test_mistake_has_its_line(page: Page, text: str, error: str) -> None:
    assert error in error_in(page, text)


@pytest.mark.parametrize(
    ("front_matter", "line", "problem"),
    [
        ("---\ntitle: {{ page.title }}\n---\n", 2, "a key must be a word"),
        ("---\ntags: &t [a]\nkeywords: *t\n---\n", 3, "*t stands for another value"),
        ("---\nkicker: a\nkicker: b\n---\n", 3, "'kicker' is repeated"),
        ('+++\ntitle = "T"\ndate = "soon"\n+++\n', 3, "date: must be a day like 2023-11-23; the"),
        ('{\n"title": "T",\n\n"language": "xx"}\n', 4, "language: unknown language 'xx'"),
        ("---\ntitle: T\nauthor: {x: y}\n---\n", 3, "author: must be names, like"),
        ("---\ntitle: T\ndate: 03/04/2024\n---\n", 3, "date: must be a day like 2023-11-23; the"),
        ("---\nsource: a book\n---\n", 2, "source: must be a web address"),
        ("---\ntitle: [a, b]\n---\n", 2, "title: must be text"),
    ],
)
def test_one_bad_value_is_left_out_with_its_line(
    page: Page, front_matter: str, line: int, problem: str
) -> None:
    source = page(f"{front_matter}The *text*.\n")
    (fault,) = source.faults
    assert (fault.check, fault.line) == ("front-matter", line)
    assert fault.message.startswith(problem)
    assert "The <em>text</em>." in render(source.tokens)
    assert (source.metadata.date, source.metadata.source, source.language) == (None, None, ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "{: .lead}\n# T",
        "{% if x %}\n# T",
        "{{< note >}}",
        "+++ a\n",
        "\n---\nText.\n---\n",
        "---\nText.\n---\nMore.",
    ],
)
def test_other_text_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text, Path("a.md")) == (None, text)


@pytest.mark.parametrize(
    ("yaml", "standfirst"),
    [
        ("summary: S\ndescription: D\nsubtitle: U\nstandfirst: F", "F"),
        ("summary: S\ndescription: D\nsubtitle: U", "U"),
        ("summary: S\ndescription: D\nsubtitle:", "D"),
        ("summary: S\ndescription: ''", "S"),
        ("Description: D", "D"),
        ("description: >\n  Two\n  lines", "Two lines"),
        ("description: Tom &amp; “Jerry”", "Tom & “Jerry”"),
        ("description: The `cond` and **more**, [here](x.md)", "The cond and more, here"),
        ("description: a_b_c, 2 * 3 ** 4 and __init__", "a_b_c, 2 * 3 ** 4 and __init__"),
        ("description: [a, b]", None),
    ],
)
def test_standfirst(
    metadata: Callable[[str], Metadata], yaml: str, standfirst: str | None
) -> None:
    assert metadata(yaml).standfirst == standfirst


@pytest.mark.parametrize(
    ("yaml", "authors"),
    [
        ("author: Ann Example", ["Ann Example"]),
        ("author: Ann Example, Bob Example", ["Ann Example", "Bob Example"]),
        ("author: Example, Ann", ["Example, Ann"]),
        ("author: Martin L. King, Jr.", ["Martin L. King, Jr."]),
        (
            "author: '[Ann Example](https://example.org/a,b) ([X](y)), for the team'",
            ["Ann Example (X), for the team"],
        ),
        ("authors: [Ann, Bob, Ann]", ["Ann", "Bob"]),
        ("authors:\n  - ann\n  - name: Bob\n    url: x", ["ann", "Bob"]),
        ("author:\n  name: Ann\n  email: x", ["Ann"]),
        ("author:\n  - name:\n      given: Ann\n      family: Example", ["Ann Example"]),
        ("author:\n  - name: {literal: The Team}\n    orcid: x", ["The Team"]),
        ("authors: {key: ann, title: Editor}", ["ann"]),
        ("author: ''\nauthors: [Ann, null, '']", ["Ann"]),
        ("author: Ann\nauthors: [Bob]", ["Ann"]),
        ("authors: {x: y}", []),
    ],
)
def test_authors(metadata: Callable[[str], Metadata], yaml: str, authors: list[str]) -> None:
    assert metadata(yaml).author == tuple(authors)


@pytest.mark.parametrize(
    ("yaml", "keywords"),
    [
        ("keywords: [a, b, a, 3.10]", ["a", "b", "3.10"]),
        ("keywords: one thing, another", ["one thing", "another"]),
        ("tags:\n- a\n- b", ["a", "b"]),
        ("keywords: []\ntags: a", ["a"]),
        ("keywords: k\ntags: t", ["k"]),
        ("keywords: a,,b ,", ["a", "b"]),
        ("tags: {a: b}", []),
        ("tags: [[a], b]", []),
    ],
)
def test_keywords(metadata: Callable[[str], Metadata], yaml: str, keywords: list[str]) -> None:
    assert metadata(yaml).keywords == tuple(keywords)


@pytest.mark.parametrize(
    "date",
    [
        "2024-03-05",
        "'2024-03-05'",
        "2024-03-05 10:00:00 +0100",
        "2024-03-05 23:59:00 -0800",
        "2024-03-05T10:00:00Z",
        "2024-03-05T10:00:00.123+01:00",
        "2024-03-05 10:00",
        "2024-3-5",
        "2024/03/05",
        "05 March 2024",
        "5th March 2024",
        "5 Mar. 2024",
        "March 5, 2024",
        "Mar 05 2024",
        "Tue, 05 Mar 2024 10:00:00 GMT",
        "March 5, 2024 at 10:00 AM",
        "{created: 2024-03-05, updated: 2025-01-01}",
    ],
)
def test_dates(metadata: Callable[[str], Metadata], date: str) -> None:
    for key in ("date", "pubDate", "publishdate", "lastmod"):
        assert metadata(f"{key}: {date}").date == dt.date(2024, 3, 5)


@pytest.mark.parametrize("date", ["03/04/2024", "5.3.2024", "2024-13-05", "Maybe 5, 2024", "soon"])
def test_date_that_is_not_sure_is_not_guessed(page: Page, date: str) -> None:
    own = page(f"---\ndate: {date}\n---\n# T\n\nText.\n")
    assert (own.metadata.date, own.ignored_keys, own.faults[0].line) == (None, (), 2)
    source = page(f"---\npubDate: {date}\nlastmod: 2024-03-05\n---\n# T\n")
    assert source.metadata.date == dt.date(2024, 3, 5)
    assert source.ignored_keys == ("pubDate",)


def test_date_that_quarto_computes_is_ignored(page: Page) -> None:
    source = page("---\ntitle: T\ndate: last-modified\n---\nx", "a.qmd")
    assert (source.metadata.date, source.ignored_keys) == (None, ("date",))


def test_date_in_a_file_name(page: Page) -> None:
    source = page("Text.", "_posts/2024-03-05-a-second_bridge.md")
    assert (title(source), source.metadata.date) == ("A second bridge", dt.date(2024, 3, 5))
    assert source.slug == "_posts/2024-03-05-a-second_bridge"
    folder = page("Text.", "blog/2024-03-05-a-tunnel/index.md")
    assert (title(folder), folder.metadata.date) == ("A tunnel", dt.date(2024, 3, 5))
    own = page("---\ndate: 2023-01-02\n---\nText.", "2024-03-05-x.md")
    assert own.metadata.date == dt.date(2023, 1, 2)
    assert page("Text.", "2024-13-05-x.md").metadata.date is None


@pytest.mark.parametrize(
    ("lang", "source", "code"),
    [
        ("hy", "en", "hy"),
        ("en-US", "en", "en"),
        ("en_us", "en-GB", "en-GB"),
        ("no", "en", "no"),
        ("de-AT", "en", "de"),
        ("zh_tw", "en", "zh-TW"),
        ("sr-Latn", "sr", "sr-Latn"),
        ("xx-invalid", "hy", "hy"),
        ("[hy]", "en", "en"),
    ],
)
def test_language_of_a_page(page: Page, lang: str, source: str, code: str) -> None:
    document = page(f"---\nlang: {lang}\n---\n# T", language=Language(source))
    assert document.language == Language(code)
    assert document.ignored_keys == (("lang",) if lang in {"xx-invalid", "[hy]"} else ())


def test_layout_that_is_not_ours_is_ignored(page: Page) -> None:
    assert page("---\nlayout: report\n---\n# T").metadata.layout == "report"
    for other in ("post", "[report]", "../x", "false"):
        source = page(f"---\nlayout: {other}\n---\n# T")
        assert (source.metadata.layout, source.ignored_keys) == (None, ("layout",))


def test_other_keys_are_ignored_unless_they_are_empty(page: Page) -> None:
    source = page("---\ntitle: T\nnav_order: 5\npermalink:\naliases: []\nhide: [toc]\n---\nText.")
    assert source.ignored_keys == ("nav_order", "hide")


def test_empty_values_are_no_values(page: Page) -> None:
    source = page("---\ntitle:\nauthor: ''\ndate:\nkicker: ' '\nlanguage:\nlayout:\n---\n# T\n")
    assert title(source) == "T"
    assert (source.metadata.author, source.metadata.kicker, source.metadata.date) == (
        (),
        None,
        None,
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("404", "404"),
        ("1.10", "1.10"),
        ("yes", "yes"),
        ("2024-03-05", "2024-03-05"),
        ("A `b` *c*", r"A `b` \*c\*"),
        ("'*a* & c'", r"\*a\* \& c"),
        ("A <em class='x'>big</em><br>bridge", "A big bridge"),
        ("See <strong><a href='/b'>the bridge</a></strong>", "See the bridge"),
        ("Use <a> or </a>", r"Use \<a> or \</a>"),
        ("The <b> of &lt;i&gt;x&lt;/i&gt;", r"The \<b> of \<i>x\</i>"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("Array<T>", r"Array\<T>"),
        ("A ` b", "A ` b"),
    ],
)
def test_title_is_plain_text_with_code(page: Page, value: str, expected: str) -> None:
    assert title(page(f"---\ntitle: {value}\n---\nText.")) == expected


def test_emoji_in_front_matter_are_kept(page: Page) -> None:
    source = page("---\nlayout: x\ntitle: 🎉 The bridge ✅\nauthor: Ann 🚀\n---\nText.")
    assert (title(source), source.metadata.author) == ("🎉 The bridge ✅", ("Ann 🚀",))
    assert not source.faults


def test_title_of_quarto_is_markdown(page: Page) -> None:
    assert title(page("---\ntitle: On *E. coli*\n---\nText.", "a.qmd")) == "On *E. coli*"


@pytest.mark.parametrize(
    ("text", "expected", "body"),
    [
        ("---\ntitle: Go\n---\n# Welcome to Go!\n\nx", "Welcome to Go!", "<p>x</p>\n"),
        ("---\ntitle: the  bridge\n---\n# The *bridge*\n\nx", "The *bridge*", "<p>x</p>\n"),
        ("---\ntitle: Go\n---\nx\n\n# Go\n\ny", "Go", "<p>x</p>\n<p>y</p>\n"),
        ("x\n\n# T\n\ny", "T", "<p>x</p>\n<p>y</p>\n"),
        (
            "---\ntitle: A bridge\n---\n# Introduction\n\nx",
            "A bridge",
            '<h2 id="introduction">Introduction</h2>\n<p>x</p>\n',
        ),
        ("## A\n\n# T", "A page", '<h2 id="a">A</h2>\n<h2 id="t">T</h2>\n'),
        ("> # A\n\nx", "A page", '<blockquote>\n<h2 id="a">A</h2>\n</blockquote>\n<p>x</p>\n'),
        ("Text.", "A page", "<p>Text.</p>\n"),
    ],
)
def test_title_and_first_heading(page: Page, text: str, expected: str, body: str) -> None:
    source = page(text, "a_page.md")
    assert title(source) == expected
    assert render(source.body) == body


def test_own_title_of_a_web_page_is_above_its_heading(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<article><h1>The bridge</h1><p>x</p></article>")
    (tmp_path / "a.toml").write_text('title = "Bridge"')
    source = read(tmp_path / "a.html", "a", ENGLISH)
    assert title(source) == "Bridge"
    assert render(source.body).startswith('<h2 id="the-bridge">')


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("getting-started.md", "Getting started"),
        ("02-first_steps.mdx", "First steps"),
        ("guide/index.md", "Guide"),
        ("my-guide/_index.md", "My guide"),
        ("guide/README.md", "Guide"),
        ("index.md", "Index"),
        ("2024.md", "2024"),
        ("404.md", "404"),
        ("10-20.md", "10 20"),
        ("_hidden.md", "Hidden"),
        ("FAQ.md", "FAQ"),
        ("---.md", "---"),
        ("*a*.md", r"\*a\*"),
    ],
)
def test_title_of_a_file_name(page: Page, name: str, expected: str) -> None:
    assert title(page("Text.", name)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "line"),
    [
        ("---\nweight: 1\ntitle: Section\n---\n", "Section", 3),
        ("---\nlayout: home\n---\n<!-- nothing -->\n", "A", 1),
        ("\n# Title\n", "Title", 2),
    ],
)
def test_page_without_text_has_a_fault(page: Page, text: str, expected: str, line: int) -> None:
    source = page(text)
    assert title(source) == expected
    assert [(fault.check, fault.line) for fault in source.faults] == [("empty-page", line)]


def test_keys_of_a_site_are_configured(page: Page, tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        '[front-matter]\nstandfirst = ["lede", "params.lede"]\nauthor = "by"\nsource = []\n',
    )
    text = "---\nlede: L\nby: Ann\nsource: x\ndescription: D\n---\n# T\n\nText."
    source = page(text, settings=settings)
    assert (source.metadata.standfirst, source.metadata.author) == ("L", ("Ann",))
    assert source.ignored_keys == ("source", "description")
    nested = page('+++\ndescription = "D"\n[params]\nlede = "P"\n+++\n# T', settings=settings)
    assert (nested.metadata.standfirst, nested.ignored_keys) == ("P", ("description",))
    assert page("---\ndescription: D\n---\n# T", settings=settings).metadata.standfirst == "D"


def test_bad_value_of_a_configured_key_has_its_line(page: Page, tmp_path: Path) -> None:
    settings = configured(tmp_path, '[front-matter]\ndate = ["params.day"]\n')
    source = page("---\ntitle: T\nparams:\n  day: soon\n---\nx", settings=settings)
    problem = "params.day: must be a day like 2023-11-23; the value is left out"
    assert source.faults == (SourceFault("front-matter", problem, 4),)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('standfrist = "lede"', r":3: unknown key 'standfrist' in \[front-matter\]; did you mean"),
        ("title = 5", ":3: title: must be keys of front matter"),
        ('title = ["a", 5]', ":3: title: must be keys of front matter"),
        ('title = ""', ":3: title: must be keys of front matter"),
        ('title = "a..b"', ":3: title: must be keys of front matter"),
    ],
)
def test_bad_configuration_has_its_line(tmp_path: Path, table: str, problem: str) -> None:
    with pytest.raises(PublisherError, match=f"publisher.toml{problem}"):
        configured(tmp_path, f"\n[front-matter]\n{table}\n")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.text("-+{}.\"': \nab#", max_size=60), st.sampled_from(["", "---\n", "+++\n", '{"a":']))
def test_front_matter_keeps_the_lines_and_the_text(text: str, start: str) -> None:
    whole = start + text
    try:
        _, body = split_front_matter(whole, Path("a.md"))
    except PublisherError as error:
        assert error.line in range(1, whole.count("\n") + 2)  # noqa: PT017 - most texts are read
    else:
        assert body.count("\n") == whole.count("\n")
        assert whole.endswith(body.lstrip("\n"))


@given(
    st.dictionaries(
        st.sampled_from(["lang", "authors", "summary", "tags", "pubDate", "x"]), VALUES
    )
)
def test_foreign_keys_never_refuse_a_page(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("seeds") / "a.md"
    file.write_text(f"{json.dumps(values)}\n# T\n\nText.\n", encoding="utf-8")
    assert title(read(file, "a", ENGLISH, settings=SETTINGS)) == "T"
