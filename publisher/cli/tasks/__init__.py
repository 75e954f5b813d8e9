"""Invoke tasks. Each loads the configuration, makes one call and prints the result."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import Any

from invoke.collection import Collection

from publisher.cli.tasks import catalogues, check, development, editions, project, review

DEVELOPMENT: tuple[Any, ...] = (  # tasks, which the decorator types as functions
    *(development.test, development.lint, development.bench),
    development.picture,
)
# The tasks by activity, in the order of help. Those for development are publisher's own.
GROUPS = MappingProxyType(
    {
        "Write": (
            project.init,
            project.import_,
            catalogues.update,
            catalogues.extract,
            catalogues.retire,
        ),
        "Translate": (review.status, catalogues.align),
        "Check": (check.check, review.proof, review.approve),
        "Publish": (
            *(editions.pdf, editions.html),
            *(project.layout, editions.doctor, project.clean),
        ),
        "Share": (catalogues.tmx, catalogues.merge_driver),
        "Develop": DEVELOPMENT,
    }
)


def collection(_root: object = None) -> Collection:
    """Return all tasks. A tasks.py from before version 0.4 gives its folder, which is ignored."""
    return Collection(*chain.from_iterable(GROUPS.values()))
