"""Imports go strictly down, and each outside package has its home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "publisher"

FLOORS = [
    {"errors", "characters", "scripts", "fontfiles", "syllables"},
    {"armenian"},
    {"hyphenation"},
    {
        "files",
        "language",
        "outputs.fontfaces",
        "quotations",
        "history",
        "limits",
        "marks",
        "stops",
        "triage",
        "memory",
        "outputs.drawing",
        "outputs.roles",
    },
    {"typography", "tables", "markdown", "tmx", "exchange"},
    {"render", "gate"},
    {"document", "sentences"},
    {"outputs.rendering"},
    {"outputs.archive", "outputs.structure"},
    {"outputs.hyphens"},
    {"outputs.copying"},
    {"config", "fonts", "pofile", "outputs.html", "outputs.finisher"},
    {"outputs.pdf"},
    {"segments", "catalog", "doctor", "outputs", "readers.sidecar", "readers.svg", "workers"}
    | {"checks.glossary", "checks.habits", "checks.figures"},
    {
        "offers",
        "translation",
        "readers.reading",
        "readers.images",
        "readers.blocks",
        "readers.elements",
    }
    | {"readers.comments", "checks.finding", "checks.places", "checks.unit"},
    {
        "align",
        "obsolete",
        "reconcile",
        "edition",
        "readers.text",
        "readers.markdown",
        "readers.webpage",
    },
    {"readers.html", "readers.docx", "merge", "outputs.warm", "checks.whole"},
    {"readers", "layout", "glyphs", "bench", "checks.check"},
    {"checks.structure", "checks.numbers", "checks.letters", "checks.punctuation"}
    | {"checks.amounts", "checks.consistency", "checks.terms", "checks.files", "checks.names"}
    | {"checks.policy"},
    {"checks"},
    {"project"},
    {"inspection"},
    {"build", "sync"},
    {"report", "proofing"},
]
HOMES = {
    "babel": {"language", "layout"},  # layout: Babel's extractor of the layouts' words
    "pyphen": {"hyphenation"},
    # Its parser, its renderer, and elsewhere its Token.
    "markdown_it": {"markdown", "marks", "render", "document", "segments", "translation"}
    | {
        "proof",
        "sentences",
        "readers.reading",
        "readers.text",
        "readers.markdown",
        "readers.blocks",
    }
    | {"readers.comments", "checks.unit"},
    "mdit_py_plugins": {"markdown"},
    "sentencex": {"sentences"},
    "rapidfuzz": {"align", "memory", "merge", "offers", "checks.names"},
    "anyascii": {"align", "checks.names"},
    "snowballstemmer": {"checks.glossary"},
    "yaml": {"tables"},
    "PIL": {"readers.images"},
    "bs4": {"readers.webpage", "readers.elements", "readers.html", "readers.docx"},
    "markdownify": {"readers.elements"},
    "mammoth": {"readers.docx"},
    "polib": {"pofile", "catalog", "merge", "offers", "obsolete", "reconcile"}
    | {"project", "checks.places", "inspection"},
    "jinja2": {"layout"},
    "markupsafe": {"layout"},
    "rich": {"report"},
    "fontTools": {"scripts"},
    "pydyf": {"outputs.structure", "outputs.copying", "outputs.archive", "outputs.finisher"},
    "weasyprint": {
        "outputs.fontfaces",
        "outputs.pdf",
        "outputs.drawing",
        "outputs.copying",
        "outputs.archive",
        "outputs.finisher",
        "doctor",
    },  # doctor: whether it loads at all
}
FLOOR_OF = {module: number for number, floor in enumerate(FLOORS) for module in floor}
FILES = sorted(file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py")


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


def own_modules(names: set[str]) -> set[str]:
    """Return the modules of this package among imported names."""
    found = set()
    for name in names:
        inner = name.removeprefix("publisher.")
        while inner != name and inner not in FLOOR_OF and "." in inner:
            inner = inner.rpartition(".")[0]
        if inner in FLOOR_OF and name.startswith("publisher."):
            found.add(inner)
    return found


def test_every_module_has_a_floor() -> None:
    assert {module_name(file) for file in FILES} == set(FLOOR_OF)


@pytest.mark.parametrize("file", FILES, ids=module_name)
def test_imports_go_strictly_down(file: Path) -> None:
    module = module_name(file)
    higher = {m for m in own_modules(imports(file)) if FLOOR_OF[m] >= FLOOR_OF[module]}
    assert not higher


@pytest.mark.parametrize("file", FILES, ids=module_name)
def test_outside_packages_stay_at_home(file: Path) -> None:
    module = module_name(file)
    used = {name.partition(".")[0] for name in imports(file)}
    strays = {package for package in used & set(HOMES) if module not in HOMES[package]}
    assert not strays
