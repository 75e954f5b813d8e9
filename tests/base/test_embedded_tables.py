"""Embedded tables: YAML, TOML and JSON at the top of a file, and mistakes in them."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import yaml

from publisher.base.embedded_tables import read_json, read_toml_lines, read_yaml
from publisher.base.errors import PublisherError

# Words of the language that the program is written in.
FOREIGN = re.compile(r"recursion|int\(|sys\.|codec|object|attribute|literal|NoneType")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("3.10", "3.10"),
        ("2024", "2024"),
        ("no", "no"),
        ("2023-13-45", "2023-13-45"),
        ("2024-03-05 10:00:00 +0100", "2024-03-05 10:00:00 +0100"),
        ("~", None),
        ("!expr f(x)", None),
        ("[1, !r g()]", ["1", None]),
    ],
)
def test_value_without_quotes_is_the_text_that_is_written(value: str, read: object) -> None:
    assert read_yaml(Path("a.md"), f"a: {value}\n", 2).values == {"a": read}


def test_alias_of_a_text_is_the_text() -> None:
    assert read_yaml(Path("a.md"), "a: &x T\nb: *x\nc: [*x]\n", 2).values == {
        "a": "T",
        "b": "T",
        "c": ["T"],
    }


@pytest.mark.parametrize(
    ("yaml_text", "values", "problem"),
    [
        ("a: &x {y: T}\n<<: *x\n", {"a": {"y": "T"}, "<<": None}, "*x stands for another value"),
        ("a: &x [T]\nb: *x\n", {"a": ["T"], "b": None}, "*x stands for another value"),
        ("a: 1\nb: {c: *x}\n", {"a": "1", "b": {"c": None}}, "*x stands for another value"),
        ("a: 1\nb: [&x [*x]]\n", {"a": "1", "b": [[None]]}, "*x stands for another value"),
        ("a: 1\nb: !!int x\n", {"a": "1", "b": None}, "this value looks like a date or number"),
        ("a: 1\nb: !!bool 5\n", {"a": "1", "b": None}, "this value looks like a date or number"),
        ("a: 1\nb: {{ c }}\n", {"a": "1", "b": {}}, "a key must be a word, and is left out"),
        ("a: 1\na: 2\nb: 3\n", {"a": "2", "b": "3"}, "'a' is repeated, and the last one counts"),
    ],
)
def test_value_without_meaning_is_left_out_with_its_line(
    yaml_text: str, values: dict[str, object], problem: str
) -> None:
    table = read_yaml(Path("a.md"), yaml_text, 2)
    assert table.values == values
    assert [line for _, line in table.problems] == [3]
    assert table.problems[0][0].startswith(problem)


def test_toml_and_json_have_the_lines_of_their_file() -> None:
    toml = read_toml_lines(Path("a.md"), 'a = "x"\n\n[params]\nb = 1\n', 2)
    assert [toml.line_of(key) for key in ("a", "params", "b")] == [2, 4, 5]
    json, length = read_json(Path("a.md"), '{\n"a": "x",\n"params": {"b": 1}}\n# T', 3)
    assert [json.line_of(key) for key in ("a", "params", "b")] == [4, 5, 5]
    assert length == len('{\n"a": "x",\n"params": {"b": 1}}')


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{\n"a": x}', r"a.md:4: not valid JSON: Expecting value"),
        ('{"a": ' + "[" * 100_000, r"a.md:3: values are nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", r"a.md:3: a number has too many digits"),
        ('{"a": "' + "x" * 70_000 + '"}', r"a.md:3: the lines between { and } are longer than 64"),
    ],
)
def test_mistake_in_json_has_its_line(text: str, problem: str) -> None:
    with pytest.raises(PublisherError, match=problem):
        read_json(Path("a.md"), text, 3)


@pytest.mark.parametrize(
    "value", ["|\n  Read on. b: how\n  b: how\n", '"how,\n  b: so"\n', "'\n  b: c'\n"]
)
def test_text_in_front_matter_is_no_key(value: str) -> None:
    table = read_yaml(Path("a.md"), f"a: {value}c: {{b: 1}}\n'b' : 1\n", 2)
    assert table.line_of("b") == table.text.count("\n")
    assert table.line_of("c") == table.text.count("\n") - 1


@pytest.mark.parametrize(
    ("front_matter", "problem"),
    [
        ("title: *this* is", "values with : # * & ! or % need quotes"),
        (f"title: {'[' * 2000}", "values are nested too deeply"),
        ("title: !!map x", ":2: not valid YAML: expected a mapping"),
        (r'title: "\UFFFFFFFF"', ":1: not valid YAML: a value stands for no text"),
    ],
)
def test_mistake_in_front_matter_is_explained(
    tmp_path: Path, front_matter: str, problem: str
) -> None:
    with pytest.raises(PublisherError) as error:
        read_yaml(tmp_path / "a.md", f"\n{front_matter}\n", 1)
    assert problem in str(error.value)
    assert not FOREIGN.search(str(error.value))


TAGS = sorted(filter(None, yaml.SafeLoader.yaml_constructors))
VALUES = (
    "",
    "x",
    "5",
    "[x]",
    "{x: y}",
    "{? [x] : y}",
    "[{x: y}]",
    r'"\x00"',
    r'"\U00110000"',
    "=",
)
FORMS = ("{}", "title: {}", "? {}\n: x", "<<: {}")


@pytest.mark.parametrize("tag", TAGS)
def test_value_of_any_tag_is_read_or_has_its_line(tag: str) -> None:
    for value, form in product(VALUES, FORMS):
        try:
            table = read_yaml(Path("a.md"), form.format(f"!<{tag}> {value}"), 2)
        except PublisherError as error:
            assert error.line in {2, 3}  # noqa: PT017 - most values are refused, but not all
        else:
            assert all(table.line_of(key) == 2 for key in table.values)
