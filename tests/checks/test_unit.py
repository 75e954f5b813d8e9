"""Units: what a page shows of a message, and which messages of an edition have one."""

from __future__ import annotations

import polib
import pytest
from check_helpers import Pair, unit
from helpers import document

from publisher.catalogues.catalogue import Catalogue
from publisher.checks.context import units
from publisher.checks.unit import Side
from publisher.editions.edition import translated_edition
from publisher.language.locale import Language


def side(text: str) -> Side:
    return unit(Pair(text, ""), "ru").source


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("A plain text.", ""),
        ("2 * 3 * 4 &amp; 5", ""),
        ("**a** *b* **c**", "strong strong em"),
        ("***a***", "em em+strong"),
        ("**a *b***", "strong em+strong"),
        ("*a **b*** **c *d*** *e*", "em em+strong strong em+strong em"),
        ("**a** *b*", "strong em"),
        ("[a](https://e.org)", "link"),
        ("**[a](https://e.org)** b", "strong link"),
        ("[**a**](https://e.org) *b*", "link strong em"),
        ("[**a *b***](https://e.org)", "link strong em+strong"),
        ("[a](/relative)", "link"),
        ("[**a**](/relative)", "link strong"),
        ("`a` `b` $c$", "code_inline code_inline math_inline"),
        ("**`a`**", "strong code_inline"),
        ("**a\\\nb**", "strong hardbreak"),
        ("![a](a.png)", "image"),
        ("![*a*](a.png)", "image em"),
        ("**![*a*](a.png)**", "strong image em+strong"),
        ("A.[^1]", "footnote_ref"),
        ("<kbd>A</kbd> ~~b~~", "kbd s"),
    ],
)
def test_marks_are_counted_with_those_around_them(text: str, marks: str) -> None:
    assert sorted(side(text).marks.elements()) == sorted(marks.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A plain text.", "A plain text."),
        ("A ***big*** [one](https://e.org).", "A big one."),
        ("Type `a` or $b$.", "Type \ufffc or \ufffc."),
        ("one\ntwo", "one two"),
        ("one\\\ntwo  \nthree", "one\ntwo\nthree"),
        ("![a *big* one](a.png)!", "a big one!"),
        ("A.[^1]", "A."),
        ("&amp; \\*", "& *"),
        ("<kbd>A</kbd>", "A"),
        ("<b>A</b>", "<b>A</b>"),
    ],
)
def test_text_is_shown_without_markup(text: str, shown: str) -> None:
    assert side(text).shown == shown
    assert side(text).prose == shown


def test_literal_text_is_shown_as_it_is() -> None:
    text = "A **b** `c` [d](https://e.org) ![e](a.png)"
    literal = Side(text, Language("en"))
    assert literal.shown == text
    assert (literal.tokens, literal.links, literal.images, literal.code) == ([], [], [], [])
    assert not literal.marks


def test_addresses_of_links_and_images_and_contents_of_code_are_found() -> None:
    text = (
        "**[a](https://e.org/a)** ![b](b.png) [c](/c) `d` *$e$* ![f [g](https://e.org/g)](a.png)"
    )
    assert side(text).links == ["https://e.org/a", "/c", "https://e.org/g"]
    assert side(text).images == ["b.png", "a.png"]
    assert side(text).code == ["d", "e"]


@pytest.mark.parametrize(
    ("text", "placeholders"),
    [
        ("%s %d %i %f %r %x %u", "%s %d %i %f %r %x %u"),
        ("%(name)s %(a.b-c)d %1$s, %12$d", "%(name)s %(a.b-c)d %1$s %12$d"),
        ("“%s”.", "%s"),
        ("5%s a%s %%s %so %s1 %c 50% so", ""),
        ("{{ name }} {{a.b|c}} {name} {a.b1} ${name} {} {0} {12}",
         "{{name}} {{a.b|c}} {name} {a.b1} ${name} {} {0} {12}"),
        ("{1a} {a b} { a } {.a} {-}", ""),
        ("$HOME $ABC_D a$HOME", "$HOME $ABC_D $HOME"),
        ("$US 5 $USD 5 $AB $Home $HOMEs $5", ""),
        ("`%s`", ""),
        ("Nothing.", ""),
    ],
)  # fmt: skip
def test_placeholders_are_found(text: str, placeholders: str) -> None:
    assert side(text).placeholders == placeholders.split()


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("See https://e.org/a, a@b.org and **c**.", "See \ufffc, \ufffc and c."),
        ("Page %s of {all}", "Page \ufffc of \ufffc"),
        ("Page %s on https://e.org", "Page \ufffc on \ufffc"),
    ],
)
def test_prose_has_no_addresses_and_placeholders(text: str, prose: str) -> None:
    assert side(text).prose == prose


def test_addresses_are_those_of_the_shown_text() -> None:
    shown = side("See https://e.org/a, **a@b.org** and [c](https://e.org/c).")
    assert shown.addresses == ["https://e.org/a", "a@b.org"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is 5 km.", "It is km"),
        ("don't l’eau rock'n'roll", "don't l’eau rock'n'roll"),
        ("’tis dogs’ -- a-b", "tis dogs a-b"),
        ("COVID19 x_y 1st", "COVID x y st"),
        ("E\u0301te\u0301s", "E\u0301te\u0301s"),
        ("ש\u05c1\u05b8לו\u05b9ם", "ש\u05c1\u05b8לו\u05b9ם"),
        ("ك\u064eت\u064eب", "ك\u064eت\u064eب"),
        ("з’їзд об'єкт", "з’їзд об'єкт"),
        ("See https://e.org, %s and `b`", "See and"),
        ("**big** bridge", "big bridge"),
    ],
)
def test_words_are_those_of_the_prose(text: str, words: str) -> None:
    assert side(text).words == words.split()


@pytest.mark.parametrize(
    ("source", "target", "same_language", "same_script"),
    [
        ("en", "en-GB", True, True),
        ("en", "de", False, True),
        ("en", "ru", False, False),
        ("sr", "sr-Latn", True, False),
        ("zh", "zh-Hant", True, False),
        ("uk", "ru", False, True),
    ],
)
def test_languages_and_scripts_are_compared(
    source: str, target: str, same_language: bool, same_script: bool
) -> None:
    one = unit(Pair("a", "b"), target, source)
    assert (one.same_language, one.same_script) == (same_language, same_script)


ARTICLE = """\
---
keywords: [A *key*]
---

# A *title*

One. Two. Three. One.

<!-- i18n: context answer -->
One.

<!-- i18n: translate -->
```
A *code*
```
"""


def translated(**changes: str) -> dict[tuple[str | None, str], tuple[str, str, bool]]:
    """Return the source, translation and kind of each unit of the article by its key."""
    translations = {"A *title*": "T", "One.": "1.", "Two.": "2.", "Three.": "3."}
    translations |= {"A *code*": "C", "A *key*": "K"} | changes
    entries = [polib.POEntry(msgid=s, msgstr=t) for s, t in translations.items()]
    entries.append(polib.POEntry(msgctxt="answer", msgid="One.", msgstr="1."))
    article, catalogue = document(ARTICLE, ending="md"), Catalogue(entries)
    edition = translated_edition(article, Language("ru"), catalogue, Catalogue(), "sentence")
    found = units(edition, "sentence")
    assert {(u.source.language.code, u.target.language.code) for u in found} == {("en", "ru")}
    assert all(u.source.scope == u.target.scope for u in found)
    by_key = {u.key: (u.source.text, u.target.text, u.source.scope is None) for u in found}
    assert len(by_key) == len(found)
    return by_key


def test_each_translated_message_has_one_unit() -> None:
    assert translated() == {
        (None, "A *title*"): ("A *title*", "T", False),
        (None, "A *key*"): ("A *key*", "K", True),
        (None, "One."): ("One.", "1.", False),
        (None, "Two."): ("Two.", "2.", False),
        (None, "Three."): ("Three.", "3.", False),
        ("answer", "One."): ("One.", "1.", False),
        (None, "A *code*"): ("A *code*", "C", True),
    }


def test_untranslated_message_has_no_unit() -> None:
    assert (None, "Two.") not in translated(**{"Two.": ""})


def test_sentences_with_one_translation_share_a_unit() -> None:
    found = translated(**{"Two.": "2, 3.", "Three.": "^"})
    assert found[None, "Two."] == ("Two. Three.", "2, 3.", False)
    assert (None, "Three.") not in found
