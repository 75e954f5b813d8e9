from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import polib
import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.po_lines import scan_entries
from publisher.checks.glossary import load_glossary
from publisher.language.locale import Language
from publisher.project.approval import add_approval, approved_by
from publisher.project.config import load_config
from publisher.project.gate import Gate
from publisher.project.inspection import approve, inspect
from publisher.project.project import open_project
from publisher.project.sync import update

if TYPE_CHECKING:
    from helpers import Project

    from publisher.checks.finding import Finding

FRENCH = {
    "A small victory": "Une petite victoire",
    "The bridge was opened on Monday.": "Le pont a été inauguré lundi.",
    "“It took us 12 years. We never gave up,” the mayor said.": (
        "«\u00a0Cela nous a pris 12 ans. Nous n’avons jamais renoncé\u00a0», a dit le maire."
    ),
    "What comes next": "La suite",
    "The second bridge is planned for 2027.": "Le second pont est prévu pour 2027.",
}
LAST = "The second bridge is planned for 2027."


def translate(project: Project, **changes: str) -> None:
    bring_in_step(project)
    project.translate("bridge", "fr", (FRENCH | {LAST: changes.get("last", FRENCH[LAST])}).get)


def bring_in_step(project: Project) -> None:
    for written in update(open_project(load_config(project.root), [], [])):
        assert written.error is None, written.error


def found(project: Project) -> list[Finding]:
    opened = open_project(load_config(project.root), [], [])
    results = list(inspect(opened))
    assert [result.error for result in results if result.error] == []
    return [finding for result in results for finding in result.findings]


def configure(project: Project, text: str) -> None:
    project.write("pyproject.toml", f'[tool.publisher]\nlanguages = ["fr"]\n{text}')


def test_own_translations_have_no_findings(tree: Project) -> None:
    assert found(tree) == []


def test_finding_has_file_line_check_and_words(project: Project) -> None:
    translate(project, last="Le second pont est prévu pour 2072.")
    file = project.po("bridge", "fr")
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "2072" in line)
    result = project.invoke("check")
    assert result.returncode == 1
    expected = "has “2072” where the source has “2027”"
    line = f"locales/fr/LC_MESSAGES/bridge.po:{number}: error [number] {expected}"
    assert result.stdout.splitlines() == [line]
    objects = json.loads(project.invoke("check", "--json").stdout)
    assert objects == [
        {
            "file": "locales/fr/LC_MESSAGES/bridge.po",
            "line": number,
            "severity": "error",
            "check": "number",
            "message": expected,
        }
    ]
    github = project.invoke("check", "--format", "github").stdout
    assert github.startswith(f"::error file=locales/fr/LC_MESSAGES/bridge.po,line={number},")
    assert "--format is text or github or json" in project.fail("check", "--format", "xml")


def test_checks_are_listed_without_a_project(project: Project) -> None:
    (project.root / "pyproject.toml").write_text("[tool.publisher]\n")
    out = project.succeed("check", "--list")
    assert "number (error)\n    A number, date or percentage differs" in out


def test_unreadable_seed_does_not_stop_other_checks(project: Project) -> None:
    configure(project, "")
    translate(project, last="Le second pont est prévu pour 2072.")
    project.write("seeds/bad.txt", "")
    result = project.invoke("check")
    assert result.returncode == 2
    assert "[number]" in result.stdout
    assert "seeds/bad.txt: the article is empty" in result.stderr


def test_lines_are_those_of_the_wrapped_file() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n#. paragraph\n# ignore-number, ignore-link\n'
        'msgctxt "a"\nmsgid ""\n"Long "\n"text"\nmsgstr ""\n"Texte "\n"long"\n\n'
        '#, fuzzy, ignore-term\nmsgid "Long text"\nmsgstr "Texte long"\n\n'
        '#~ msgid "gone"\n#~ msgstr "parti"\n'
    )
    known = scan_entries(text)
    assert list(known) == [(None, ""), ("a", "Long text"), (None, "Long text")]
    assert [entry.line for entry in known.values()] == [2, 11, 17]
    assert known["a", "Long text"].opt_outs == {"number": 6, "link": 6}
    assert known[None, "Long text"].opt_outs == {"term": 15}
    assert known[None, "Long text"].fuzzy


@pytest.mark.parametrize("written", ["# ignore-number", "#, ignore-number"])
def test_message_opts_out_and_gettext_keeps_it(project: Project, written: str) -> None:
    translate(project, last="Le second pont est prévu pour 2072.")
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f'msgid "{LAST}"', f'{written}\nmsgid "{LAST}"'))
    assert found(project) == []
    bring_in_step(project)
    assert "# ignore-number\n" in file.read_text(encoding="utf-8")
    assert found(project) == []
    file.write_text(file.read_text(encoding="utf-8").replace("ignore-number", "ignore-nubmer"))
    assert [f.check for f in found(project)] == ["number", "opt-out"] or {
        f.check for f in found(project)
    } == {"number", "opt-out"}


def test_checks_are_configured_by_project_and_language(project: Project) -> None:
    translate(project, last="Le second pont est prévu pour 2072.")
    ignoring = '[tool.publisher.checks]\nignore = ["number"]'
    for text, severities in (
        (ignoring, []),
        ('[tool.publisher.checks]\nwarning = ["number"]', ["warning"]),
        (f'{ignoring}\n[tool.publisher.checks.fr]\nerror = ["number"]', ["error"]),
    ):
        configure(project, text)
        assert [f.severity for f in found(project) if f.check == "number"] == severities


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            '[tool.publisher.checks]\nignore = ["nubmer"]',
            ":4: ignore: no check is called 'nubmer'",
        ),
        ("[tool.publisher.checks]\nignroe = []", ":4: unknown key 'ignroe'"),
        ('[tool.publisher.checks]\nignore = "number"', ":4: ignore: must be a list"),
        ("[tool.publisher.checks.de]\nignore = []", "unknown key 'de'"),
        ('[tool.publisher.gate]\nstale = "hold"', ':4: stale: must be "withdraw" or "keep"'),
        ('[tool.publisher.gate]\nblocks = ["fatal"]', ":4: blocks: must be a list"),
        ('[tool.publisher.gate]\napprove = "yes"', ":4: approve: must be true or false"),
        ("[tool.publisher.gate]\nkeep = true", ":4: unknown key 'keep'"),
    ],
)
def test_bad_policy_is_reported_with_its_line(project: Project, text: str, complaint: str) -> None:
    configure(project, text)
    with pytest.raises(PublisherError) as caught:
        found(project)
    assert complaint in str(caught.value)


def test_header_must_have_the_folders_language(project: Project) -> None:
    translate(project)
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Language: fr\\n", "Language: fr_FR\\n"), encoding="utf-8")
    assert found(project) == []
    file.write_text(text.replace("Language: fr\\n", "Language: de\\n"), encoding="utf-8")
    (finding,) = found(project)
    line = text.splitlines().index('"Language: fr\\n"') + 1
    assert (finding.check, finding.line) == ("header", line)


def test_image_without_alternative_text_is_located_in_the_seed(project: Project) -> None:
    (project.root / "seeds" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    project.write("seeds/picture.md", "# Title\n\nText.\n\n![](a.svg)\n")
    (finding,) = {f for f in found(project) if f.check == "alternative-text"}
    assert (finding.place.endswith("seeds/picture.md"), finding.line) == (True, 5)


def test_translations_are_compared_across_articles(project: Project) -> None:
    translate(project)
    project.seed("river", f"Rivers\n\n{LAST}\n")
    bring_in_step(project)
    project.translate("river", "fr", {"Rivers": "Fleuves", LAST: "Un autre pont en 2027."}.get)
    messages = [f.message for f in found(project) if f.check == "translated-otherwise"]
    assert messages == [
        "the same text is translated “Un autre pont en 2027.” in river",
        f"the same text is translated “{FRENCH[LAST]}” in bridge",
    ]


GLOSSARIES = {
    "glossary.csv": "term,translation\nbridge,pont\nmayor,maire\n",
    "glossary.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "bridge"\nmsgstr "pont"\n\nmsgid "mayor"\nmsgstr "maire"\n',
    "glossary.tbx": '<?xml version="1.0"?><martif><text><body>'
    + "".join(
        f'<termEntry><langSet xml:lang="en"><tig><term>{a}</term></tig></langSet>'
        f'<langSet xml:lang="fr"><tig><term>{b}</term></tig></langSet></termEntry>'
        for a, b in (("bridge", "pont"), ("mayor", "maire"))
    )
    + "</body></text></martif>",
}


@pytest.mark.parametrize("name", GLOSSARIES)
def test_glossary_term_is_a_comment_and_a_check(project: Project, name: str) -> None:
    project.write(f"locales/fr/{name}", GLOSSARIES[name])
    translate(project, last="Le second viaduc est prévu pour 2027.")
    file = project.po("bridge", "fr")
    assert "#. paragraph\n#. term: bridge = pont\n" in file.read_text(encoding="utf-8")
    assert "term:" not in (project.root / "locales/bridge.pot").read_text(encoding="utf-8")
    before = file.read_bytes()
    bring_in_step(project)
    assert file.read_bytes() == before
    (finding,) = found(project)
    assert finding.message == "“bridge” is “pont” in the glossary"
    assert finding.key == (None, LAST)


@pytest.mark.parametrize(
    ("language", "term", "target", "source", "said", "unsaid"),
    [
        ("ru", "Armenia", "Армения", "In Armenia’s view", "По мнению Армении", "По мнению России"),
        ("ru", "organization", "организация", "Two organizations", "Двух организаций", "Двух"),
        ("hy", "Armenia", "Հայաստան", "In Armenia", "Հայաստանում", "Ռուսաստանում"),
        ("uk", "bridge", "міст", "The bridges", "Цей міст", "Ці дороги"),
        ("ja", "bridge", "橋", "The bridge", "その橋は", "その道は"),
    ],
)
def test_inflected_term_is_recognised(  # noqa: PLR0913, PLR0917 - a case has these sides
    project: Project, language: str, term: str, target: str, source: str, said: str, unsaid: str
) -> None:
    folder = project.write(f"locales/{language}/glossary.csv", f"{term};{target}\n").parent
    glossary = load_glossary(folder, Language("en"), Language(language))
    assert glossary is not None
    (used,) = glossary.used_in(source)
    assert glossary.is_translated_in(used, said)
    assert not glossary.is_translated_in(used, unsaid)


def test_edition_with_an_error_becomes_a_draft(project: Project) -> None:
    translate(project)
    project.succeed("pdf")
    assert project.built("pdf", "bridge.fr.pdf").is_file()
    project.translate("bridge", "fr", (FRENCH | {LAST: "Le pont de 2072."}).get)
    result = project.invoke("pdf")
    assert result.returncode == 1
    assert "error [number] has “2072” where the source has “2027”" in result.stdout
    assert "bridge (fr) is blocked by 1 finding; run: invoke check" in result.stdout
    assert result.stderr == "1 edition not published because of errors\n"
    assert not project.built("pdf", "bridge.fr.pdf").exists()
    assert project.built("draft", "bridge.fr.pdf").is_file()
    assert project.built("pdf", "bridge.en.pdf").is_file()
    configure(project, "[tool.publisher.gate]\nblocks = []")
    project.succeed("pdf", "-l", "fr")
    assert project.built("pdf", "bridge.fr.pdf").is_file()


def test_last_complete_edition_can_be_kept(project: Project) -> None:
    configure(project, '[tool.publisher.gate]\nstale = "keep"')
    translate(project)
    project.succeed("pdf", "-l", "fr")
    finished = project.built("pdf", "bridge.fr.pdf")
    os.utime(finished, (1_700_000_000, 1_700_000_000))
    old = finished.read_bytes()
    project.translate("bridge", "fr", (FRENCH | {LAST: ""}).get)
    out = project.succeed("pdf", "-l", "fr")
    assert (
        "kept: build/pdf/bridge.fr.pdf: differs from the present text and catalogues; built "
        in out
    )
    assert "days ago (2023-11-14)" in out
    assert finished.read_bytes() == old
    assert project.built("draft", "bridge.fr.pdf").is_file()


def test_approval_lasts_until_the_next_edit(project: Project) -> None:
    configure(project, "[tool.publisher.gate]\napprove = true")
    translate(project)
    file = project.po("bridge", "fr")
    waiting = (
        "bridge (fr) is waiting for approval;"
        " run: invoke approve --slug bridge --language fr --name"
    )
    assert waiting in project.succeed("pdf", "-l", "fr")
    project.succeed("approve", "-s", "bridge", "-l", "fr", "--name", "Ann Example")
    assert "X-Approved-By: Ann Example <" in file.read_text(encoding="utf-8")
    assert waiting not in project.succeed("pdf", "-l", "fr")
    bring_in_step(project)
    text = file.read_text(encoding="utf-8").replace("#. paragraph", "# a note\n#. paragraph", 1)
    file.write_text(text, encoding="utf-8")
    assert waiting not in project.succeed("pdf", "-l", "fr")
    file.write_text(text.replace("Une petite victoire", "La petite victoire"), encoding="utf-8")
    refusal = project.fail("pdf", "-l", "fr", "--release", status=1)
    assert waiting in refusal


def test_edition_with_errors_cannot_be_approved(project: Project) -> None:
    translate(project, last="Le second pont est prévu pour 2072.")
    opened = open_project(load_config(project.root), [], [])
    with pytest.raises(PublisherError, match=r"cannot be approved: .*2072"):
        approve(opened, "bridge", Language("fr"), "Ann")
    assert "number" in {f.check for f in opened.review("bridge", Language("fr")).findings}
    project.translate("bridge", "fr", lambda _: None)
    opened = open_project(load_config(project.root), [], [])
    with pytest.raises(PublisherError, match="only a complete translation"):
        approve(opened, "bridge", Language("fr"), "Ann")


def test_only_edits_invalidate_an_approval() -> None:
    def catalogue(*entries: polib.POEntry) -> polib.POFile:
        po = polib.POFile()
        po.extend(entries)
        return po

    def entry(translation: str, context: str | None = None, *flags: str) -> polib.POEntry:
        return polib.POEntry(msgid="a", msgstr=translation, msgctxt=context, flags=list(flags))

    po = catalogue(entry("b"), entry("c", "menu"))
    assert approved_by(po) is None
    add_approval(po, "Ann Example")
    assert approved_by(po) == "Ann Example"

    def still_approved(*entries: polib.POEntry) -> bool:
        other = catalogue(*entries)
        other.metadata = po.metadata
        return approved_by(other) is not None

    assert still_approved(entry("c", "menu"), entry("b"))
    assert not still_approved(entry("b", None, "fuzzy"), entry("c", "menu"))
    assert not still_approved(entry("x"), entry("c", "menu"))
    assert not still_approved(entry("b"))
    for name in ("", "A\nB", "A <b>"):
        with pytest.raises(PublisherError):
            add_approval(po, name)
    assert Gate() == Gate(("error",), "withdraw", approve=False)


def test_check_needs_no_weasyprint(project: Project) -> None:
    project.write("weasyprint.py", "raise OSError('not here')")
    translate(project)
    project.succeed("check", PYTHONPATH=str(project.root))
    assert pofile.load(project.po("bridge", "fr"))
