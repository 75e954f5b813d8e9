"""The files for CI follow the schemas of their services."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from ci_runner import tool
from helpers import ROOT

if TYPE_CHECKING:
    from ci_repository import Repository

ACTION = ".github/actions/publisher/action.yml"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (".github/workflows/publisher.yml", ("vendor.github-workflows",)),
        (ACTION, ("vendor.github-actions",)),
        (str(ROOT / ACTION), ("vendor.github-actions",)),
        (".gitlab-ci.yml", ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
    ],
)
def test_file_follows_its_schema(
    repository: Repository, name: str, schema: tuple[str, ...]
) -> None:
    command = [str(tool("check-jsonschema")), "--builtin-schema", *schema, name]
    result = subprocess.run(
        command, cwd=repository.root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "command"),
    [
        (".pre-commit-config.yaml", "validate-config"),
        (str(ROOT / ".pre-commit-hooks.yaml"), "validate-manifest"),
    ],
)
def test_pre_commit_accepts_its_files(repository: Repository, name: str, command: str) -> None:
    program = (tool("pre-commit"), command, name)
    result = subprocess.run(
        program, cwd=repository.root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
