"""Tables that people write: each mistake has a line, and words that an editor understands."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.base import values
from publisher.base.config_tables import Table, read_toml
from publisher.base.errors import PublisherError

MANY = ".".join("abcdefghijklmnopqrst")
# Words of the language that the program is written in.
FOREIGN = re.compile(r"recursion|int\(|sys\.|codec|object|attribute|literal|NoneType")


def toml(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"a = 1\n{MANY} = 1", ":2: this key has too many parts"),
        (f"a = 1\nb = {{ c = 1, {MANY} = 1 }}", ":2: this key has too many parts"),
        (f"a = 1\n[{MANY}]", ":2: this key has too many parts"),
        ("a = '''\n'''\nb." + '"c" . ' * 16 + "d = 1", ":3: this key has too many parts"),
        ("a = 1\nb = " + "[" * 2000, ":2: values are nested too deeply"),
        ("a = 1\nb = " + "9" * 5000, ":2: a number has too many digits"),
        ('a = 1\nb = "' + '\\"' * 100_000, ":2: not valid TOML"),
        ("a = 1\nb = " + '"\\' * 100_000, ":2: not valid TOML"),
        ("a = 1\nb = " + '"\\' * 100_000 + "x\nc = 1", ":2: not valid TOML"),
        ("a = 1\nb = " + "'\n" * 100_000, ":2: not valid TOML"),
        ('a = 1\nb = """' + '\\"""' * 100_000 + "\\", ":2: not valid TOML"),
        ("a = 1\nb = " + ("9" * 3999 + "x") * 250, ":2: not valid TOML"),
    ],
)
def test_excess_in_toml_has_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(PublisherError) as error:
        read_toml(toml(tmp_path, text))
    assert problem in str(error.value)
    assert not FOREIGN.search(str(error.value))


@pytest.mark.parametrize(
    "text",
    [
        f'a = """\n{MANY}\n"""',
        f"a = '''\n{MANY} = 1\n'''",
        rf'a = "\\" # {MANY} = 1',
        f'a = "{MANY} = 1"',
        f"a = 1 # it's\nb = '{MANY}'",
        rf'a = """it\'s \""" {MANY}"""'.replace(r"\'", "'"),
    ],
)
def test_dotted_words_in_a_text_are_no_key(tmp_path: Path, text: str) -> None:
    assert read_toml(toml(tmp_path, text)).values == tomllib.loads(text)


@given(st.text(st.sampled_from("ab.=\"'\\#[]{},\n "), max_size=60))
def test_toml_is_read_as_by_its_own_parser(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = toml(tmp_path_factory.mktemp("toml"), text)
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(PublisherError, match="not valid TOML"):
            read_toml(file)
    else:
        assert read_toml(file).values == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\n[limits]\nseconds = 0", 3),
        ("a = 1\nlimits.seconds = 0", 2),
        ("a = 1\nlimits . seconds = 0", 2),
        ("a = 1\nlimits = { b = 1, seconds = 0 }", 2),
        ("a = 1\nlimits = {seconds = 0}", 2),
    ],
)
def test_bad_value_has_its_line_however_its_key_is_written(
    tmp_path: Path, text: str, line: int
) -> None:
    table = read_toml(toml(tmp_path, text)).inner("limits")
    with pytest.raises(PublisherError) as error:
        table.get("seconds", values.whole_number(1, 9))
    assert error.value.line == line


@pytest.mark.parametrize("before", [" ", "\t", ",", "{ ", "a.", "a .", "'", '"', ',"\\', "a.'.'"])
def test_line_of_a_key_is_found_in_time(before: str) -> None:
    text = before * 100_000
    start = time.process_time()
    assert Table(Path("a.toml"), f"{text}\nkey = 1\n", {}).line_of("key") == 2
    assert Table(Path("a.toml"), text, {}).line_of("key") is None
    assert time.process_time() - start < 5
