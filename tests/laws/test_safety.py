"""Untrusted input: it reads no file, runs no code, opens no connection and exceeds no limit."""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING

import pypdf
import pytest
from helpers import document

from publisher.base.errors import PublisherError
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render
from publisher.markup.scope import Scope
from publisher.readers.discovery import find_seeds

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

BAD_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "\u0001javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "file:///etc/passwd",
    "FILE:/etc/passwd",
    "data:text/html,x",
    "vbscript:x",
    "tel:+123",
    "ftp://example.org/",
    "view-source:https://example.org/",
    "blob:https://example.org/x",
    "//example.org/x",
    "\\\\\\\\host\\\\share",
    "/etc/passwd",
    "../secret.pdf",
    "other.md",
    "?x",
    "http:/etc/passwd",
    "https:\\\\\\\\example.org",
    "mailto",
    "ht\ttps://example.org",
]


@pytest.mark.parametrize("address", BAD_LINKS)
@pytest.mark.parametrize(
    "form", ["[words]({})", "[words](<{}>)", "<{}>", "[words]: {}\n\n[words]"]
)
def test_page_has_only_web_mail_and_internal_links(address: str, form: str) -> None:
    text = form.format(address)
    pages = [render(parse_inline(text, Scope()))]
    try:
        pages.append(render(document(f"# T\n\n{text}", ending="md").tokens))
    except PublisherError as error:
        assert "control character" in error.message  # noqa: PT017 - refusing the text is fine too
    for page in pages:
        links = re.findall(r'href="([^"]*)"', page)
        assert [link for link in links if not re.match(r"https?://|mailto:|#", link)] == []


# Publish editions in spite of findings.
OPEN_GATE = '[tool.publisher]\nlanguages = ["fr"]\n[tool.publisher.gate]\nblocks = []\n'


def test_pdf_has_only_safe_links_and_no_active_content(project: Project) -> None:
    project.write("pyproject.toml", OPEN_GATE)
    links = " ".join(f"[w](<{address}>)" for address in BAD_LINKS if address.isprintable())
    good = "[w](HTTPS://example.org/a) [w](mailto:a@example.org) [w](#next)"
    project.write("seeds/m.md", f"# T\n\nA sentence.\n\n{links} {good}\n\n## Next\n")
    project.succeed("update", "-s", "m")
    project.translate("m", "fr", lambda text: f"{text} {links}" if "sent" in text else text)
    project.succeed("pdf", "-s", "m")
    for name in ("m.en.pdf", "m.fr.pdf"):
        content = project.built("pdf", name).read_bytes()
        reader = pypdf.PdfReader(io.BytesIO(content))
        annotations = [a.get_object() for page in reader.pages for a in page.get("/Annots", ())]
        addresses = {str(a["/A"]["/URI"]) for a in annotations if "/A" in a}
        siblings = {f"./m.{code}.pdf" for code in ("en", "fr")}
        assert addresses - siblings == {"HTTPS://example.org/a", "mailto:a@example.org"}
        for keyword in (b"/Launch", b"/EmbeddedFile", b"/JavaScript", b"file:", b"javascript:"):
            assert keyword not in content


MARKUP = [
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "%(names)s %s %",
    "<img src=file:///etc/passwd>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>@import 'x'</style>",
    "</style></title><script>alert(1)</script>",
    "<a href='javascript:x'>x</a>",
    '"><svg onload=x>',
    "\\3c script\\3e",
    "&lt;script&gt;",
]


def test_text_that_looks_like_markup_is_shown_as_text(project: Project) -> None:
    project.write("pyproject.toml", OPEN_GATE)
    words = "\n\n".join(f"Words {text} here." for text in MARKUP)
    metadata = "kicker = '''{}'''\nstandfirst = '''{}'''\nauthor = ['''{}''']\n"
    project.seed("bridge", f"A title\n\n{words}\n", metadata.format(*MARKUP[1:4]))
    project.succeed("update")
    project.translate("bridge", "fr", lambda text: " ".join([text.replace("W", "V"), *MARKUP[:4]]))
    sources = ("Page %(page)s of %(pages)s", "Source language: %(language)s", "By %(names)s")
    project.reword("fr", {text: f"{text} {MARKUP[0]} {MARKUP[4]}" for text in sources})
    project.succeed("pdf")
    project.succeed("html")
    for language in ("en", "fr"):
        page = project.built("html", f"bridge.{language}.html").read_text()
        _, _, body = page.partition("</head>")  # the head links other editions
        assert not re.search(r"<(script|img|link|svg|a href='java)", body)
        assert "root:x:" not in page
        assert "{{ 7*7 }}" in page
        assert "&lt;link rel=attachment" in page


def test_layout_cannot_access_python_internals(project: Project) -> None:
    project.write("templates/odd.html", "{{ edition.__class__.__mro__ }}{{ _('x') }}")
    project.seed("bridge", "A title\n\nText.\n", 'layout = "odd"')
    assert "templates/odd.html:1" in project.fail("html", "-l", "en")


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "..", "a/b", "a\\b", ".hidden", "a.b"])
def test_layout_outside_templates_is_left_out(name: str) -> None:
    source = document(f"---\nlayout: '{name}'\n---\n# T\n\nText.\n", ending="md")
    assert source.metadata.layout is None
    assert [fault.check for fault in source.faults] == ["front-matter"]


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "a/b"])
def test_layout_outside_templates_is_refused_in_a_sidecar(project: Project, name: str) -> None:
    project.seed("bridge", "A title\n\nText.\n", f'layout = "{name}"')
    assert "seeds/bridge.toml:1: " in project.fail("html", "-l", "en")


EXCESSIVE = [
    "[" * 60_000,
    "![" * 30_000,
    "[" * 30_000 + "]" * 30_000,
    "[a][" * 15_000,
    "*[_`" * 15_000,
    "[^" * 30_000,
    "[a\n" * 20_000,
    "word " * 60_000,
    "a" * 301,
    "a" * 60_000,
    "\u0561" * 301,
]


@pytest.mark.parametrize("text", EXCESSIVE)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_excessive_article_is_refused_with_its_line(text: str, ending: str) -> None:
    start = "# Title\n\nText.\n\n" if ending == "md" else "Title\n\nText.\n\n"
    with pytest.raises(PublisherError, match="this text ") as caught:
        document(start + text, ending=ending)
    assert caught.value.line == 5


@pytest.mark.parametrize("text", EXCESSIVE)
def test_excessive_translation_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.po"
    words = text.rstrip().replace("\n", "\\n")
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    file.write_text(f'{header}\nmsgid "a"\nmsgstr "{words}"\n')
    with pytest.raises(PublisherError, match="this translation ") as caught:
        _ = read_catalogue(file).catalogue
    assert caught.value.line == 5


@pytest.mark.parametrize(
    "text",
    [
        "漢字" * 400,
        "ภาษาไทย" * 60,
        "See https://example.org/" + "a" * 400,
        "[a](https://example.org/?" + "a" * 400 + ")",
        "word [a](#b) " * 1_500,
        "*a* **b** `c` &amp; <http://a.example> " * 1_000,
    ],
)
def test_long_ordinary_text_is_read(text: str) -> None:
    assert document(f"# Title\n\n{text}\n", ending="md")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("|" + "a|" * 10_000 + "\n|" + "-|" * 10_000, "columns"),
        ("> " * 100 + "a", "nested"),
        ("- " * 100 + "a", "nested"),
        ("".join("  " * n + "- a\n" for n in range(100)), "nested"),
        ("::: a\n" * 1_000, "nested"),
    ],
)
def test_excessive_blocks_are_refused(text: str, problem: str) -> None:
    with pytest.raises(PublisherError, match=problem):
        document(f"# T\n\n{text}\n", ending="md")


def test_seeds_are_regular_files_within_their_folder(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "secret.md").write_text("# Secret\n\nText.\n")
    (seeds / "a.md").symlink_to(tmp_path / "secret.md")
    (seeds / "b.md").symlink_to("b.md")
    (seeds / "c.md").symlink_to("/dev/zero")
    (seeds / "d.md").mkdir()
    (seeds / "-e.md").write_text("# E\n")
    (seeds / "f\ng.md").write_text("# F\n")
    os.mkfifo(seeds / "h.md")
    found = find_seeds(seeds)
    assert found.files == {}
    assert len(found.errors) == 7


def test_symbolic_links_out_of_the_project_are_not_followed(
    project: Project, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "victim.po"
    project.succeed("update")
    project.po("bridge", "fr").unlink()
    project.po("bridge", "fr").symlink_to(victim)
    template = project.root / "locales" / "bridge.pot"
    template.unlink()
    assert "leads out of the project" in project.fail("update")
    assert not victim.exists()
    assert template.exists()  # nothing else is left out
    assert "leads out of the project" in project.fail("pdf")
    assert project.built("pdf", "bridge.en.pdf").exists()
    (outside / "bridge.toml").write_text("kicker = 'Secret'")
    (project.root / "seeds" / "bridge.toml").symlink_to(outside / "bridge.toml")
    assert "leads out of seeds/" in project.fail("pdf", "-l", "en")


def test_dangling_symbolic_link_is_not_a_missing_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    assert read_catalogue(file).catalogue.translation("x") is None
    file.symlink_to("a.po")
    with pytest.raises(PublisherError, match="cannot read"):
        _ = read_catalogue(file).catalogue


def test_file_names_are_not_interpreted(project: Project) -> None:
    names = ["$(touch x)", "`touch x`", "a;touch x", "a'b\"c", "a b&c|d", "%s{}", "CON", "a:b*c?"]
    for name in names:
        project.seed(name, "A title\n\nA text here.\n")
    project.succeed("update")
    project.succeed("pdf")
    assert not list(project.root.rglob("x"))
    assert all(project.built("pdf", f"{name}.en.pdf").exists() for name in names)
    for language in ("../../x", "-x", "$(touch x)", "hy/../..", "x" * 5_000):
        project.fail("update", f"--language={language}")
