"""Policy: which checks run, and how severely, by project and language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import findings_of, translate_article, write_config

from publisher.base.config_tables import Table
from publisher.base.errors import PublisherError
from publisher.checks.check import MessageCheck
from publisher.checks.policy import Policy, default_policy, load_policy
from publisher.checks.registry import CHECKS
from publisher.language.locale import Language

if TYPE_CHECKING:
    from helpers import Project


def test_checks_are_configured_by_project_and_language(project: Project) -> None:
    translate_article(project, last="Le second pont est prévu pour 2072.")
    ignoring = '[tool.publisher.checks]\nignore = ["number"]'
    for text, severities in (
        (ignoring, []),
        ('[tool.publisher.checks]\nwarning = ["number"]', ["warning"]),
        (f'{ignoring}\n[tool.publisher.checks.fr]\nerror = ["number"]', ["error"]),
    ):
        write_config(project, text)
        assert [f.severity for f in findings_of(project) if f.check == "number"] == severities


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            '[tool.publisher.checks]\nignore = ["nubmer"]',
            ":4: ignore: unknown check 'nubmer'",
        ),
        ("[tool.publisher.checks]\nignroe = []", ":4: unknown key 'ignroe'"),
        ('[tool.publisher.checks]\nignore = "number"', ":4: ignore: must be a list"),
        (
            "[tool.publisher.checks.de]\nignore = []",
            ":3: unknown key 'de' in [tool.publisher.checks]; the keys are ignore, error,",
        ),
        (
            "[tool.publisher.checks.de]\nignore = []",
            "the keys are ignore, error, warning, names, en, fr",
        ),
        ("[tool.publisher.checks]\n[ tool . publisher.'checks'.\"zz\"]", ":4: unknown key 'zz'"),
    ],
)
def test_bad_policy_is_reported_with_its_line(project: Project, text: str, complaint: str) -> None:
    write_config(project, text)
    with pytest.raises(PublisherError) as caught:
        findings_of(project)
    assert complaint in str(caught.value)


NAMES = ("number", "link", "dash")
LANGUAGES = tuple(map(Language, ("ru", "hy")))


def policies(values: dict[str, object]) -> dict[str, Policy]:
    """Return the policies of two languages from a table of the configuration."""
    table = Table(Path("pyproject.toml"), "", values, name="tool.publisher.checks")
    return load_policy(table, {name: CHECKS[name] for name in NAMES}, (*LANGUAGES, LANGUAGES[0]))


DEFAULT = {"number": "error", "link": "error", "dash": "warning"}
WITHOUT_LINK = {"number": "error", "dash": "warning"}


@pytest.mark.parametrize(
    ("values", "russian", "armenian"),
    [
        ({}, DEFAULT, DEFAULT),
        ({"ignore": ["link"]}, WITHOUT_LINK, WITHOUT_LINK),
        ({"ignore": ["link"], "error": ["link"]}, DEFAULT, DEFAULT),
        ({"ignore": ["link"], "warning": ["link"]}, *[DEFAULT | {"link": "warning"}] * 2),
        ({"error": ["dash"], "warning": ["dash"]}, DEFAULT, DEFAULT),
        ({"error": ["dash"]}, *[DEFAULT | {"dash": "error"}] * 2),
        ({"hy": {"ignore": ["link"]}}, DEFAULT, WITHOUT_LINK),
        ({"ignore": ["link"], "hy": {"ignore": ["link"]}}, WITHOUT_LINK, WITHOUT_LINK),
        ({"ignore": ["link"], "hy": {"error": ["link"]}}, WITHOUT_LINK, DEFAULT),
        ({"hy": {"warning": ["number"]}}, DEFAULT, DEFAULT | {"number": "warning"}),
    ],
)
def test_policy_of_a_language_changes_that_of_the_project(
    values: dict[str, object], russian: dict[str, str], armenian: dict[str, str]
) -> None:
    found = policies(values)
    assert {code: dict(policy.severities) for code, policy in found.items()} == {
        "ru": russian,
        "hy": armenian,
    }


def test_names_of_a_language_are_kept_besides_those_of_the_project() -> None:
    found = policies({"names": ["CSS", "Git"], "hy": {"names": ["Հայ"]}})
    assert (found["ru"].names, found["hy"].names) == (("CSS", "Git"), ("CSS", "Git", "Հայ"))
    assert policies({})["ru"].names == ()


def test_checks_that_are_off_run_only_if_configured() -> None:
    checks = {"noisy": MessageCheck(CHECKS["link"].function, "warning", on=False)} | {
        "link": CHECKS["link"]
    }
    assert dict(default_policy(checks).severities) == {"link": "error"}
    table = Table(Path("pyproject.toml"), "", {"warning": ["noisy"]})
    (policy,) = load_policy(table, checks, LANGUAGES[:1]).values()
    assert dict(policy.severities) == {"link": "error", "noisy": "warning"}


def test_every_check_is_on_by_default() -> None:
    default = default_policy(CHECKS)
    assert dict(default.severities) == {name: check.severity for name, check in CHECKS.items()}
    assert default.names == ()


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"ignore": ["lnik"]}, "ignore: unknown check 'lnik'; did you mean 'link'?"),
        ({"error": ["lnik"]}, "error: unknown check 'lnik'"),
        ({"warning": ["lnik"]}, "warning: unknown check 'lnik'"),
        ({"hy": {"ignore": ["lnik"]}}, "ignore: unknown check 'lnik'"),
        ({"hy": {"ignroe": []}}, "unknown key 'ignroe' in [tool.publisher.checks.hy]"),
        ({"hy": {"ru": {}}}, "unknown key 'ru' in [tool.publisher.checks.hy]"),
        ({"hy": ["link"]}, "hy: must be a table, [tool.publisher.checks.hy]"),
        ({"de": {}}, "unknown key 'de' in [tool.publisher.checks]"),
        ({"ignore": {}}, "ignore: must be a list"),
        ({"names": "CSS"}, "names: must be a list"),
    ],
)
def test_unusable_policy_is_refused(values: dict[str, object], complaint: str) -> None:
    with pytest.raises(PublisherError) as caught:
        policies(values)
    assert complaint in str(caught.value)
