"""Hooks for pre-commit, run by `git commit` in a repository: ours, and those that `init` writes.

pre-commit installs publisher and its dependencies into environments of their own, so pip needs its
index; publisher itself comes from this checkout.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from ci_runner import load, tool
from helpers import ROOT, update_catalogues

import publisher
from publisher.readers.discovery import ENDINGS

if TYPE_CHECKING:
    from pathlib import Path

    from ci_repository import Repository

CONFIG = ".pre-commit-config.yaml"
OURS = ROOT / ".pre-commit-hooks.yaml"
# What a wheel is built from.
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "publisher", "templates", "locales")
NO_CACHES = shutil.ignore_patterns("__pycache__")


def hooks(file: Path) -> list[dict[str, object]]:
    (repo,) = load(file)["repos"]
    found = repo["hooks"]
    assert isinstance(found, list)
    return found


def test_both_lists_have_the_same_hooks(repository: Repository) -> None:
    ours = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    written = hooks(repository.root / CONFIG)
    requirement = f"polyglot-publisher=={publisher.__version__}"
    assert all(hook.pop("additional_dependencies") == [requirement] for hook in written)
    assert all(hook.pop("description") for hook in ours)
    for hook in (*written, *ours):
        assert hook.pop("files")
    assert written == ours


def test_our_hooks_run_for_every_article() -> None:
    names = [*(f"docs/a{ending.upper()}" for ending in ENDINGS), "docs/a.toml", "publisher.toml"]
    names += [*(f"docs/a{ending}" for ending in ENDINGS), "seeds/a.jpg", "locales/de/a.po"]
    for hook in yaml.safe_load(OURS.read_text(encoding="utf-8")):
        assert all(re.search(hook["files"], name) for name in names)
        assert not any(re.search(hook["files"], name) for name in ("src/a.py", "data/a.csv"))


@pytest.mark.corpus
def test_the_hooks_that_init_writes_guard_a_commit(repository: Repository, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    build = ("wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation")
    subprocess.run(
        (sys.executable, "-m", "pip", *build, "--wheel-dir", wheels, copy_sources(tmp_path)),
        check=True,
    )
    guard_a_commit(repository, PIP_FIND_LINKS=str(wheels))


@pytest.mark.corpus
def test_the_hooks_of_this_repository_guard_a_commit(
    repository: Repository, tmp_path: Path
) -> None:
    sources = copy_sources(tmp_path)
    shutil.copy(OURS, sources)
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Hooks")):
        assert repository.git("-C", str(sources), *command).returncode == 0
    revision = repository.git("-C", str(sources), "rev-parse", "HEAD").stdout.strip()
    names = [{"id": hook["id"]} for hook in yaml.safe_load(OURS.read_text(encoding="utf-8"))]
    repo = {"repo": str(sources), "rev": revision, "hooks": names}
    repository.project.write(CONFIG, yaml.safe_dump({"repos": [repo]}))
    repository.commit()
    guard_a_commit(repository)


def copy_sources(folder: Path) -> Path:
    """Copy what a wheel is built from."""
    copy = folder / "sources"
    copy.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=NO_CACHES)
        else:
            shutil.copy(source, copy)
    return copy


def guard_a_commit(repository: Repository, **options: str) -> None:
    """Commit a stale catalogue, an error and a good state; only the last succeeds."""
    environment = {**os.environ, "PRE_COMMIT_HOME": f"{repository.root.parent}/cache", **options}

    def commit() -> tuple[int, str]:
        repository.git("add", "-A")
        done = repository.git("commit", "-m", "A change", env=environment)
        return done.returncode, done.stdout + done.stderr

    subprocess.run((tool("pre-commit"), "install"), cwd=repository.root, check=True)
    repository.project.write("notes.csv", "No article.")
    status, output = commit()
    assert status == 0, output
    assert output.count("Skipped") == 2

    repository.make_stale()
    status, output = commit()
    assert status == 1, output
    assert "would change: locales/fr/LC_MESSAGES/bridge.po" in output
    assert "run: publisher update" in output

    update_catalogues(repository.project)
    repository.make_wrong()
    status, output = commit()
    assert status == 1, output
    assert "[number] has “2028” where the source has “2027”" in output

    repository.translate()
    status, output = commit()
    assert status == 0, output
    assert output.count("Passed") == 2
