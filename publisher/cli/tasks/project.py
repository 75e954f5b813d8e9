"""Tasks for projects: init, import, layout, clean."""

from __future__ import annotations

import itertools
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.plural import counted
from publisher.cli import formatting
from publisher.cli.place import place_of
from publisher.cli.summary import Timer, imports_summary
from publisher.cli.task import config_of, project_root, publisher_task
from publisher.cli.terminal import exit_with_errors, say

if TYPE_CHECKING:
    from invoke.context import Context

    from publisher.project.new_project.site import Site


_CACHES = (
    *(".pytest_cache", ".mypy_cache", ".ruff_cache"),
    *(".hypothesis", ".import_linter_cache"),
)


@publisher_task(
    positional=["folder"],
    iterable=["language"],
    help={
        "folder": "the folder of the project (default: this one)",
        "language": "languages to translate into, such as hy,ru (repeatable)",
        "github": "add a workflow for GitHub Actions",
        "gitlab": "add a pipeline for GitLab CI/CD",
        "pre-commit": "add hooks for pre-commit",
        "weblate": "add a configuration for Weblate",
    },
)
def init(
    context: Context,  # noqa: ARG001 - Invoke's signature
    language: list[str],
    folder: str = ".",
    github: bool = False,
    gitlab: bool = False,
    pre_commit: bool = False,
    weblate: bool = False,
) -> None:
    """Write the files of a new project; overwrite none."""
    from publisher.language.locale import Language
    from publisher.project.new_project import create_project, is_build_ignored, misplaced_parts
    from publisher.project.new_project.site import find_site, other_pages

    codes = itertools.chain.from_iterable(codes.split(",") for codes in language)
    languages = [Language.parse(code.strip()) for code in codes if code.strip()]
    wanted = {"github": github, "gitlab": gitlab, "pre-commit": pre_commit, "weblate": weblate}
    parts = [part for part, is_wanted in wanted.items() if is_wanted]
    site = find_site(Path(folder))
    others = [] if site else other_pages(Path(folder))
    say(map(formatting.created_line, create_project(Path(folder), languages, parts, site)))
    if site:
        _say_articles(site)
    elif others:
        pages = f"{counted(len(others), 'file')} of Markdown are no articles"
        say([f"note: {pages}; to take them, set seeds in publisher.toml"])
    misplaced, top = misplaced_parts(Path(folder), parts)
    if misplaced and top:
        problem = f"the files for {', '.join(misplaced)} work at the top of the repository only"
        say([f"warning: {problem}; move them to {formatting.path(top)}"], sys.stderr)
    if not is_build_ignored(Path(folder)):
        say(["warning: git keeps what is built; add a line build/ to .gitignore"], sys.stderr)
    place = "" if Path(folder).resolve() == Path.cwd() else f"cd {shlex.quote(folder)} && "
    update = "publisher update && " if languages or parts else ""  # the checks of CI want it
    say([f"next: {place}{update}publisher pdf"])


def _say_articles(site: Site) -> None:
    pages = counted(len(site.pages.files), "page")
    generator = f" of {site.generator}" if site.generator else ""
    say([f"articles: {pages}{generator}, not moved ({', '.join(site.patterns)})"])
    if site.published and site.configuration:
        names, file = ", ".join(site.published), formatting.path(site.configuration)
        problem = f"{site.generator} would publish publisher's files with the site"
        say([f"warning: {problem}; add to exclude: in {file}: [{names}]"], sys.stderr)


@publisher_task(
    name="import",
    iterable=["file"],
    positional=["file"],
    help={
        "file": "a Word document, a saved web page, or a folder of them (repeatable)",
        "to": "the folder for the articles (default: that of the project's articles)",
    },
)
def import_(context: Context, to: str = "", *, file: list[str]) -> None:
    """Turn Word documents and web pages into Markdown articles.

    Their images are put beside them. Nothing is overwritten; of several files, all are written or
    none.
    """
    from publisher.project.imports import plan_imports, write_imports

    if not file:
        raise PublisherError("name the files to import: publisher import report.docx page.html")
    config, timer = config_of(context), Timer()
    imports = plan_imports(config, map(Path, file), Path(to) if to else None)
    write_imports(imports)
    for done in imports:
        say(f"written: {formatting.path(path)}" for path in (done.seed, *done.images))
        source = formatting.path(done.file)
        say((f"warning: {source}: {remark}" for remark in done.remarks), sys.stderr)
    say(imports_summary(len(imports), sum(len(done.images) for done in imports), timer))


@publisher_task(
    positional=["action", "name"],
    help={
        "action": "eject",
        "name": "a layout or style sheet, such as article, _foot.html or css/article.css",
    },
)
def layout(context: Context, action: str, name: str) -> None:
    """Copy a layout of publisher into templates/ (layout eject NAME)."""
    from publisher.project.overrides import eject

    if action != "eject":
        raise PublisherError(f"unknown action {action!r}; write: publisher layout eject NAME")
    file = eject(config_of(context).templates, name)
    say([f"created: {formatting.path(file)}"])


@publisher_task()
def clean(context: Context) -> None:
    """Delete what was built; all of it can be built again."""
    from publisher.build.clean import clean as clean_build
    from publisher.build.clean import delete

    root = project_root(context)
    caches = _CACHES if place_of(context).is_source_tree else ()
    build = root / "build"
    word = "deleted" if build.exists() else "nothing to delete"
    failures = (clean_build(build), *(delete(root / name) for name in caches))
    exit_with_errors(itertools.chain.from_iterable(failures))
    say([f"{word}: {formatting.path(build)}"])
