"""Tasks for development: bench, test, lint, picture."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from publisher.cli.bench_table import bench_table, print_table
from publisher.cli.task import project_root, publisher_task
from publisher.cli.terminal import BAD_INPUT

if TYPE_CHECKING:
    from invoke.context import Context


@publisher_task(
    help={
        "articles": "number of generated articles, each in three languages",
        "words": "length of a generated book",
        "messages": "size of the updated catalogue",
        "editions": "size of an archive without changes",
        "renderings": "number of renderings in one worker, for its memory",
        "repeats": "number of runs of quick measurements",
        "plot": "write a plot of growth to this file (.svg, .png, .pdf)",
    }
)
def bench(
    context: Context,
    articles: int = 20,
    words: int = 10_000,
    messages: int = 2_000,
    editions: int = 300,
    renderings: int = 90,
    repeats: int = 3,
    plot: str = "",
) -> None:
    """Measure speed and memory beside other tools, in some minutes.

    Goals are for a quiet machine: one that is not met is NO in the table, not an error.
    """
    from publisher.bench import measure
    from publisher.bench import plot as plotting
    from publisher.bench.measured import Amounts

    if plot:
        plotting.require_matplotlib()
    amounts = Amounts(
        articles=articles,
        words=words,
        messages=messages,
        editions=editions,
        renderings=renderings,
        repeats=repeats,
    )
    measured, growths = measure(project_root(context), amounts)
    print_table(bench_table(measured))
    if plot:
        plotting.plot(growths, Path(plot))


@task(help={"arguments": "more arguments for pytest, such as '-k catalogue'"})
def test(context: Context, arguments: str = "") -> None:
    """Run the tests."""
    _run(context, f"pytest {arguments}")


@task
def lint(context: Context) -> None:
    """Check style, types and the direction of imports."""
    for command in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        _run(context, command)


@publisher_task()
def picture(context: Context) -> None:
    """Write the README's picture of the first pages; needs pdftoppm."""
    from publisher.cli.picture import write_picture

    root = project_root(context)
    files = sorted((root / "build" / "pdf").glob("*.pdf"))
    if not files:
        raise Exit("error: build/pdf is empty; run publisher pdf first", code=BAD_INPUT)
    write_picture(files, root / ".github" / "first-pages.png")


def _run(context: Context, command: str) -> None:
    """Run a tool of this environment in the project's root, in colour on a terminal."""
    tool, _, arguments = command.partition(" ")
    program = Path(sys.executable).with_name(tool)
    with context.cd(str(project_root(context))):
        context.run(f"{shlex.quote(str(program))} {arguments}", pty=sys.stdout.isatty())
