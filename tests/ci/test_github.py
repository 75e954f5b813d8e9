"""CI on GitHub: the action's shell steps run on this machine, for the events of a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ci_repository import Repository
from ci_runner import Done, evaluate, load, run_action
from helpers import ROOT, Project, update_catalogues

import publisher

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = ".github/workflows/publisher.yml"
ACTION = ".github/actions/publisher/action.yml"
UPDATE, CHECK, PUBLISH = "Catalogues are up to date", "Checks find no error", "Publish"
PDFS, DRAFTS = "Upload PDFs", "Upload drafts and proofs"


def pull_request(repository: Repository) -> Done:
    return run_action(repository.root / ACTION, repository.machine, "pull_request", "7/merge")


def push(repository: Repository) -> Done:
    return run_action(repository.root / ACTION, repository.machine, "push", "main")


def built(repository: Repository) -> list[str]:
    folder = repository.root / "build"
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.pdf"))


@pytest.mark.corpus
def test_a_push_to_the_default_branch_publishes(repository: Repository) -> None:
    done = push(repository)
    assert (done.failed, built(repository)) == ([], ["pdf/bridge.en.pdf", "pdf/bridge.fr.pdf"])
    assert PDFS in done.actions
    assert DRAFTS not in done.actions
    checked, _, published = done.summary.partition("### Editions")
    assert "2 editions checked, no findings" in checked
    assert "| bridge | fr | 100% | complete |  | build/pdf/bridge.fr.pdf |" in published


def test_a_pull_request_gets_findings_and_drafts_after_all_failures(
    repository: Repository,
) -> None:
    repository.make_wrong()
    repository.make_stale()
    done = pull_request(repository)
    assert done.failed == [UPDATE, CHECK, PUBLISH]
    assert "would change: locales/fr/LC_MESSAGES/bridge.po: " in done.output
    assert "::error file=locales/fr/LC_MESSAGES/bridge.po,line=" in done.output
    assert built(repository) == [
        *("draft/bridge.fr.pdf", "pdf/bridge.en.pdf", "proof/bridge.fr.pdf")
    ]
    assert done.actions[DRAFTS]["path"].split() == ["build/draft", "build/proof"]
    assert "has 4 of 5 messages translated | 1 error | build/draft/bridge.fr.pdf" in done.summary
    assert "| error | number | locales/fr/LC\\_MESSAGES/bridge.po" in done.summary


@pytest.mark.corpus
def test_an_error_stops_a_pull_request_but_not_its_drafts(repository: Repository) -> None:
    repository.make_wrong()
    done = pull_request(repository)
    assert done.failed == [CHECK, PUBLISH]
    assert "draft/bridge.fr.pdf" in built(repository)
    assert DRAFTS in done.actions


@pytest.mark.corpus
def test_an_incomplete_edition_is_a_draft_of_a_pull_request(repository: Repository) -> None:
    repository.make_stale()
    update_catalogues(repository.project)
    done = pull_request(repository)
    assert done.failed == []
    assert "draft/bridge.fr.pdf" in built(repository)


@pytest.mark.corpus
def test_an_incomplete_edition_is_a_failure_of_the_default_branch(repository: Repository) -> None:
    repository.make_stale()
    update_catalogues(repository.project)
    done = push(repository)
    assert done.failed == [PUBLISH]
    assert "not released: bridge (fr) has 4 of 5 messages translated" in done.output
    assert done.actions[PDFS]["path"] == "build/pdf"


def test_nothing_runs_without_an_installation(repository: Repository) -> None:
    action = repository.root / ACTION
    text = action.read_text(encoding="utf-8")
    action.write_text(text.replace("pip install --quiet", "false"), encoding="utf-8")
    done = push(repository)
    assert done.failed == ["Install publisher"]
    assert [*done.actions] == [load(action)["runs"]["steps"][0]["uses"]]


def test_exactly_this_version_is_installed(repository: Repository) -> None:
    action = load(repository.root / ACTION)
    (install,) = [s["run"] for s in action["runs"]["steps"] if "pip install" in s.get("run", "")]
    line = install.splitlines()[0]
    assert line == f'pip install --quiet "polyglot-publisher[icu]=={publisher.__version__}"'


def test_the_action_of_this_repository_differs_only_in_what_it_installs(
    repository: Repository,
) -> None:
    ours, written = (
        (root / ACTION).read_text(encoding="utf-8").splitlines()
        for root in (ROOT, repository.root)
    )
    differing = [pair for pair in zip(ours, written, strict=True) if pair[0] != pair[1]]
    ((here, there),) = differing
    # The root of the repository that the action is in.
    assert here.strip() == 'pip install --quiet "$GITHUB_ACTION_PATH/../../..[icu]"'
    assert "polyglot-publisher[icu]==" in there


def test_the_cache_depends_on_inputs_and_the_installation(repository: Repository) -> None:
    steps = load(repository.root / ACTION)["runs"]["steps"]
    cache = next(step for step in steps if step.get("id") == "cache")
    key = cache["with"]["key"]
    for part in (
        "steps.install.outputs.toolchain",
        "'seeds/**'",
        "'locales/**'",
        "'templates/**'",
    ):
        assert part in key
    for prefix in cache["with"]["restore-keys"].splitlines():
        assert key.startswith(prefix)
    (save,) = (step for step in steps if "cache/save" in step.get("uses", ""))
    assert save["with"]["path"] == cache["with"]["path"]


def test_the_workflow_checks_out_the_whole_history_and_may_only_read(
    repository: Repository,
) -> None:
    workflow = load(repository.root / WORKFLOW)
    assert workflow["permissions"] == {"contents": "read"}
    # Without secrets, and with the code of the pull request alone.
    assert "pull_request" in workflow[True]
    assert "pull_request_target" not in workflow[True]
    (job,) = workflow["jobs"].values()
    checkout, action = job["steps"]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert (repository.root / action["uses"] / "action.yml").is_file()


def test_actions_of_others_are_pinned_by_commit(repository: Repository) -> None:
    for name in (WORKFLOW, ACTION):
        for line in (repository.root / name).read_text(encoding="utf-8").splitlines():
            if "uses: " in line and "uses: ./" not in line:
                _, _, pin = line.partition("@")
                commit, version = pin.split(" # v")
                assert (len(commit), int(commit, 16) > 0, version[0].isdigit()) == (40, True, True)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("github.event_name == 'push' && 'yes' || ''", "yes"),
        ("github.event_name != 'push' && 'yes' || ''", ""),
        ("!cancelled() && steps.install.outcome == 'success'", False),
        ("steps.cache.outputs.cache-hit != 'true'", True),
        ("success() || failure()", True),
        ("success()", False),
    ],
)
def test_expressions_have_the_values_of_github(expression: str, value: object) -> None:
    context = {"github": {"event_name": "push"}, "steps": {"install": {"outcome": "failure"}}}
    assert evaluate(expression, context, failed=True) == value


@pytest.mark.corpus
def test_a_shallow_clone_is_a_warning(repository: Repository, tmp_path: Path) -> None:
    clone = Repository(Project(tmp_path / "clone"))
    for command in (
        ("commit", "-q", "--allow-empty", "-m", "A second commit"),
        ("clone", "-q", "--depth=1", f"file://{repository.root}", str(clone.root)),
    ):
        assert repository.git(*command).returncode == 0
    done = push(clone)
    assert done.failed == []
    assert "warning: this clone has only the last commits" in done.output
