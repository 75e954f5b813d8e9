"""Tables at the top of a text file (YAML, TOML, JSON); errors name file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from publisher.base.config_tables import DIGITS_PROBLEM, NESTING_PROBLEM, Table, parse_toml
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LIMIT = 2**16
# Errors that PyYAML lets through, of values that are no date, number or character.
_CONVERSION_ERRORS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
_QUOTES = "values with : # * & ! or % need quotes"
# All other words are text: `3.10`, `no`, `<<` and `2024-03-05` as they are written.
_NULL = "tag:yaml.org,2002:null"


def read_yaml(file: Path, text: str, start_line: int) -> Table:
    """Parse the YAML mapping that begins in line `start_line` of a file.

    A value without quotes is text, a list, a mapping or null: YAML's numbers, Booleans and dates
    are left to the reader of a key. Keys and values that are well-formed and mean nothing are
    left out, as the table's `problems`; of a repeated key, the last one counts. Raises
    PublisherError with the line of a mistake in the syntax.
    """
    padded = _padded(file, text, start_line, "---")
    try:
        loader = _Loader(padded)
        values, lines = loader.load()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else start_line
        problem = f"not valid YAML: {error.problem or error}; {_QUOTES}"
        raise PublisherError(problem, file=file, line=line) from error
    except RecursionError as error:
        raise PublisherError(NESTING_PROBLEM, file=file, line=start_line) from error
    except yaml.YAMLError as error:
        raise PublisherError(f"not valid YAML: {error}", file=file, line=start_line) from error
    except _CONVERSION_ERRORS as error:  # of the scanner: "\\UFFFFFFFF"
        problem = f"not valid YAML: a value stands for no text, number or date; {_QUOTES}"
        raise PublisherError(problem, file=file, line=start_line) from error
    if values is None:
        values = {}
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise PublisherError(
            "the lines between --- must be like `title: Words`", file=file, line=start_line
        )
    return Table(file, padded, values, lines=lines, problems=tuple(loader.problems))


def read_toml_lines(file: Path, text: str, start_line: int) -> Table:
    """Parse the TOML that begins in line `start_line` of a file; raises like `read_yaml`."""
    return parse_toml(file, _padded(file, text, start_line, "+++"))


def read_json(file: Path, text: str, start_line: int) -> tuple[Table, int]:
    """Parse the JSON object that begins a text in line `start_line` of a file.

    Return it, and its length in the text. Raises PublisherError with the line of the mistake.
    """
    line = start_line
    try:
        values, length = json.JSONDecoder(strict=False).raw_decode(text)
    except json.JSONDecodeError as error:
        line += text.count("\n", 0, error.pos)
        raise PublisherError(f"not valid JSON: {error.msg}", file=file, line=line) from error
    except RecursionError as error:
        raise PublisherError(NESTING_PROBLEM, file=file, line=line) from error
    except ValueError as error:
        raise PublisherError(DIGITS_PROBLEM, file=file, line=line) from error
    return Table(file, _padded(file, text[:length], start_line, "{ and }"), values), length


def _padded(file: Path, text: str, start_line: int, marks: str) -> str:
    """Return a text after empty lines, so that parsers count lines as the file does."""
    if len(text) > _LIMIT:
        problem = f"the lines between {marks} are longer than {_LIMIT // 2**10} KiB; shorten them"
        raise PublisherError(problem, file=file, line=start_line)
    return "\n" * (start_line - 1) + text


class _Loader(yaml.SafeLoader):
    """Safe loader that leaves out values that mean nothing, and aliases of lists and mappings.

    Such an alias can repeat a value endlessly.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.problems: list[tuple[str, int]] = []

    def load(self) -> tuple[object, dict[str, int]]:
        """Return the value of the text, and the line of each of its keys if it is a mapping."""
        node = self.get_single_node()
        if node is None:
            return None, {}
        value = self.construct_document(node)
        pairs = node.value if isinstance(value, dict) else ()
        return value, {key.value: key.start_mark.line + 1 for key, _ in pairs}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call] # in its stub
            if not isinstance(self.anchors.get(event.anchor), yaml.ScalarNode):
                self.get_event()  # type: ignore[no-untyped-call] # in its stub
                self._report(
                    f"*{event.anchor} stands for another value and is left out; write it out",
                    event,
                )
                return yaml.ScalarNode(_NULL, "", event.start_mark, event.end_mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - PyYAML's signature
        if node.tag.startswith("!"):  # an application's own type, such as Quarto's !expr
            return None
        try:
            return super().construct_object(node, deep)
        except _CONVERSION_ERRORS:  # of dates, numbers and tags
            self._report("this value looks like a date or number, and is left out", node)
            return None

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        # PyYAML names the line of a scalar with the tag of a mapping.
        if isinstance(node, yaml.MappingNode):
            node.value = [*self._last_of_each_key(node.value)]
        return super().construct_mapping(node, deep)

    def _last_of_each_key(
        self, pairs: Iterable[tuple[yaml.Node, yaml.Node]]
    ) -> Iterable[tuple[yaml.Node, yaml.Node]]:
        kept: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in pairs:
            if not isinstance(key, yaml.ScalarNode):
                self._report(
                    "a key must be a word, and is left out; values with { or [ need quotes", key
                )
                continue
            if key.value in kept:
                self._report(
                    f"{key.value!r} is repeated, and the last one counts; delete one", key
                )
            kept[key.value] = key, value
        return kept.values()

    def _report(self, problem: str, place: yaml.Node | yaml.Event) -> None:
        mark = place.start_mark
        self.problems.append((problem, mark.line + 1 if mark else 1))


# By first character.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
