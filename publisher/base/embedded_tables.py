"""Tables at the top of a text file (YAML, TOML, JSON); errors name file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from publisher.base.config_tables import DIGITS_PROBLEM, NESTING_PROBLEM, Table, parse_toml
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 2**16
# Errors that PyYAML lets through, of values that are no date, number or character.
_CONVERSION_ERRORS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
_QUOTES = "values with : # * & ! or % need quotes"
# All other words are text: `3.10`, `no` and `2024-03-05` as they are written.
_RECOGNISED = frozenset({"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"})


def read_yaml(file: Path, text: str, start_line: int) -> Table:
    """Parse the YAML mapping that begins in line `start_line` of a file.

    A value without quotes is text, a list, a mapping or null: YAML's numbers, Booleans and dates
    are left to the reader of a key. Raises PublisherError with the line of the mistake.
    """
    padded = _padded(file, text, start_line, "---")
    try:
        values, lines = _load_yaml(padded)
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
    return Table(file, padded, values, lines=lines)


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


def _load_yaml(text: str) -> tuple[object, dict[str, int]]:
    """Return the value of a text, and the line of each of its keys if it is a mapping."""
    loader = _Loader(text)
    node = loader.get_single_node()
    if node is None:
        return None, {}
    value = loader.construct_document(node)
    pairs = node.value if isinstance(value, dict) else ()
    return value, {key.value: key.start_mark.line + 1 for key, _ in pairs}


class _Loader(yaml.SafeLoader):
    """Safe loader that refuses repeated keys, and aliases of lists and mappings.

    Such an alias can repeat a value endlessly.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call] # in its stub
            if not isinstance(self.anchors.get(event.anchor), yaml.ScalarNode):
                problem = "a value that begins with * stands for another"
                raise yaml.composer.ComposerError(None, None, problem, event.start_mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - PyYAML's signature
        if node.tag.startswith("!"):  # an application's own type, such as Quarto's !expr
            return None
        try:
            return super().construct_object(node, deep)
        except _CONVERSION_ERRORS as error:  # of dates, numbers and tags
            problem = "this value looks like a date or number, but is none"
            mark = node.start_mark
            raise yaml.constructor.ConstructorError(None, None, problem, mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen = set[str]()
        # PyYAML names the line of a scalar with the tag of a mapping.
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                problem = "a key must be a word"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            if key.value in seen:
                problem = f"{key.value!r} is repeated; delete one"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


# By first character.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _RECOGNISED]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
