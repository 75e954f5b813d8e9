"""A repository with a project, and files for CI that `publisher init` wrote."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ci_runner import Machine
from helpers import ARTICLE, FRENCH, Project, translate_article

from publisher.language.locale import Language
from publisher.project.new_project import PARTS, create_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AUTHOR = ("-c", "user.name=Ann Example", "-c", "user.email=ann@example.org")


@dataclass(frozen=True)
class Repository:
    """A repository whose articles are translated into French, and its project."""

    project: Project

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def machine(self) -> Machine:
        return Machine(self.root, self.root.parent / "beside")

    def git(
        self, *arguments: str, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run git; its status is the caller's to check."""
        return subprocess.run(
            ("git", *AUTHOR, *arguments),
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
            env=env,
        )

    def commit(self) -> None:
        """Commit everything, without hooks."""
        for command in (("add", "-A"), ("commit", "-qnm", "A change")):
            assert self.git(*command).returncode == 0

    def make_stale(self) -> None:
        """Edit the article, so that a message is new and the French edition is incomplete."""
        self.project.seed("bridge", ARTICLE.replace("on Monday", "on Tuesday"))

    def make_wrong(self) -> None:
        """Put an error into the French translation."""
        wrong = {words: text.replace("2027", "2028") for words, text in FRENCH.items()}
        self.project.translate("bridge", "fr", wrong.get)

    def translate(self) -> None:
        """Complete the French translation, without errors."""
        new = {words.replace("on Monday", "on Tuesday"): text for words, text in FRENCH.items()}
        self.project.translate("bridge", "fr", {**FRENCH, **new}.get)


def make_repository(root: Path) -> Repository:
    """Make a repository in the folder `root`, with its first commit on `main`."""
    project = Project(root)
    project.seed("bridge", ARTICLE)
    list(create_project(root, [Language("fr")], PARTS))
    translate_article(project)
    repository = Repository(project)
    assert repository.git("init", "-q", "-b", "main").returncode == 0
    repository.commit()
    return repository
