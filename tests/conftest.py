"""Fixtures: a copy of the project in a temporary folder; Hypothesis profiles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import warm_program
from gettext_memory import remember_results
from helpers import copy_tree, new_project
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from helpers import Project

# No time limit: on a noisy machine it would fail correct code. Other examples in each run.
settings.register_profile("publisher", deadline=None, max_examples=60)
# Derandomised for the gate, so that no change is blocked by a random find in older code.
settings.register_profile("gate", deadline=None, derandomize=True, max_examples=100)
# For a search of about an hour: HYPOTHESIS_PROFILE=search invoke test
settings.register_profile("search", deadline=None, max_examples=4_000)
# For tests/mutants.py: a failure is enough, the smallest example is not looked for.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "publisher"))
remember_results()


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Start one worker more than there are cores, for when another waits; a hook of xdist."""
    return (yield) + 1


def pytest_unconfigure() -> None:
    """End the process that ran the tasks; a hook of pytest."""
    warm_program.stop()


@pytest.fixture
def tree(tmp_path: Path) -> Project:
    """Return a copy of the whole project, with its article and translations."""
    return copy_tree(tmp_path / "copy of the project")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with one small article, French, and no translations."""
    return new_project(tmp_path / "copy of the project")
