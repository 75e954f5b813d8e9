"""The table of editions in Markdown."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from publisher.base.errors import PublisherError
from publisher.catalogues.freshness import Freshness
from publisher.checks.finding import Finding
from publisher.cli.markdown import editions_table
from publisher.language.locale import Language
from publisher.project.results import Result

COMPLETE = Freshness(5, 0, 0, 40, 0)
FRENCH = Language("fr")


def cells(*results: Result) -> list[list[str]]:
    """Return the texts of the table's cells, by row, as a reader sees them; no other markup."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse("\n".join(editions_table(results, Path("locales").resolve())))
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text"}
            rows[-1].append("".join(child.content for child in token.children or ()))
    return rows[1:]


def finding(severity: str) -> Finding:
    return Finding(Path("a.po"), 3, severity, "number", "has “1”")  # type: ignore[arg-type] # a literal


def test_a_row_tells_the_state_of_an_edition() -> None:
    file = Path("build/pdf/bridge.fr.pdf").resolve()
    complete = Result(slug="bridge", language=FRENCH, freshness=COMPLETE, file=file)
    stale = Result(slug="bridge", language=FRENCH, freshness=Freshness(4, 1, 0, 40, 7))
    found = (finding("warning"), finding("error"), finding("warning"))
    held = Result(
        slug="bridge",
        language=FRENCH,
        freshness=COMPLETE,
        held="is blocked by 1 finding; run: …",
        findings=found,
    )
    wordless = Result(
        slug="bridge", language=FRENCH, freshness=COMPLETE, missing_layout_messages=2
    )
    assert cells(complete, stale, held, wordless) == [
        ["bridge", "fr", "100%", "complete", "", "build/pdf/bridge.fr.pdf"],
        ["bridge", "fr", "80%", "has 4 of 5 messages translated", "", "not built"],
        [
            *("bridge", "fr", "100%", "is blocked by 1 finding; run: …"),
            *("1 error, 2 warnings", "not built"),
        ],
        [
            *("bridge", "fr", "100%"),
            "French: 2 page words are still in English (locales/fr/LC_MESSAGES/publisher.po)",
            *("", "not built"),
        ],
    ]


def test_an_article_that_cannot_be_read_has_a_row() -> None:
    failed = Result(slug="bridge", error=PublisherError("is empty", file=Path("a.md").resolve()))
    assert cells(failed) == [["bridge", "", "", "error: a.md: is empty", "", "not built"]]


def test_cells_show_every_character_as_it_is() -> None:
    shown = "a|b `c` <img src=x> &amp; *d* _e_ ~~f~~ [g](h) ![i](j) \\| \\ https://k.l @m :n: $o$"
    error = PublisherError(f"{shown}\nsecond line | third")
    (row,) = cells(Result(slug=shown, error=error))
    assert row[0] == shown
    assert row[3] == f"error: {shown} second line | third"
