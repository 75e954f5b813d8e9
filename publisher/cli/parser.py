"""Parser of tasks and their options: Invoke's, with optional positional arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoke.parser.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from invoke.parser.argument import Argument
    from invoke.parser.context import ParserContext
    from invoke.parser.parser import ParseResult


class TaskParser(Parser):
    """Invoke's parser, which differs in three ways.

    - A positional argument may have a default: `@task(positional=["folder"])` with
      `folder="."` is `TASK [FOLDER]`. A word that names a task is a task, not a folder. It may be
      repeatable too: `@task(positional=["file"], iterable=["file"])` is `TASK [FILE ...]`.
    - A repeatable option without a value is an error.
    - `TASK --help` is help even if the task needs an argument.
    """

    def __init__(self, contexts: Iterable[ParserContext], initial: ParserContext) -> None:
        super().__init__(contexts=contexts, initial=initial)
        self._program = initial
        for context in self.contexts.values():
            for option in context.args.values():
                option.raw_value = None

    def parse_argv(self, argv: Sequence[str]) -> ParseResult:
        """Parse the words after the options of the program. Raises ParseError."""
        words, helped = self._with_names(argv)
        result = super().parse_argv([] if helped else words)
        if helped:
            result[0].args.help.value = helped
        return result

    def _with_names(self, words: Sequence[str]) -> tuple[list[str], str | None]:
        """Name the optional positional arguments; return also the task whose help is wanted."""
        context, option = self._program, None
        free: list[Argument] = []
        named: list[str] = []
        for position, word in enumerate(words):
            if word == "--":
                return [*named, *words[position:]], None
            if option is not None:  # the word is its value
                option = None
            elif word.startswith("-"):
                contexts = (known for known in (context, self._program) if word in known.flags)
                flag = next((known.flags[word] for known in contexts), None)
                if flag and flag.name == "help" and context.name:
                    return named, context.name
                option = flag if flag and flag.takes_value and not flag.optional else None
                if not is_repeatable(flag):
                    free = [argument for argument in free if argument is not flag]
            elif free and is_required(free[0]):  # Invoke gives it the word
                free.pop(0)
            elif word in self.contexts:
                context = self.contexts[word]
                free = positional_arguments(context)
            elif free:
                named.append(f"--{free[0].names[0]}")
                free = free if is_repeatable(free[0]) else free[1:]
            named.append(word)
        return named, None


def positional_arguments(context: ParserContext) -> list[Argument]:
    """Return the positional arguments of a task."""
    return list(context.positional_args)


def is_repeatable(argument: Argument | None) -> bool:
    """Return whether an argument takes any number of values."""
    return argument is not None and argument.kind is list


def is_required(argument: Argument) -> bool:
    """Return whether a task needs a positional argument."""
    return argument.default is None and not is_repeatable(argument)
