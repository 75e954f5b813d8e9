"""Other ways from an article and its catalogues to PDFs, where their programs are installed."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.bench.generated import LANGUAGES, SOURCE, run, translate
from publisher.bench.measured import Measured, median
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Step = Callable[[Path, str], None]

_PO4A = ("-f", "text", "-o", "markdown", "-M", "UTF-8")
_GOALS = {"po4a + pandoc + WeasyPrint": 0.25, "po4a + pandoc + Typst": 1.0}


@dataclass(frozen=True)
class _Peer:
    """A way from an article to a PDF of one language, and the programs that it takes."""

    name: str
    programs: tuple[str, ...]
    prepare: Callable[[Path, Sequence[str]], None]
    publish: Step


def measure_peers(
    own: float, paragraphs: Sequence[str], folder: Path, repeats: int
) -> list[Measured]:
    """Measure what each peer takes for the three PDFs that take us `own` seconds."""
    found = []
    for number, peer in enumerate(_PEERS):
        goal = _GOALS.get(peer.name)
        work = f"three languages, cold, beside {peer.name}"
        if missing := [name for name in peer.programs if _program(name) is None]:
            note = f"not measured: {', '.join(missing)} not installed"
            found.append(Measured(work, to=peer.name, goal=goal, note=note))
            continue
        place = folder / str(number)
        place.mkdir()
        peer.prepare(place, paragraphs)

        def publish(peer: _Peer = peer, place: Path = place) -> None:
            for language in (SOURCE, *LANGUAGES):
                peer.publish(place, language)

        theirs = median(publish, repeats)
        note = f"{peer.name} takes {theirs:.2f} s"
        found.append(Measured(work, own, ratio=own / theirs, to=peer.name, goal=goal, note=note))
    return found


def _program(name: str) -> str | None:
    """Find a program, in our own environment first."""
    own = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join([own, os.environ.get("PATH", "")]))


def _run(place: Path, name: str, *arguments: str) -> None:
    run((_program(name) or name, *arguments), place)


def _write_markdown(place: Path, paragraphs: Sequence[str]) -> None:
    title, *rest = paragraphs
    blocks = [f"# {title}", *(text if text.endswith(".") else f"## {text}" for text in rest)]
    text = "\n\n".join(blocks) + "\n"
    (place / f"a.{SOURCE}.md").write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        master, file = f"a.{SOURCE}.md", place / f"{language}.po"
        _run(place, "po4a-updatepo", *_PO4A, "-m", master, "-p", file.name)
        _fill(file, language)


def _fill(file: Path, language: str) -> None:
    po = pofile.load(file)
    po.metadata["Language"] = language
    po.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    po.metadata_is_fuzzy = False
    pofile.save(po, file)
    translate(file, language)


def _po4a(publish: Step) -> Step:
    """Translate with po4a, then publish the Markdown."""

    def both(place: Path, language: str) -> None:
        if language != SOURCE:
            files = ("-m", f"a.{SOURCE}.md", "-p", f"{language}.po", "-l", f"a.{language}.md")
            _run(place, "po4a-translate", *_PO4A, *files, "-L", "UTF-8")
        publish(place, language)

    return both


def _web_page(place: Path, language: str) -> None:
    options = ("--standalone", "--metadata", "pagetitle=a", "--metadata", f"lang={language}")
    _run(place, "pandoc", *options, f"a.{language}.md", "-o", f"a.{language}.html")


def _weasyprint(place: Path, language: str) -> None:
    _web_page(place, language)
    _run(place, "weasyprint", "-q", f"a.{language}.html", f"a.{language}.pdf")


def _chromium(place: Path, language: str) -> None:
    _web_page(place, language)
    pdf, page = place / f"a.{language}.pdf", (place / f"a.{language}.html").as_uri()
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={place}/profile")
    _run(place, "chromium", *options, f"--print-to-pdf={pdf}", page)


def _typst(place: Path, language: str) -> None:
    _run(place, "pandoc", "--standalone", f"a.{language}.md", "-o", f"a.{language}.typ")
    _run(place, "typst", "compile", f"a.{language}.typ", f"a.{language}.pdf")


def _write_sphinx(place: Path, paragraphs: Sequence[str]) -> None:
    title, *rest = paragraphs
    blocks = [_underlined(title, "=")]
    blocks += [text if text.endswith(".") else _underlined(text, "-") for text in rest]
    (place / "index.rst").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    (place / "conf.py").write_text('locale_dirs = ["locale"]\n', encoding="utf-8")
    _run(place, "sphinx-build", "-q", "-b", "gettext", ".", "pot")
    for language in LANGUAGES:
        file = place / "locale" / language / "LC_MESSAGES" / "index.po"
        file.parent.mkdir(parents=True)
        shutil.copy(place / "pot" / "index.pot", file)
        _fill(file, language)


def _underlined(text: str, mark: str) -> str:
    return f"{text}\n{mark * len(text)}"


def _sphinx(place: Path, language: str) -> None:
    options = ("-q", "-E", "-b", "singlehtml", "-D", f"language={language}")
    _run(place, "sphinx-build", *options, ".", language)
    _run(place, "weasyprint", "-q", f"{language}/index.html", f"{language}.pdf")


_PO4A_PANDOC = ("po4a-updatepo", "po4a-translate", "pandoc")
_PEERS = (
    _Peer(
        "po4a + pandoc + WeasyPrint",
        (*_PO4A_PANDOC, "weasyprint"),
        _write_markdown,
        _po4a(_weasyprint),
    ),
    _Peer(
        "po4a + pandoc + Chromium", (*_PO4A_PANDOC, "chromium"), _write_markdown, _po4a(_chromium)
    ),
    _Peer("po4a + pandoc + Typst", (*_PO4A_PANDOC, "typst"), _write_markdown, _po4a(_typst)),
    _Peer("Sphinx + WeasyPrint", ("sphinx-build", "weasyprint"), _write_sphinx, _sphinx),
)
