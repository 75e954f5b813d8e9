"""Entry point of the command `publisher`.

Worker processes import this module too, as a part of the program that started them: nothing
happens before `main`.
"""

from __future__ import annotations


def main() -> None:
    """Run the command that `sys.argv` holds, and exit with its status."""
    from publisher.cli import startup  # noqa: F401, PLC0415 - first, for its effects
    from publisher.cli.command import PublisherCommand  # noqa: PLC0415 - interrupted in order

    PublisherCommand().run()
