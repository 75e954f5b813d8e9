"""Imports go one way, and each outside package has its home."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "publisher"

HOMES = {
    "babel": {"language", "wording"},  # wording: Babel's extractor of the layouts' words
    "pyphen": {"hyphenation", "patterns"},
    # Its parser, its renderer, and elsewhere its Token.
    "markdown_it": {"markdown", "marks", "tags", "render", "document", "segments"}
    | {"translation"}
    | {"collation", "proof", "sections", "sentences", "checks.unit"}
    | {f"readers.{name}" for name in ("reading", "text", "markdown", "blocks", "comments")},
    "mdit_py_plugins": {"markdown"},
    "sentencex": {"sentences"},
    "rapidfuzz": {"align", "memory", "merge", "offers", "checks.names"},
    "anyascii": {"align", "checks.names"},
    "snowballstemmer": {"checks.glossary"},
    "yaml": {"tables"},
    "PIL": {"readers.bitmaps"},
    "bs4": {"readers.webpage", "readers.elements", "readers.html", "readers.docx"},
    "markdownify": {"readers.elements"},
    "mammoth": {"readers.docx"},
    "polib": {"pofile", "catalog", "merge", "offers", "obsolete", "reconcile"}
    | {"project", "checks.places", "inspection"},
    "jinja2": {"layout", "compiled", "wording"},
    "markupsafe": {"layout", "stylesheets", "wording"},
    "distributed": {"cluster"},
    "rich": {"report", "printing"},
    "fontTools": {"scripts", "fontfiles"},
    "pydyf": {f"outputs.{name}" for name in ("structure", "copying", "archive", "finisher")},
    "cffi": {"outputs.loading"},
    "matplotlib": {"bench.plot"},
    "weasyprint": {"doctor"}  # whether it loads at all
    | {"bench.bare"}  # what rendering takes without us
    | {f"outputs.{name}" for name in ("fontfaces", "headline", "fitting", "pdf", "drawing")}
    | {f"outputs.{name}" for name in ("archive", "finisher", "lines", "parsed", "shaped")}
    | {"outputs.loading"},
}


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path) -> set[str]:
    """Return the full names that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


IMPORTS = {
    module_name(file): imports(file)
    for file in sorted(PACKAGE.rglob("*.py"))
    if file != PACKAGE / "__init__.py"
}


def own_module(name: str) -> str | None:
    """Return the module of this package that a full name lies in or is."""
    inner = name.removeprefix("publisher.")
    while inner != name and inner not in IMPORTS and "." in inner:
        inner = inner.rpartition(".")[0]
    return inner if inner != name and inner in IMPORTS else None


GRAPH = {module: set(filter(None, map(own_module, names))) for module, names in IMPORTS.items()}


def reach(module: str) -> set[str]:
    """Return a module and all that it imports, itself or through others."""
    found, waiting = set[str](), {module}
    while waiting:
        found |= waiting
        waiting = set[str]().union(*(GRAPH[each] for each in waiting)) - found
    return found


def test_no_module_imports_itself_through_others() -> None:
    try:
        TopologicalSorter(GRAPH).prepare()
    except CycleError as error:
        # Each in the list is imported by the next.
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_only_the_tasks_know_what_is_printed() -> None:
    assert [module for module in GRAPH if "report" in GRAPH[module]] == ["printing"]
    assert [module for module in GRAPH if "printing" in GRAPH[module]] == []
    assert "publisher.printing.print_results" in imports(ROOT / "tasks.py")


@pytest.mark.parametrize("package", ["readers", "checks"])
def test_texts_are_read_and_checked_without_pages(package: str) -> None:
    below = set[str]().union(*(reach(m) for m in GRAPH if m.partition(".")[0] == package))
    assert {m for m in below if m.partition(".")[0] in {"layout", "outputs", "build"}} == set()


def test_outside_packages_stay_at_home() -> None:
    used = {
        package: {
            m for m, names in IMPORTS.items() if package in {n.partition(".")[0] for n in names}
        }
        for package in HOMES
    }
    assert used == HOMES
