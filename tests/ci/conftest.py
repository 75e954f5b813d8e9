"""Fixture: a repository with CI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ci_repository import make_repository

if TYPE_CHECKING:
    from pathlib import Path

    from ci_repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return make_repository(tmp_path / "a project")
