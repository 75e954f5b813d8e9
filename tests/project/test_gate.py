from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.checks.glossary import load_glossary
from publisher.checks.po_lines import places
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.gate import Gate, approval, approver, seal
from publisher.project.inspection import approve, inspect, look_at
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


def test_our_own_translations_raise_no_alarm(tree: Project) -> None:
    assert found(tree) == []


def test_a_finding_names_file_line_check_and_words(project: Project) -> None:
    translate(project, last="Le second pont est prévu pour 2072.")
    file = project.po("bridge", "fr")
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "2072" in line)
    result = project.invoke("check")
    assert result.returncode == 1
    expected = "“2072” stands where the source has “2027”"
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


def test_the_checks_are_listed_without_a_project(project: Project) -> None:
    (project.root / "pyproject.toml").write_text("[tool.publisher]\n")
    out = project.succeed("check", "--list")
    assert "number (error)\n    A number, date or percentage differs" in out


def test_a_bad_catalogue_leaves_the_others_checked(project: Project) -> None:
    configure(project, "")
    translate(project, last="Le second pont est prévu pour 2072.")
    project.write("seeds/bad.txt", "")
    result = project.invoke("check")
    assert result.returncode == 2
    assert "[number]" in result.stdout
    assert "seeds/bad.txt: the article is empty" in result.stderr


def test_lines_are_those_of_the_file_as_it_lies_there() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n#. paragraph\n# ignore-number, ignore-link\n'
        'msgctxt "a"\nmsgid ""\n"Long "\n"text"\nmsgstr ""\n"Texte "\n"long"\n\n'
        '#, fuzzy, ignore-term\nmsgid "Long text"\nmsgstr "Texte long"\n\n'
        '#~ msgid "gone"\n#~ msgstr "parti"\n'
    )
    known = places(text)
    assert list(known) == [(None, ""), ("a", "Long text"), (None, "Long text")]
    assert [place.line for place in known.values()] == [2, 11, 17]
    assert known["a", "Long text"].ignored == {"number": 6, "link": 6}
    assert known[None, "Long text"].ignored == {"term": 15}
    assert known[None, "Long text"].fuzzy


@pytest.mark.parametrize("written", ["# ignore-number", "#, ignore-number"])
def test_a_message_can_opt_out_and_gettext_keeps_that(project: Project, written: str) -> None:
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


def test_checks_are_switched_by_project_and_language(project: Project) -> None:
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
def test_a_bad_policy_is_told_with_its_line(project: Project, text: str, complaint: str) -> None:
    configure(project, text)
    with pytest.raises(PublisherError) as caught:
        found(project)
    assert complaint in str(caught.value)


def test_the_header_must_name_the_folder_s_language(project: Project) -> None:
    translate(project)
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Language: fr\\n", "Language: fr_FR\\n"), encoding="utf-8")
    assert found(project) == []
    file.write_text(text.replace("Language: fr\\n", "Language: de\\n"), encoding="utf-8")
    (finding,) = found(project)
    line = text.splitlines().index('"Language: fr\\n"') + 1
    assert (finding.check, finding.line) == ("header", line)


def test_an_image_without_words_is_named_in_the_seed(project: Project) -> None:
    (project.root / "seeds" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    project.write("seeds/picture.md", "# Title\n\nText.\n\n![](a.svg)\n")
    (finding,) = {f for f in found(project) if f.check == "alternative-text"}
    assert (finding.place.endswith("seeds/picture.md"), finding.line) == (True, 5)


def test_one_text_is_translated_in_one_way_by_all_articles(project: Project) -> None:
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
def test_a_term_is_hinted_and_asked_for(project: Project, name: str) -> None:
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
def test_a_term_counts_in_every_form(  # noqa: PLR0913, PLR0917 - a case has these sides
    project: Project, language: str, term: str, target: str, source: str, said: str, unsaid: str
) -> None:
    folder = project.write(f"locales/{language}/glossary.csv", f"{term};{target}\n").parent
    glossary = load_glossary(folder, Language("en"), Language(language))
    assert glossary is not None
    (used,) = glossary.used_in(source)
    assert glossary.is_said(used, said)
    assert not glossary.is_said(used, unsaid)


def test_an_edition_with_an_error_goes_to_draft(project: Project) -> None:
    translate(project)
    project.succeed("pdf")
    assert project.built("pdf", "bridge.fr.pdf").is_file()
    project.translate("bridge", "fr", (FRENCH | {LAST: "Le pont de 2072."}).get)
    result = project.invoke("pdf")
    assert result.returncode == 1
    assert "error [number] “2072” stands where the source has “2027”" in result.stdout
    assert "kept back: bridge (fr): 1 findings" in result.stdout
    assert not project.built("pdf", "bridge.fr.pdf").exists()
    assert project.built("draft", "bridge.fr.pdf").is_file()
    assert project.built("pdf", "bridge.en.pdf").is_file()
    configure(project, "[tool.publisher.gate]\nblocks = []")
    project.succeed("pdf", "-l", "fr")
    assert project.built("pdf", "bridge.fr.pdf").is_file()


def test_the_last_complete_edition_can_be_kept(project: Project) -> None:
    configure(project, '[tool.publisher.gate]\nstale = "keep"')
    translate(project)
    project.succeed("pdf", "-l", "fr")
    finished = project.built("pdf", "bridge.fr.pdf")
    os.utime(finished, (1_700_000_000, 1_700_000_000))
    old = finished.read_bytes()
    project.translate("bridge", "fr", (FRENCH | {LAST: ""}).get)
    out = project.succeed("pdf", "-l", "fr")
    assert "kept: build/pdf/bridge.fr.pdf: not what today's text and catalogues say; made " in out
    assert "days ago (2023-11-14)" in out
    assert finished.read_bytes() == old
    assert project.built("draft", "bridge.fr.pdf").is_file()


def test_an_approval_lasts_until_the_next_edit(project: Project) -> None:
    configure(project, "[tool.publisher.gate]\napprove = true")
    translate(project)
    file = project.po("bridge", "fr")
    assert "kept back: bridge (fr): nobody approved it" in project.succeed("pdf", "-l", "fr")
    project.succeed("approve", "-s", "bridge", "-l", "fr", "--name", "Ann Example")
    assert "X-Approved-By: Ann Example <" in file.read_text(encoding="utf-8")
    assert "kept back" not in project.succeed("pdf", "-l", "fr")
    bring_in_step(project)
    text = file.read_text(encoding="utf-8").replace("#. paragraph", "# a note\n#. paragraph", 1)
    file.write_text(text, encoding="utf-8")
    assert "kept back" not in project.succeed("pdf", "-l", "fr")
    file.write_text(text.replace("Une petite victoire", "La petite victoire"), encoding="utf-8")
    refusal = project.fail("pdf", "-l", "fr", "--release", status=1)
    assert "bridge (fr): nobody approved it as it is" in refusal


def test_what_is_wrong_cannot_be_approved(project: Project) -> None:
    translate(project, last="Le second pont est prévu pour 2072.")
    opened = open_project(load_config(project.root), [], [])
    with pytest.raises(PublisherError, match=r"cannot be approved: .*2072"):
        approve(opened, "bridge", Language("fr"), "Ann")
    assert "number" in {f.check for f in look_at(opened, opened.edition("bridge", Language("fr")))}
    project.translate("bridge", "fr", lambda _: None)
    opened = open_project(load_config(project.root), [], [])
    with pytest.raises(PublisherError, match="only a complete translation"):
        approve(opened, "bridge", Language("fr"), "Ann")


def test_a_seal_is_broken_by_edits_alone() -> None:
    messages = [(None, "a", "b", False), ("menu", "a", "c", False)]
    sealed = seal(messages)
    assert seal(reversed(messages)) == sealed
    assert seal([(None, "a", "b", True), messages[1]]) != sealed
    assert seal([(None, "a", "x", False), messages[1]]) != sealed
    written = approval("Ann Example", sealed)
    assert approver(written, sealed) == "Ann Example"
    assert approver(written, seal(messages[:1])) is None
    assert approver(None, sealed) is None
    for name in ("", "A\nB", "A <b>"):
        with pytest.raises(PublisherError):
            approval(name, sealed)
    assert Gate() == Gate(("error",), "withdraw", approve=False)


def test_checking_needs_no_weasyprint(project: Project) -> None:
    project.write("weasyprint.py", "raise OSError('not here')")
    translate(project)
    project.succeed("check", PYTHONPATH=str(project.root))
    assert pofile.load(project.po("bridge", "fr"))
