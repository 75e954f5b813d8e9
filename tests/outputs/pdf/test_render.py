"""Rendering with WeasyPrint: fonts, isolation, warnings; and the PDFs of the sample article."""

from __future__ import annotations

import io
import pickle
import re
import shutil
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from helpers import PROFILES, Project, copy_tree, failures
from PIL import Image

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.markup.document import Asset
from publisher.outputs import OUTPUTS
from publisher.pages.page import Page, StyleSheetError

if TYPE_CHECKING:
    from pathlib import Path

SLUG = "armenia-rejects-csto-assistance"
FAMILIES = ("Noto Serif", "Noto Serif Armenian")


def html(body: str, style: str = "") -> str:
    return (
        '<html lang="en"><title>t</title><style>body { font-family: "Noto Serif Armenian",'
        f' "Noto Serif", serif }} {style}</style><body><h1>t</h1>{body}'
    )


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Hello, Հայերեն, «Привет», Ελληνικά", ""),
        ("soft\u00adhyphen \u2066isolate\u2069 e\u0301 \u200b\u00a0", ""),
        ("ქართული", "ქართული"),  # an installed font has them, but not one of the page
        ("private \ue000", "\ue000"),
        ("party 🎉", "🎉"),
    ],
)
def test_characters_without_a_glyph_are_reported(text: str, foreign: str) -> None:
    assert set(
        OUTPUTS["pdf"].render(Page(html(f"<p>{text}"), FAMILIES)).missing_characters
    ) == set(foreign)


def test_symbols_without_a_glyph_in_code_are_shown_as_missing() -> None:
    page = Page(html("<p><code>go 🎉</code><pre><code>b 🎉</code></pre>"), FAMILIES)
    rendering = OUTPUTS["pdf"].render(page)
    assert rendering.missing_characters == ""
    text = pypdf.PdfReader(io.BytesIO(rendering.content)).pages[0].extract_text()
    assert "go �" in text
    assert "b �" in text
    mixed = Page(html("<p>🎉 <code>🎉 ქ</code>"), FAMILIES)
    assert set(OUTPUTS["pdf"].render(mixed).missing_characters) == {"🎉", "ქ"}


def test_a_line_that_is_higher_than_its_page_is_refused_with_its_words() -> None:
    body = '<p>Above <span style="display: inline-block; height: 300mm"></span> below'
    with pytest.raises(PublisherError, match="line of “Above below” is higher than its page"):
        OUTPUTS["pdf"].render(Page(html(body), FAMILIES))
    long = body.replace("<p>", "<p style='font-size: 3px'>").replace("below", "x" * 99)
    with pytest.raises(PublisherError, match=r"line of “Above x{54}…” is higher"):
        OUTPUTS["pdf"].render(Page(html(long), FAMILIES))


def test_text_that_a_style_sheet_moves_off_its_page_is_not_refused() -> None:
    body = '<p>Above <span style="position: relative; top: 400mm">below</span>'
    assert OUTPUTS["pdf"].render(Page(html(body), FAMILIES)).content


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:1/x.png">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<p style="background: url(file:///etc/hostname)">x',
        '<p style="background: u\\72l(http://127.0.0.1:1/)">x',
        '<style>@import "file:///etc/hostname";</style>',
        "<style>@font-face { font-family: x; src: url(file:///etc/hostname) }</style><p>x",
        '<link rel="stylesheet" href="//127.0.0.1:1/x.css">',
        '<link rel="attachment" href="data:text/plain,x">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<object data="file:///etc/hostname"></object><embed src="file:///etc/hostname">',
        '<img alt="x" src="asset:none.png">',
        '<img alt="x" src="data:image/svg+xml,<svg/>">',
        '<svg><image href="file:///etc/hostname" width="1" height="1"/></svg>',
    ],
)
def test_a_page_cannot_load_any_url(body: str) -> None:
    with pytest.raises(
        PublisherError, match=r"may not load anything|^WeasyPrint: (Failed|Relative)"
    ):
        OUTPUTS["pdf"].render(Page(html(body), FAMILIES))


def test_a_warning_of_weasyprint_is_an_error_every_time() -> None:
    for text in "xy":
        with pytest.raises(PublisherError, match=r"WeasyPrint: .*no-such-property"):
            OUTPUTS["pdf"].render(Page(html(text, "p { no-such-property: 1 }"), FAMILIES))


@pytest.mark.parametrize(
    "css", ["p { colr: red }", "p { width: 3qx }", "p > > a { color: red }", "@foo bar;"]
)
def test_rule_that_is_ignored_is_quoted_without_a_search_for_its_style_sheet(css: str) -> None:
    page = Page(html("x", css), FAMILIES, stylesheets={"own.css": css})
    with pytest.raises(PublisherError, match="WeasyPrint: ") as error:
        OUTPUTS["pdf"].render(page)
    assert not isinstance(error.value, StyleSheetError)


def test_error_of_a_style_sheet_keeps_its_name_between_processes() -> None:
    css = "p { font-size: 1e300px }"
    page = Page(html("<p>x", css), FAMILIES, stylesheets={"my own.css": css})
    with pytest.raises(StyleSheetError) as error:
        OUTPUTS["pdf"].render(page)
    copy = pickle.loads(pickle.dumps(error.value))  # noqa: S301 - our own bytes
    assert (copy.sheet, copy.message) == ("my own.css", error.value.message)


LANGUAGES = ("en", "hy", "ru")
FEET = {"en": r"Page\dof\d", "hy": r"Էջ\d/\d", "ru": r"Страница\dиз\d"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the project with the PDFs of `invoke pdf --release`."""
    project = copy_tree(tmp_path_factory.mktemp("built") / "project")
    project.succeed("pdf", "--release")
    return project


def pdf(tree: Project, language: str) -> Path:
    return tree.built("pdf", f"{SLUG}.{language}.pdf")


def letters(text: str) -> str:
    """Return text without spaces and hyphens, which line breaking adds and removes."""
    return re.sub(r"[\s\u00ad\u058a\u2010-]", "", text)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_independent_validator_finds_no_failures(
    tree: Project, language: str, profile: str
) -> None:
    assert not failures(pdf(tree, language), profile)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_catalogue_is_in_the_pdf(tree: Project, language: str) -> None:
    reader = pypdf.PdfReader(pdf(tree, language))
    # Running heads and feet come between the texts of the pages, and are removed below.
    text = letters("".join(sheet.extract_text() for sheet in reader.pages))
    entries = pofile.load(tree.po(SLUG, "hy" if language == "en" else language))
    text = re.sub(f"{letters(title(tree, language))}|{FEET[language]}", "", text)
    for entry in entries:
        words = entry.msgid if language == "en" else entry.msgstr
        if words not in {"translator-credits", title(tree, language)}:
            assert letters(words) in text, words


def title(tree: Project, language: str) -> str:
    first = pofile.load(tree.po(SLUG, "hy" if language == "en" else language))[0]
    return str(first.msgid if language == "en" else first.msgstr)


@pytest.mark.parametrize("language", LANGUAGES)
def test_metadata_and_bookmarks(tree: Project, language: str) -> None:
    reader = pypdf.PdfReader(pdf(tree, language))
    assert reader.metadata is not None
    assert reader.metadata.title == title(tree, language)
    root: Any = reader.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    (article,) = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert article.title == title(tree, language)
    sections = next(entry for entry in reader.outline if isinstance(entry, list))
    assert [len(entry) for entry in sections if isinstance(entry, list)] == [2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_to_the_siblings_are_relative(tree: Project, language: str) -> None:
    reader = pypdf.PdfReader(pdf(tree, language))
    links = {
        annotation.get_object()["/A"]["/URI"]
        for sheet in reader.pages
        for annotation in sheet.get("/Annots", ())
    }
    assert links == {f"./{SLUG}.{other}.pdf" for other in LANGUAGES if other != language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_local_path_is_in_the_file(tree: Project, language: str) -> None:
    reader = pypdf.PdfReader(pdf(tree, language))
    content = pdf(tree, language).read_bytes() + b"".join(
        part.get_data()
        for number in range(1, len(reader.xref_objStm) + 1_000)
        if isinstance(part := reader.get_object(number), pypdf.generic.StreamObject)
    )
    for trace in (b"file:", b"/usr/", b"/tmp/", str(tree.root).encode()):
        assert trace not in content


def test_two_builds_are_the_same_bytes(tree: Project) -> None:
    first = {language: pdf(tree, language).read_bytes() for language in LANGUAGES}
    shutil.rmtree(tree.root / "build")
    tree.succeed("pdf", TZ="Asia/Yerevan", LC_ALL="C", PYTHONHASHSEED="7")
    assert {language: pdf(tree, language).read_bytes() for language in LANGUAGES} == first


def test_a_given_date_is_in_the_metadata(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path / "project")
    tree.seed(SLUG, "Title\n\nText.\n", "date = 2023-11-23")
    tree.succeed("pdf", "-l", "en", SOURCE_DATE_EPOCH="1700000000")
    metadata = pypdf.PdfReader(pdf(tree, "en")).metadata
    assert metadata is not None
    assert str(metadata.creation_date)[:10] == "2023-11-23"
    assert str(metadata.modification_date) == "2023-11-14 22:13:20+00:00"


RICH = """\
# Every kind of block

A lead with a footnote[^1] and a [link of **bold** and `code`](https://example.org/).

![What is seen](picture.png "A [linked](https://example.org/) caption")

![](picture.png)

- loose

  with a second paragraph

- item
  1. nested [`link`](https://example.org/)
  2. list

      code

5. from another number

    7. also within

> A quotation
> - with a list

| Head | Number |
|------|-------:|
| Cell with ![an image](picture.png) | 1,200.5 |

> [!WARNING]
> Take care.

::: pull-quote
So it is.
:::

- [ ] to do
- [x] done :heart:

=== "A tab"

    Its text, ==marked==, with x^2^.

Term
: Meaning

```python
def function_with_a_long_name(argument="that makes the line longer than any page is wide"): ...
```

## Section {#section}

$$
E = mc^2
$$

See [above](#section), <kbd>Ctrl</kbd>, ~~gone~~, H<sub>2</sub>O.

---

<!-- i18n: skip -->
Left as it is.

[^1]: The note.

    - with a list
"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with an article that has every kind of block, finished and as drafts."""
    project = copy_tree(tmp_path_factory.mktemp("rich") / "project")
    project.configure(["hy", "fa", "ar", "he"])
    project.write("seeds/rich.md", RICH)
    Image.new("RGB", (400, 200), (90, 120, 160)).save(project.root / "seeds" / "picture.png")
    project.succeed("pdf", "-s", "rich")
    return project


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "name", ["pdf/rich.en", *(f"draft/rich.{language}" for language in ("hy", "fa", "ar", "he"))]
)
def test_every_kind_of_block_conforms(rich: Project, name: str, profile: str) -> None:
    assert not failures(rich.root / "build" / f"{name}.pdf", profile)


def test_each_link_has_one_annotation(rich: Project) -> None:
    reader = pypdf.PdfReader(rich.built("pdf", "rich.en.pdf"))
    annotations = [
        annotation.get_object()
        for sheet in reader.pages
        for annotation in sheet.get("/Annots", ())
    ]
    outside = [note for note in annotations if "/URI" in note.get("/A", {})]
    assert len(outside) == 4  # one is on two lines


def test_long_lines_of_code_are_not_cut_off(rich: Project) -> None:
    reader = pypdf.PdfReader(rich.built("pdf", "rich.en.pdf"))
    text = letters("".join(sheet.extract_text() for sheet in reader.pages))
    assert "longerthananypageiswide" in text


def svg(content: str) -> Asset:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {content}</svg>'
    return Asset(text.encode(), "image/svg+xml")


def test_image_that_cannot_be_drawn_is_named() -> None:
    assets = {"good.svg": svg('viewBox="0 0 4 4">'), "b%20d.svg": svg('viewBox="0 0 a b">')}
    images = "".join(f'<img src="asset:{name}" alt="x">' for name in assets)
    page = Page(f'<html lang="en"><title>T</title><p>{images}</p>', ("Noto Serif",), assets)
    with pytest.raises(PublisherError, match=r"^asset:b%20d\.svg: "):
        OUTPUTS["pdf"].render(page)


def test_good_image_is_not_blamed_for_another_error() -> None:
    html = '<title>T</title><p><img src="asset:a.svg" alt="x"><img src="http://x.org/" alt="y">'
    page = Page(html, ("Noto Serif",), {"a.svg": svg('viewBox="0 0 4 4">')})
    with pytest.raises(PublisherError, match=r"^a page may not load anything"):
        OUTPUTS["pdf"].render(page)
