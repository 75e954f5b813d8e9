"""Policy: which checks run, and how severely, by project and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import findings_of, translate_article, write_config

from publisher.base.errors import PublisherError

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
