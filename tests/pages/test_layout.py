"""Layouts: layout messages, escaping for HTML and CSS, fonts, errors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from helpers import ARTICLE, TEMPLATES, document, picture
from markupsafe import Markup
from polib import POEntry

from publisher.base.errors import PublisherError
from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.fonts.families import families
from publisher.language.locale import Language
from publisher.pages.layout import _link, lay_out
from publisher.pages.layout_messages import extract_messages
from publisher.pages.templates import Templates
from publisher.pages.theme import Design, Theme
from publisher.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def page(tmp_path: Path, layout: str, language: str = "en") -> str:
    (tmp_path / "article.html").write_text(layout, encoding="utf-8")
    edition = source_edition(document("A <b> & title\n\nText.", language), Catalogue(), "sentence")
    return lay_out(edition, [], Templates(tmp_path)).html


def test_layout_messages_are_extracted_with_comments_and_flags() -> None:
    messages = {message.source: message for message in extract_messages(TEMPLATES / "_base.html")}
    foot = messages["Page %(page)s of %(pages)s"]
    assert foot.comments == ("the foot of each page; keep %(page)s and %(pages)s",)
    assert foot.flags == ("python-format",)


def test_every_layout_message_has_a_comment() -> None:
    for layout in TEMPLATES.glob("*.html"):
        assert [m.source for m in extract_messages(layout) if not m.comments] == []


def test_an_untranslated_message_is_marked_with_its_language(tmp_path: Path) -> None:
    layout = '{{ _("Page %(n)s", n="<1>") }}|{{ gettext("Page") }}'
    assert page(tmp_path, layout, "en") == "Page &lt;1&gt;|Page"
    assert page(tmp_path, layout, "hy") == '<span lang="en">Page &lt;1&gt;</span>|Page'


def test_titles_are_escaped(tmp_path: Path) -> None:
    html = page(tmp_path, "<title>{{ plain_title }}</title>{{ title }}")
    assert html == "<title>A &lt;b&gt; &amp; title</title>A &lt;b&gt; &amp; title"


def test_css_strings_are_escaped(tmp_path: Path) -> None:
    html = page(tmp_path, """{{ 'a"\\\\</style>' | css_string }}""")
    assert html == '"a\\22 \\5c \\3c /style\\3e "'


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://example.org/x.css';",
        "h1 { background: url(https://example.org/x.png) }",
        "h1 { background: u\\72l(x.png) }",
        "h1 { background: image-set('x.png' 1x) }",
        "@font-face { font-family: x; src: url(x.woff2) }",
    ],
)
def test_style_sheet_loads_no_file(tmp_path: Path, css: str) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "own.css").write_text(f"h2 {{ color: red }}\n{css}")
    with pytest.raises(PublisherError, match=r"own\.css:2: refers to"):
        page(tmp_path, '{{ stylesheet("own.css") }}')


@pytest.mark.parametrize(
    "css",
    ["{" * 100_000, "h1 { width: " + "calc(" * 600, "p{" * 400, "p { width: " + "9" * 5_000],
)
def test_excessive_style_sheet_is_named_with_its_line(tmp_path: Path, css: str) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "own.css").write_text(f"h2 {{ color: red }}\n{css}")
    with pytest.raises(PublisherError, match=r"own\.css:2: has styles with"):
        page(tmp_path, '{{ stylesheet("own.css") }}')


def test_style_sheet_may_hold_images(tmp_path: Path) -> None:
    css = "h1 { background: url(data:image/png;base64,AAAA); fill: url('#a') } /* @import 'x' */"
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "own.css").write_text(css)
    assert page(tmp_path, '{{ stylesheet("own.css") }}') == css


def test_page_numbers_use_the_digits_of_the_language(tmp_path: Path) -> None:
    html = page(tmp_path, '{{ "%(page)s von %(pages)s." | css_counters("persian") }}')
    assert html == 'counter(page, persian) " von " counter(pages, persian) "."'


@pytest.mark.parametrize(
    ("language", "quotes"),
    [
        ("pt-PT", '"«" "»" "“" "”"'),
        ("pt-BR", '"“" "”" "‘" "’"'),
        ("zh-Hant", '"「" "」" "『" "』"'),
        ("fr", '"«\u00a0" "\u00a0»" "“" "”"'),
        ("fr-CH", '"«" "»" "“" "”"'),
        ("en", "auto"),
    ],
)
def test_quotations_have_the_marks_of_the_language(
    tmp_path: Path, language: str, quotes: str
) -> None:
    assert page(tmp_path, "{{ quotes }}", language) == quotes
    edition = source_edition(document("Title\n\nText.", language), Catalogue(), "sentence")
    assert f"; quotes: {quotes} }}" in lay_out(edition, [], Templates(TEMPLATES)).html


def test_an_undefined_variable_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match=r"article.html:2: 'unknown' is undefined"):
        page(tmp_path, "\n{{ unknown }}")


def test_messages_in_bases_macros_and_includes_are_in_the_editions_language(
    tmp_path: Path,
) -> None:
    layouts = {
        "_base.html": '{% block body %}{% endblock %}{{ _("Page") }}',
        "_macro.html": '{% macro word() %}{{ gettext("Page") }}{% endmacro %}',
        "_part.html": '{{ _("Page") }} ',
        "article.html": '{% extends "_base.html" %}{% from "_macro.html" import word %}'
        '{% block body %}{{ word() }} {% include "_part.html" %}{% endblock %}',
    }
    for name, layout in layouts.items():
        (tmp_path / name).write_text(layout, encoding="utf-8")
    for code, word in (("hy", "Էջ"), ("ru", "Страница"), ("hy", "Թերթ"), ("ru", "Страница")):
        words = Catalogue([POEntry(msgid="Page", msgstr=word)])
        edition = source_edition(document("Title\n\nText.", code), words, "sentence")
        assert lay_out(edition, [], Templates(tmp_path)).html == " ".join([word] * 3)


def test_a_changed_layout_replaces_the_cached_one(tmp_path: Path) -> None:
    assert page(tmp_path, "1") == "1"
    before = (tmp_path / "article.html").stat()
    (tmp_path / "article.html").write_text("2", encoding="utf-8")
    os.utime(tmp_path / "article.html", ns=(before.st_atime_ns, before.st_mtime_ns))
    edition = source_edition(document("Title\n\nText.", "en"), Catalogue(), "sentence")
    assert lay_out(edition, [], Templates(tmp_path)).html == "2"


def test_an_error_in_a_layout_is_reported_with_its_line_every_time(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(PublisherError, match=r"article.html:2: 'unknown' is undefined"):
            page(tmp_path, "{{ title }}\n{{ unknown }}")
        with pytest.raises(PublisherError, match=r"article.html:3: .*; fix the layout"):
            page(tmp_path, "\n\n{% if %}")


BASE = (
    "{% block head %}{% block title %}{% endblock %}{% endblock %}{% block body %}{% endblock %}"
)


@pytest.mark.parametrize(
    ("layout", "problem"),
    [
        ("{% extends '_bse.html' %}", "1: there is no '_bse.html'; did you mean '_base'?"),
        ("\n\n{% include 'x.html' %}", "3: there is no 'x.html'; fix the layout"),
        ("\n{% from 'x.html' import y %}", "2: there is no 'x.html'; fix the layout"),
        ("\n{% include '../outside.html' %}", "2: there is no '../outside.html'; fix the layout"),
        ("{% include '../outside' %}", "1: there is no '../outside'; fix the layout"),
        ("{% include '/etc/passwd' %}", "1: there is no '/etc/passwd'; fix the layout"),
        ("\n\n{% include '' %}", "3: there is no ''; fix the layout"),
        ("{% include '.' %}", "1: there is no '.'; fix the layout"),
        ("{% include 'css/../_base.html' %}", "1: there is no 'css/../_base.html'; "),
        (
            "\n{{ stylesheet('artcle.css') }}",
            "2: there is no style sheet 'artcle.css' in css/; did you mean 'article.css'?",
        ),
        ("{{ stylesheet('../article.html') }}", "1: there is no style sheet '../article.html'"),
        ("{{ stylesheet('/etc/passwd') }}", "1: there is no style sheet '/etc/passwd'"),
        ("{{ stylesheet('../css/own.css', optional=True) }}", "1: there is no style sheet"),
        (
            "{% extends '_base.html' %}\n{% block boddy %}{% endblock %}",
            "2: _base.html has no block 'boddy'; did you mean 'body'?",
        ),
        (
            "{% extends '_middle.html' %}{% block zzz %}{% endblock %}",
            "1: _middle.html has no block 'zzz'; its blocks are body, foot, head, title",
        ),
        (
            "<html data-pages='1' data-pages=\"two\">",
            "pages must be a whole number from 1 to 9999",
        ),
        ('<html data-pages="0">', "pages must be a whole number from 1 to 9999, not '0'"),
        ('<html data-pages="10000">', "pages must be a whole number from 1 to 9999, not '10000'"),
        ('<html data-pages="-1">', "pages must be a whole number from 1 to 9999, not '-1'"),
        ('<html data-pages="1.5">', "pages must be a whole number from 1 to 9999, not '1.5'"),
    ],
)
def test_mistake_is_reported_where_it_is(tmp_path: Path, layout: str, problem: str) -> None:
    tmp_path /= "templates"
    (tmp_path / "css").mkdir(parents=True)
    (tmp_path / "../outside").mkdir()
    for name, text in {
        "../outside.html": "",
        "css/article.css": "",
        "css/own.css": "",
        "_base.html": BASE,
        "_middle.html": "{% extends '_base.html' %}{% block body %}{% block foot %}{% endblock %}"
        "{% endblock %}",
    }.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(PublisherError) as error:
        page(tmp_path, layout)
    assert f"{error.value.line or ''}: {error.value.message}".removeprefix(": ").startswith(
        problem
    )
    assert error.value.file == tmp_path / "article.html"


def test_blocks_within_blocks_are_new_ones(tmp_path: Path) -> None:
    (tmp_path / "_base.html").write_text(BASE)
    layout = (
        "{% extends '_base.html' %}{% block body %}{% block new %}1{% endblock %}{% endblock %}"
    )
    assert page(tmp_path, layout) == "1"


NO_FILE = "(is not a file|is a loop of symbolic links)"
no_file = pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda file: file.symlink_to(file)]
)


@no_file
def test_layout_that_is_no_file_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "article.html")
    edition = source_edition(document(ARTICLE), Catalogue(), "block")
    with pytest.raises(PublisherError, match=rf"article\.html: {NO_FILE}"):
        lay_out(edition, [], Templates(tmp_path))


@no_file
@pytest.mark.parametrize("include", ["{% extends '_part.html' %}", "{% include '_part.html' %}"])
def test_part_of_a_layout_that_is_no_file_is_named(
    tmp_path: Path, make: Callable[[Path], None], include: str
) -> None:
    make(tmp_path / "_part.html")
    with pytest.raises(PublisherError, match=rf"_part\.html: {NO_FILE}"):
        page(tmp_path, include)


@no_file
def test_style_sheet_that_is_no_file_is_named(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "css").mkdir()
    make(tmp_path / "css" / "own.css")
    with pytest.raises(PublisherError, match=rf"own\.css: {NO_FILE}"):
        page(tmp_path, "{{ stylesheet('own.css', optional=True) }}")


def test_layout_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "_part.html").write_bytes(b"\n\n\xff")
    with pytest.raises(PublisherError, match=r"_part\.html:3: not UTF-8"):
        page(tmp_path, "{% include '_part.html' %}")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.md", "---\nkicker: K\nlayout: x\n---\n# T\n\nText.\n", "a.md:3"),
        ("a.toml", 'kicker = "K"\n\nlayout = "x"\n', "a.toml:3"),
    ],
)
def test_unknown_layout_is_reported_where_it_is_named(
    tmp_path: Path, name: str, text: str, place: str
) -> None:
    (tmp_path / "a.md").write_text("# T\n\nText.\n")
    (tmp_path / name).write_text(text)
    edition = source_edition(read(tmp_path / "a.md", "a", Language("en")), Catalogue(), "sentence")
    with pytest.raises(PublisherError) as error:
        lay_out(edition, [], Templates(TEMPLATES))
    assert f"{error.value.file}:{error.value.line}" == str(tmp_path / place)
    assert error.value.message.startswith("there is no layout 'x.html'; the layouts are 'article'")


@pytest.mark.parametrize(
    "reach",
    [
        "edition.source.file.read_text()",
        "edition.source.file",
        "(edition.source | attr('file')).unlink()",
        "([edition.source] | map(attribute='file') | first).exists()",
        "edition.source.metadata_file",
        "edition.source.metadata_file.read_bytes()",
        "edition.source['file'].open()",
        "stylesheet.args[0].read_text()",
        "stylesheet.func",
        "theme.logo.file",
        "'%s' | format(edition.target.file)",
        "'{0.source.file}'.format(edition)",
    ],
)
def test_layout_reaches_no_path(tmp_path: Path, reach: str) -> None:
    picture_file = tmp_path / "a.png"
    picture_file.write_bytes(picture())
    source = document("# Title\n\n![x](a.png)\n", ending="md", beside=picture_file)
    edition = source_edition(source, Catalogue(), "sentence")
    (tmp_path / "article.html").write_text(f"{{{{ {reach} }}}}")
    design = Design(Theme(logo=source.assets["a.png"]))
    with pytest.raises(PublisherError, match=r"article\.html:1: "):
        lay_out(edition, [], Templates(tmp_path), design=design)


def test_byline_has_the_date_of_the_press_and_an_iso_date() -> None:
    source = document("---\ndate: 2023-11-23\n---\n\n# T\n\nx\n", "th", "md")
    edition = source_edition(source, Catalogue(), "sentence")
    for design, shown in (
        (Design(), "23 พฤศจิกายน 2566"),
        (Design(calendar="gregorian"), "23 พฤศจิกายน ค.ศ. 2023"),
    ):
        html = lay_out(edition, [], Templates(TEMPLATES), design=design).html
        assert f'<time datetime="2023-11-23">{shown}</time>' in html


@pytest.mark.parametrize(
    ("layout", "has_text"),
    [
        ("{{ content({}) }}", True),
        ("{% set x = content({}) %}", False),
        ("{{ title }}", False),
        ("{% set x = content({}) %}<p>{{ x }}</p>", True),
        ("{{ content({}, true) }}", True),
    ],
)
def test_page_knows_whether_it_has_the_text(tmp_path: Path, layout: str, has_text: bool) -> None:
    (tmp_path / "article.html").write_text(layout)
    edition = source_edition(document("# T\n\nText.\n\n## H\n", ending="md"), Catalogue(), "block")
    assert lay_out(edition, [], Templates(tmp_path)).has_text is has_text


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("en", "Noto Serif"),
        ("ru", "Noto Serif"),
        ("hy", "Noto Serif Armenian"),
        ("ka", "Noto Serif Georgian"),
        ("ar", "Noto Naskh Arabic"),
        ("bn", "Noto Serif Bengali"),
        ("zh-Hans", "Noto Serif CJK SC"),
        ("ja", "Noto Serif CJK JP"),
    ],
)
def test_the_font_of_the_script_is_first(code: str, first: str) -> None:
    assert families(Language(code), "Serif")[0] == first
    assert "Noto Serif" in families(Language(code), "Serif")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("שלום", "Noto Serif Hebrew"),
        ("ሰላም", "Noto Serif Ethiopic"),
        ("평화", "Noto Serif CJK KR"),
        ("平和だ", "Noto Serif CJK JP"),
        ("和平", "Noto Serif CJK SC"),
        ("x, 、", "Noto Serif CJK SC"),
        ("x！", "Noto Serif CJK SC"),
        ("∑", "Noto Sans Math"),
        ("`code`", "Noto Sans Mono"),
    ],
)
def test_fonts_depend_on_the_scripts_in_the_text(text: str, family: str) -> None:
    def chosen(text: str) -> tuple[str, ...]:
        edition = source_edition(document(f"# Title\n\n{text}", ending="md"), Catalogue(), "block")
        return lay_out(edition, [], Templates(TEMPLATES)).families

    assert family in chosen(text)
    assert family not in chosen("Text.")


def test_style_sheets_are_safe_for_every_script() -> None:
    files = [*TEMPLATES.rglob("*.css"), *TEMPLATES.rglob("*.html")]
    styles = "".join(file.read_text(encoding="utf-8") for file in files)
    # Capitals break the Armenian և and Georgian; URLs could load local files.
    assert "text-transform" not in styles
    assert "url(" not in styles
    assert "em, i, cite, dfn, var { font-style: normal" in (
        TEMPLATES / "css" / "upright.css"
    ).read_text("utf-8")


def test_an_untranslated_message_is_marked_with_its_direction(tmp_path: Path) -> None:
    html = page(tmp_path, '{{ _("Page") }}', "fa")
    assert html == '<span lang="en" dir="ltr">Page</span>'


@pytest.mark.parametrize("layout", ["{{ stylesheet('artcle.css') }}", "caf\udce9"])
def test_a_missing_style_sheet_or_wrong_encoding_is_an_error(tmp_path: Path, layout: str) -> None:
    (tmp_path / "css").mkdir()
    file = tmp_path / "article.html"
    file.write_bytes(layout.encode(errors="surrogateescape"))
    with pytest.raises(PublisherError, match=r"no style sheet 'artcle.css'|not UTF-8"):
        page(tmp_path, layout) if "css" in layout else extract_messages(file)


@pytest.mark.parametrize(("code", "hyphenated"), [("en", True), ("hy", True), ("fa", False)])
def test_text_that_can_be_hyphenated_is_marked_and_justified(code: str, hyphenated: bool) -> None:
    edition = source_edition(document("Title\n\nText.", code), Catalogue(), "sentence")
    html = lay_out(edition, [], Templates(TEMPLATES)).html
    assert ('<html lang="fa" dir="rtl">' in html) is not hyphenated
    assert ('class="hyphenated"' in html) is hyphenated
    assert ".hyphenated { --text-align: justify }" in html


def test_links_keep_the_markup_of_their_text_and_mark_addresses() -> None:
    marked_up = Markup('<span lang="ru">русский</span>')
    assert _link("a.pdf", marked_up, "ru") == f'<a href="a.pdf" hreflang="ru">{marked_up}</a>'
    address = "https://example.org/?a=1&b=2"
    assert '<bdi class="address">https://example.org/?a=1&amp;b=2</bdi>' in _link(address, address)
