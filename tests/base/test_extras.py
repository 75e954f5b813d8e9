"""Commands that install an extra."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publisher.base.extras import extra_remedy


@pytest.mark.parametrize(
    ("executable", "shown"),
    [
        ("{here}/.venv/bin/python", ".venv/bin/python"),
        ("/opt/tools/bin/python3", "/opt/tools/bin/python3"),
        ("{here}/my env/bin/python", "'my env/bin/python'"),
    ],
)
def test_the_command_is_that_of_the_python_that_runs(
    executable: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", executable.format(here=tmp_path))
    assert extra_remedy("icu") == f"run: {shown} -m pip install 'polyglot-publisher[icu]'"


def test_the_command_runs_pip() -> None:
    command = extra_remedy("icu").removeprefix("run: ").partition(" install ")[0]
    shown = subprocess.run(f"{command} --version", shell=True, capture_output=True, text=True)  # noqa: S602, PLW1510
    assert shown.stdout.startswith("pip ")
    assert str(Path(sys.prefix)) in shown.stdout
