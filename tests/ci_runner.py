"""Runners of CI jobs in miniature: the shell steps of GitHub and GitLab, on this machine.

The commands run as they are written. `publisher` is the one that is tested; `sudo`, `apt-get` and
`pip` only record their arguments, since a test installs nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RECORDER = '#!/bin/sh\necho "${0##*/} $*" >> "$RECORD"\n'
_PROGRAMS = {
    "publisher": f'#!/bin/sh\nexec "{sys.executable}" -m publisher "$@"\n',
    "sudo": '#!/bin/sh\nexec "$@"\n',
    "apt-get": _RECORDER,
    "pip": _RECORDER,
}
_TOKEN = re.compile(r"\s*('[^']*'|[\w-]+(?:\.[\w-]+)*|&&|\|\||[!=]=|[!(),])")
_OPERATORS = {"&&": "and", "||": "or", "!": "not", "==": "==", "!=": "!="}
_FUNCTIONS: dict[str, Callable[..., object]] = {  # of whether a step failed, and arguments
    "always": lambda _: True,
    "cancelled": lambda _: False,
    "success": lambda failed: not failed,
    "failure": bool,
    "hashFiles": lambda _, *patterns: f"hash of {len(patterns)} patterns",
}


@dataclass
class Done:
    """Outcome of a job.

    - `failed`: names of the steps that failed
    - `output`: what all steps printed, on both streams
    - `record`: what was installed, a line each
    - `summary`: the summary of the job on GitHub
    - `actions`: inputs of the actions that ran, by the names of their steps
    """

    failed: list[str] = field(default_factory=list)
    output: str = ""
    record: list[str] = field(default_factory=list)
    summary: str = ""
    actions: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Machine:
    """A checkout, and a folder for what is beside it."""

    checkout: Path
    folder: Path

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script as both services do: by bash, which stops at the first failure."""
        programs = self.folder / "bin"
        programs.mkdir(parents=True, exist_ok=True)
        for name, text in _PROGRAMS.items():
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        path = {"PATH": f"{programs}:{os.environ['PATH']}", "RECORD": str(self.folder / "record")}
        return subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script),
            cwd=self.checkout,
            env={**os.environ, **path, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def read(self, name: str) -> str:
        """Return the content of a file beside the checkout; empty if nothing wrote it."""
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.is_file() else ""


def tool(name: str) -> Path:
    """Return a program that `.ci/run` installs; skip the rest of the test if it is absent."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    program = cache / "publisher" / "ci" / "bin" / name
    if not program.exists():
        pytest.skip(f"{name} is not installed; see .ci/run")
    return program


def load(file: Path) -> dict[Any, Any]:
    """Return the content of a YAML file; its key `on` is True (YAML 1.1)."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def run_action(action: Path, machine: Machine, event: str, ref: str) -> Done:
    """Run the steps of a composite action for an event on a ref; `main` is the default branch."""
    done = Done()
    repository = {"repository": {"default_branch": "main"}}
    github = {"event_name": event, "ref_name": ref, "event": repository}
    context: dict[str, Any] = {"github": github, "runner": {"os": "Linux"}, "steps": {}}
    for step in load(action)["runs"]["steps"]:
        name, values = step.get("name", step.get("uses")), (context, bool(done.failed))
        condition = str(step.get("if", "success()")).strip("${} ")
        if not evaluate(condition, *values):
            continue
        outputs = {}
        if "uses" in step:
            inputs = step.get("with", {})
            done.actions[name] = {key: filled(text, *values) for key, text in inputs.items()}
            is_failure = False
        else:
            result = _run_step(step, machine, *values)
            done.output += result.stdout
            is_failure = result.returncode != 0
            outputs = dict(line.split("=") for line in machine.read("output").splitlines())
        done.failed += [name] * is_failure
        outcome = "failure" if is_failure else "success"
        context["steps"][step.get("id", name)] = {"outcome": outcome, "outputs": outputs}
    done.record, done.summary = machine.read("record").splitlines(), machine.read("summary")
    return done


def _run_step(
    step: dict[str, Any], machine: Machine, context: Mapping[str, Any], failed: bool
) -> subprocess.CompletedProcess[str]:
    assert step["shell"] == "bash"  # composite actions require one
    assert "${{" not in step["run"]  # what an event brings is data, never a part of a script
    own = {key: filled(text, context, failed) for key, text in step.get("env", {}).items()}
    files = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary"}
    paths = {variable: str(machine.folder / name) for variable, name in files.items()}
    return machine.run(step["run"], **own, **paths)


def filled(text: str, context: Mapping[str, Any], failed: bool) -> str:
    """Return a text with the values of its expressions `${{ … }}`."""

    def value(match: re.Match[str]) -> str:
        return str(evaluate(match[1], context, failed))

    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def evaluate(expression: str, context: Mapping[str, Any], failed: bool) -> object:
    """Return the value of an expression of GitHub's, in a job with or without a failed step."""

    def name(token: str) -> str:
        return f"call({token!r})" if token in _FUNCTIONS else f"value({token!r})"

    def call(function: str) -> Any:  # noqa: ANN401 - one of the functions
        return lambda *arguments: _FUNCTIONS[function](failed, *arguments)

    def value(path: str) -> Any:  # noqa: ANN401 - any value
        found: Any = context
        for key in path.split("."):
            found = found.get(key, {})
        return found or ""

    tokens = _TOKEN.findall(expression)
    assert "".join(tokens) == "".join(expression.split())
    python = " ".join(_OPERATORS.get(t) or (t if t[0] in "'()," else name(t)) for t in tokens)
    return eval(python, {"call": call, "value": value})  # noqa: S307 - of names and operators only


def run_pipeline(file: Path, machine: Machine, **variables: str) -> dict[str, Done]:
    """Run the jobs of a GitLab pipeline whose rules hold for the predefined variables."""
    jobs = load(file)
    return {
        name: _run_job(name, _extended(jobs[job["extends"]], job), machine, variables)
        for name, job in jobs.items()
        if not name.startswith(".") and any(_holds(rule, variables) for rule in job["rules"])
    }


def _run_job(
    name: str, job: Mapping[str, Any], machine: Machine, variables: Mapping[str, str]
) -> Done:
    script = "\n".join([*job["before_script"], *job["script"]])
    result = machine.run(script, **job["variables"], **variables)
    failed = [name] * bool(result.returncode)
    return Done(failed, result.stdout, machine.read("record").splitlines())


def _extended(base: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """Return a job with what it extends; tables are merged (GitLab CI/CD, `extends`)."""
    merged = {**base, **job}
    for key in base.keys() & job.keys():
        if isinstance(base[key], dict):
            merged[key] = _extended(base[key], job[key])
    return merged


def _holds(rule: Mapping[str, str], variables: Mapping[str, str]) -> bool:
    """Return whether the two sides of a rule's only `==` are equal."""

    def value(text: str) -> str | None:
        return variables.get(text[1:]) if text.startswith("$") else text.strip('"')

    left, right = (value(side.strip()) for side in rule["if"].split("=="))
    return left == right
