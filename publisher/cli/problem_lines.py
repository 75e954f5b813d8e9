"""Lines about problems: hints, warnings, errors and findings, each fact once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.extras import extra_remedy
from publisher.base.plural import counted
from publisher.cli.formatting import FEW, first_named, path
from publisher.cli.lines import MANY, capped, unbroken, unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.base.errors import PublisherError
    from publisher.checks.finding import Finding
    from publisher.project.results import Result

_OF_A_CHECK = 5  # findings, if there are many in all


def newer_articles_lines(slugs: Iterable[str]) -> Iterator[str]:
    """Yield a line about articles with messages that their catalogues do not have."""
    if named := first_named(dict.fromkeys(slugs)):
        yield f"articles newer than their catalogues: {named}; run: publisher update"


def page_words_lines(results: Iterable[Result], locales: Path) -> Iterator[str]:
    """Yield the languages whose page words are not all translated, each once.

    A language has as many as the article whose layout has most.
    """
    from publisher.language.locale import Language  # noqa: PLC0415 - slow
    from publisher.project.default_page_words import LAYOUT_DOMAIN  # noqa: PLC0415 - likewise

    missing: dict[Language, int] = {}
    for result in results:
        if result.language is not None and (count := result.missing_layout_messages):
            missing[result.language] = max(count, missing.get(result.language, 0))
    for language, count in missing.items():
        name = language.name_in(Language("en"))
        verb = "is" if count == 1 else "are"
        file = locales / language.code / "LC_MESSAGES" / f"{LAYOUT_DOMAIN}.po"
        remedy = "" if file.exists() else "; run: publisher update"
        words = counted(count, "page word")
        yield f"{name}: {words} {verb} still in English ({path(file)}){remedy}"


def word_breaks_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield a line about PDFs in scripts without spaces between words, if ICU is not installed."""
    from publisher.language.clusters import COMPLEX_SCRIPTS  # noqa: PLC0415 - slow
    from publisher.language.word_breaks import icu_version  # noqa: PLC0415 - likewise

    built = [x.language for x in results if x.language is not None and x.error is None]
    codes = sorted({language.code for language in built if language.script in COMPLEX_SCRIPTS})
    if codes and icu_version() is None:
        problem = "without ICU, lines do not end between words that have no spaces between them"
        yield f"warning: {', '.join(codes)}: {problem}; {extra_remedy('icu')}"


def remark_lines(
    results: Sequence[Result], locales: Path, problems: Iterable[PublisherError] = ()
) -> Iterator[str]:
    """Yield articles to update, page words to translate, and all warnings, each once."""
    yield from newer_articles_lines(
        result.slug for result in results if result.freshness and result.freshness.missing
    )
    yield from page_words_lines(results, locales)
    warnings = (warning for result in results for warning in result.warnings)
    yield from _warning_lines([*warnings, *problems])


def _warning_lines(warnings: Iterable[PublisherError]) -> Iterator[str]:
    """Yield warnings, each once."""
    lines = unique(f"warning: {error_text(warning)}" for warning in warnings)
    return capped(lines, " warnings; run: publisher check, or choose an article with --slug", FEW)


def error_lines(errors: Iterable[PublisherError]) -> list[str]:
    """Return errors and those that they bring, each once."""
    return [f"error: {error_text(error)}" for error in every_error(errors)]


def every_error(errors: Iterable[PublisherError]) -> list[PublisherError]:
    """Return errors and those that they bring, each once."""
    every = (one for error in errors for one in (error, *error.others))
    return list({str(error): error for error in every}.values())


def error_text(error: PublisherError) -> str:
    """Return an error as a line whose path is not broken."""
    return str(error).replace(error.location, unbroken(error.location), 1)


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each finding, whose path is not broken."""
    for found in findings:
        yield str(found).replace(found.path, unbroken(found.path), 1)


def first_finding_lines(findings: Sequence[Finding], hint: str) -> Iterator[str]:
    """Yield the first findings of each check, and the number of the others with a `hint`.

    If they are few, all are shown.
    """
    if len(findings) <= MANY:
        yield from finding_lines(findings)
        return
    by_check: dict[str, list[Finding]] = {}
    for found in findings:
        by_check.setdefault(f"{found.severity}s [{found.check}]", []).append(found)
    for name, group in by_check.items():
        more = f" {name}; {hint}"
        yield from capped(list(finding_lines(group)), more, _OF_A_CHECK)
