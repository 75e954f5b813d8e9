"""Findings of a project: their file and line, and the outputs of `invoke check`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from helpers import (
    FRENCH,
    LAST_SENTENCE,
    findings_of,
    translate_article,
    update_catalogues,
    write_config,
)

from publisher.catalogues import pofile

if TYPE_CHECKING:
    from helpers import Project


def test_own_translations_have_no_findings(tree: Project) -> None:
    assert findings_of(tree) == []


def test_finding_has_file_line_check_and_words(project: Project) -> None:
    translate_article(project, last="Le second pont est prévu pour 2072.")
    file = project.po("bridge", "fr")
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "2072" in line)
    result = project.invoke("check")
    assert result.returncode == 1
    expected = "has “2072” where the source has “2027”"
    line = f"locales/fr/LC_MESSAGES/bridge.po:{number}: error [number] {expected}"
    found, summary = result.stdout.splitlines()
    assert found == line
    assert summary.startswith("2 editions checked, 1 error in 1 file")
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
    assert "--format must be text, github, gitlab or json" in project.fail(
        "check", "--format", "xml"
    )


def test_a_report_for_gitlab_identifies_a_finding_that_moves(project: Project) -> None:
    translate_article(project, last="Le second pont est prévu pour 2072.")

    def report() -> dict[str, object]:
        (found,) = json.loads(project.invoke("check", "--format", "gitlab").stdout)
        return dict(found)

    before, file = report(), project.po("bridge", "fr")
    file.write_text(f"# A comment.\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    after = report()
    place, moved = before.pop("location"), after.pop("location")
    assert before == after
    assert before["severity"] == "major"
    assert (before["check_name"], before["description"]) == (
        "number",
        "has “2072” where the source has “2027”",
    )
    assert isinstance(place, dict)
    line = place["lines"]["begin"]
    assert place["path"] == "locales/fr/LC_MESSAGES/bridge.po"
    assert moved == {**place, "lines": {"begin": line + 1}}


def test_checks_are_listed_without_a_project(project: Project) -> None:
    (project.root / "pyproject.toml").write_text("[tool.publisher]\n")
    out = project.succeed("check", "--list")
    assert "number (error)\n    A number, date or percentage differs" in out


def test_unreadable_seed_does_not_stop_other_checks(project: Project) -> None:
    write_config(project, "")
    translate_article(project, last="Le second pont est prévu pour 2072.")
    project.write("seeds/bad.txt", "")
    result = project.invoke("check")
    assert result.returncode == 2
    assert "[number]" in result.stdout
    assert "seeds/bad.txt: the article is empty" in result.stderr


def test_header_must_have_the_folders_language(project: Project) -> None:
    translate_article(project)
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Language: fr\\n", "Language: fr_FR\\n"), encoding="utf-8")
    assert findings_of(project) == []
    file.write_text(text.replace("Language: fr\\n", "Language: de\\n"), encoding="utf-8")
    (finding,) = findings_of(project)
    line = text.splitlines().index('"Language: fr\\n"') + 1
    assert (finding.check, finding.line) == ("header", line)


def test_image_without_alternative_text_is_located_in_the_seed(project: Project) -> None:
    (project.root / "seeds" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    project.write("seeds/picture.md", "# Title\n\nText.\n\n![](a.svg)\n")
    (finding,) = {f for f in findings_of(project) if f.check == "alternative-text"}
    assert (finding.path.endswith("seeds/picture.md"), finding.line) == (True, 5)


@pytest.mark.parametrize(
    ("article", "line", "problem"),
    [
        ("# Title\n\nUser \u202enimda\u202c.\n", 3, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("# Ti\u2067tle\n\nText.\n", 1, "U+2067 RIGHT-TO-LEFT ISOLATE unpaired"),
        ("# Title\n\nText `a\u2067b\u2069`.\n", 3, "U+2067 RIGHT-TO-LEFT ISOLATE in code"),
        ("# Title\n\n```\na\u2066b\u2069\n```\n", 3, "U+2066 LEFT-TO-RIGHT ISOLATE in code"),
        ("# Title\n\n| a |\n|---|\n| b\u202a |\n", 5, "U+202A LEFT-TO-RIGHT EMBEDDING unpaired"),
        ("# Title\n\nText.[^1]\n\n[^1]: Note\u2069\n", 5, "U+2069 POP DIRECTIONAL ISOLATE"),
        ("---\nkicker: Wor\u202eld\n---\n# Title\n\nText.\n", None, "U+202E"),
    ],
)
def test_unsafe_character_of_an_article_is_found(
    project: Project, article: str, line: int | None, problem: str
) -> None:
    project.write("seeds/unsafe.md", article)
    finding = next(f for f in findings_of(project) if f.check == "unsafe-source")
    assert problem in finding.message
    assert (finding.path.endswith("seeds/unsafe.md"), finding.line) == (True, line)
    assert finding.severity == "error"


def test_balanced_direction_marks_of_an_article_are_no_problem(project: Project) -> None:
    project.write("seeds/hebrew.md", "# Title\n\nThe word \u2067של\nום\u2069 is \u200fHebrew.\n")
    assert "unsafe-source" not in {f.check for f in findings_of(project)}


def test_translations_are_compared_across_articles(project: Project) -> None:
    translate_article(project)
    project.seed("river", f"Rivers\n\n{LAST_SENTENCE}\n")
    update_catalogues(project)
    project.translate(
        "river", "fr", {"Rivers": "Fleuves", LAST_SENTENCE: "Un autre pont en 2027."}.get
    )
    messages = [f.message for f in findings_of(project) if f.check == "translated-otherwise"]
    assert messages == [
        "the same text is translated “Un autre pont en 2027.” in river",
        f"the same text is translated “{FRENCH[LAST_SENTENCE]}” in bridge",
    ]


def test_check_needs_no_weasyprint(project: Project) -> None:
    project.write("weasyprint.py", "raise OSError('not here')")
    translate_article(project)
    project.succeed("check", PYTHONPATH=str(project.root))
    assert pofile.load(project.po("bridge", "fr"))
