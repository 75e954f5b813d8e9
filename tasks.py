"""The tasks; `invoke --list` shows them. Each loads the configuration, makes one call, prints."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import gc
import io
import itertools
import json as json_format
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit
from invoke.tasks import task

# Invoke keeps Python from writing bytecode: each start would compile all of our modules anew.
sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)

# Nor need a process that ends be searched for garbage, which takes longer than its last words.
atexit.register(gc.freeze)

from publisher.base.errors import FAILURES, as_publisher_error  # noqa: E402 - likewise
from publisher.cli import formatting  # noqa: E402 - compiled once, see above
from publisher.cli.terminal import (  # noqa: E402 - likewise
    BAD_INPUT,
    FINDINGS,
    console,
    exit_after,
    exit_with_errors,
    print_remarks,
    print_results,
    print_written,
    with_progress,
)
from publisher.project.config import load_config  # noqa: E402 - likewise

if TYPE_CHECKING:
    from collections.abc import Callable

    from invoke.context import Context

    from publisher.project.project import Project

ROOT = Path(__file__).resolve().parent
_FORMATS = ("text", "github", "json")
_FILTERS = {
    "slug": "only this article: its file in seeds/ without the ending (repeatable)",
    "language": "only this language, such as hy (repeatable)",
}


def _task(**options: Any) -> Callable[[Callable[..., None]], Any]:  # noqa: ANN401 - Invoke's own
    """Make an Invoke task whose PublisherErrors become one line and exit status 2."""

    def decorate(body: Callable[..., None]) -> Any:  # noqa: ANN401 - an Invoke task
        @functools.wraps(body)
        def run(context: Context, *args: object, **kwargs: object) -> None:
            for stream in (sys.stdout, sys.stderr):
                if isinstance(stream, io.TextIOWrapper):
                    # A terminal without Unicode shows escapes, and nothing breaks.
                    stream.reconfigure(errors="backslashreplace")
            try:
                body(context, *args, **kwargs)
            except BrokenPipeError:  # whoever reads us has seen enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            except FAILURES as error:
                raise Exit(f"error: {as_publisher_error(error)}", code=BAD_INPUT) from error

        return task(**options)(run)

    return decorate


_editions = functools.partial(_task, iterable=["slug", "language"])


@_editions(help=_FILTERS)
def extract(_: Context, slug: list[str], language: list[str]) -> None:
    """Write locales/<slug>.pot: what there is to translate."""
    from publisher.project.sync import extract as extract_all

    print_written(extract_all(_open(slug, language)))


@_editions(help={**_FILTERS, "dry-run": "write nothing, and say what would be"})
def update(_: Context, slug: list[str], language: list[str], dry_run: bool = False) -> None:
    """Bring every catalogue (.po) in step with the articles; nothing translated is lost."""
    from publisher.project.sync import update as update_all

    project = _open(slug, language)
    print_written(update_all(project, write=not dry_run), write=not dry_run)


@_editions(help=_FILTERS)
def tmx(_: Context, slug: list[str], language: list[str]) -> None:
    """Write build/tmx/<language>.tmx: the finished translations, for other tools' memories."""
    from publisher.project.sync import export_memory

    print_written(export_memory(_open(slug, language)))


@_editions(help={**_FILTERS, "json": "print a list of objects for programs"})
def status(_: Context, slug: list[str], language: list[str], json: bool = False) -> None:
    """Show how much of each edition is translated from today's text."""
    from publisher.project.status import assess, jobs

    project = _open(slug, language)
    results = [assess(project, job) for job in jobs(project)]
    rows = formatting.status_rows(results)
    if json:
        print(json_format.dumps(rows, ensure_ascii=False, indent=2))
    else:
        console().print(formatting.status_table(rows))
        print_remarks(results)
    exit_after(results)


@_editions(
    help={
        **_FILTERS,
        "release": "exit 1 unless every edition is complete",
        "jobs": "how many to make at once (default: all cores)",
        "why": "say what each edition is made anew for",
        "executor": "what renders: workers (processes here, the usual) or dask (a cluster)",
        "address": "the Dask scheduler's, such as tcp://host:8786",
    }
)
def pdf(
    _: Context,
    slug: list[str],
    language: list[str],
    release: bool = False,
    jobs: int = 0,
    why: bool = False,
    executor: str = "workers",
    address: str = "",
) -> None:
    """Publish what changed: finished editions to build/pdf/, others stamped to build/draft/."""
    from publisher.build.execution.choose import executor_factory
    from publisher.build.publish import publish

    config = load_config(ROOT)
    start = executor_factory(config, executor, address, jobs)
    published = publish(config, slug, language, start, with_progress)
    results = published.results
    made = [result for result in results if result.changed or result.error]
    if made:
        console().print(formatting.results_table(made))
    for line in formatting.unchanged_lines([result for result in results if result not in made]):
        print(line)
    print_remarks(results)
    for line in formatting.why_lines(made) if why else ():
        print(line)
    today = dt.datetime.now(tz=dt.UTC).date()
    stale = (formatting.stale_line(item, today) for item in published.stale)
    for line in [*stale, *formatting.held_lines(results)]:
        print(line)
    exit_after(results, release=release)
    if blocked := sum(bool(result.findings) for result in results):
        raise Exit(f"kept back because of findings: {blocked} editions", code=FINDINGS)


@_editions(
    help={
        **_FILTERS,
        "json": "print a list of objects for programs",
        "format": "text (the usual), github (its workflow commands) or json",
        "list": "show the checks, with examples of what is bad and what is good",
    }
)
def check(
    _: Context,
    slug: list[str],
    language: list[str],
    json: bool = False,
    format: str = "text",  # noqa: A002 - the name of the option
    list: bool = False,  # noqa: A002 - likewise
) -> None:
    """Check translations: what is wrong for certain, and what looks wrong. Exit 1 on errors."""
    if list:
        from publisher.checks.registry import CHECKS

        for line in formatting.checks_lines(CHECKS.values()):
            print(line)
        return
    from publisher.project.inspection import inspect

    if format not in _FORMATS:
        problem = f"error: --format is {' or '.join(_FORMATS)}, not {format!r}"
        raise Exit(problem, code=BAD_INPUT)
    inspected = tuple(inspect(_open(slug, language)))
    unique = {found for item in inspected for found in item.findings}
    found = sorted(unique, key=lambda finding: finding.order)
    if json or format == "json":
        print(json_format.dumps(formatting.findings_json(found), ensure_ascii=False, indent=2))
    else:
        for finding in found:
            print(formatting.github_line(finding) if format == "github" else finding)
    exit_with_errors(item.error for item in inspected if item.error)
    if any(finding.severity == "error" for finding in found):
        raise Exit(code=FINDINGS)


@_editions(
    help={
        "slug": "the article (repeatable)",
        "language": "the translation's language (repeatable)",
        "name": "who approves, as in 'Ann Example'",
    }
)
def approve(_: Context, slug: list[str], language: list[str], name: str = "") -> None:
    """Write into catalogues who approved them; an edit afterwards takes the approval back."""
    from publisher.language.locale import Language
    from publisher.project.inspection import approve as approve_one

    if not slug or not language:
        problem = "error: say what is approved: --slug ARTICLE --language CODE"
        raise Exit(problem, code=BAD_INPUT)
    project = _open(slug, language)
    for article, code in itertools.product(slug, language):
        file = approve_one(project, article, Language.parse(code), name)
        print(f"{formatting.path(file)} approved")


@_editions(help=_FILTERS)
def html(_: Context, slug: list[str], language: list[str]) -> None:
    """Write each edition as one HTML file to build/html/."""
    from publisher.base.workers import InlineExecutor
    from publisher.build.make import make
    from publisher.project.status import jobs

    project = _open(slug, language)
    order = {job: number for number, job in enumerate(jobs(project))}
    made = with_progress(make(project, order, "html", InlineExecutor()), len(order))
    results = sorted(made, key=lambda result: order[result.job])
    print_results(results)
    exit_after(results)


@_editions(help=_FILTERS)
def proof(_: Context, slug: list[str], language: list[str]) -> None:
    """Write each translation beside its source for reviewers, finished or not, to build/proof/."""
    from publisher.base.workers import make_executor
    from publisher.build.proofs import make_proof, proof_jobs
    from publisher.outputs import OUTPUTS

    project = _open(slug, language)
    with make_executor(OUTPUTS["pdf"].warm, project.config.limits, 1) as worker:
        results = [make_proof(project, job, worker) for job in proof_jobs(project)]
    print_results(results)
    exit_after(results)


@_editions(
    help={
        "slug": "the languages of this article (repeatable)",
        "language": "this language, configured or not (repeatable)",
    }
)
def doctor(_: Context, slug: list[str], language: list[str]) -> None:
    """Say what this machine has, what it lacks, and how to mend that."""
    from publisher.cli.doctor import diagnose
    from publisher.language.locale import Language

    config = load_config(ROOT)
    chosen = [Language.parse(code) for code in dict.fromkeys(language)]
    if slug and not chosen:
        project = _open(slug, [])
        own = [project.all_languages(project.document(name)) for name in slug]
        chosen = list(dict.fromkeys(itertools.chain.from_iterable(own)))
    chosen = chosen or [config.source_language, *config.languages]
    found = list(diagnose(chosen))
    console().print(formatting.diagnoses_table(found))
    lacking = [item.name for item in found if item.required and not item.present]
    if lacking:
        raise Exit(f"error: missing: {', '.join(lacking)}; see above", code=BAD_INPUT)


@_task(
    help={
        "slug": "the article",
        "file": "the translated document (.txt, .md, .html, .docx)",
        "language": "what it is written in, such as hy",
    }
)
def align(_: Context, slug: str, file: str, language: str) -> None:
    """Fill an article's catalogue from a document that translates it."""
    from publisher.language.locale import Language
    from publisher.project.sync import fill_from

    found = fill_from(_open([slug], [language]), slug, Path(file), Language.parse(language))
    print(formatting.filled_line(found))


@_task(help={"base": "git says these: run it without", "ours": "see base", "theirs": "see base"})
def merge_driver(_: Context, base: str = "", ours: str = "", theirs: str = "") -> None:
    """Merge two branches' versions of a .po file; without files, tell git to do so."""
    from publisher.catalogues.merge_driver import install_merge_driver, merge_files

    if not base:
        command = f"'{sys.executable}' -m invoke --search-root '{ROOT}' merge-driver"
        install_merge_driver(ROOT, f"{command} --base %O --ours %A --theirs %B")
        print("git merges *.po message by message from now on")
        return
    if conflicts := merge_files(Path(base), Path(ours), Path(theirs)):
        print(f"{conflicts} messages were changed on both sides: fuzzy, with both translations")


@_task(
    help={
        "articles": "generated, each in three languages",
        "words": "of a generated book",
        "messages": "in the catalogue that is updated",
        "editions": "of an archive in which nothing changes",
        "renderings": "of one worker, whose memory is watched",
        "repeats": "of what is quick",
        "plot": "draw what work costs as it grows to this file (.svg, .png, .pdf)",
    }
)
def bench(
    _: Context,
    articles: int = 20,
    words: int = 10_000,
    messages: int = 2_000,
    editions: int = 300,
    renderings: int = 90,
    repeats: int = 3,
    plot: str = "",
) -> None:
    """Measure what takes how long, beside other tools, in one run; takes some minutes."""
    from publisher.bench import measure
    from publisher.bench.measured import Amounts
    from publisher.bench.plot import plot as draw
    from publisher.bench.plot import require

    if plot:
        require()
    amounts = Amounts(articles, words, messages, editions, renderings, repeats)
    measured, growths = measure(ROOT, amounts)
    console().print(formatting.bench_table(measured))
    if plot:
        draw(growths, Path(plot))


@task(help={"arguments": "more arguments for pytest, such as '-k catalog'"})
def test(context: Context, arguments: str = "") -> None:
    """Run the tests."""
    _run(context, f"pytest {arguments}")


@task
def lint(context: Context) -> None:
    """Check style, types and the direction of imports."""
    for command in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        _run(context, command)


@task
def picture(context: Context) -> None:
    """Make the README's picture of the first pages in build/pdf (needs pdftoppm)."""
    from PIL import Image, ImageOps

    files = sorted((ROOT / "build" / "pdf").glob("*.pdf"))
    if not files:
        raise Exit("error: build/pdf is empty; run invoke pdf first", code=BAD_INPUT)
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            page = Path(folder) / str(number)
            context.run(f"pdftoppm -png -singlefile -r 56 '{file}' '{page}'")
            pages.append(ImageOps.expand(Image.open(page.with_suffix(".png")), 1, fill="#c8c8c8"))
    gap, width = 16, pages[0].width
    sheet = Image.new("RGB", ((width + gap) * len(pages) - gap, pages[0].height), "white")
    for number, image in enumerate(pages):
        sheet.paste(image, (number * (width + gap), 0))
    sheet.quantize(64, kmeans=4).save(ROOT / ".github" / "first-pages.png", optimize=True)


@task
def clean(_: Context) -> None:
    """Delete build/ and the caches; nothing in them is lost for good."""
    for name in (
        "build",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        ".hypothesis",
        ".import_linter_cache",
    ):
        shutil.rmtree(ROOT / name, ignore_errors=True)


def _open(slugs: list[str], languages: list[str]) -> Project:
    from publisher.project.project import open_project

    return open_project(load_config(ROOT), slugs, languages)


def _run(context: Context, command: str) -> None:
    """Run a tool of this environment from the project's root, in colour on a terminal."""
    tool, *arguments = command.split(" ", 1)
    program = Path(sys.executable).with_name(tool)
    with context.cd(str(ROOT)):
        context.run(f"'{program}' {' '.join(arguments)}", pty=sys.stdout.isatty())
