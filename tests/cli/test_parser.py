"""Arguments of tasks that Invoke's parser does not support."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invoke.collection import Collection
from invoke.exceptions import ParseError
from invoke.parser.argument import Argument
from invoke.parser.context import ParserContext
from invoke.tasks import task

from publisher.cli.parser import TaskParser

if TYPE_CHECKING:
    from invoke.context import Context


@task(positional=["folder"])
def init(_context: Context, folder: str = ".", *, bare: bool = False, language: str = "") -> None:
    """Make a project, as `init [FOLDER]`."""


@task(iterable=["slug"], positional=["name", "to"])
def copy(_context: Context, name: str, slug: list[str], to: str = "here") -> None:
    """Copy, as `copy NAME [TO]`."""


@task(iterable=["slug", "file"], positional=["file"])
def check(_context: Context, slug: list[str], file: list[str], *, bare: bool = False) -> None:
    """Check, as `check [FILE ...]`."""


def parse(words: str) -> list[dict[str, object]]:
    core = ParserContext(args=[Argument(names=("help", "h"), optional=True), Argument("project")])
    found = TaskParser(Collection(init, copy, check).to_contexts(), core).parse_argv(words.split())
    return [{"task": context.name, **context.as_kwargs} for context in found[1:]]


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("init", "."),
        ("init demo", "demo"),
        ("init --language hy demo --bare", "demo"),
        ("init -b demo -l=hy", "demo"),
        ("init demo --project x", "demo"),
        ("init --folder demo", "demo"),
        ("init ./copy", "./copy"),
        ("--project init init demo", "demo"),
    ],
)
def test_positional_argument_with_a_default(words: str, folder: str) -> None:
    (made,) = parse(words)
    assert made["folder"] == folder
    assert made["language"] == ("hy" if "hy" in words else "")


def test_it_follows_required_ones() -> None:
    assert parse("copy init there -s a") == [
        {"task": "copy", "name": "init", "to": "there", "slug": ["a"]}
    ]
    assert [one["to"] for one in parse("copy init copy a -t b")] == ["here", "b"]


def test_word_that_names_a_task_is_a_task() -> None:
    assert [one["task"] for one in parse("init init demo")] == ["init", "init"]


@pytest.mark.parametrize(
    ("words", "files", "slugs"),
    [
        ("check", [], []),
        ("check a b", ["a", "b"], []),
        ("check a -s x --bare b --slug=y c", ["a", "b", "c"], ["x", "y"]),
        ("check a --file b c", ["a", "b", "c"], []),
    ],
)
def test_a_repeatable_positional_argument(words: str, files: list[str], slugs: list[str]) -> None:
    (made,) = parse(words)
    assert (made["file"], made["slug"]) == (files, slugs)


def test_a_task_ends_the_words_of_another() -> None:
    first, second = parse("check a init demo")
    assert (first["file"], second["folder"]) == (["a"], "demo")


@pytest.mark.parametrize("words", ["init demo again", "init --folder demo again", "copy"])
def test_each_is_given_once(words: str) -> None:
    with pytest.raises(ParseError):
        parse(words)


def test_words_after_two_hyphens_are_left_alone() -> None:
    assert parse("init -- demo")[0]["folder"] == "."
