"""Withdrawal of stale files that cannot be deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publisher.build.withdraw import EditionPaths, withdraw_stale
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config

if TYPE_CHECKING:
    import pytest
    from helpers import Project


def test_stale_file_that_cannot_be_deleted_is_reported_and_the_others_are_withdrawn(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [project.write(f"build/pdf/{name}.en.pdf", "") for name in "abc"]
    unlink = Path.unlink

    def refuse(file: Path, **options: bool) -> None:
        if file.name.startswith("b"):
            raise PermissionError(13, "Permission denied", str(file))
        unlink(file, **options)

    monkeypatch.setattr(Path, "unlink", refuse)
    config = load_config(project.root)
    stale, failures = withdraw_stale(config, OUTPUTS["pdf"], EditionPaths())
    assert [file.exists() for file in files] == [False, True, False]
    assert [withdrawn.file for withdrawn in stale] == [files[0], files[2]]
    (failure,) = failures
    assert failure.error is not None
    assert failure.error.file == files[1]
    assert failure.error.message == ("is stale: permission denied; allow access and run again")
