"""References to labels, citations, captions of tables and TeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.noted_files import noting_files
from publisher.language.locale import Language
from publisher.markup.renderer import render
from publisher.readers import read
from publisher.readers.site_syntax.prepare import Dialect, prepare
from publisher.readers.site_syntax.references import References, Sister

if TYPE_CHECKING:
    from pathlib import Path

PANDOC = Dialect(is_pandoc=True)
TABLE = "| a |\n|---|\n| b |\n"


def body(text: str, ending: str = "qmd") -> str:
    """Return the HTML below the title."""
    return render(document(f"# T\n\n{text}", ending=ending).tokens).partition("</h1>\n")[2]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("@sec-a", "[Old *words*](#sec-a)"),
        ("[-@sec-a]", "[Old *words*](#sec-a)"),
        ("[Part @sec-a; @fig-c].", "Part [Old *words*](#sec-a); [A cat](#fig-c)."),
        ("(@fig-c)", "([A cat](#fig-c))"),
        ("[see @fig-c](d.md)", "[see A cat](d.md)"),
        ("@fig-d, @lst-e", "[The d](#fig-d), [Code](#lst-e)"),
        (r"\@ref(sec-a) \@ref(fig:plot)", "[Old *words*](#sec-a) [A plot](#plot)"),
        (r"\@ref(no-name)", "[No name](#no-name)"),
        ("[](#sec-a)", "[Old *words*](#sec-a)"),
        ("@vid-f", "[Film](#vid-f)"),
    ],
)
def test_references_have_the_title_of_what_they_lead_to(reference: str, expected: str) -> None:
    text = (
        "## Old *words* {#sec-a .b}\n\n## No name\n\n![A cat. It sleeps.](c.png){#fig-c}\n\n"
        "::: {#fig-d}\n\n![](d.png)\n\nThe d\n:::\n\n"
        '```{#lst-e .py lst-cap="Code"}\nx\n```\n\n```{r plot, fig.cap="A plot."}\ny\n```\n\n'
        '::: {#vid-f title="Film"}\nz\n:::\n'
    )
    prepared = prepare(f"{reference}\n\n{text}", PANDOC)
    assert prepared.text.partition("\n")[0] == expected
    assert [fault.check for fault in prepared.faults] == ["template-code"]  # the cell


@pytest.mark.parametrize(
    ("heading", "name"),
    [("Über uns", "über-uns"), ("हिन्दी में", "हिन्दी-में"), ("2. Old & new", "old-new")],
)
def test_headings_have_names_in_any_script(heading: str, name: str) -> None:
    prepared = prepare(f"[](#{name})\n\n## {heading}\n", PANDOC)
    assert prepared.text.startswith(f"[{heading}](#")
    assert prepared.faults == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("see @fig-old-bridge.", "see old bridge."), ("[](#none) @sec-b", "[](#none) b")],
)
def test_references_to_nothing_have_words_and_are_reported(text: str, words: str) -> None:
    prepared = prepare(text, PANDOC)
    assert prepared.text == words
    assert [(fault.check, fault.line) for fault in prepared.faults] == [("dead-link", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "by @james-willett and @angular/core, a@fig-b.org, @sec-a.org",
        "`@fig-a` \\@fig-a",
        "[@angular](b) npm i @tip-tap/core",
    ],
)
@pytest.mark.parametrize("dialect", [PANDOC, Dialect()])
def test_addresses_and_names_of_people(text: str, dialect: Dialect) -> None:
    prepared = prepare(text, dialect)
    assert (prepared.text, prepared.faults) == (text, [])


def test_references_to_other_articles() -> None:
    sisters = [Sister("b.qmd", "# B words {#sec-b}"), Sister("c.md", "# C {#sec-c}\n# D {#sec-d}")]
    references = References(lambda: [*sisters, Sister("d.md", "# D {#sec-d}")])
    prepared = prepare("@sec-b @sec-c @sec-d", PANDOC, references)
    assert prepared.text == "[B words](b.qmd#sec-b) [C](c.md#sec-c) d"
    assert len(prepared.faults) == 1


def test_files_beside_an_article_are_inputs(tmp_path: Path) -> None:
    seed = tmp_path / "a.qmd"
    (tmp_path / "b.qmd").write_text("# The *b* {#sec-b}\n", encoding="utf-8")
    (tmp_path / "c.qmd").write_bytes(b"\xff")
    seed.write_text("# T\n\nSee @sec-b.", encoding="utf-8")
    with noting_files() as noted:
        found = read(seed, "a", Language("en"))
    assert "See The <em>b</em>." in render(found.tokens)
    assert found.links == {"b.qmd#sec-b": (3,)}
    assert {tmp_path, tmp_path / "b.qmd", tmp_path / "c.qmd"} <= noted
    seed.write_text("# T\n\nNothing.", encoding="utf-8")
    with noting_files() as noted:
        read(seed, "a", Language("en"))
    assert tmp_path / "b.qmd" not in noted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a [@knuth84] b", "a (knuth84) b"),
        ("a [see @knuth84, p. 3; -@doe99]", "a (see knuth84, p. 3; doe99)"),
        ("@doe1999 says", "doe1999 says"),
    ],
)
def test_citations_are_reported(text: str, words: str) -> None:
    prepared = prepare(text, PANDOC)
    assert prepared.text == words
    assert [(fault.check, fault.line) for fault in prepared.faults] == [("template-code", 1)]
    assert prepare(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TABLE}\n: A *b* {{#tbl-c .d}}", '<p><span id="tbl-c"></span>A <em>b</em></p>\n'),
        (f"{TABLE}\nTable: A\n  b\n\nc", "<p>A\nb</p>\n<p>c</p>\n"),
        (f"{TABLE}: A {{.striped}}", "</table>\n<p>A</p>\n"),
        (f': {{tbl-colwidths="[50,50]"}}\n\n{TABLE}', "<table>"),
        (f"Table: A\n\n{TABLE}", "<p>A</p>\n<table>"),
        ("a\n\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
    ],
)
def test_captions_of_tables(text: str, expected: str) -> None:
    html = body(text, "md")
    assert expected in html
    assert not html.startswith("<p>:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a \[ x^2 \] b", "a $x^2$ b"),
        ("\\[\na_1 &= \\frac{b}{c} \\\\\nd\n\\]", "$$\na_1 &= \\frac{b}{c} \\\\\nd\n$$"),
        (r"\\[ \alpha \\]", "$$\n\\alpha\n$$"),
        (r"a \(x_1\), b", "a $x_1$, b"),
        (r"\[note\] f\(x\) \[my_list\] \[a_b\](c)", r"\[note\] f\(x\) \[my_list\] \[a_b\](c)"),
        (r"`\(x_1\)`", r"`\(x_1\)`"),
    ],
)
def test_formulas(text: str, expected: str) -> None:
    assert prepare(text).text == expected


def test_commands_of_a_printed_book() -> None:
    text = "R\\index{R!a|see {b}} in \\LaTeX{} and XeTeX\\ldots\n\n\\noindent a"
    expected = "R in LaTeX and XeTeX…\n\n a"
    assert (prepare(text, PANDOC).text, prepare(text).text) == (expected, text)


@given(st.text(alphabet="@[](){}#-:;\\$`|\n aef0", max_size=60))
def test_any_marks(text: str) -> None:
    for dialect in (PANDOC, Dialect()):
        prepared = prepare(text, dialect)
        assert len(prepared.lines) == prepared.text.count("\n") + 1
