"""Results: their order, what a release may contain, and their data in the build record."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues.freshness import Freshness
from publisher.checks.finding import Finding
from publisher.language.locale import Language
from publisher.project.results import (
    EditionKey,
    Result,
    Selection,
    StaleFile,
    result_of,
    summary_of,
)

ROOT = Path("/project")
KEY = EditionKey("a", Language("fr"))
FRESH = Freshness(3, 0, 0, 12, 0)
FULL = Result(
    slug="a",
    language=Language("fr"),
    freshness=Freshness(1, 2, 3, 40, 30),
    missing_layout_messages=4,
    file=ROOT / "build" / "pdf" / "a.fr.pdf",
    pages=2,
    warnings=(
        PublisherError("is odd", file=ROOT / "seeds" / "a.md", line=7),
        PublisherError("is odd, too"),
    ),
    stale_since=dt.date(2024, 2, 3),
    held="is blocked",
    findings=(
        Finding(ROOT / "locales" / "a.po", 5, "error", "number", "has “1”", ("menu", "One")),
        Finding(ROOT / "locales" / "a.po", None, "warning", "opt-out", "is unused"),
    ),
    scale=0.9,
)


def told(result: Result) -> Result:
    """Return a result through its data in the build record, as JSON."""
    return result_of(KEY, json.loads(json.dumps(summary_of(result, ROOT))), ROOT)


@pytest.mark.parametrize("result", [FULL, Result(slug="a", language=Language("fr"))])
def test_a_result_survives_the_build_record(result: Result) -> None:
    found = told(result)
    assert [str(warning) for warning in found.warnings] == list(map(str, result.warnings))
    assert [(w.file, w.line) for w in found.warnings] == [
        (w.file, w.line) for w in result.warnings
    ]
    assert vars(found) | {"warnings": ()} == vars(result) | {"warnings": ()}


def test_the_record_names_files_relative_to_the_project() -> None:
    assert str(ROOT) not in json.dumps(summary_of(FULL, ROOT))
    moved = result_of(KEY, json.loads(json.dumps(summary_of(FULL, ROOT))), Path("/other"))
    assert moved.file == Path("/other/build/pdf/a.fr.pdf")
    assert moved.findings[0].file == Path("/other/locales/a.po")


@pytest.mark.parametrize(
    ("result", "releasable"),
    [
        (Result(freshness=FRESH), True),
        (Result(), False),
        (Result(freshness=Freshness(2, 1, 0, 0, 0)), False),
        (Result(freshness=Freshness(2, 0, 1, 0, 0)), False),
        (Result(freshness=FRESH, held="is blocked"), False),
        (Result(freshness=FRESH, missing_layout_messages=1), False),
    ],
)
def test_a_release_contains_what_is_complete_and_not_held(
    result: Result, *, releasable: bool
) -> None:
    assert result.releasable is releasable


def test_results_follow_the_order_of_articles_and_languages() -> None:
    keys = [EditionKey(slug, Language(code)) for slug in "ab" for code in ("hy", "en")]
    selection = Selection(("a", "b"), tuple(keys), ())
    no_article, *failed = Result(), Result(slug="a"), Result(slug="b")
    editions = [Result(slug=slug, language=language) for slug, language in keys]
    expected = [no_article, failed[0], *editions[:2], failed[1], *editions[2:]]
    for shuffled in (expected, expected[::-1], [*expected[3:], *expected[:3]]):
        assert selection.in_order(shuffled) == expected


def test_a_stale_file_is_withdrawn_or_kept_since_a_day() -> None:
    day = dt.date(2024, 2, 3)
    assert StaleFile(ROOT / "a.pdf").kept_since is None
    assert StaleFile(ROOT / "a.pdf", day).kept_since == day
