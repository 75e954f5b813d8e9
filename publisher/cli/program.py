"""Invoke's program, in which wrong tasks and options give one line and exit status 2.

Values of Invoke's own options, such as `-T x`, are read before `tasks.py`: Invoke reports them.
"""

from __future__ import annotations

import re
import shlex
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit, ParseError
from invoke.program import Program

from publisher.base.errors import PublisherError
from publisher.cli.terminal import BAD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invoke.parser import Parser

# Complaints of Invoke's parser, and our words for them.
_PROBLEMS = (
    (r"No idea what '(.*)' is!", r"unknown task or option '\1'"),
    (r"Flag <Argument: (\S+).*> needed value and .*", r"--\1 needs a value"),
    (r"'(.*)' did not receive required positional arguments: (.*)", r"\1 needs \2"),
    (r"invalid literal for int\(\) with base 10: '(.*)'", r"'\1' is not a whole number"),
)

_LIST_FORMATS = ("flat", "nested", "json")


class PublisherProgram(Program):
    """Invoke's program with our usage errors."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Parse the options before the first task."""
        with self._usage_errors():
            super().parse_core(argv)

    def parse_tasks(self) -> None:
        """Parse the tasks and their options."""
        with self._usage_errors():
            super().parse_tasks()

    def parse_cleanup(self) -> None:
        """Answer `--help` and `--list`."""
        with self._usage_errors():
            super().parse_cleanup()

    def list_tasks(self) -> None:
        """List the tasks. Invoke has a method for each format, and calls that of any name."""
        if self.list_format not in _LIST_FORMATS:
            raise Exit(f"--list-format {self.list_format} is unknown")
        super().list_tasks()

    def update_config(self, merge: bool = True) -> None:  # noqa: FBT001, FBT002 - Invoke's signature
        """Read the settings of Invoke that `-f` names."""
        name = self.args.config.value
        if name and not Path(name).is_file():
            raise self._usage_error(f"there is no file {name!r}")
        try:
            super().update_config(merge)
        except Exception as error:  # each format has its own
            if not name:
                raise
            problem = f"{name!r} holds no settings of Invoke; correct it, or leave out -f"
            raise self._usage_error(problem) from error

    def _make_parser(self) -> Parser:
        """Return the parser; in it, a repeatable option without a value is an error too."""
        parser = super()._make_parser()
        for task in parser.contexts.values():
            for option in task.args.values():
                option.raw_value = None
        return parser

    @contextmanager
    def _usage_errors(self) -> Iterator[None]:
        try:
            yield
        except (ParseError, ValueError) as error:
            raise self._usage_error(str(error)) from error
        except Exit as error:
            if error.message is None:  # the end of --help and --list
                raise
            raise self._usage_error(error.message) from error

    def _usage_error(self, complaint: str) -> Exit:
        for pattern, words in _PROBLEMS:
            if found := re.fullmatch(pattern, complaint, re.DOTALL):
                complaint = found.expand(words)
        complaint = complaint.rstrip("!.")
        command = shlex.join(["invoke", *self.argv[1:]])
        problem = f"{command}: {complaint}; see invoke --list, or invoke --help TASK"
        return Exit(f"error: {PublisherError(problem)}", code=BAD_INPUT)
