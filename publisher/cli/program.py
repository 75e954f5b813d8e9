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
from publisher.cli.parser import TaskParser
from publisher.cli.place import Place
from publisher.cli.streams import make_streams_unbreakable
from publisher.cli.tasks import DEVELOPMENT
from publisher.cli.terminal import BAD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invoke.parser.context import ParserContext

_UNKNOWN = re.compile(r"""No idea what (['"])(.*)\1 is!""", re.DOTALL)
# Other complaints of Invoke's parser, and our words for them.
_PROBLEMS = (
    (r"Flag <Argument: (\S+).*> needed value and .*", r"--\1 needs a value"),
    (r"'(.*)' did not receive required positional arguments: (.*)", r"\1 needs \2"),
    (r"invalid literal for int\(\) with base 10: '(.*)'", r"'\1' is not a whole number"),
)

_LIST_FORMATS = ("flat", "nested", "json")


class PublisherProgram(Program):
    """Invoke's program with our usage errors, for a tasks.py with our tasks."""

    command = "invoke"

    @property
    def place(self) -> Place:
        """Where this run looks for its project."""
        start = self.args["search-root"].value if "search-root" in self.args else None
        return Place(start=start or ".", tasks=self.collection.loaded_from)

    def parse_core(self, argv: list[str] | None) -> None:
        """Parse the options before the first task."""
        with self.usage_errors():
            super().parse_core(argv)

    def parse_tasks(self) -> None:
        """Parse the tasks and their options."""
        make_streams_unbreakable()
        with self.usage_errors():
            super().parse_tasks()
            if not self.place.is_source_tree:
                self._leave_out_development()

    def _leave_out_development(self) -> None:
        tasks = self.collection.tasks
        left_out = {name for name, task in tasks.items() if task in DEVELOPMENT}
        for name in left_out:
            del tasks[name]  # type: ignore[no-untyped-call] # in Invoke
        named = [*(context.name for context in self.tasks), self.args.help.value]
        for name in filter(left_out.__contains__, named):
            raise ParseError(f"No idea what '{name}' is!")

    def parse_cleanup(self) -> None:
        """Answer `--help` and `--list`."""
        with self.usage_errors():
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

    def execute(self) -> None:
        """Run the tasks, which find the project from the place of this run."""
        self.collection.configure(self.place.settings)
        super().execute()

    def _make_parser(self) -> TaskParser:
        ignore = self.config.tasks.ignore_unknown_help
        contexts = self.collection.to_contexts(ignore_unknown_help=ignore)
        return TaskParser(contexts, self.initial_context)

    @contextmanager
    def usage_errors(self) -> Iterator[None]:
        """Convert complaints of Invoke in the body to an Exit with our words."""
        try:
            yield
        except ParseError as error:
            raise self._usage_error(str(error), error.context) from error
        except ValueError as error:
            raise self._usage_error(str(error)) from error
        except Exit as error:
            if error.message is None:  # the end of --help and --list
                raise
            raise self._usage_error(error.message) from error

    def _usage_error(self, complaint: str, context: ParserContext | None = None) -> Exit:
        """Return the end of a run with wrong arguments, those of the task `context` if known."""
        hint = ""
        if unknown := _UNKNOWN.fullmatch(complaint):
            complaint, hint = self._unknown(unknown[2], context)
        for pattern, words in _PROBLEMS:
            if found := re.fullmatch(pattern, complaint, re.DOTALL):
                complaint = found.expand(words)
        called = shlex.join([self.command, *self.argv[1:]])
        hint = hint or f"; see {self.help_command(context.name if context else None)}"
        problem = f"{called}: {complaint.rstrip('!.')}{hint}"
        return Exit(f"error: {PublisherError(problem)}", code=BAD_INPUT)

    def _unknown(self, word: str, context: ParserContext | None) -> tuple[str, str]:
        """Return a complaint about an unknown word, and the nearest known one as a hint."""
        from publisher.base.config_tables import nearest  # noqa: PLC0415 - for errors only

        if not word.startswith("-"):
            return f"unknown task {word!r}", nearest(word, self.collection.task_names)
        contexts = filter(None, (context, self.initial_context))
        options = (option for context in contexts for option in context.args.values())
        known = [option.names[0] for option in options if option.name != "complete"]
        # Compared without hyphens, which all of them share.
        hint = nearest(word.lstrip("-"), known).replace("mean '", "mean '--")
        return f"unknown option {word!r}", hint

    def help_command(self, _task: str | None) -> str:
        """Return the command that helps with a task, or with the program."""
        return "invoke --list, or invoke --help TASK"
