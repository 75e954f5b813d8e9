"""Fixture: the article of `samples/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from platform_helpers import copy_article

if TYPE_CHECKING:
    from helpers import Project
    from platform_helpers import Article


@pytest.fixture
def article(project: Project) -> Article:
    """Return a copy of the project with the article of `samples/`."""
    return copy_article(project)
