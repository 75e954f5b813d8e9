"""Images are inputs: one that appears, vanishes or moves nearer is noticed like any change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from helpers import picture
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.base.workers import InlineExecutor
from publisher.build.chosen import Chosen
from publisher.build.publish import publish
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = "# T\n\n![beside](a.png)\n\n![shared](/img/b.png)\n\n![far](../img/b.png)\n"
SMALL, LARGE = picture(), picture("JPEG")


def put(root: Path, name: str, content: bytes) -> None:
    file = root / name
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def link(root: Path, name: str, content: bytes) -> None:
    """Put a link to a file outside the project in place of an image."""
    outside = root.parent / "outside.png"
    outside.write_bytes(content)
    put(root, name, b"")
    (root / name).unlink()
    (root / name).symlink_to(outside)


def link_folder(root: Path, name: str, content: bytes) -> None:
    folder = root.parent / "outside"
    folder.mkdir(exist_ok=True)
    (folder / (root / name).name).write_bytes(content)
    parent = (root / name).parent
    if not parent.is_symlink() and not any(parent.glob("*.md")):
        shutil.rmtree(parent, ignore_errors=True)
        parent.parent.mkdir(parents=True, exist_ok=True)
        parent.symlink_to(folder)


def copy_folder(root: Path, name: str, content: bytes) -> None:
    """Put a real folder in place of a link."""
    parent = (root / name).parent
    if parent.is_symlink():
        parent.unlink()
    put(root, name, content)


def remove(root: Path, name: str, _: bytes) -> None:
    (root / name).unlink(missing_ok=True)


EDITS: dict[str, Callable[[Path, str, bytes], None]] = {
    edit.__name__: edit for edit in (put, link, link_folder, copy_folder, remove)
}
FILES = ("docs/a.png", "docs/img/b.png", "static/img/b.png", "img/b.png")


def built(root: Path) -> tuple[dict[str, bytes], list[str]]:
    """Publish; return the files and the findings."""
    found = publish(load_config(root), OUTPUTS["pdf"], Chosen(), InlineExecutor)
    files = {file.name: file.read_bytes() for file in (root / "build").rglob("*.pdf")}
    assert not [result.error for result in found.results if result.error]
    return files, [str(finding) for result in found.results for finding in result.findings]


def site(root: Path) -> Path:
    (root / "docs").mkdir(parents=True)
    (root / "publisher.toml").write_text('seeds = ["docs/*.md"]\n')
    (root / "docs/page.md").write_text(PAGE)
    return root


def refuse_difference(root: Path) -> None:
    """Fail if a build of today's files alone differs."""
    incremental = built(root)
    clean = root.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, symlinks=True, ignore=shutil.ignore_patterns("build"))
    files, findings = built(clean)
    assert (files, [text.replace("clean", root.name) for text in findings]) == incremental


@settings(max_examples=4)
@given(
    edits=st.lists(
        st.tuples(*map(st.sampled_from, (sorted(EDITS), FILES, (SMALL, LARGE)))), max_size=4
    )
)
def test_incremental_build_equals_a_clean_one(
    edits: list[tuple[str, str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = site(tmp_path_factory.mktemp("images") / "project")
    built(root)
    for name, file, content in edits:
        EDITS[name](root, file, content)
        built(root)
    refuse_difference(root)


def test_a_missing_image_that_appears_is_shown(tmp_path: Path) -> None:
    root = site(tmp_path / "project")
    files, findings = built(root)
    assert len(findings) == 3
    put(root, "docs/a.png", SMALL)
    assert len(built(root)[1]) == 2
    put(root, "static/img/b.png", SMALL)
    put(root, "img/b.png", LARGE)
    shown, findings = built(root)
    assert (findings, built(root)[0] == shown, shown == files) == ([], True, False)
    put(root, "docs/img/b.png", SMALL)  # nearer than the one of /img/b.png
    assert built(root)[0] != shown
    refuse_difference(root)


@pytest.mark.parametrize(("lose", "repair"), [(link, put), (link_folder, copy_folder)])
def test_a_link_out_of_the_project_is_repaired_by_a_copy_of_its_target(
    tmp_path: Path, lose: Callable[..., None], repair: Callable[..., None]
) -> None:
    root = site(tmp_path / "project")
    put(root, "docs/a.png", SMALL)
    lose(root, "img/b.png", SMALL)
    _, findings = built(root)
    assert len(findings) == 2
    repair(root, "img/b.png", SMALL)
    assert built(root)[1] == []
    lose(root, "img/b.png", SMALL)
    assert len(built(root)[1]) == 2
