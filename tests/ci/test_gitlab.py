"""CI on GitLab: the jobs of a pipeline run on this machine, for the events of a repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from ci_runner import Done, load, run_pipeline
from helpers import update_catalogues

import publisher
from publisher.base.system_packages import BASIC, MANAGERS, packages_for

if TYPE_CHECKING:
    from ci_repository import Repository

FILE = ".gitlab-ci.yml"


def merge_request(repository: Repository) -> dict[str, Done]:
    variables = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_DEFAULT_BRANCH": "main"}
    return run_pipeline(repository.root / FILE, repository.machine, **variables)


def push(repository: Repository, branch: str = "main") -> dict[str, Done]:
    variables = {"CI_PIPELINE_SOURCE": "push", "CI_DEFAULT_BRANCH": "main"}
    return run_pipeline(
        repository.root / FILE, repository.machine, CI_COMMIT_BRANCH=branch, **variables
    )


@pytest.mark.corpus
def test_a_merge_request_gets_findings_and_drafts_after_all_failures(
    repository: Repository,
) -> None:
    repository.make_wrong()
    repository.make_stale()
    done = merge_request(repository)
    assert [*done] == ["drafts"]
    assert done["drafts"].failed
    output = done["drafts"].output
    assert "would change: locales/fr/LC_MESSAGES/bridge.po: " in output
    (found,) = json.loads((repository.root / "build" / "code-quality.json").read_text())
    assert found["description"] == "has “2028” where the source has “2027”"
    assert found["location"]["path"] == "locales/fr/LC_MESSAGES/bridge.po"
    assert "words left: fr 6" in output
    for place in ("draft", "proof"):
        assert repository.project.built(place, "bridge.fr.pdf").is_file()


@pytest.mark.corpus
def test_an_incomplete_edition_is_a_failure_of_the_default_branch(repository: Repository) -> None:
    repository.make_stale()
    update_catalogues(repository.project)
    done = push(repository)
    assert [*done] == ["release"]
    assert done["release"].failed
    assert "not released: bridge (fr) has 4 of 5 messages translated" in done["release"].output


@pytest.mark.corpus
def test_a_push_to_the_default_branch_publishes(repository: Repository) -> None:
    done = push(repository)
    assert [*done] == ["release"]
    assert not done["release"].failed
    assert repository.project.built("pdf", "bridge.fr.pdf").is_file()
    assert not (repository.root / "build" / "proof").exists()


def test_other_branches_have_no_job(repository: Repository) -> None:
    assert push(repository, "draft-of-an-article") == {}


def test_the_whole_history_and_exactly_this_version_are_installed(repository: Repository) -> None:
    job = load(repository.root / FILE)[".publisher"]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert job["before_script"][-1] == (
        f'pip install --quiet "polyglot-publisher[icu]=={publisher.__version__}"'
    )


def test_both_services_install_the_same_packages(repository: Repository) -> None:
    action = load(repository.root / ".github/actions/publisher/action.yml")
    scripts = [step.get("run", "") for step in action["runs"]["steps"]]
    (github,) = (text for text in scripts if "apt-get install" in text)
    (gitlab,) = (
        text
        for text in load(repository.root / FILE)[".publisher"]["before_script"]
        if "apt-get install" in text
    )
    packages = github.partition("apt-get install")[2].replace("\\\n", " ").split()
    assert packages == gitlab.partition("apt-get install")[2].split()
    (apt, *_) = MANAGERS
    wanted = {*packages_for(BASIC, apt), *packages_for(["Noto Sans CJK SC"], apt)}
    assert {name for name in packages if not name.startswith("-")} == wanted
