"""Invoke tasks of this project; `invoke --list` shows them."""

from pathlib import Path

from publisher.cli import startup  # noqa: F401 - first, for its effects
from publisher.cli.tasks import collection

ns = collection(Path(__file__).resolve().parent)
