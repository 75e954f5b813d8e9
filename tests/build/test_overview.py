"""The overview of editions: their findings, and the files that are up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import FRENCH, translate_article

from publisher.base.workers import InlineExecutor
from publisher.build.chosen import Chosen
from publisher.build.overview import overview
from publisher.build.publish import publish
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config

if TYPE_CHECKING:
    from helpers import Project

    from publisher.project.results import Result


def results(project: Project) -> list[Result]:
    config = load_config(project.root)
    return overview(config, Chosen(), OUTPUTS["pdf"], config.find_seeds())


def test_a_file_is_that_of_today_or_none(project: Project) -> None:
    translate_article(project)
    assert [result.file for result in results(project)] == [None, None]
    publish(load_config(project.root), OUTPUTS["pdf"], Chosen(), InlineExecutor)
    names = [project.built("pdf", f"bridge.{code}.pdf") for code in ("en", "fr")]
    assert [result.file for result in results(project)] == names
    project.translate("bridge", "fr", {**FRENCH, "What comes next": "Et après"}.get)
    assert results(project)[1].file is None


def test_findings_are_all_those_of_the_edition(project: Project) -> None:
    translate_article(project, last="Le second pont est prévu prévu pour 2028.")
    english, french = results(project)
    assert (english.findings, english.held) == ((), None)
    assert {found.severity for found in french.findings} == {"error", "warning"}
    assert str(french.held).startswith("is blocked by 1 finding; run: ")


def test_an_unreadable_catalogue_or_glossary_is_an_error_of_its_edition(project: Project) -> None:
    translate_article(project)
    project.write("locales/fr/glossary.csv", 'bridge,"pont\n')
    english, french = results(project)
    assert english.error is None
    assert french.error is not None
    assert french.freshness is not None
    project.po("bridge", "fr").write_text("damaged")
    assert results(project)[1].freshness is None


def test_the_table_is_printed_before_an_error(project: Project) -> None:
    translate_article(project)
    project.seed("empty", "")
    result = project.invoke("status", "--format", "markdown")
    assert result.returncode == 2
    lines = result.stdout.splitlines()
    assert lines[0].startswith("| Article |")
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| bridge", "| bridge", "| empty"]
    assert result.stderr.startswith("error: seeds/empty.txt")
    assert "--format must be text, markdown or json" in project.fail("status", "--format=yaml")


def test_the_table_needs_no_folder_to_write_to(project: Project) -> None:
    translate_article(project)
    project.write("build", "a file")
    assert "| bridge |" in project.succeed("status", "--format", "markdown")
    assert "bridge" in project.succeed("status")
    assert "2 editions checked" in project.succeed("check")
