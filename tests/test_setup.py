"""Set-up: the lock of dependencies is complete, hashed and names no host."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from system_helpers import make_programs

from publisher.base.system_packages import BASIC, MANAGERS, packages_for

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
MUTANTS_LOCK = (ROOT / "tests" / "mutants.txt").read_text(encoding="utf-8")
CI_LOCK = (ROOT / "tests" / "ci" / "tools.txt").read_text(encoding="utf-8")
LOCKS = {"requirements": LOCK, "mutants": MUTANTS_LOCK, "ci": CI_LOCK}


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_requirement_is_pinned_and_hashed_and_names_no_host(lock: str) -> None:
    requirements = re.split(r"\n(?=\S)", lock.strip())
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[\w-]+==\S+", requirement)
        assert "--hash=sha256:" in requirement
    assert "://" not in lock


def test_set_up_installs_the_packages_of_debian() -> None:
    (apt, *_) = MANAGERS
    script = (ROOT / "setup.sh").read_text(encoding="utf-8")
    (packages,) = re.findall(r'^packages="(.*)"$', script, re.MULTILINE)
    assert set(packages.split()) == set(packages_for(BASIC, apt))


@pytest.mark.parametrize(("program", "hint"), [("dnf", "run: dnf install pango"), ("x", "Pango")])
def test_set_up_names_what_to_install_elsewhere(tmp_path: Path, program: str, hint: str) -> None:
    programs = make_programs(tmp_path / "bin", program)
    for name in ("sh", "dirname"):
        (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "python3").symlink_to(sys.executable)
    result = subprocess.run(
        ("sh", str(ROOT / "setup.sh")),
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (2, "")
    first, middle, last = result.stderr.splitlines()
    assert hint in middle
    assert "no apt-get here" in first
    assert last == "setup: then run ./setup.sh again"


def locked(lock: str) -> set[tuple[str, str]]:
    """Return the names and versions in a lock."""
    return set(re.findall(r"^([\w-]+)==(\S+)", lock, re.MULTILINE))


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]
    wanted += project["project"]["optional-dependencies"]["icu"]
    lists = ((LOCK, wanted), (MUTANTS_LOCK, groups["mutants"]), (CI_LOCK, groups["ci"]))
    for lock, lines in lists:
        names = {re.match(r"[\w-]+", line)[0].replace("_", "-") for line in lines}  # type: ignore[index] # every requirement begins with a name
        assert names <= {name for name, _ in locked(lock)}


def test_both_locks_have_the_same_versions() -> None:
    versions = dict(locked(LOCK))
    shared = {name: version for name, version in locked(MUTANTS_LOCK) if name in versions}
    assert shared
    assert shared == {name: versions[name] for name in shared}
