"""Every patch in the registry: its documentation, its guard, and a page with and without it."""

from __future__ import annotations

import hashlib
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pydyf
import pytest
from pdf_helpers import FAMILIES, STYLE, render_html

from publisher.outputs.pdf import engine
from publisher.outputs.pdf.engine.fast_import import IMPORT_PATCHES
from publisher.outputs.pdf.engine.patch import Patch, is_applied, unpatched
from publisher.outputs.pdf.engine.plan_lines import PLAN_LINES
from publisher.outputs.pdf.engine.registry import PATCHES
from publisher.outputs.pdf.load import load_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

GERMAN = "Die Bundesregierung beschloss <i>effiziente</i> Geschwindigkeitsbeschränkungen. "
HUNGARIAN = "A legmegszentségteleníthetetlenebb asszonnyal hosszú beszélgetést folytattunk. "
PAGE = f"""\
<html lang="de"><title>A page without the improvements</title>
<style>{STYLE}</style><style>p {{ text-indent: 1em; margin: 0 }}</style>
<h2>{"Geschwindigkeitsbeschränkungen " * 3}</h2>
<div><p>{GERMAN * 10}<p lang="hu">{HUNGARIAN * 8}</div>
"""
# Each paragraph fits on its line, and has no mark that hangs.
SHORT = f"""\
<html lang="de"><title>A page without lines to plan</title>
<style>{STYLE} p {{ margin: 0 }}</style>
<h2>Ein Titel</h2>
<div>{"<p>Ein <i>kurzer</i> Satz" * 40}</div>
"""
# As `load_pdf`, but with one patch of the import.
IMPORT = """
import hashlib, sys
from publisher.outputs.pdf.engine.fast_import import IMPORT_PATCHES
from publisher.outputs.pdf.engine.patch import is_applied, patched
from publisher.outputs.pdf.load import hide_installed_fonts

hide_installed_fonts()
[patch] = [patch for patch in IMPORT_PATCHES if patch.name == sys.argv[1]]
with patched(patch):
    assert is_applied(patch)
    import weasyprint
assert not is_applied(patch)
from publisher.fonts.installed import faces
from publisher.outputs.pdf.engine.font_faces import configuration

fonts = configuration(faces(sys.argv[2].split(",")))
content = weasyprint.HTML(string=sys.argv[3]).write_pdf(font_config=fonts)
print(hashlib.sha256(content).hexdigest())
"""
every_patch = pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)


@pytest.fixture(autouse=True, scope="module")
def patched_engine() -> None:
    load_pdf()


def digest(html: str) -> str:
    """Return the digest of a PDF without its font programs, which are smaller with our patches."""
    content = render_html(html).write_pdf(finisher=remove_font_programs)
    return hashlib.sha256(content).hexdigest()


def remove_font_programs(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.pop("Length1", None):
            item.stream.clear()


@every_patch
def test_patch_states_its_reason_and_its_upstream_issues(patch: Patch) -> None:
    assert re.fullmatch(r".{40,}\.", patch.reason)
    for address in patch.upstream:
        assert re.fullmatch(r"https://github\.com/[\w/]+/(issues|pull)/\d+", address)


@cache
def digests_with_all_patches(html: str) -> set[str]:
    return {digest(html), digest(html)}  # the second one from caches


@every_patch
def test_page_is_the_same_without_the_patch(patch: Patch) -> None:
    page = SHORT if patch is PLAN_LINES or patch in IMPORT_PATCHES else PAGE
    if patch in IMPORT_PATCHES:
        command = (sys.executable, "-c", IMPORT, patch.name, ",".join(FAMILIES), page)
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        with unpatched():
            content = render_html(page).write_pdf()
        assert result.stdout.strip() == hashlib.sha256(content).hexdigest()
    else:
        assert is_applied(patch)
        with_patch = digests_with_all_patches(page)
        with unpatched(patch.name):
            assert with_patch == {digest(page)}


def test_page_is_the_same_without_any_patch() -> None:
    with_patches = digests_with_all_patches(SHORT)
    with unpatched():
        assert with_patches == {digest(SHORT)}


@every_patch
def test_guard_rejects_another_function(patch: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(unexpected: object) -> object:
        return unexpected

    with unpatched():
        assert patch.fits() or patch in IMPORT_PATCHES
        for item in patch.replacements:
            *_, owner = item.owners
            with monkeypatch.context() as change:
                replace = change.setitem if isinstance(owner, dict) else change.setattr
                is_code = item.attribute == "__code__"
                replace(owner, item.attribute, other.__code__ if is_code else other)
                assert not patch.fits()


def test_no_attribute_is_replaced_by_two_patches() -> None:
    replacements = [item for patch in PATCHES.values() for item in patch.replacements]
    attributes = Counter(
        (id(owner), item.attribute) for item in replacements for owner in item.owners
    )
    assert set(attributes.values()) == {1}


def test_every_patch_of_the_package_is_registered_by_the_name_of_its_module() -> None:
    names = [info.name for info in pkgutil.iter_modules(engine.__path__)]
    modules = {name: import_module(f"{engine.__name__}.{name}") for name in names}
    defined = {
        value.name
        for module in modules.values()
        for value in vars(module).values()
        if isinstance(value, Patch)
    }
    assert defined == set(PATCHES)
    for name, patch in PATCHES.items():
        assert vars(modules[name])[name.upper()] is patch


def engine_attributes() -> Iterator[tuple[Any, str, Any]]:
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in {"weasyprint", "pyphen", "pydyf", "cffi"}:
            yield from ((module, key, value) for key, value in vars(module).items())
            for owner in [*vars(module).values()]:
                if hasattr(owner, "__dict__") and type(owner).__module__ != "builtins":
                    yield from ((owner, key, value) for key, value in vars(owner).items())


def test_no_attribute_of_the_engine_is_replaced_outside_the_registry() -> None:
    replaced = {
        (id(owner), key)
        for owner, key, value in engine_attributes()
        if "publisher" in getattr(getattr(value, "__code__", None), "co_filename", "")
        and "defer_font_tools" not in value.__code__.co_filename
    }
    registered = {
        (id(owner), item.attribute)
        for patch in PATCHES.values()
        for item in patch.replacements
        for owner in item.owners
    }
    assert replaced
    assert replaced <= registered
