"""Review: one answer to whether an edition may be published, computed on demand."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from helpers import write_config

from publisher.base.errors import PublisherError
from publisher.base.read_cache import ReadCache
from publisher.catalogues import pofile
from publisher.checks.glossary_files import load_glossary
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.project import open_project

if TYPE_CHECKING:
    from helpers import Project

    from publisher.project.review import Review

FRENCH = Language("fr")


@pytest.fixture
def translated(project: Project) -> Project:
    """Return the project with a complete French translation without findings."""
    project.succeed("update")
    quoted = "« Cela nous a pris 12 ans. Nous n’avons jamais renoncé », a dit le maire."
    texts = {
        "A small victory": "Une petite victoire",
        "The bridge was opened on Monday.": "Le pont a été inauguré lundi.",
        "“It took us 12 years. We never gave up,” the mayor said.": quoted,
        "What comes next": "La suite",
        "The second bridge is planned for 2027.": "Le second pont est prévu pour 2027.",
    }
    project.translate("bridge", "fr", texts.get)
    return project


def review(project: Project, language: Language = FRENCH) -> Review:
    return open_project(load_config(project.root)).review("bridge", language)


def test_fresh_edition_without_errors_is_publishable(translated: Project) -> None:
    found = review(translated)
    assert found.publishable
    assert found.held is None
    assert found.sources == (translated.root / "seeds" / "bridge.txt",)
    assert found.catalogues == (translated.po("bridge", "fr"),)
    assert review(translated, Language("en")).catalogues == ()


def test_findings_block_by_their_severity(translated: Project) -> None:
    translated.translate("bridge", "fr", lambda text: text.replace("2027", "2072") + " x")
    found = review(translated)
    assert found.held == (
        "is blocked by 1 finding; run: publisher check --slug bridge --language fr"
    )
    assert not found.publishable
    assert [finding.check for finding in found.blocking] == ["number"]
    lenient = replace(found, gate=replace(found.gate, blocks=()))
    assert lenient.publishable


def test_status_and_stale_editions_need_no_checks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.succeed("update")

    def refuse(*_: object) -> None:
        raise AssertionError("a check was run")

    monkeypatch.setattr("publisher.project.checker.Checker.findings", refuse)
    found = review(project)
    assert not found.publishable
    assert found.stale_since is None


def test_source_edition_reads_no_catalogue(translated: Project) -> None:
    translated.po("bridge", "en").mkdir(parents=True)
    found = review(translated, Language("en"))
    assert found.publishable
    assert found.catalogues == ()
    translated.succeed("check")


def test_bad_theme_is_an_error_of_warnings_alone(translated: Project) -> None:
    translated.write("templates/theme.toml", "acent = 1")
    found = review(translated)
    assert found.publishable
    with pytest.raises(PublisherError, match="unknown key 'acent'"):
        _ = found.warnings
    translated.succeed("check")


def test_review_is_made_once_and_each_catalogue_parsed_once(
    translated: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, parse = Mock(wraps=pofile.read), Mock(wraps=pofile.parse)
    monkeypatch.setattr(pofile, "read", read)
    monkeypatch.setattr(pofile, "parse", parse)
    opened = open_project(load_config(translated.root))
    found = opened.review("bridge", FRENCH)
    assert found.publishable
    assert found.approved_by is None
    assert opened.checker.findings_across(found.edition) == []
    assert opened.review("bridge", FRENCH) is found
    file = translated.po("bridge", "fr")
    assert [call.args[0] for call in read.call_args_list].count(file) == 1
    assert [call.args[1] for call in parse.call_args_list].count(file) == 1


def test_glossary_is_parsed_once_for_all_articles(
    translated: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    translated.write("locales/fr/glossary.csv", "term,translation\nbridge,pont\n")
    translated.seed("ferry", "The ferry\n\nThe bridge is here.\n")
    translated.succeed("update")
    load = Mock(wraps=load_glossary)
    monkeypatch.setattr("publisher.project.locales.load_glossary", load)
    opened = open_project(load_config(translated.root))
    for slug in ("bridge", "ferry"):
        opened.review(slug, FRENCH).findings  # noqa: B018 - computed on first use
    load.assert_called_once()


def test_approval_is_required_of_complete_translations_only(translated: Project) -> None:
    write_config(translated, "[tool.publisher.gate]\napprove = true")
    assert review(translated).held == (
        'is waiting for approval; run: publisher approve --slug bridge --language fr --name "…"'
    )
    assert review(translated, Language("en")).publishable
    translated.translate("bridge", "fr", lambda _: None)
    incomplete = review(translated)
    assert incomplete.held is None
    assert not incomplete.publishable


def test_reasons_name_a_command_for_the_edition(translated: Project) -> None:
    write_config(translated, '[tool.publisher.gate]\nblocks = ["error", "warning"]')
    (translated.root / "seeds" / "bridge.txt").rename(translated.root / "seeds" / "a b.txt")
    translated.po("bridge", "fr").rename(translated.po("a b", "fr"))
    translated.translate("a b", "fr", lambda text: text.replace("2027", "2072") + "  x")
    found = open_project(load_config(translated.root)).review("a b", FRENCH)
    count = len(found.blocking)
    assert count > 1
    assert {finding.severity for finding in found.blocking} == {"error", "warning"}
    assert found.held == (
        f"is blocked by {count} findings; run: publisher check --slug 'a b' --language fr"
    )


def commit(project: Project, day: str) -> None:
    dates = dict.fromkeys(("AUTHOR", "COMMITTER"), f"{day}T12:00:00+0000")
    environment = {f"GIT_{name}_DATE": date for name, date in dates.items()}
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", day)):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(
            ("git", *identity, *command),
            cwd=project.root,
            check=True,
            env={**os.environ, **environment},
        )


def test_stale_since_is_the_day_of_the_articles_commit(translated: Project) -> None:
    commit(translated, "2024-01-02")
    translated.seed("bridge", "A small victory\n\nThe bridge was opened on Friday.\n")
    commit(translated, "2024-02-03")
    since = review(translated).stale_since
    assert since is not None
    assert since.isoformat() == "2024-02-03"


def test_article_older_than_its_incomplete_translation_has_no_stale_date(
    translated: Project,
) -> None:
    commit(translated, "2024-01-02")
    translated.translate("bridge", "fr", lambda _: None)
    commit(translated, "2024-02-03")
    incomplete = review(translated)
    assert not incomplete.edition.freshness.fresh
    assert incomplete.stale_since is None


def test_read_cache_keeps_values_and_failures() -> None:
    cache: ReadCache[str, int] = ReadCache()
    fail, read = Mock(side_effect=PublisherError("no such file")), Mock(return_value=7)
    for _ in range(2):
        with pytest.raises(PublisherError, match="no such file"):
            cache.get("a", fail)
        assert cache.get("b", read) == 7
    fail.assert_called_once()
    read.assert_called_once()


def test_bad_glossary_is_an_error_of_translations_only(translated: Project) -> None:
    glossary = translated.root / "locales" / "fr" / "glossary.csv"
    glossary.write_bytes(b"\xff")
    error = review(translated).glossary_error
    assert error is not None
    assert "glossary.csv" in str(error)
    assert review(translated, Language("en")).glossary_error is None
