"""Tasks as people run them: by name, in a copy of the tree, with their exit statuses."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from helpers import copy_package

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.language.locale import Language
from publisher.project.results import Result

if TYPE_CHECKING:
    from helpers import Project

SLUG = "armenia-rejects-csto-assistance"
FRENCH = {
    "A small victory": "Une petite victoire",
    "The bridge was opened on Monday.": "Le pont a été inauguré lundi.",
    "“It took us 12 years. We never gave up,” the mayor said.": "« 12 ans », dit-il.",
    "What comes next": "La suite",
    "The second bridge is planned for 2027.": "Le second pont est prévu pour 2027.",
}


# The package's article with a line of the project's.
REPRINT = """
{% extends "publisher/article.html" %}
{% block foot %}{{ super() }}<p>{{ _("You may reprint this.") }}</p>{% endblock %}
"""


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def rows(project: Project) -> dict[str, dict[str, object]]:
    return {row["language"]: row for row in json.loads(project.succeed("status", "--json"))}


def test_one_word_and_one_update_add_a_language(tree: Project) -> None:
    file = tree.root / "pyproject.toml"
    before = snapshot(tree.root / "locales")
    file.write_text(file.read_text().replace('"hy", "ru"', '"hy", "ru", "ka"'))
    assert "ka/LC_MESSAGES" in tree.succeed("update")
    after = snapshot(tree.root / "locales")
    assert {path: after[path] for path in before} == before
    assert {path.name for path in set(after) - set(before)} == {
        "armenia-rejects-csto-assistance.po"
    }
    assert tree.invoke("pdf", "--release").returncode == 1
    assert tree.built("draft", "armenia-rejects-csto-assistance.ka.pdf").is_file()
    assert tree.built("pdf", "armenia-rejects-csto-assistance.hy.pdf").is_file()


def test_update_leaves_the_checkout_unchanged(tree: Project) -> None:
    before = snapshot(tree.root / "locales")
    tree.succeed("update")
    assert snapshot(tree.root / "locales") == before


def test_from_a_seed_to_a_finished_edition(project: Project) -> None:
    assert "written: locales/bridge.pot" in project.succeed("extract")
    project.succeed("update")
    assert (
        rows(project)["fr"].items()
        >= {
            "slug": "bridge",
            "language": "fr",
            "messages": 5,
            "translated": 0,
            "fuzzy": 0,
            "untranslated": 5,
            "fresh": False,
            "words_left": 31,
        }.items()
    )
    project.translate("bridge", "fr", FRENCH.get)
    assert rows(project)["fr"]["fresh"] is True
    out = project.succeed("pdf")
    assert "build/pdf/bridge.fr.pdf" in out
    assert project.built("pdf", "bridge.en.pdf").is_file()


def test_unfinished_edition_is_a_stamped_draft(project: Project) -> None:
    project.succeed("update")
    some = dict(list(FRENCH.items())[:3])
    project.translate("bridge", "fr", some.get)
    project.reword("fr", {"Draft: %(percent)s translated": "Brouillon : %(percent)s traduits"})
    out = project.succeed("pdf")
    assert "60%" in out
    assert not project.built("pdf", "bridge.fr.pdf").exists()
    draft = pypdf.PdfReader(project.built("draft", "bridge.fr.pdf"))
    assert "Brouillon : 60 % traduits" in " ".join(draft.pages[0].extract_text().split())
    project.succeed("html")
    page = project.built("draft", "bridge.fr.html").read_text(encoding="utf-8")
    assert '<h2><span lang="en">What comes next</span></h2>' in page
    assert "Une petite victoire" in page


def test_release_is_refused_until_all_is_translated(project: Project) -> None:
    project.succeed("update")
    assert "not released: bridge (fr)" in project.fail("pdf", "--release", status=1)
    assert project.built("pdf", "bridge.en.pdf").is_file()
    project.translate("bridge", "fr", FRENCH.get)
    project.write("templates/article.html", REPRINT)
    complaint = project.fail("pdf", "--release", status=1)
    assert "French: 1 page word is still in English" in complaint
    project.reword("fr", {"You may reprint this.": "Reproduction autorisée."})
    project.succeed("pdf", "--release")


def test_stale_edition_is_withdrawn_and_returns(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    project.succeed("pdf")
    finished, draft = (project.built(name, "bridge.fr.pdf") for name in ("pdf", "draft"))
    po = pofile.load(project.po("bridge", "fr"))
    po[1].flags.append("fuzzy")
    pofile.save(po, project.po("bridge", "fr"))
    assert "withdrawn: build/pdf/bridge.fr.pdf" in project.succeed("pdf", "-l", "en")
    project.succeed("pdf")
    assert (finished.exists(), draft.exists()) == (False, True)
    project.translate("bridge", "fr", FRENCH.get)
    po = pofile.load(project.po("bridge", "fr"))
    po[1].flags.remove("fuzzy")
    pofile.save(po, project.po("bridge", "fr"))
    project.succeed("pdf")
    assert (finished.exists(), draft.exists()) == (True, False)


def test_edited_article_has_stale_editions_before_an_update(
    project: Project,
) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    seed = project.root / "seeds" / "bridge.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("2027", "2028"), encoding="utf-8")
    assert rows(project)["fr"]["fresh"] is False
    assert rows(project)["fr"]["untranslated"] == 1


def test_links_lead_only_to_finished_siblings(project: Project) -> None:
    project.configure(["fr", "de"])
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    project.succeed("html")
    english = project.built("html", "bridge.en.html").read_text(encoding="utf-8")
    assert 'href="./bridge.fr.html"' in english
    assert "bridge.de.html" not in english
    project.succeed("pdf", "-l", "de")
    draft = pypdf.PdfReader(project.built("draft", "bridge.de.pdf"))
    links = [
        annotation.get_object()["/A"].get("/URI")
        for annotation in draft.pages[0].get("/Annots", ())
    ]
    assert {"../pdf/bridge.en.pdf", "../pdf/bridge.fr.pdf"} <= set(links)


def test_articles_and_languages_can_be_chosen(project: Project) -> None:
    project.seed("2023/other", "Other\n\nText.\n")
    project.configure(["fr", "de"])
    project.succeed("update", "-s", "bridge", "-l", "fr")
    assert not project.po("bridge", "de").exists()
    assert not project.po("2023/other", "fr").exists()
    project.succeed("update")
    assert project.po("2023/other", "de").is_file()
    out = project.succeed("status", "--list", "-s", "2023/other", "-l", "en", "-l", "de")
    assert [line.split()[:2] for line in out.splitlines()[1:3]] == [
        ["2023/other", "en"],
        ["2023/other", "de"],
    ]
    project.succeed("pdf", "-l", "en")
    assert project.built("pdf", "2023/other.en.pdf").is_file()


def test_article_in_another_source_language(project: Project) -> None:
    project.seed("pont", "Une petite victoire\n\nLe pont est ouvert.\n", 'language = "fr"')
    project.succeed("update")
    assert project.po("pont", "en").is_file()
    project.translate("pont", "en", lambda _: "The bridge is open.")
    project.succeed("pdf", "-s", "pont")
    assert project.built("pdf", "pont.fr.pdf").is_file()
    assert project.built("pdf", "pont.en.pdf").is_file()


def test_html_separates_article_blocks_from_layout(project: Project) -> None:
    project.succeed("html", "-l", "en")
    page = project.built("html", "bridge.en.html").read_text(encoding="utf-8")
    content = page.partition('<div class="content">')[2].partition("</div>")[0].strip()
    assert content == (
        "<p>The bridge was opened on Monday. “It took us 12 years. We never gave up,”"
        " the mayor said.</p>\n<h2>What comes next</h2>\n"
        "<p>The second bridge is planned for 2027.</p>"
    )
    assert page.count("<h1>") == 1
    assert "<h1>A small victory</h1>" in page


def test_known_metadata_is_on_the_page(project: Project) -> None:
    project.seed(
        "bridge",
        "A small victory\n\nText.\n",
        'kicker = "Cities"\nstandfirst = "At last."\nauthor = ["Ann", "Bob"]\n'
        'date = 2023-11-23\nsource = "https://example.org/?a=1&b=<2>"\n',
    )
    project.succeed("html", "-l", "en")
    page = project.built("html", "bridge.en.html").read_text(encoding="utf-8")
    for words in (
        '<p class="kicker">Cities</p>',
        '<p class="standfirst">At last.</p>',
        "By Ann and Bob",
        "November 23, 2023",
        'href="https://example.org/?a=1&amp;b=&lt;2&gt;"',
    ):
        assert words in page


def test_translation_cannot_add_markup(project: Project) -> None:
    project.succeed("update")
    evil = '</style><script>alert(1)</script><img src="x"> {{ 7 * 7 }} %s'
    project.translate("bridge", "fr", lambda _: evil)
    project.write("templates/article.html", REPRINT)
    project.reword("fr", {"You may reprint this.": evil})
    project.fail("html", status=1)
    page = project.built("draft", "bridge.fr.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in page


def test_pipe_gets_plain_unwrapped_lines(project: Project) -> None:
    slug = "a-very-long-name-" * 5 + "end"
    project.seed(slug, "Title\n\nText.\n")
    out = project.succeed("pdf", "-s", slug, "-l", "en")
    assert f"build/pdf/{slug}.en.pdf" in out
    assert "\x1b" not in out


def test_every_task_has_help(project: Project) -> None:
    out = project.succeed("--list")
    for name in ("clean", "doctor", "extract", "html", "lint", "pdf", "status", "test", "update"):
        assert f"  {name} " in out


BAD_SEEDS = {
    "empty": ("", "seeds/bad.txt: the article is empty"),
    "no title": ("A sentence. And more.\n", "seeds/bad.txt:1: no title"),
    "control": ("Title\n\n\x1b[31mred\n", "seeds/bad.txt:3: control character U+001B"),
}


@pytest.mark.parametrize("name", BAD_SEEDS)
@pytest.mark.parametrize("task", ["pdf", "update", "status"])
def test_bad_seed_does_not_stop_others(project: Project, name: str, task: str) -> None:
    text, complaint = BAD_SEEDS[name]
    project.seed("bad", text)
    assert complaint in project.fail(task)
    if task == "pdf":
        assert project.built("pdf", "bridge.en.pdf").is_file()
    if task == "update":
        assert project.po("bridge", "fr").is_file()


def test_update_lists_ignored_keys_of_front_matter_once(project: Project) -> None:
    for name in "abc":
        project.write(f"seeds/{name}.md", f"---\nweight: 1\nk-{name}: 2\n---\n# T\n\nText.\n")
    listed = "weight (3 articles), k-a (1), k-b (1), k-c (1)"
    line = f"front matter: 4 keys are ignored: {listed}; map them in "
    for options in ((), ("--dry-run",)):
        lines = project.succeed("update", *options).splitlines()
        expected = f"{line}[tool.publisher.front-matter] of pyproject.toml"
        assert [one for one in lines if "front matter" in one] == [expected]
    project.write("seeds/a.md", "---\nweight: 1\ntitle: [T\n---\n")
    result = project.invoke("update")
    assert "weight (2 articles), k-b (1), k-c (1); map" in result.stdout
    assert "error: seeds/a.md:" in result.stderr


def test_broken_catalogue_does_not_stop_others(tree: Project) -> None:
    slug = "armenia-rejects-csto-assistance"
    file = tree.po(slug, "hy")
    broken = file.read_bytes().replace(b'msgid "Comment"', b'msgid "Comment')
    file.write_bytes(broken)
    line = broken[: broken.index(b'msgid "Comment\n')].count(b"\n") + 1
    complaint = tree.fail("pdf")
    assert f"locales/hy/LC_MESSAGES/{slug}.po:{line + 1}: gettext: end-of-line" in complaint
    assert not tree.built("pdf", f"{slug}.hy.pdf").exists()
    assert tree.built("pdf", f"{slug}.ru.pdf").is_file()
    tree.fail("update")
    assert file.read_bytes() == broken


def test_missing_glyph_has_file_line_and_character(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: words + (" 𐕰" if "2027" in words else ""))
    file = project.po("bridge", "fr")
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "𐕰" in line)
    complaint = project.fail("pdf")
    assert f"locales/fr/LC_MESSAGES/bridge.po:{number}: no chosen font has '𐕰'" in complaint
    assert "U+10570 VITHKUQI CAPITAL LETTER A" in complaint
    assert "The second bridge is planned" in complaint
    assert not list((project.root / "build").rglob("bridge.fr.pdf"))
    project.seed("party", "Title\n\nOne.\n\nTwo 𐕰.\n")
    assert "seeds/party.txt:5: no chosen font has" in project.fail(
        "pdf", "-s", "party", "-l", "en"
    )


@pytest.mark.parametrize(
    ("layout", "complaint"),
    [
        ("<p>\n{{ nothing.here }}", "templates/article.html:2: 'nothing' is undefined"),
        ("{% if %}", "templates/article.html:1: "),
        ("{% include 'no.html' %}", "'no.html'"),
    ],
)
def test_broken_layout_is_reported_with_its_line(
    project: Project, layout: str, complaint: str
) -> None:
    project.write("templates/article.html", layout)
    assert complaint in project.fail("pdf", "-l", "en")


def test_missing_layout_is_reported(project: Project) -> None:
    project.seed("bridge", "Title\n\nText.\n", 'layout = "poster"')
    complaint = project.fail("pdf")
    assert "there is no layout 'poster.html'; the layouts are 'article'" in complaint


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("-s", "brigde"), "unknown article 'brigde'; did you mean 'bridge'?"),
        (("-s", "../../etc/passwd"), "unknown article"),
        (("-l", "de"), "'de' is not among the project's languages (en, fr)"),
        (("-l", "../x"), "is not a language code"),
    ],
)
def test_unknown_slug_or_language_is_reported(
    project: Project, arguments: tuple[str, ...], complaint: str
) -> None:
    for task in ("extract", "update", "status", "pdf", "html"):
        assert complaint in project.fail(task, *arguments)


def test_bad_configuration_is_one_line(project: Project) -> None:
    project.configure(["fr", "xx"])
    for task in ("extract", "update", "status", "pdf", "html", "doctor"):
        assert "pyproject.toml:2: languages: unknown language 'xx'" in project.fail(task)


def test_seed_linked_outside_its_folder_is_refused(project: Project) -> None:
    (project.root / "seeds" / "out.txt").symlink_to("/etc/hostname")
    assert "seeds/out.txt: leads out of seeds/" in project.fail("pdf")


def test_sidecar_without_an_article_is_reported(project: Project) -> None:
    project.write("seeds/brigde.toml", 'kicker = "x"')
    complaint = project.fail("pdf")
    assert "seeds/brigde.toml: describes no article" in complaint
    assert "did you mean 'bridge'?" in complaint
    assert project.built("pdf", "bridge.en.pdf").is_file()


def test_hidden_files_are_not_articles(project: Project) -> None:
    project.write("seeds/.draft.txt", "")
    project.write("seeds/.git/HEAD.txt", "")
    project.succeed("pdf")


def test_errors_and_results_can_be_pickled() -> None:
    error = PublisherError("what", file=Path("a.txt"), line=3)
    result = Result(slug="a", language=Language("hy"), error=error)
    back = pickle.loads(pickle.dumps(result))  # noqa: S301 - our own
    assert str(back.error) == "a.txt:3: what"
    assert (back.slug, back.language) == (result.slug, result.language)


def test_missing_glyph_in_metadata_is_located_in_the_sidecar(project: Project) -> None:
    project.seed("bridge", "Title\n\nText.\n", 'author = ["Ann 𐕰"]')
    assert "seeds/bridge.toml: no chosen font has '𐕰'" in project.fail("pdf", "-l", "en")


def test_project_without_articles_is_reported(project: Project) -> None:
    (project.root / "seeds" / "bridge.txt").unlink()
    assert "contains no article" in project.fail("pdf")


def test_unwritable_folder_keeps_the_old_pdf(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    project.succeed("pdf")
    old = snapshot(project.built("pdf", ""))
    assert sorted(file.name for file in old) == ["bridge.en.pdf", "bridge.fr.pdf"]
    project.configure(["fr", "de"])
    (project.root / "build" / "draft").write_text("a file where a folder should be")
    assert "build/draft/bridge.de.pdf: cannot write: " in project.fail("pdf")
    assert snapshot(project.built("pdf", "")) == old


def test_failed_edition_keeps_its_last_file(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    project.succeed("pdf")
    old = project.built("pdf", "bridge.fr.pdf").read_bytes()
    project.translate("bridge", "fr", lambda words: f"{words} 𐕰")
    project.fail("pdf")
    assert project.built("pdf", "bridge.fr.pdf").read_bytes() == old
    project.po("bridge", "fr").write_text("no catalogue")
    project.fail("pdf")
    assert project.built("pdf", "bridge.fr.pdf").read_bytes() == old


def test_failed_edition_with_wildcards_in_its_name_keeps_its_file(project: Project) -> None:
    project.seed("a[1]*", "Title\n\nText.\n")
    project.succeed("pdf", "-l", "en")
    project.seed("a[1]*", "")
    assert "the article is empty" in project.fail("pdf")
    assert project.built("pdf", "a[1]*.en.pdf").is_file()


def test_unreadable_article_keeps_its_drafts(project: Project) -> None:
    project.succeed("update")
    project.succeed("pdf")
    draft = project.built("draft", "bridge.fr.pdf").read_bytes()
    project.seed("bridge", "")
    assert "withdrawn" not in project.fail("pdf", "-l", "en")
    assert project.built("draft", "bridge.fr.pdf").read_bytes() == draft


def test_files_of_deleted_articles_and_languages_are_withdrawn(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    project.succeed("pdf")
    project.configure([])
    (project.root / "seeds" / "bridge.txt").rename(project.root / "seeds" / "crossing.txt")
    out = project.succeed("pdf")
    assert out.count("withdrawn: ") == 2
    assert [file.name for file in project.built("pdf", "").iterdir()] == ["crossing.en.pdf"]


def test_clean_deletes_build(project: Project) -> None:
    project.succeed("html")
    project.succeed("pdf", "-l", "en")
    project.succeed("clean")
    assert not (project.root / "build").exists()


def test_clean_leaves_the_files_of_other_programs(project: Project) -> None:
    project.succeed("pdf", "-l", "en")
    project.write("build/lib/other.py", "")
    project.succeed("clean")
    assert [*snapshot(project.root / "build")] == [project.root / "build" / "lib" / "other.py"]


def test_nothing_is_withdrawn_behind_a_link_out_of_the_project(project: Project) -> None:
    outside = project.root.parent / "outside"
    outside.mkdir()
    (outside / "old.en.pdf").touch()
    (project.root / "build").mkdir()
    (project.root / "build" / "pdf").symlink_to(outside)
    assert "build/pdf: leads out of the project" in project.fail("pdf", "-l", "en")
    assert (outside / "old.en.pdf").exists()


def test_doctor_reports_each_language(project: Project) -> None:
    out = project.succeed("doctor")
    for words in ("pango", "harfbuzz-subset", "msgfmt", "fonts for fr", "hyphenation for fr"):
        assert words in out
    result = project.invoke("doctor", "-l", "zh-Hans")
    assert "no rules" in result.stdout


def test_untranslated_metadata_has_its_language(project: Project) -> None:
    project.seed("bridge", "Title\n\nText.\n", 'kicker = "Cities & <b>"\nauthor = ["Ann", "Bob"]')
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: "Anne" if words == "Ann" else None)
    project.succeed("html")
    page = project.built("draft", "bridge.fr.html").read_text(encoding="utf-8")
    assert '<p class="kicker"><span lang="en">Cities &amp; &lt;b&gt;</span></p>' in page
    assert "Anne et Bob" in page  # a name belongs to no language


@pytest.mark.parametrize(
    ("authors", "language", "byline"),
    [
        (["Ann"], "en", "By Ann"),
        (["Ann", "Bob"], "en", "By Ann and Bob"),
        (["Ann"], "hy", "Հեղինակ՝ Ann"),
        (["Ann", "Bob"], "hy", "Հեղինակներ՝ Ann և Bob"),
        (["Ann"], "ru", "Автор: Ann"),
        (["Ann", "Bob", "Cid"], "ru", "Авторы: Ann, Bob и Cid"),
    ],
)
def test_byline_has_the_number_of_its_authors(
    tree: Project, authors: list[str], language: str, byline: str
) -> None:
    tree.seed("bridge", "Title\n\nText.\n", f"author = {json.dumps(authors)}")
    tree.succeed("html", "-s", "bridge", "-l", language)
    folder = "html" if language == "en" else "draft"
    page = tree.built(folder, f"bridge.{language}.html").read_text(encoding="utf-8")
    assert f'<span class="author">{byline}</span>' in page


def test_siblings_are_listed_under_their_own_names(tree: Project) -> None:
    tree.succeed("html")
    page = tree.built("html", f"{SLUG}.en.html").read_text(encoding="utf-8")
    assert f'<a href="./{SLUG}.hy.html" hreflang="hy"><span lang="hy">հայերեն</span></a>' in page
    assert f'<a href="./{SLUG}.ru.html" hreflang="ru"><span lang="ru">русский</span></a>' in page


@pytest.mark.parametrize(
    ("credit", "colophon"),
    [("Աննա", "Թարգմանիչ՝ Աննա"), ("Աննա\nԲոբ", "Թարգմանիչներ՝ Աննա և Բոբ")],
)
def test_each_line_of_the_credits_is_a_translator(
    tree: Project, credit: str, colophon: str
) -> None:
    po = pofile.load(file := tree.po(SLUG, "hy"))
    next(entry for entry in po if entry.msgid == "translator-credits").msgstr = credit
    pofile.save(po, file)
    tree.succeed("html", "-l", "hy")
    page = tree.built("html", f"{SLUG}.hy.html").read_text(encoding="utf-8")
    assert f"<span>{colophon}</span>" in page


@pytest.mark.parametrize(
    "translation",
    ["P. %s", "P. %", "100% %(page)s of %(pages)s", "%(page).2s %(pages)s", "%(pge)s"],
)
def test_layout_message_with_bad_placeholders_is_reported(tree: Project, translation: str) -> None:
    file = tree.po("publisher", "ru")
    po = pofile.load(file)
    entry = po.find("Page %(page)s of %(pages)s")
    assert entry is not None
    entry.msgstr = translation
    entry.flags = ["no-python-format"]
    pofile.save(po, file)
    lines = file.read_text(encoding="utf-8").splitlines()
    number = lines.index(f'msgstr "{translation}"') + 1
    complaint = tree.fail("html")
    assert f"locales/ru/LC_MESSAGES/publisher.po:{number}: the translation of" in complaint
    assert "must hold %(page)s, %(pages)s" in complaint
    assert tree.built("html", "armenia-rejects-csto-assistance.hy.html").is_file()


def test_markup_of_a_translation_is_text(project: Project) -> None:
    project.succeed("update")
    links = ("[x](#nowhere)", "![a](b.png)", "![a](http://127.0.0.1:1/b.png)", "[a](javascript:x)")
    words = cycle(links)
    project.translate("bridge", "fr", lambda _: next(words))
    assert project.fail("pdf", status=1) == "1 edition not published because of errors"
    project.fail("html", status=1)
    page = project.built("draft", "bridge.fr.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert 'href="#' not in page


def test_code_and_links_of_a_translation_are_kept(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", lambda _: "`code` et [lien](https://example.org/)")
    project.fail("pdf", status=1)
    reader = pypdf.PdfReader(project.built("draft", "bridge.fr.pdf"))
    assert "code et lien" in " ".join(reader.pages[0].extract_text().split())


def test_unused_broken_layout_affects_no_edition(tree: Project) -> None:
    tree.write("templates/other.html", "{% if %}")
    tree.succeed("pdf", "--release")
    before = snapshot(tree.root / "locales")
    assert "templates/other.html:1: " in tree.fail("update")
    assert snapshot(tree.root / "locales") == before


def test_missing_layouts_retire_no_messages(tree: Project) -> None:
    shutil.rmtree(tree.root / "templates")
    before = snapshot(tree.root / "locales" / "hy")
    tree.succeed("update")
    assert snapshot(tree.root / "locales" / "hy") == before


@pytest.mark.parametrize("name", ["publisher.txt", "-dash.txt", "tab\there.txt"])
def test_strange_name_affects_no_other_article(project: Project, name: str) -> None:
    project.write(f"seeds/{name}", "Title\n\nText.\n")
    assert "cannot name an article" in project.fail("pdf")
    assert project.built("pdf", "bridge.en.pdf").is_file()


def test_named_pipe_does_not_hang(project: Project) -> None:
    os.mkfifo(project.root / "seeds" / "bridge.toml")
    assert "seeds/bridge.toml: is not a file" in project.fail("pdf")


def test_link_loops_are_reported(project: Project) -> None:
    pot = project.root / "locales" / "bridge.pot"
    pot.parent.mkdir()
    pot.symlink_to(pot)
    assert "locales/bridge.pot: cannot write" in project.fail("extract")


def test_settings_that_are_loops_of_links_are_not_left_out(project: Project) -> None:
    for name in ("seeds/bridge.toml", "templates/css/own.css", "templates/theme.toml"):
        link = project.root / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(link.name)
        assert f"error: {name}: " in project.fail("html", "-l", "en")
        link.unlink()


def test_folder_in_place_of_a_document_is_named(project: Project) -> None:
    line = project.fail("align", "bridge", "seeds", "-l", "fr")
    assert "seeds: is not a file; name a document" in line


def test_clean_does_not_wait_for_a_pipe(project: Project) -> None:
    os.mkfifo(project.root / "build")
    assert "build: is not a folder; move it away" in project.fail("clean")


def test_endless_nesting_of_marks_is_reported(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", lambda _: "*a " * 500 + "x" + " a*" * 500)
    assert "nested too deeply" in project.fail("pdf")
    assert project.built("pdf", "bridge.en.pdf").is_file()


def test_terminal_without_unicode_gets_escapes(project: Project) -> None:
    project.seed("pont", "Łódź «мост»\n\nText.\n")
    project.succeed("status", PYTHONIOENCODING="ascii")
    project.succeed("doctor", PYTHONIOENCODING="ascii")


@pytest.mark.parametrize(("variable", "written"), [("", True), ("1", False)])
def test_bytecode_is_written_unless_disabled(tree: Project, variable: str, written: bool) -> None:
    copy_package(tree)
    compiled = tree.root / "publisher" / "cli" / "__pycache__"
    shutil.rmtree(compiled, ignore_errors=True)
    tree.succeed("--list", PYTHONDONTWRITEBYTECODE=variable)
    assert bool([*compiled.glob("formatting.*.pyc")]) == written
