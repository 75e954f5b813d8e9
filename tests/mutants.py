"""Mutants: small faults put into a package, to see whether its tests notice them.

cosmic-ray makes the mutants, and a fixed seed draws among them. Each is run against the tests
of its package that execute its line, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import ndiff
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import coverage
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from helpers import ROOT, copy_package, copy_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SCRATCH = ROOT / "build" / "mutants"
TESTS = {
    "catalogues": ("tests/catalogues",),
    "checks": ("tests/checks",),
    "project": ("tests/project",),
    "translation": ("tests/translation", "tests/laws/test_laws.py", "-k", "not every_example"),
}
MINIMUM = 85  # percent of the mutants to be noticed
_SEED = 13
_MEMORY = 4 * 2**30  # bytes, of a run that a mutant lets grow
_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider")
_PHASE = re.compile(r" \((?:setup|call|teardown)\)$")
_DURATION = re.compile(r"^(\d+\.\d+)s (?:setup|call|teardown) +(tests/.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Mutant:
    """One fault: an occurrence of what an operator of cosmic-ray replaces in a file."""

    file: str
    line: int
    operator: str
    occurrence: int

    def mutate(self, source: str) -> str:
        """Return the source with the fault."""
        return str(mutate_code(source, get_operator(self.operator)(), self.occurrence))


@dataclass(frozen=True)
class Coverage:
    """Durations of tests in seconds, and the tests that execute a file and its lines."""

    seconds: Mapping[str, float]
    tests: Mapping[tuple[str, int | None], set[str]]

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests that execute a mutant, the quickest first.

        A line that an import executes belongs to all tests that execute its file.
        """
        key: tuple[str, int | None] = (mutant.file, mutant.line)
        tests = self.tests.get(key) or self.tests.get((mutant.file, None), set())
        return sorted(tests, key=lambda test: (self.seconds.get(test, 0), test))


def draw(package: str, count: int) -> list[Mutant]:
    """Draw mutants: at first one at each place in the package, then a second one."""
    found: dict[tuple[str, int, int], list[Mutant]] = defaultdict(list)
    for place, mutant in _mutants(package):
        found[place].append(mutant)
    chance = random.Random(_SEED)  # noqa: S311 - a draw that can be repeated
    places = [chance.sample(mutants, len(mutants)) for _, mutants in sorted(found.items())]
    chance.shuffle(places)
    rounds = range(max(map(len, places)))
    return [mutants[n] for n in rounds for mutants in places if n < len(mutants)][:count]


def _mutants(package: str) -> Iterator[tuple[tuple[str, int, int], Mutant]]:
    """Yield each mutant of a package with its file, line and column."""
    operators = {name: get_operator(name) for name in sorted(operator_names())}
    for path in sorted((ROOT / "publisher" / package).rglob("*.py")):
        source, file = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        nodes, types = list(ast_nodes(get_ast(source))), list(_type_spans(source))
        for name, operator in operators.items():
            if operator.arguments():
                continue
            found = [at for node in nodes for at, _ in operator().mutation_positions(node)]
            for occurrence, (line, column) in enumerate(found):
                if not any(start <= (line, column) < end for start, end in types):
                    yield (file, line, column), Mutant(file, line, name, occurrence)


def _type_spans(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the spans of type annotations, and of what only the type checker executes."""
    for node in ast.walk(ast.parse(source)):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node)
        for part in filter(None, parts):
            yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)


def measure(package: str, jobs: int) -> Coverage:
    """Run the tests of a package; return what they execute, in subprocesses too."""
    folder = _copy(SCRATCH / package / "measured")
    start, config = folder / "sitecustomize.py", folder / "coverage.ini"
    start.write_text("import coverage\ncoverage.process_startup()\n")
    config.write_text(
        f"[run]\nparallel = true\ndata_file = {folder}/data\ninclude = */publisher/{package}/*\n"
        "context = ${PYTEST_CURRENT_TEST-}\n"
    )
    environment = os.environ | {
        "COVERAGE_PROCESS_START": str(config),
        "HYPOTHESIS_PROFILE": "mutants",
        "PYTHONPATH": f"{folder}:{folder}/tests",
    }
    command = (sys.executable, "-m", "pytest", f"-n{jobs}", *_OPTIONS, "-p", "mutants")
    result = subprocess.run(
        (*command, "--durations=0", "-vv", *TESTS[package]),
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        end = (result.stdout + result.stderr)[-2_000:]
        sys.exit(f"the tests fail without a mutant:\n{end}")
    seconds: dict[str, float] = defaultdict(float)
    for duration, test in _DURATION.findall(result.stdout):
        seconds[test] += float(duration)
    return Coverage(seconds, _tests_by_line(folder))


def pytest_runtest_logstart(nodeid: str) -> None:
    """Record the test that executes the following lines; a hook of pytest."""
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.switch_context(nodeid)


def _tests_by_line(folder: Path) -> dict[tuple[str, int | None], set[str]]:
    """Return the tests that execute each line; lines that an import executes are left out."""
    found: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    imported = set()
    for file in folder.glob("data.*"):
        data = coverage.CoverageData(str(file))
        data.read()
        for measured in data.measured_files():
            name = "publisher/" + measured.rpartition("/publisher/")[2]
            for line, contexts in data.contexts_by_lineno(measured).items():
                tests = {_PHASE.sub("", context) for context in contexts if context}
                found[name, line] |= tests
                found[name, None] |= tests
                if "" in contexts:  # outside of any test
                    imported.add((name, line))
    return {place: tests for place, tests in found.items() if place not in imported}


def _copy(folder: Path) -> Path:
    """Copy the project and its tests to an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    copy_package(copy_tree(folder))
    shutil.copytree(ROOT / "tests", folder / "tests")
    shutil.copy(ROOT / ".gitattributes", folder)
    return folder


def _start_worker(package: str) -> None:
    """Give a worker its own copy of the project; only libraries stay imported."""
    folder = _copy(SCRATCH / package / str(os.getpid()))
    os.chdir(folder)
    os.environ |= {
        "HYPOTHESIS_PROFILE": "mutants",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": f"{folder}:{folder}/tests",  # for subprocesses of tests
    }
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(folder), str(folder / "tests")]
    for name in [*sys.modules]:
        if name.partition(".")[0] in {"publisher", "helpers", "warm_program"}:
            del sys.modules[name]


def is_noticed(mutant: Mutant, tests: Sequence[str], seconds: float) -> bool:
    """Return whether one of the tests fails with a mutant, or takes far too long."""
    file = Path(mutant.file)
    source, status = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(mutant.mutate(source), encoding="utf-8")
    os.utime(file, (0, 0))  # bytecode of the original has another time
    try:
        return bool(tests) and _fails(tests, seconds)
    finally:
        file.write_text(source, encoding="utf-8")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _fails(tests: Sequence[str], seconds: float) -> bool:
    """Run tests in a process of its own, which starts with all libraries imported."""
    process = os.fork()
    if not process:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 2)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os._exit(pytest.main(["-n0", *_OPTIONS, *tests]))
    deadline = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status != 0
        if time.monotonic() > deadline:
            os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return True
        time.sleep(0.02)


def _described(mutant: Mutant) -> str:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    lines = ndiff(source.splitlines(), mutant.mutate(source).splitlines())
    changed = [line for line in lines if line[:1] in "+-"]
    return "\n    ".join([f"{mutant.file}:{mutant.line}", *changed])


def main() -> int:
    """Print the mutants that no test notices; return 1 if they are too many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", choices=TESTS)
    parser.add_argument("--count", type=int, default=300, help="number of mutants")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="number of workers")
    options = parser.parse_args()
    measured = measure(options.package, options.jobs)
    mutants = draw(options.package, options.count)
    tests = [measured.of(mutant) for mutant in mutants]
    # A busy machine may be ten times slower.
    limits = [60 + 10 * sum(measured.seconds.get(test, 0) for test in each) for each in tests]
    noticed = 0
    with ProcessPoolExecutor(
        options.jobs, get_context("fork"), _start_worker, (options.package,)
    ) as workers:
        results = workers.map(is_noticed, mutants, tests, limits)
        for number, (mutant, is_killed) in enumerate(zip(mutants, results, strict=True), 1):
            noticed += is_killed
            if not is_killed:
                print(f"{number}. {_described(mutant)}", flush=True)
    percent = 100 * noticed / len(mutants)
    print(f"{noticed} of {len(mutants)} mutants noticed ({percent:.1f} %)")
    return 1 if percent < MINIMUM else 0


if __name__ == "__main__":
    sys.exit(main())
