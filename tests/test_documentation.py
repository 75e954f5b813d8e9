"""Documentation: its commands run, its links resolve, its tables match the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from helpers import ROOT, copy_package, copy_tree
from markdown_it import MarkdownIt

from publisher.outputs.pdf.engine.fast_import import IMPORT_PATCHES
from publisher.outputs.pdf.engine.registry import RENDERING_PATCHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

# Guides with at least one runnable command.
GUIDES = ("README.md", "seeds/README.md", "locales/README.md", "templates/README.md")
SAMPLE = ("README.md",)
MARK = re.compile(r"sh run(?: status=(\d))?")
MOST_LINES = 120


def documentation() -> Iterator[str]:
    """Yield the Markdown files of the repository, without articles."""
    for name, folders, files in os.walk(ROOT):
        folder = Path(name).relative_to(ROOT)
        folders[:] = sorted(inner for inner in folders if _is_searched(folder / inner))
        found = sorted((folder / file).as_posix() for file in files if file.endswith(".md"))
        yield from (file for file in found if not file.startswith("seeds/") or file in GUIDES)


def _is_searched(folder: Path) -> bool:
    is_hidden = folder.name.startswith(".") and folder.name != ".github"
    return not is_hidden and folder not in {Path("build"), Path("tests/fuzz/samples")}


FILES = tuple(documentation())


@cache
def tokens_of(name: str) -> list[Token]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.parse((ROOT / name).read_text(encoding="utf-8"))


def inline_tokens(tokens: list[Token]) -> Iterator[Token]:
    return chain.from_iterable(token.children or () for token in tokens)


class Script(NamedTuple):
    """A block of commands marked as runnable: ```` ```sh run ````, or with `status=1`."""

    line: int
    commands: str
    status: int


def scripts(name: str) -> Iterator[Script]:
    for token in tokens_of(name):
        if token.type == "fence" and token.info.startswith("sh "):
            mark = MARK.fullmatch(token.info)
            line = token.map[0] + 1 if token.map else 0
            assert mark, f"{name}:{line}: unknown mark {token.info!r}"
            yield Script(line, token.content, int(mark[1] or 0))


@pytest.mark.parametrize("name", GUIDES)
def test_every_guide_has_runnable_commands(name: str) -> None:
    assert list(scripts(name))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in SAMPLE else [pytest.mark.corpus])
        for name in FILES
        if any(scripts(name))
    ],
)
def test_runnable_commands_succeed_in_order(name: str, tmp_path: Path) -> None:
    copy_package(project := copy_tree(tmp_path / "copy of the project"))
    root = project.root
    # `.venv/bin/…` is a program beside the interpreter that runs this test.
    (root / ".venv").symlink_to(Path(sys.executable).parent.parent)
    for script in scripts(name):
        result = subprocess.run(
            ("sh", "-eu", "-c", script.commands),
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        output = f"{name}:{script.line}\n{result.stdout}{result.stderr}"
        assert result.returncode == script.status, output


def is_relative(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def links(name: str) -> Iterator[str]:
    for token in inline_tokens(tokens_of(name)):
        address = str(token.attrs.get("href") or token.attrs.get("src") or "")
        if token.type in {"link_open", "image"} and is_relative(address):
            yield unquote(address)


def anchors(name: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a file."""
    found = set[str]()
    tokens = tokens_of(name)
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(child.content for child in heading.children or ())
            kept = re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")
            repeats = (f"{kept}-{number}" for number in range(1, len(tokens)))
            found.add(next(anchor for anchor in chain([kept], repeats) if anchor not in found))
    return found


@pytest.mark.parametrize("name", FILES)
def test_relative_links_resolve(name: str) -> None:
    for address in links(name):
        path, _, anchor = address.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name}: {address}"
        assert target.resolve().is_relative_to(ROOT), f"{name}: {address}"
        if anchor:
            known = anchors(target.resolve().relative_to(ROOT).as_posix())
            assert anchor in known, f"{name}: {address}: the headings are {sorted(known)}"


@pytest.mark.parametrize("name", FILES)
def test_code_that_is_named_exists(name: str) -> None:
    """Find paths such as `publisher/checks/numbers.py`, from the root or from the file."""
    for token in inline_tokens(tokens_of(name)):
        is_path = re.fullmatch(r"[\w./-]*/[\w-]+\.py", token.content)
        if token.type == "code_inline" and is_path:
            folders = (ROOT, (ROOT / name).parent)
            assert any((folder / token.content).is_file() for folder in folders), token.content


def test_the_overview_is_short() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES


def table_cells(head: str) -> list[Token]:
    """Return the cells below the heads of a table of the developers' guide, by its first head."""
    tokens = tokens_of("publisher/README.md")
    heads = (i for i, token in enumerate(tokens) if token.type == "th_open")
    start = next(i for i in heads if tokens[i + 1].content == head)
    end = next(i for i, token in enumerate(tokens) if i > start and token.type == "table_close")
    return [tokens[i + 1] for i in range(start, end) if tokens[i].type == "td_open"]


def package_table() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the packages of each row of the developers' table, and the modules it names."""
    cells = table_cells("package")
    for package, _, modules in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
        yield code_spans(package), code_spans(modules)


def code_spans(cell: Token) -> list[str]:
    return [child.content for child in cell.children or () if child.type == "code_inline"]


def test_the_package_table_is_the_import_contract() -> None:
    """The table, the contract that `invoke lint` enforces and the folders are one list."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    enforced = [name.strip() for layer in layers for name in layer.split("|")]
    documented = [name for packages, _ in package_table() for name in packages]
    assert documented == enforced
    folders = {file.parent.name for file in (ROOT / "publisher").glob("*/__init__.py")}
    assert set(enforced) == folders


def test_the_package_table_names_modules_that_exist() -> None:
    for packages, modules in package_table():
        for module in modules:
            places = [ROOT / "publisher" / package / module for package in packages]
            found = [p for p in places if p.is_dir() or p.with_suffix(".py").is_file()]
            assert found, f"{packages}: {module}"


def test_the_table_of_patches_is_their_registry() -> None:
    documented = [name for patch in table_cells("patch")[::2] for name in code_spans(patch)]
    assert documented == [patch.name for patch in (*RENDERING_PATCHES, *IMPORT_PATCHES)]


@pytest.mark.parametrize(
    "name", ["templates/README.md", "publisher/project/new_project/files/base/templates/README.md"]
)
def test_designers_are_told_all_blocks_of_layouts(name: str) -> None:
    (told,) = (token for token in tokens_of(name) if "have the blocks" in token.content)
    files = (ROOT / "templates").glob("*.html")
    blocks = {b for f in files for b in re.findall(r"{%-? block (\w+)", f.read_text("utf-8"))}
    assert {span for span in code_spans(told) if not span.endswith(".html")} == blocks
