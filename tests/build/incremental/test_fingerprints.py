"""Fingerprints: every module and dependency counts, documentation does not."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT

from publisher.build.incremental import fingerprints
from publisher.build.incremental.fingerprints import page_fingerprint, shared_inputs
from publisher.fonts.installed import Face
from publisher.markup.document import Asset
from publisher.pages.page import Attachment, Page
from publisher.project.config import load_config

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "publisher").rglob("*")
    if path.suffix in {".py", ".conf"}
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package."""
    root = tmp_path_factory.mktemp("package")
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(ROOT / "publisher", root / "publisher", ignore=ignored)
    return root


@pytest.mark.parametrize(
    "modules",
    [
        pytest.param(MODULES[::20], id="sample"),
        pytest.param(MODULES, id="all", marks=pytest.mark.corpus),
    ],
)
def test_editing_any_module_changes_the_fingerprint(package: Path, modules: list[str]) -> None:
    assert len(MODULES) > 100
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from publisher.build.incremental.fingerprints import toolchain_fingerprint\n"
        "before = toolchain_fingerprint()\n"
        "for name in sys.argv[1:]:\n"
        "    file, text = Path(name), Path(name).read_bytes()\n"
        "    file.write_bytes(text + b'#')\n"
        "    toolchain_fingerprint.cache_clear()\n"
        "    if toolchain_fingerprint() == before:\n"
        "        print(name)\n"
        "    file.write_bytes(text)\n"
    )
    command = (sys.executable, "-B", "-c", program, *modules)
    result = subprocess.run(command, cwd=package, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == []


def test_documentation_and_caches_do_not_change_the_fingerprint(package: Path) -> None:
    program = (
        "from publisher.build.incremental.fingerprints import toolchain_fingerprint\n"
        "print(toolchain_fingerprint())\n"
    )

    def fingerprint() -> str:
        command = (sys.executable, "-B", "-c", program)
        return subprocess.run(
            command, cwd=package, capture_output=True, text=True, check=True
        ).stdout

    before = fingerprint()
    (package / "publisher" / "README.md").write_text("# Notes")
    (package / "publisher" / "base" / "__pycache__").mkdir()
    (package / "publisher" / "base" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (package / "publisher" / ".mypy_cache").mkdir()
    (package / "publisher" / ".mypy_cache" / "x.json").write_bytes(b"x")
    assert fingerprint() == before


def test_documentation_of_layouts_is_not_an_input(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text("x")
    (tmp_path / "templates" / "README.md").write_text("x")
    inputs = shared_inputs(load_config(tmp_path))
    assert "templates/article.html" in inputs
    assert "templates/README.md" not in inputs


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of installed distributions."""
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    return tmp_path


def install(site: Path, name: str, version: str, *requirements: str) -> None:
    folder = site / f"{name}-{version}.dist-info"
    folder.mkdir()
    lines = [f"Requires-Dist: {requirement}" for requirement in requirements]
    text = "\n".join([f"Name: {name}", *lines, "", "Requires-Dist: not-a-header"])
    (folder / "METADATA").write_text(text)


def toolchain() -> str:
    return fingerprints.toolchain_fingerprint.__wrapped__()


def test_of_extras_only_icu_counts(site: Path) -> None:
    icu, other = 'pyicu-wheels; extra == "icu"', 'distributed; extra == "cluster"'
    install(site, "polyglot_publisher", "1", icu, other)
    without = toolchain()
    install(site, "distributed", "1")
    assert toolchain() == without
    install(site, "pyicu_wheels", "2")
    version_2 = toolchain()
    assert version_2 != without
    (site / "pyicu_wheels-2.dist-info").rename(site / "pyicu_wheels-3.dist-info")
    assert toolchain() not in {without, version_2}


def test_dependencies_come_from_installed_metadata(site: Path) -> None:
    install(site, "polyglot_publisher", "1", "Zope.Interface>=2", 'extra-only; extra == "cluster"')
    install(site, "zope_interface", "2", 'deep ; python_version > "3"', "absent")
    install(site, "deep", "3", "zope-interface")
    before = toolchain()
    install(site, "extra_only", "1")
    install(site, "not_a_header", "1")
    install(site, "tool", "1")
    assert toolchain() == before
    (site / "deep-3.dist-info").rename(site / "deep-4.dist-info")
    assert toolchain() != before


def test_every_distribution_counts_without_metadata_of_the_package(site: Path) -> None:
    before = toolchain()
    install(site, "tool", "1")
    assert toolchain() != before


NOON = dt.datetime(2023, 11, 20, 12, tzinfo=dt.UTC)
PAGE = Page(
    "<p>",
    ("Noto Serif",),
    assets={"a": Asset(b"1", "image/png")},
    attachments=(Attachment("a.txt", "text/plain", b"1", "Source", NOON),),
    page_limit=1,
)


def test_everything_that_a_page_is_rendered_with_changes_its_fingerprint(tmp_path: Path) -> None:
    first, second = (
        Face("Noto Serif", "normal", "normal", tmp_path / name) for name in ("a.ttf", "b.ttf")
    )
    for face in (first, second):
        face.file.write_bytes(face.file.name.encode())
    (attached,) = PAGE.attachments
    others = [
        replace(PAGE, html="<p >"),
        replace(PAGE, families=("Noto Sans",)),
        replace(PAGE, page_limit=None),
        *(
            replace(PAGE, assets=assets)
            for assets in (
                {},
                {"b": Asset(b"1", "image/png")},
                {"a": Asset(b"2", "image/png")},
                {"a": Asset(b"1", "image/jpeg")},
            )
        ),
        replace(PAGE, attachments=()),
        *(
            replace(PAGE, attachments=(replace(attached, **change),))
            for change in (
                {"name": "b.txt"},
                {"media_type": "text/html"},
                {"content": b"2"},
                {"relationship": "Data"},
                {"modified": None},
            )
        ),
    ]
    found = [page_fingerprint(page, [first]) for page in (PAGE, *others)]
    found += [page_fingerprint(PAGE, fonts) for fonts in ([], [second], [first, second])]
    assert len(set(found)) == len(found)
    assert page_fingerprint(replace(PAGE), [first]) == found[0]
    elsewhere = replace(first.embedded(), file=tmp_path / "not on this machine.ttf")
    assert page_fingerprint(PAGE, [elsewhere]) == found[0]
