"""Structure: links, images, code, emphasis and addresses of both texts."""

from __future__ import annotations

import pytest
from check_helpers import Pair, messages

ITALIC = "*a* *b* c"


def differs(mark: str, found: int, expected: int) -> str:
    return f"{mark}: has {found}, the source has {expected}"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("[a](https://e.org) b", "а б", [differs("link", 0, 1)]),
        ("a b", "[а](https://e.org) б", [differs("link", 1, 0)]),
        ("![a](a.png) b", "б", [differs("image", 0, 1)]),
        ("`a` and `b`", "`a` и", [differs("code", 1, 2)]),
        ("a $x$", "а", [differs("math", 0, 1)]),
        ("a[^1]", "а", [differs("footnote mark", 0, 1)]),
        ("a\\\nb", "а б", [differs("line break", 0, 1)]),
        ("*a* b", "а б", [differs("emphasis", 0, 1)]),
        ("**a** b", "а б", [differs("bold", 0, 1)]),
        ("~~a~~ b", "а б", [differs("struck words", 0, 1)]),
        ("~~a~~ ~~b~~", "~~а~~ б", [differs("struck words", 1, 2)]),
        (
            "***a*** b",
            "а б",
            [differs("emphasis within bold", 0, 1)] * 0
            + [differs("emphasis", 0, 1), differs("emphasis within bold", 0, 1)],
        ),
        ("<kbd>a</kbd> b", "а б", [differs("<kbd>", 0, 1)]),
        ("`a` [b](https://e.org)", "а", [differs("code", 0, 1), differs("link", 0, 1)]),
        ("a b", "*а* б", []),
        (ITALIC, "*а* б в", []),
        ("*a* b", "*а* *б*", []),
        ("*a* b", "«а» б", []),
        (ITALIC, "«а» «б» в", []),
        (ITALIC, "«а» б в", [differs("emphasis", 0, 2)]),
        ("*a* “b”", "а «б»", [differs("emphasis", 0, 1)]),
        ("`a` b", "«а» б", [differs("code", 0, 1)]),
        ("~~a~~ b", "«а» б", [differs("struck words", 0, 1)]),
        ("*a* `b`", "`б` *а*", []),
        ("**[a](https://e.org)**", "[**а**](https://e.org)", []),
    ],
)
def test_marks_are_those_of_the_source(source: str, target: str, expected: list[str]) -> None:
    assert messages("structure", [Pair(source, target)], "ru") == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (ITALIC, "*а* б в", [differs("emphasis", 1, 2)]),
        ("*a* b c", "*а* *б* *в*", [differs("emphasis", 3, 1)]),
        ("a b", "*а* б", [differs("emphasis", 1, 0)]),
        ("**a** **b** *c*", "**а** б *в* *г*", [differs("emphasis", 2, 1), differs("bold", 1, 2)]),
        ("*a* *b* *c*", "*а* «б» «в»", []),
        ("*a* *b* *c*", "*а* «б» в", [differs("emphasis", 1, 3)]),
        ("*a* “b”", "*а* *в* «б» «г»", [differs("emphasis", 2, 1)]),
        ("*a* b", "*а* б", []),
        ("*a* b", "а б", []),
        ("`a` b", "`а` `б`", []),
        ("~~a~~ b", "~~а~~ ~~б~~", []),
        ("<kbd>a</kbd> b", "<kbd>а</kbd> <kbd>б</kbd>", []),
    ],
)
def test_each_emphasis_is_kept(source: str, target: str, expected: list[str]) -> None:
    assert messages("emphasis", [Pair(source, target)], "ru") == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("`ls`", "`лс`", ["has the code “лс” where the source has “ls”"]),
        ("`ls` $x$", "`ls` $y$", ["has the code “y” where the source has “x”"]),
        (
            "`ls` `cd`",
            "`лс`",
            [
                "has the code “лс” where the source has “ls”",
                "has the code “лс” where the source has “cd”",
            ],
        ),
        ("`ls` a", "а", ["lacks the code “ls”, which the source has"]),
        ("a", "`ls` `cd`", [f"has the code “{c}”, which the source lacks" for c in ("ls", "cd")]),
        ("`ls` `cd`", "`cd` `ls`", []),
        ("`ls` `ls`", "`ls`", []),
        ("`ls`", "`ls` `ls`", []),
    ],
)
def test_code_is_that_of_the_source(source: str, target: str, expected: list[str]) -> None:
    assert messages("code", [Pair(source, target)], "ru") == expected


@pytest.mark.parametrize(
    ("source", "target", "marks"),
    [
        ("**a** b", "**а б", ["**"]),
        ("a b", "а__ б", ["__"]),
        ("a b", "__а б", ["__"]),
        ("a b", "~~а б", ["~~"]),
        ("a b", "а](б", ["]("]),
        ("a b", "![а б", ["!["]),
        ("a b", "*а б", ["*"]),
        ("a b", "а* б", ["*"]),
        ("a b", "_а б", ["_"]),
        ("a b", "а_ б", ["_"]),
        ("a b", "`5 а", ["`"]),
        ("a b", "а `", ["`"]),
        ("a b", "<b>а</b> б", ["<b>", "</b>"]),
        ("a b", '<a href="x">а', ['<a href="x">']),
        ("a b", "<br/>а", ["<br/>"]),
        ("a b", "<h1>а", ["<h1>"]),
        ("*a b", "*а *б", ["*"]),
        ("a b", "*а *б", ["*"]),
        ("*a b", "*а б", []),
        ("a b", "а * б, а_б, а*б, 2 < 3 > 1, [а] ~5", []),
        ("a b", "<1> <а>", []),
        ("a b", "Ալ`բեր", []),
        ("a b", "а [1]", []),
        ("a b", "**а** б", []),
    ],
)
def test_mark_is_not_shown_as_text(source: str, target: str, marks: list[str]) -> None:
    expected = [f"has “{mark}”, which is shown as text; close it or delete it" for mark in marks]
    assert messages("markup", [Pair(source, target)], "ru") == expected


@pytest.mark.parametrize(
    ("source", "target", "marks"),
    [
        ("See [it](#a).", "См. [ниже](#nowhere).", ["(#nowhere)"]),
        ("See it.", "См.[^2] и [^a]", ["[^2]", "[^a]"]),
        ("See.[^9]", "См.[^9]", []),
        ("See [it](#gone).", "См. [ниже](#gone).", []),
        ("See it.", "См. [ниже] (#gone) [1] ^2.", []),
        ("See it.[^1]", "См.[^1]", []),
    ],
)
def test_anchor_has_a_target(source: str, target: str, marks: list[str]) -> None:
    expected = [f"“{mark}” has no target in the article" for mark in marks]
    assert messages("anchor", [Pair(source, target)], "ru") == expected
    assert messages("markup", [Pair(source, target)], "ru") == []


def other(noun: str, found: str, expected: str) -> list[str]:
    return [f"has the {noun} “{found}” where the source has “{expected}”"]


@pytest.mark.parametrize(
    ("language", "source", "target", "is_same"),
    [
        ("ru", "https://e.org/a", "https://e.org/a", True),
        ("ru", "https://e.org/a", "https://e.org/b", False),
        ("ru", "https://e.org/a", "https://e.org/ru/a", True),
        ("ru", "https://e.org/a", "https://e.org/a?lang=ru", True),
        ("ru", "https://e.org/en-a", "https://e.org/ru-a", True),
        ("ru", "https://e.org/a", "https://e.org/a_ru.html", True),
        ("ru", "https://e.org/a", "https://e.org/a#ru", True),
        ("ru", "https://e.org/a", "https://e.org/a&ru=1", True),
        ("ru", "https://E.org/a", "https://e.ORG/RU/a", True),
        ("ru", "https://en.wikipedia.org/wiki/A", "https://ru.wikipedia.org/wiki/B", True),
        ("ru", "https://en.wikipedia.org/wiki/A", "https://de.wikipedia.org/wiki/B", False),
        ("ru", "https://en.wikipedia.org/wiki/A", "https://ru.wiktionary.org/wiki/B", False),
        ("ru", "https://e.org/a", "https://e.org/rural", False),
        ("ru", "http://e.org/a", "https://www.e.org/ru/a", True),
        ("pt-BR", "https://e.org/a", "https://e.org/pt/a", True),
        ("pt-BR", "https://e.org/a", "https://e.org/pt-br/a", True),
        ("pt-BR", "https://e.org/a", "https://e.org/pt-BR/a", True),
        ("pt-BR", "https://e.org/a", "https://e.org/br/a", False),
        ("hy", "https://e.org/a", "https://e.org/%D5%A1", False),
    ],
)
def test_link_leads_to_the_same_page(
    language: str, source: str, target: str, *, is_same: bool
) -> None:
    pair = Pair(f"[a]({source})", f"[а]({target})")
    expected = [] if is_same else other("link", target, source)
    assert messages("link", [pair], language) == expected


def test_each_link_is_compared_with_one_of_its_own_site() -> None:
    pair = Pair(
        "[a](https://a.org/x) [b](https://b.org/x)", "[б](https://b.org/ru) [а](https://a.org/ru)"
    )
    assert messages("link", [pair], "ru") == []
    twice = Pair(
        "[a](https://a.org/x) [b](https://b.org/x)", "[б](https://b.org/ru) [а](https://b.org/ru/)"
    )
    expected = other("link", "https://b.org/ru/", "https://a.org/x")
    assert messages("link", [twice], "ru") == expected


def test_number_of_links_is_a_fault_of_structure_alone() -> None:
    pair = Pair("[a](https://e.org/a)", "[а](https://e.org/b) [а](https://e.org/a)")
    assert messages("link", [pair], "ru") == []


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"),
    [
        (
            "ru",
            "ann@example.org",
            "ann@exmaple.org",
            other("address", "ann@exmaple.org", "ann@example.org"),
        ),
        (
            "ru",
            "See https://e.org/a.",
            "См.",
            ["lacks the address “https://e.org/a”, which the source has"],
        ),
        (
            "ru",
            "See.",
            "См. https://e.org/a.",
            ["has the address “https://e.org/a”, which the source lacks"],
        ),
        ("ru", "See https://e.org/a.", "См. https://e.org/ru/a.", []),
        ("ja", "See https://e.org/a now.", "今https://e.org/aを見る。", []),
        ("ja", "See https://e.org/a now.", "今https://e.org/aXを見る。", None),
    ],
)
def test_address_is_that_of_the_source(
    language: str, source: str, target: str, expected: list[str] | None
) -> None:
    found = messages("address", [Pair(source, target)], language)
    assert (found == expected) if expected is not None else found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Page {n}", "Страница {m}", other("placeholder", "{m}", "{n}")),
        ("Page {n}", "Страница", ["lacks the placeholder “{n}”, which the source has"]),
        ("Page", "Страница %s", ["has the placeholder “%s”, which the source lacks"]),
        ("%s of {n}", "{n} из %s", []),
    ],
)
def test_placeholder_is_kept(source: str, target: str, expected: list[str]) -> None:
    assert messages("placeholder", [Pair(source, target)], "ru") == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("![a](a.png)", "![а](b.png)", other("image", "b.png", "a.png")),
        ("![a](a.png) ![b](b.png)", "![б](b.png) ![а](a.png)", []),
        ("![a](a.png) b", "б", ["lacks the image “a.png”, which the source has"]),
    ],
)
def test_image_is_that_of_the_source(source: str, target: str, expected: list[str]) -> None:
    assert messages("image", [Pair(source, target)], "ru") == expected
