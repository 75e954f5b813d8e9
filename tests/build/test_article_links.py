"""Links between articles: to the edition in the same language, in every output."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pypdf
import pytest
from helpers import PROFILES, copy_project, failures, new_project, update_catalogues

from publisher.base.workers import InlineExecutor
from publisher.build.chosen import Chosen
from publisher.build.publish import publish
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers import Project

LAW = """\
# The law

Read [the bridge](bridge.md), [its plans](bridge.md#what-comes-next) and [the map](map.md).

## An old law {#old}

The [new one](/law/#new) and [this one](/law/#old).

## A new law {#new}

It follows from the old one.
"""
BRIDGE = """\
# The bridge

The bridge was opened on Monday. See [the law](./law/#new).

## What comes next

The second bridge is planned for 2027.
"""


def french(source: str) -> str:
    """Translate words, and keep the addresses of links."""
    return re.sub(r"\w+(?![^(]*\))", "mot", source) if "](" in source else f"FR {source}"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of two articles that link to each other, translated into French."""
    project = new_project(tmp_path_factory.mktemp("translated") / "project")
    (project.root / "seeds/bridge.txt").unlink()
    project.write("seeds/law.md", LAW)
    project.write("seeds/bridge.md", BRIDGE)
    translate(project)
    return project


@pytest.fixture
def linked(translated: Project, tmp_path: Path) -> Project:
    """Return a copy of the project of two articles."""
    return copy_project(translated, tmp_path / "project")


def translate(project: Project) -> None:
    update_catalogues(project)
    for slug in ("law", "bridge"):
        project.translate(slug, "fr", french)


def untranslate(project: Project, slug: str) -> None:
    project.translate(slug, "fr", lambda _: "")


def built(project: Project, *slugs: str, output: str = "pdf") -> set[str]:
    """Publish, and return the names of the files that were rendered again."""
    config, chosen = load_config(project.root), Chosen(slugs)
    found = publish(config, OUTPUTS[output], chosen, InlineExecutor)
    return {result.file.stem for result in found.results if result.changes and result.file}


def pages(project: Project, output: str = "pdf") -> dict[str, bytes]:
    folders = [project.root / "build" / name for name in (output, "draft")]
    files = [file for folder in folders for file in folder.rglob(f"*.{output}")]
    return {f"{file.parent.name}/{file.name}": file.read_bytes() for file in files}


def links_of(file: Path) -> list[str]:
    """Return the addresses of a PDF's links out of the file."""
    notes = [
        n.get_object() for page in pypdf.PdfReader(file).pages for n in page.get("/Annots", ())
    ]
    return [note["/A"]["/URI"] for note in notes if "/A" in note]


def follow(file: Path, address: str) -> str:
    """Follow a link of a PDF to a file and to a place in it; return the file's name."""
    parts = urlsplit(address)
    target = (file.parent / unquote(parts.path)).resolve()
    names = pypdf.PdfReader(target).named_destinations
    assert not parts.fragment or unquote(parts.fragment) in names
    return target.name


def test_links_lead_to_the_edition_in_the_same_language(linked: Project) -> None:
    linked.succeed("pdf")
    for code in ("en", "fr"):
        file = linked.built("pdf", f"law.{code}.pdf")
        articles = [uri for uri in links_of(file) if "bridge" in uri]
        assert articles == [f"./bridge.{code}.pdf", f"./bridge.{code}.pdf#what-comes-next"]
        assert {follow(file, uri) for uri in articles} == {f"bridge.{code}.pdf"}
        back = linked.built("pdf", f"bridge.{code}.pdf")
        assert follow(back, f"./law.{code}.pdf#new") == f"law.{code}.pdf"
        assert f"./law.{code}.pdf#new" in links_of(back)


@pytest.mark.parametrize("profile", PROFILES)
def test_pages_with_links_conform(linked: Project, profile: str) -> None:
    linked.succeed("pdf", "-l", "fr")
    assert not failures(linked.built("pdf", "law.fr.pdf"), profile)


def test_links_lead_to_the_source_where_there_is_no_translation(linked: Project) -> None:
    untranslate(linked, "bridge")
    linked.succeed("pdf")
    file = linked.built("pdf", "law.fr.pdf")
    articles = [uri for uri in links_of(file) if "bridge" in uri]
    assert articles == ["./bridge.en.pdf", "./bridge.en.pdf#what-comes-next"]
    draft = linked.built("draft", "bridge.fr.pdf")
    assert "../pdf/law.fr.pdf#new" in links_of(draft)


def test_web_pages_link_to_web_pages(linked: Project) -> None:
    untranslate(linked, "law")
    linked.succeed("html")
    page = linked.built("html", "bridge.fr.html").read_text(encoding="utf-8")
    assert 'href="./law.en.html#new"' in page
    page = linked.built("draft", "law.fr.html").read_text(encoding="utf-8")
    assert 'href="../html/bridge.fr.html#what-comes-next"' in page
    assert '<a href="#old">' in page


def test_anchors_of_the_same_article_stay_in_it(linked: Project) -> None:
    linked.succeed("html", "-l", "en")
    page = linked.built("html", "law.en.html").read_text(encoding="utf-8")
    assert '<a href="#new">new one</a>' in page
    assert '<a href="#old">this one</a>' in page
    linked.succeed("pdf", "-l", "en")
    names = pypdf.PdfReader(linked.built("pdf", "law.en.pdf")).named_destinations
    assert {"old", "new"} <= set(names)


def test_proofs_link_to_finished_editions(linked: Project) -> None:
    linked.succeed("proof")
    addresses = links_of(linked.built("proof", "law.fr.pdf"))
    assert {"../pdf/bridge.fr.pdf", "../pdf/bridge.fr.pdf#what-comes-next"} <= set(addresses)
    assert not any("law" in address for address in addresses)


def test_articles_in_folders(linked: Project) -> None:
    linked.write("seeds/a b/page.md", "# P\n\n[x](../law.md#old) and [y](../a%20b/).\n")
    linked.write("seeds/a b/index.md", "# I\n\n[x](page.md) and [y](./).\n")
    linked.succeed("pdf", "-l", "en")
    file = linked.built("pdf", "a b/page.en.pdf")
    assert {"../law.en.pdf#old", "./index.en.pdf"} <= set(links_of(file))
    assert follow(file, "../law.en.pdf#old") == "law.en.pdf"


def test_word_and_web_articles_link_too(linked: Project) -> None:
    linked.write(
        "seeds/saved.html",
        "<article><h1>Saved</h1><p><a href='law.html#old'>Law</a> <a href='no.html'>No</a></p>",
    )
    linked.succeed("html", "-l", "en", "-s", "saved")
    page = linked.built("html", "saved.en.html").read_text(encoding="utf-8")
    assert '<a href="./law.en.html#old">Law</a> No</p>' in page


def test_anchors_may_be_those_of_another_generator(linked: Project) -> None:
    linked.write("seeds/page.md", "# P\n\n## Save & send\n\n[x](law.md#New_)\n")
    linked.write("seeds/map.md", "# M\n\n[x](page.md#save-send), [y](page.md#save)\n")
    linked.succeed("html", "-l", "en")
    page = linked.built("html", "map.en.html").read_text(encoding="utf-8")
    assert 'href="./page.en.html#save--send"' in page
    assert 'href="./page.en.html">y</a>' in page
    page = linked.built("html", "page.en.html").read_text(encoding="utf-8")
    assert 'href="./law.en.html#new"' in page


def test_dead_links_are_findings_with_hints(linked: Project) -> None:
    linked.write("seeds/page.md", "# P\n\n[x](/laws/)\n\n[y](law.md#odl), [z](page.md#x)\n")
    done = linked.invoke("check", "-l", "en")
    found = [line for line in done.stdout.splitlines() if "dead-link" in line]
    nowhere = "leads nowhere and is shown as text"
    assert found == [
        (
            f"seeds/law.md:3: warning [dead-link] the link to 'map.md' {nowhere};"
            " write a full address, or set base-url in pyproject.toml"
        ),
        (
            f"seeds/page.md:3: warning [dead-link] the link to '/laws/' {nowhere};"
            " did you mean 'law'?"
        ),
        (
            "seeds/page.md:5: warning [dead-link] the link to 'law.md#odl' names no heading of law"
            " and leads to its beginning; did you mean 'old'?"
        ),
        (
            "seeds/page.md:5: warning [dead-link] the link to 'page.md#x' names no heading of this"
            " article and is shown as text; name a heading there with {#name}"
        ),
    ]
    assert done.returncode == 0
    assert "seeds/page.md:3: the link to '/laws/'" in linked.succeed("pdf", "-l", "en")


def test_an_address_of_two_articles_is_a_finding(linked: Project) -> None:
    declare_map(linked, "plan")
    assert "/map/" not in linked.invoke("check", "-l", "en").stdout
    linked.succeed("html", "-l", "en")
    page = linked.built("html", "bridge.en.html")
    assert 'href="./plan.en.html"' in page.read_text(encoding="utf-8")
    declare_map(linked, "plans")
    assert (
        "seeds/bridge.md:9: warning [dead-link] the link to '/map/' leads to no article:"
        " 'plan' and 'plans' have this address; change one of them"
    ) in linked.invoke("check", "-l", "en").stdout
    linked.succeed("html", "-l", "en")
    assert "plan.en.html" not in page.read_text(encoding="utf-8")


def hold_bridge(project: Project, permalink: str) -> None:
    """Hold the bridge's editions; links lead to its address on the site."""
    base = "[tool.publisher]\nlanguages = ['fr']\nbase-url = 'https://example.org'\n"
    project.write("pyproject.toml", f"{base}[tool.publisher.checks]\nerror = ['footnote']")
    front_matter = f"---\npermalink: {permalink}\n---\n"
    project.write("seeds/bridge.md", f"{front_matter}{BRIDGE}\nHeld[^1].\n")


def declare_map(project: Project, slug: str) -> None:
    """Write an article with the address /map/, and a link to it in the bridge's."""
    project.write("seeds/bridge.md", f"{BRIDGE}\n[The map](/map/).\n")
    project.write(f"seeds/{slug}.md", "---\npermalink: /map/\n---\n# Plan\n\nIt is.\n")


def test_a_project_can_refuse_dead_links(linked: Project) -> None:
    linked.write("pyproject.toml", STRICT)
    assert linked.invoke("pdf", "-l", "en").returncode == 1
    assert linked.built("draft", "law.en.pdf").exists()
    page = linked.built("pdf", "bridge.en.pdf")
    assert not any("law" in uri for uri in links_of(page))


def test_base_url_serves_all_other_addresses(linked: Project) -> None:
    linked.write("seeds/page.md", "# P\n\n[x](map.zip), [y](/law/), [z](/a/#b), [w](no.md)\n")
    linked.configure(["fr"], base_url="https://example.org/handbook")
    linked.succeed("html", "-l", "en", "-s", "page")
    page = linked.built("html", "page.en.html").read_text(encoding="utf-8")
    assert re.findall('href="([^"]*)"', page.partition('class="content"')[2])[:4] == [
        "https://example.org/handbook/map.zip",
        "./law.en.html",
        "https://example.org/handbook/a/#b",
        "https://example.org/handbook/no",
    ]
    assert "dead-link" not in linked.invoke("check").stdout


def test_base_url_serves_articles_that_are_not_finished(linked: Project) -> None:
    gate = "[tool.publisher.checks]\nerror = ['footnote']"
    base = "[tool.publisher]\nlanguages = ['fr']\nbase-url = 'https://example.org'\n"
    linked.write("pyproject.toml", base + gate)
    linked.write("seeds/bridge.md", f"{BRIDGE}\n\nHeld[^1].\n")
    linked.invoke("pdf", "-l", "en")
    uris = links_of(linked.built("pdf", "law.en.pdf"))
    assert "https://example.org/bridge#what-comes-next" in uris


@pytest.mark.parametrize("value", ["3", '"example.org"', '"ftp://a.org/"', '"https://a.org/?q"'])
def test_base_url_is_a_web_address(linked: Project, value: str) -> None:
    linked.write("pyproject.toml", f"[tool.publisher]\nbase-url = {value}\n")
    error = linked.fail("check")
    assert "pyproject.toml:2: base-url: must be a web address" in error


def test_a_translation_keeps_the_address(linked: Project) -> None:
    catalogue = linked.po("law", "fr").read_text(encoding="utf-8")
    assert "[the bridge](bridge.md), [its plans](bridge.md#what-comes-next)" in catalogue
    assert "error" not in linked.invoke("check", "-s", "law").stdout
    linked.translate("law", "fr", lambda source: french(source).replace("(map.md)", "(/x/)"))
    assert "“/x/” where the source has “map.md”" in linked.invoke("check", "-s", "law").stdout
    linked.invoke("html", "-l", "fr", "-s", "law")
    assert "/x/" not in linked.built("draft", "law.fr.html").read_text(encoding="utf-8")


def change(name: str, old: str, new: str) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        file = project.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def rename_anchor(project: Project) -> None:
    change("seeds/bridge.md", "## What comes next", "## What comes next {#next}")(project)


STRICT = "[tool.publisher]\nlanguages = ['fr']\n[tool.publisher.checks]\nerror = ['dead-link']"
CHAIN = "# Chain\n\nThe [end](end.md#x).\n"


def make_chain(project: Project) -> None:
    """Let the law link to an article that is held if the next one loses a heading."""
    project.write("pyproject.toml", STRICT)
    project.write("seeds/map.md", CHAIN)
    project.write("seeds/end.md", "# End\n\n## X\n\nIt.\n")


# What is done before the first build, what is changed after it, and what is rendered again.
CASES: dict[
    str, tuple[Callable[[Project], object] | None, Callable[[Project], object], set[str]]
] = {
    "nothing": (None, lambda _: None, set()),
    "becomes unfinished": (
        None,
        lambda project: untranslate(project, "bridge"),
        {"bridge.en", "bridge.fr", "law.fr"},
    ),
    "becomes finished": (
        lambda project: untranslate(project, "bridge"),
        translate,
        {"bridge.en", "bridge.fr", "law.fr"},
    ),
    "other words": (
        None,
        change("locales/fr/LC_MESSAGES/bridge.po", "FR What", "FR Que"),
        {"bridge.fr"},
    ),
    "other words of the source": (
        None,
        change("seeds/bridge.md", "The bridge was", "A bridge was"),
        {"bridge.en", "bridge.fr", "law.fr"},
    ),
    "loses the anchor": (
        None,
        rename_anchor,
        {"bridge.en", "bridge.fr", "law.en", "law.fr"},
    ),
    "gains the anchor": (
        rename_anchor,
        change("seeds/bridge.md", " {#next}", ""),
        {"bridge.en", "bridge.fr", "law.en", "law.fr"},
    ),
    "disappears": (
        None,
        lambda project: (project.root / "seeds/bridge.md").unlink(),
        {"law.en", "law.fr"},
    ),
    "appears": (
        None,
        lambda project: project.write("seeds/map.md", "# Map\n\nIt.\n"),
        {"map.en", "map.fr", "law.en", "law.fr"},
    ),
    "another article appears": (
        None,
        lambda project: project.write("seeds/apart.md", "# Apart\n\nIt.\n"),
        {"apart.en", "apart.fr"},
    ),
    "a hint appears": (
        None,
        lambda project: project.write("seeds/maps.md", "# Maps\n\nIt.\n"),
        {"maps.en", "maps.fr"},
    ),
    "a hint for a heading appears": (
        rename_anchor,
        change("seeds/bridge.md", "{#next}", "{#what-comes}"),
        {"bridge.en", "bridge.fr"},
    ),
    "other words beside a link to an unfinished one": (
        lambda project: untranslate(project, "bridge"),
        change("locales/fr/LC_MESSAGES/law.po", "FR An", "FR Une"),
        {"law.fr"},
    ),
    "becomes unreadable": (
        None,
        lambda project: project.write("seeds/bridge.toml", "no key"),
        {"law.en", "law.fr"},
    ),
    "declares an address": (
        lambda project: project.write("seeds/plan.md", "# Plan\n\n[It](/map/) is.\n"),
        change("seeds/bridge.md", "# The bridge\n", "---\npermalink: /map/\n---\n# The bridge\n"),
        {"plan.en", "plan.fr", "bridge.en", "bridge.fr"},
    ),
    "is held and changes its address on the web": (
        lambda project: hold_bridge(project, "/one/"),
        change("seeds/bridge.md", "/one/", "/two/"),
        {"bridge.en", "bridge.fr", "law.en", "law.fr"},
    ),
    "declares the address of another": (
        lambda project: declare_map(project, "plan"),
        lambda project: declare_map(project, "plans"),
        {"plans.en", "plans.fr", "bridge.en", "bridge.fr"},
    ),
    "is held by the gate": (
        make_chain,
        change("seeds/end.md", "## X", "## Y"),
        {"end.en", "end.fr", "map.en", "map.fr", "law.en", "law.fr"},
    ),
}
# All cases as web pages, which take less time, and these as PDF.
AS_PDF = {"becomes unfinished", "loses the anchor", "disappears"}
IN_OUTPUTS = [
    *(("html", case) for case in CASES),
    *(
        pytest.param("pdf", case, marks=[] if case in AS_PDF else pytest.mark.corpus)
        for case in CASES
    ),
]


@pytest.mark.parametrize(("output", "case"), IN_OUTPUTS)
def test_incremental_builds_equal_full_ones(linked: Project, output: str, case: str) -> None:
    before, edit, rendered = CASES[case]
    if before:
        before(linked)
    built(linked, output=output)
    edit(linked)
    assert built(linked, output=output) == rendered
    found, printed = pages(linked, output), linked.invoke(output)
    shutil.rmtree(linked.root / "build")
    assert warnings_in(linked.invoke(output).stdout) == warnings_in(printed.stdout)
    full = pages(linked, output)
    assert {name: found[name] for name in full} == full


def warnings_in(output: str) -> set[str]:
    return {line for line in output.splitlines() if "warning:" in line or "dead-link" in line}


def test_chosen_articles_know_the_others(linked: Project) -> None:
    assert built(linked, "law") == {"law.en", "law.fr"}
    first = pages(linked)
    assert set(first) == {"pdf/law.en.pdf", "pdf/law.fr.pdf"}
    built(linked)
    assert {name: pages(linked)[name] for name in first} == first
    untranslate(linked, "bridge")
    assert built(linked, "law") == {"law.fr"}
    assert "./bridge.en.pdf" in links_of(linked.built("pdf", "law.fr.pdf"))


def test_changed_targets_are_reasons(linked: Project) -> None:
    built(linked)
    untranslate(linked, "bridge")
    shown = linked.succeed("pdf", "--why")
    assert "rebuilt: build/pdf/law.fr.pdf: the target of bridge.md changed" in shown


def test_an_overview_sees_changed_targets(linked: Project) -> None:
    built(linked)
    assert "build/pdf/law.fr.pdf" in linked.succeed("status", "--format", "markdown")
    untranslate(linked, "bridge")
    assert "build/pdf/law.fr.pdf" not in linked.succeed("status", "--format", "markdown")
