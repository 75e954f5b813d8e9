"""Set-up: the lock of dependencies is complete, hashed and names no host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_every_requirement_is_pinned_and_hashed_and_names_no_host() -> None:
    requirements = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[\w-]+==\S+", requirement)
        assert "--hash=sha256:" in requirement
    assert "://" not in LOCK


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]
    locked = set(re.findall(r"^([\w-]+)==", LOCK, re.MULTILINE))
    names = {re.match(r"[\w-]+", line)[0].replace("_", "-") for line in wanted}  # type: ignore[index] # every requirement begins with a name
    assert names <= locked
