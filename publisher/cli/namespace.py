"""Namespace for a tasks.py: `from publisher.cli.namespace import ns` makes our tasks Invoke's."""

from __future__ import annotations

from publisher.cli import startup  # noqa: F401 - first, for its effects

# isort: split
from invoke.main import program

from publisher.cli.program import PublisherProgram
from publisher.cli.tasks import collection

program.__class__ = PublisherProgram
ns = collection()
