"""The command `publisher`: our tasks with a few options of their own, and help.

It is Invoke's program with a bundled namespace. It has none of Invoke's options, and reads no
settings of Invoke.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from invoke.completion.complete import complete, print_completion_script
from invoke.config import Config
from invoke.exceptions import Exit, ParseError
from invoke.parser.argument import Argument
from invoke.util import helpline

from publisher import __version__
from publisher.cli.lines import unbroken
from publisher.cli.parser import is_repeatable, is_required, positional_arguments
from publisher.cli.place import Place
from publisher.cli.program import PublisherProgram
from publisher.cli.streams import raise_lost_output
from publisher.cli.tasks import GROUPS, collection
from publisher.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from invoke.parser.context import ParserContext

_SHELL = "print-completion-script"
# Placeholders of options' values in help; the others are the options' names.
_VALUES = {"project": "DIR", "help": "[TASK]", _SHELL: "SHELL"}


class PublisherCommand(PublisherProgram):
    """The program `publisher`."""

    command = "publisher"

    def __init__(self) -> None:
        super().__init__(
            __version__, collection(), self.command, self.command, binary_names=[self.command]
        )

    @property
    def place(self) -> Place:
        """Where this run looks for its project."""
        return Place(self.args.project.value)

    def core_args(self) -> list[Argument]:
        """Return the options of the program; the shells' scripts use `--complete`."""
        return [
            Argument("project", help="work on the project in this folder"),
            Argument(names=("help", "h"), optional=True, help="show this help, or that of a task"),
            Argument("list", kind=bool, default=False, help="show this help too"),
            Argument(names=("version", "V"), kind=bool, default=False, help="show the version"),
            Argument(_SHELL, help="print completion for bash, zsh or fish"),
            Argument("complete", kind=bool, default=False),
        ]

    def create_config(self) -> None:
        """Create the configuration of a run, without settings from files."""
        self.config = Config(lazy=True)
        self.config.merge()

    def update_config(self, merge: bool = True) -> None:  # noqa: FBT001, FBT002 - Invoke's signature
        """Change no settings: there are no options for them."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Parse the options before the first task."""
        with self.usage_errors():
            self.normalize_argv(argv)
            self.parse_core_args()

    def parse_cleanup(self) -> None:
        """Answer the options that only print; they may follow a task."""
        with self.usage_errors():
            if self.args.version.value:
                self.print_version()
            elif shell := self.args[_SHELL].value:
                print_completion_script(shell, self.binary_names)
            elif self.args.complete.value:
                self._complete()
            elif self.core.remainder:
                raise ParseError(f"no task takes words after --: {self.core.remainder}")
            elif isinstance(task := self.args.help.value, str):
                self.print_task_help(task)
            elif self.args.help.value or self.args.list.value or not self.tasks:
                self.print_help()
            else:
                return
        raise_lost_output()
        raise Exit

    def _complete(self) -> None:
        complete(
            self.binary_names,
            self.core,
            self.initial_context,
            self.collection,
            self._make_parser(),
        )

    def help_command(self, task: str | None) -> str:
        """Return the command that helps with a task, or with the program."""
        return f"{self.command} {task} --help" if task else f"{self.command} --help"

    def print_help(self) -> None:
        """Print the usage, the tasks by activity and the options."""
        say([f"Usage: {self.command} [--project DIR] TASK [OPTIONS] [TASK ...]"])
        width = max(map(len, self.collection.task_names))
        for group, tasks in GROUPS.items():
            names = {self.collection.transform(task.name): helpline(task) for task in tasks}
            shown = [name for name in names if name in self.collection.task_names]
            if shown:
                print(f"\n{group}:")
            columns = (f"  {unbroken(f'{name:{width}}  ')}{names[name]}" for name in shown)
            say(columns, indent=width + 2)
        print("\nOptions:")
        self.print_columns(list(_options(self.initial_context)))
        print(f"`{self.help_command('TASK')}` shows the options of a task.")

    def print_task_help(self, name: str) -> None:
        """Print the usage of a task, its description and its options."""
        if name not in self.parser.contexts:
            raise ParseError(f"No idea what '{name}' is!")
        context = self.parser.contexts[name]
        usage = f"Usage: {' '.join([self.command, name, *_usage(context)])}"
        help_lines = (inspect.getdoc(self.collection[name]) or "").splitlines()
        say([usage, "", *help_lines, ""], indent=0)
        if options := list(_options(context)):
            print("Options:")
            self.print_columns(options)


def _usage(context: ParserContext) -> Iterator[str]:
    """Yield the words that may follow a task's name; those in brackets are optional."""
    if context.args:
        yield "[OPTIONS]"
    for argument in positional_arguments(context):
        value = _value(argument)
        more = " ..." if is_repeatable(argument) else ""
        yield value if is_required(argument) else f"[{value}{more}]"


def _options(context: ParserContext) -> Iterator[tuple[str, str | None]]:
    """Yield each option with its value, and its help."""
    for option in context.args.values():
        if option.name != "complete":
            yield f"{_names(option)} {_value(option)}".rstrip(), option.help


def _names(option: Argument) -> str:
    names: Sequence[str] = sorted(option.names, key=len)
    no = "[no-]" if option.kind is bool and option.default else ""
    return ", ".join(f"-{name}" if len(name) == 1 else f"--{no}{name}" for name in names)


def _value(option: Argument) -> str:
    name = option.names[0]
    return _VALUES.get(name, name.upper()) if option.takes_value else ""
