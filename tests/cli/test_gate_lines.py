"""Lines about editions that the gate holds: an article and a fact are named once."""

from __future__ import annotations

from pathlib import Path

from publisher.catalogues.freshness import Freshness
from publisher.checks.finding import Finding
from publisher.cli.gate_lines import held_lines, reasons_against_release
from publisher.language.locale import Language
from publisher.project.results import Result

FRESH, OPEN = Freshness(5, 0, 0, 40, 0), Freshness(4, 1, 0, 40, 7)
LOCALES = Path("no", "such", "folder").resolve()


def waiting(slug: str, code: str) -> Result:
    command = f"publisher approve --slug {slug} --language {code}"
    held = f'is waiting for approval; run: {command} --name "…"'
    return Result(slug=slug, language=Language(code), freshness=FRESH, held=held)


def test_languages_with_the_same_obstacle_are_in_one_line() -> None:
    results = [waiting("bridge", "fr"), waiting("bridge", "hy"), waiting("ferry", "hy")]
    approve = "is waiting for approval; run: publisher approve --slug"
    assert list(held_lines(results, are_named=True)) == [
        f'bridge (fr, hy) {approve} bridge --language fr --language hy --name "…"',
        f'ferry (hy) {approve} ferry --language hy --name "…"',
    ]
    assert list(held_lines(results, are_named=False)) == []


def test_a_finding_that_blocks_several_editions_is_printed_once() -> None:
    file = Path("seeds/bridge.md").resolve()
    findings = (Finding(file, 3, "error", "raw-html", "<x>"),)
    results = [
        Result(
            slug="bridge",
            language=Language(code),
            freshness=FRESH,
            held=f"is blocked by 1 finding; run: publisher check --slug bridge --language {code}",
            findings=findings,
        )
        for code in ("en", "fr")
    ]
    check = "publisher check --slug bridge --language en --language fr"
    assert list(held_lines(results, are_named=True)) == [
        "seeds/bridge.md:3: error [raw-html] <x>",
        f"bridge (en, fr) is blocked by 1 finding; run: {check}",
    ]


def test_of_an_incomplete_edition_only_the_findings_are_printed() -> None:
    finding = Finding(Path("seeds/bridge.md").resolve(), 3, "error", "raw-html", "<x>")
    draft = Result(
        slug="bridge",
        language=Language("fr"),
        freshness=OPEN,
        held="is blocked by 1 finding; run: publisher check",
        findings=(finding,),
    )
    assert list(held_lines([draft], are_named=True)) == ["seeds/bridge.md:3: error [raw-html] <x>"]


def test_reasons_against_a_release_are_named_once_and_not_without_end() -> None:
    languages = [Language(code) for code in ("fr", "hy")]
    results = [
        Result(slug=f"page-{number}", language=language, freshness=OPEN, missing_layout_messages=2)
        for number in range(300)
        for language in languages
    ]
    lines = list(reasons_against_release(results, LOCALES))
    assert lines[0] == "not released: page-0 (fr, hy) has 4 of 5 messages translated"
    assert len(lines) == 10 + 1 + 2
    assert lines[10] == "… and 290 more; run: publisher status --unfinished"
    assert lines[11].startswith("not released: French: 2 page words are still in English (")
    assert lines[12].endswith("; run: publisher update")
