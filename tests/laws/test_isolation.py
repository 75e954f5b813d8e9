"""Isolation: a bad file costs one line, and every other edition is made, within the limits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import FRENCH

from publisher.base.workers import InlineExecutor
from publisher.build.make import make
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config
from publisher.project.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers import Project

    from publisher.project.results import Result

MIB = 256  # the lowest limit of memory
# MiB of the program, the fork server and two workers without any work, and of the reserve.
MARGIN = 450
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
ARTICLE = "# A title\n\nAn article.\n"
HTML = "<article><h1>A title</h1>{}</article>"


def deep(levels: int) -> str:
    return ".".join(repeat("a", levels))


def merges(levels: int) -> str:
    merged = (f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 8)}]}}" for n in range(1, levels))
    return "\n".join(["a0: &a0 {x: y}", *merged])


def long_string(length: int) -> str:
    line = f'"{"word " * 20}"\n'
    return f'{HEADER}\nmsgid "An article."\nmsgstr ""\n{line * (length // len(line))}'


def named(layout: str) -> str:
    return f"---\nlayout: {layout}\n---\n{ARTICLE}"


def catalogue(texts: dict[str, str]) -> str:
    entries = (f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in texts.items())
    return HEADER + "".join(entries)


# Articles that cannot be read: the file and its line on standard error.
ARTICLES = {
    "deep.toml": (f"{deep(60_000)} = 1\n", "seeds/deep.toml:1: this key has too many parts"),
    "lists.toml": (f"a = {'[' * 50_000}", "seeds/lists.toml:1: not valid TOML"),
    "digits.toml": (f"a = {'1' * 5_000}", "seeds/digits.toml:1: not valid TOML"),
    "hex.toml": (f"[headings]\na = 0x{'1' * 5_000}", "seeds/hex.md: cannot be read (ValueError: "),
    "merges.md": (
        f"---\n{merges(12)}\n---\n{ARTICLE}",
        "seeds/merges.md:3: not valid YAML: an alias",
    ),
    "front.md": (
        f"---\ntitle: {'word ' * 20_000}\n---\n{ARTICLE}",
        "seeds/front.md:2: the lines between --- are longer than 64 KiB",
    ),
    "nested.html": (
        f"<article><h1>A title</h1>{'<div>' * 20_000}</article>",
        "seeds/nested.html: ",
    ),
}
LAYOUTS = {
    "greedy": ("{{ 'x' * 10000000000 }}", ": needs more than 256 MiB"),
    "power": ("{{ 7 ** 1000000000 }}", ":1: layouts cannot use **"),
    "recursive": (
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        ":1: maximum recursion depth",
    ),
}
# Catalogues of which only the French edition is made.
CATALOGUES = {
    "string": (long_string(5_000_000), ":5145: this message is longer than 64 KiB"),
}
# Files of a language, in the folder of its translations.
TRANSLATIONS = {
    "de/glossary.csv": (
        'bridge,Brücke\n"mayor,Rat\nman,Mann\n',
        ":2: not valid CSV: unexpected end",
    ),
    "es/glossary.tbx": (f"<martif>{'<a/>' * 3_900_000}</martif>", ": needs more than 256 MiB"),
    "pt/LC_MESSAGES/publisher.po": (long_string(2_000_000), ":5145: this message is longer"),
}


def test_a_bad_article_layout_or_catalogue_never_stops_the_others(project: Project) -> None:
    configure(project, ["fr"], seconds=60)
    expected = []
    for name, (content, line) in ARTICLES.items():
        project.write(f"seeds/{Path(name).stem}.md", ARTICLE)
        project.write(f"seeds/{name}", content)
        expected.append(line)
    (project.root / "seeds/nested.md").unlink()
    for name, (content, line) in LAYOUTS.items():
        project.write(f"seeds/{name}.md", named(name))
        file = project.write(f"templates/{name}.html", content)
        expected.append(f"templates/{file.name}{line}")
    for name, (content, line) in CATALOGUES.items():
        project.write(f"seeds/{name}.md", ARTICLE)
        project.write(f"locales/fr/LC_MESSAGES/{name}.po", content)
        expected.append(f"locales/fr/LC_MESSAGES/{name}.po{line}")
    made = {"bridge.en.pdf", "bridge.fr.pdf", *(f"{name}.en.pdf" for name in CATALOGUES)}
    assert_isolated(project, expected, made)


def test_a_bad_file_of_a_language_never_stops_the_others(project: Project) -> None:
    configure(project, ["de", "es", "fr", "pt"], seconds=60)
    for name, (content, _) in TRANSLATIONS.items():
        project.write(f"locales/{name}", content)
    expected = [f"locales/{name}{line}" for name, (_, line) in TRANSLATIONS.items()]
    assert_isolated(project, expected, {"bridge.en.pdf", "bridge.fr.pdf"})


def configure(project: Project, languages: list[str], seconds: int) -> None:
    """Set low limits, and translate the article into all languages (here: as into French)."""
    limits = f"[tool.publisher.limits]\nseconds = {seconds}\nmemory-mib = {MIB}\n"
    project.write("pyproject.toml", f"[tool.publisher]\nlanguages = {languages}\n{limits}")
    for language in languages:
        project.write(f"locales/{language}/LC_MESSAGES/bridge.po", catalogue(FRENCH))


def assert_isolated(project: Project, expected: list[str], made: set[str]) -> None:
    done, mib = measured(project, "pdf")
    assert done.returncode == 2, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == len(expected), done.stderr
    missing = [line for line in expected if not any(f"error: {line}" in found for found in lines)]
    assert not missing, done.stderr
    assert {file.name for file in (project.root / "build").rglob("*.pdf")} == made
    assert mib < MIB + MARGIN


def measured(project: Project, *arguments: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """Run a task; return its outcome and the most memory of its process tree, in MiB."""
    command = (sys.executable, "-m", "invoke", *arguments)
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        peaks = [0]
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(0.05):
                peaks.append(sum(map(resident, [process.pid, *descendants(process.pid)])))

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            stdout, stderr = process.communicate()
        finally:
            ended.set()
            watcher.join()
    done = subprocess.CompletedProcess(command, process.returncode, stdout, stderr)
    return done, max(peaks) // 2**20


def descendants(pid: int) -> Iterable[int]:
    try:
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        text = " ".join((task / "children").read_text(encoding="ascii") for task in tasks)
    except OSError:
        return []
    children = [int(child) for child in text.split()]
    return chain(children, *map(descendants, children))


def resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGESIZE")


ENDLESS = "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3


def test_endless_work_on_an_edition_ends_in_time(project: Project) -> None:
    configure(project, [], seconds=90)
    assert not any(result.error for result in built(project))  # everything is imported
    configure(project, [], seconds=3)
    project.write("seeds/endless.md", named("endless"))
    project.write("templates/endless.html", ENDLESS)
    errors = {result.slug: result.error for result in built(project)}
    assert errors["bridge"] is None
    error = errors["endless"]
    assert error is not None
    assert error.file == project.root / "templates/endless.html"
    assert error.message.startswith("takes longer than 3 s")


def built(project: Project) -> list[Result]:
    opened = open_project(load_config(project.root))
    return list(make(opened, opened.select().editions, OUTPUTS["html"], InlineExecutor()))
