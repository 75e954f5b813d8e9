"""A small project for tests in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import ARTICLE, Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return a project with one article and French, but without the code: no task runs in it."""
    project = Project(tmp_path / "a project")
    project.configure(["fr"])
    project.seed("bridge", ARTICLE)
    return project
