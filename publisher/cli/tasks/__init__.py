"""Invoke tasks. Each loads the configuration, makes one call and prints the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.collection import Collection

from publisher.cli.tasks import catalogues, development, editions, review

if TYPE_CHECKING:
    from pathlib import Path

_TASKS = (
    *(catalogues.extract, catalogues.update, catalogues.align),
    *(catalogues.tmx, catalogues.merge_driver),
    *(review.status, review.check, review.approve, review.proof),
    *(editions.pdf, editions.html, editions.doctor),
    *(development.bench, development.test, development.lint),
    *(development.picture, development.clean),
)


def collection(root: Path) -> Collection:
    """Return the tasks of the project in the folder `root`."""
    tasks = Collection(*_TASKS)
    tasks.configure({"root": str(root)})
    return tasks
