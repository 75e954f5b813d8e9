"""Invoke tasks of this project; `invoke --list` shows them."""

from publisher.cli.namespace import ns  # noqa: F401 - Invoke looks for this name
