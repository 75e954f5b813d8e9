"""Isolation: a bad file costs one line, and every other edition is made, within the limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from itertools import chain, repeat
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

from helpers import ARTICLE as TEXT
from helpers import FRENCH, Project, translate_article

from publisher.base.workers import InlineExecutor
from publisher.build.make import make
from publisher.catalogues.tmx import TranslationUnit, to_tmx
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config
from publisher.project.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from publisher.project.results import Result

MIB = 256  # the lowest limit of memory
# MiB of the program, the fork server and two workers without any work, and of the reserve.
MARGIN = 450
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
ARTICLE = "# A title\n\nAn article.\n"
HTML = "<article><h1>A title</h1>{}</article>"


def deep(levels: int) -> str:
    return ".".join(repeat("a", levels))


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
    "lists.toml": (f"a = {'[' * 50_000}", "seeds/lists.toml:1: values are nested too deeply"),
    "digits.toml": (f"a = {'1' * 5_000}", "seeds/digits.toml:1: a number has too many digits"),
    "hex.toml": (f"[headings]\na = 0x{'1' * 5_000}", "seeds/hex.md: cannot be read (ValueError: "),
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
    "parentheses": ("{{ " + "(" * 20_000 + ")" * 20_000 + " }}", ": is nested too deeply"),
    "recursive": (
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        ":1: extends, includes or calls itself without end",
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


def as_folder(file: Path) -> None:
    file.mkdir()


def as_pipe(file: Path) -> None:
    os.mkfifo(file)


def as_broken_link(file: Path) -> None:
    file.symlink_to("nowhere")


def as_truncated(file: Path) -> None:
    file.write_text('<tmx version="1.4"><body><tu>', encoding="utf-8")


def as_utf_16(file: Path) -> None:
    file.write_text("bridge,pont\n", encoding="utf-16")


# Memories and glossaries that cannot be read, in the folder of a language.
AUXILIARY: dict[str, Callable[[Path], None]] = {
    "a.tmx": as_folder,
    "b.tmx": as_truncated,
    "c.tmx": as_pipe,
    "d.tmx": as_broken_link,
    "glossary.csv": as_utf_16,
    "glossary.po": as_folder,
    "glossary.tbx": as_pipe,
}


def write_auxiliary(project: Project, language: str) -> list[str]:
    for name, make_bad in AUXILIARY.items():
        make_bad(project.root / f"locales/{language}/{name}")
    return [f"error: locales/{language}/{name}:" for name in AUXILIARY]


def assert_each_once(errors: list[str], stderr: str) -> None:
    lines = stderr.strip().splitlines()
    assert [sum(line.startswith(error) for line in lines) for error in errors] == [1] * len(errors)
    assert len(lines) == len(errors), stderr


def test_a_bad_memory_or_glossary_never_stops_an_update(project: Project) -> None:
    configure(project, ["de", "fr"], seconds=60)
    good = to_tmx([TranslationUnit("It rained.", "Il a plu.")], Language("en"), Language("fr"))
    (project.root / "locales/fr/good.tmx").write_bytes(good)
    project.seed("bridge", f"{TEXT}\nIt rained.\n")
    configured = copytree(project.root, project.root.parent / "without bad files")
    Project(configured).succeed("update")
    errors = write_auxiliary(project, "fr")
    done = project.invoke("update")
    assert done.returncode == 2, done.stdout
    assert_each_once(errors, done.stderr)
    for language in ("de", "fr"):
        file = Path("locales", language, "LC_MESSAGES", "bridge.po")
        assert (project.root / file).read_bytes() == (configured / file).read_bytes()
    assert "Il a plu." in project.po("bridge", "fr").read_text(encoding="utf-8")


def test_a_term_stays_in_a_catalogue_while_its_glossary_cannot_be_read(project: Project) -> None:
    project.write("locales/fr/glossary.csv", "bridge,pont\nmayor,maire\n")
    translate_article(project)
    before = project.po("bridge", "fr").read_bytes()
    project.write("locales/fr/glossary.csv", 'bridge,"pont\nmayor,maire\n')
    assert "glossary.csv" in project.fail("update")
    assert project.po("bridge", "fr").read_bytes() == before
    project.write("locales/fr/glossary.po", f'{HEADER}\nmsgid "bridge"\nmsgstr "viaduc"\n')
    assert "glossary.csv" in project.fail("update")
    text = project.po("bridge", "fr").read_text(encoding="utf-8")
    assert "term: bridge = viaduc" in text
    assert "bridge = pont" not in text
    assert "term: mayor = maire" in text


def test_every_task_says_the_same_of_a_bad_glossary(project: Project) -> None:
    configure(project, ["fr"], seconds=60)
    translate_article(project, last="Le second pont est prévu pour 2072.")
    errors = [error for error in write_auxiliary(project, "fr") if "glossary" in error]
    memories = [f"error: locales/fr/{name}:" for name in AUXILIARY if name.endswith(".tmx")]
    approval = ("approve", "--slug=bridge", "--language=fr", "--name=Ann")
    for task in (("status",), ("status", "--json"), ("check",), ("pdf",), ("proof",), approval):
        done = project.invoke(*task)
        assert done.returncode == 2, done.stdout
        assert_each_once(errors + memories * (task == ("check",)), done.stderr)
        if task == ("status", "--json"):
            rows = [(row["language"], row["fresh"]) for row in json.loads(done.stdout)]
            assert rows == [("en", True), ("fr", False)]
        if task == ("check",):
            assert "[number]" in done.stdout
    files = {file.name for file in (project.root / "build").rglob("*.pdf")}
    assert files == {"bridge.en.pdf", "bridge.fr.pdf"}
    assert [file.parent.name for file in (project.root / "build").rglob("*.fr.pdf")] == ["proof"]


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
