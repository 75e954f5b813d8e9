"""Checks of invisible characters: controls, direction marks, tags and zero width."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from check_helpers import Pair, context, faults, messages
from helpers import document

from publisher.catalogues.catalogue import Catalogue
from publisher.checks.context import EditionContext
from publisher.editions.edition import translated_edition
from publisher.language.locale import Language

if TYPE_CHECKING:
    from publisher.markup.document import Document

PRINTED = "which cannot be printed; delete it"
ORDER = "which changes the order of letters; delete it"
UNPAIRED = "unpaired in its paragraph; close it or delete it"
IN_CODE = "in code, which it shows in another order; delete it"
RLI, PDI = "U+2067 RIGHT-TO-LEFT ISOLATE", "U+2069 POP DIRECTIONAL ISOLATE"
RLO, PDF = "U+202E RIGHT-TO-LEFT OVERRIDE", "U+202C POP DIRECTIONAL FORMATTING"


def hidden(character: str, after: str) -> str:
    return f"has {character}, which is invisible, after “{after}”; delete it"


@pytest.mark.parametrize(
    ("target", "described"),
    [
        # Controls and tags
        ("б\u0007", [f"has U+0007 unnamed, {PRINTED}"]),
        ("\x00б\x1f", [f"has U+0000 unnamed, {PRINTED}", f"has U+001F unnamed, {PRINTED}"]),
        ("б\x7f\x85", [f"has U+007F unnamed, {PRINTED}", f"has U+0085 unnamed, {PRINTED}"]),
        ("б\ufffe\uffff", [f"has U+FFFE unnamed, {PRINTED}", f"has U+FFFF unnamed, {PRINTED}"]),
        ("б\U000e0061", [f"has U+E0061 TAG LATIN SMALL LETTER A, {PRINTED}"]),
        ("б\U000e0000", [f"has U+E0000 unnamed, {PRINTED}"]),
        (
            "\U0001f3f4\U000e0041\U000e007f",
            [
                f"has U+E0041 TAG LATIN CAPITAL LETTER A, {PRINTED}",
                f"has U+E007F CANCEL TAG, {PRINTED}",
            ],
        ),
        (
            f"\U0001f3f4{7 * chr(0xE0062)}\U000e007f",
            7 * [f"has U+E0062 TAG LATIN SMALL LETTER B, {PRINTED}"]
            + [f"has U+E007F CANCEL TAG, {PRINTED}"],
        ),
        # Direction marks
        ("б\u202eв\u202c", [f"has {RLO}, {ORDER}"]),
        (
            "\u202eб\u202c\u202dв\u202c",
            [f"has U+202D LEFT-TO-RIGHT OVERRIDE, {ORDER}", f"has {RLO}, {ORDER}"],
        ),
        ("б\u2067в", [f"has {RLI} {UNPAIRED}"]),
        ("б\u2069в", [f"has {PDI} {UNPAIRED}"]),
        (
            "б\u202cв\u202b",
            [f"has {PDF} {UNPAIRED}", f"has U+202B RIGHT-TO-LEFT EMBEDDING {UNPAIRED}"],
        ),
        (
            "\u202aб\u2069",
            [f"has {PDI} {UNPAIRED}", f"has U+202A LEFT-TO-RIGHT EMBEDDING {UNPAIRED}"],
        ),
        ("\u2066\u2067б\u2069", [f"has U+2066 LEFT-TO-RIGHT ISOLATE {UNPAIRED}"]),
        ("\u2067б  \nв\u2069", [f"has {RLI} {UNPAIRED}", f"has {PDI} {UNPAIRED}"]),
        ("\u2067б\\\nв\u2069", [f"has {RLI} {UNPAIRED}", f"has {PDI} {UNPAIRED}"]),
        ("\u2068б\u2069\u2069", [f"has {PDI} {UNPAIRED}"]),
        ("`\u2067a\u2069`", [f"has {RLI} {IN_CODE}", f"has {PDI} {IN_CODE}"]),
        ("$\u2067a\u2069$", [f"has {RLI} {IN_CODE}", f"has {PDI} {IN_CODE}"]),
        ("`\u2067a\u2069` `\u2067b\u2069`", [f"has {RLI} {IN_CODE}", f"has {PDI} {IN_CODE}"]),
        # Invisible and private characters
        ("\u200b\u200b\u200b", [hidden("U+200B ZERO WIDTH SPACE", "")]),
        ("Мост открыт\u200c\u200d\u2060.", [hidden("U+200C ZERO WIDTH NON-JOINER", "ост открыт")]),
        ("б\u00ad\ufeff\u180e", [hidden("U+00AD SOFT HYPHEN", "б")]),
        ("б\u2061", [hidden("U+2061 FUNCTION APPLICATION", "б")]),
        ("б\u2062", [hidden("U+2062 INVISIBLE TIMES", "б")]),
        ("б\u2064", [hidden("U+2064 INVISIBLE PLUS", "б")]),
        ("б\u115f", [hidden("U+115F HANGUL CHOSEONG FILLER", "б")]),
        ("б\u1160", [hidden("U+1160 HANGUL JUNGSEONG FILLER", "б")]),
        ("б\u3164", [hidden("U+3164 HANGUL FILLER", "б")]),
        ("б\uffa0", [hidden("U+FFA0 HALFWIDTH HANGUL FILLER", "б")]),
        ("б\ue000", ["has U+E000 unnamed, which only some fonts define; replace it"]),
        ("б\uf8ff", ["has U+F8FF unnamed, which only some fonts define; replace it"]),
        ("б\U000f0000", ["has U+F0000 unnamed, which only some fonts define; replace it"]),
        ("б\U0010fffd", ["has U+10FFFD unnamed, which only some fonts define; replace it"]),
    ],
)
def test_unsafe_character_is_described(target: str, described: list[str]) -> None:
    assert messages("unsafe-character", [Pair("The bridge.", target)], "ru") == described


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Мост\tи\nпарк.", "ru"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "ru"),
        ("\U0001f3f4\U000e0075\U000e0073\U000e0030\U000e0039\U000e007a\U000e0061\U000e007f", "ru"),
        ("\u2067שלום\u2069 \u200eabc\u200f", "he"),
        ("\u202bשלום\u202c", "he"),
        ("\u202aabc \u2068אב\u2069\u202c", "he"),
        ("\u2067של\nום\u2069", "he"),
        ("\u2067של \nום\u2069", "he"),
        ("\u2066a\u2069  \n\u2066b\u2069", "he"),
        ("\u2067`a`\u2069", "he"),
        ("کتاب\u200cها", "fa"),
        ("क्\u200dष", "hi"),
        ("ver\u00adfügbar", "de"),
        ("a\u200b\u200bb", "th"),
        ("\ufeffМост", "ru"),
        ("👩\u200d👩\u200d👧", "ru"),
        ("\ufffd", "ru"),
    ],
)
def test_useful_invisible_character_is_correct(target: str, language: str) -> None:
    assert messages("unsafe-character", [Pair("The bridge.", target)], language) == []


def described(article: Document) -> list[tuple[str, int | None]]:
    """Return the message and line of each fault in an article, which must name its file."""
    edition = translated_edition(article, Language("ru"), Catalogue(), Catalogue(), "sentence")
    found = faults("unsafe-source", EditionContext(edition, ()))
    assert {fault.file for fault in found} <= {article.file}
    assert not any(fault.key for fault in found)
    return [(fault.message, fault.line) for fault in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text \u2067שלום\u2069.", []),
        ("Text\u2067.", [(f"has {RLI} {UNPAIRED}", 3)]),
        ("One.\n\nText\u2067.", [(f"has {RLI} {UNPAIRED}", 5)]),
        ("> - Text\u2067.", [(f"has {RLI} {UNPAIRED}", 3)]),
        ("| A | B |\n|---|---|\n| a | \u2069 |", [(f"has {PDI} {UNPAIRED}", 5)]),
        ("A `\u2067b\u2069`.", [(f"has {RLI} {IN_CODE}", 3), (f"has {PDI} {IN_CODE}", 3)]),
        ("    \u2067b\u2069", [(f"has {RLI} {IN_CODE}", 3), (f"has {PDI} {IN_CODE}", 3)]),
        ("```\n\u2067b\u2069\n```", [(f"has {RLI} {IN_CODE}", 3), (f"has {PDI} {IN_CODE}", 3)]),
        ("$\u2067b\u2069$", [(f"has {RLI} {IN_CODE}", 3), (f"has {PDI} {IN_CODE}", 3)]),
        ("$$\n\u2067b\u2069\n$$", [(f"has {RLI} {IN_CODE}", 3), (f"has {PDI} {IN_CODE}", 3)]),
        ("Text\u200b\u200b\u200b.", [(hidden("U+200B ZERO WIDTH SPACE", "Text"), 3)]),
    ],
)
def test_unsafe_character_of_an_article_has_its_line(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert described(document(f"# Title\n\n{text}\n", ending="md")) == expected


@pytest.mark.parametrize(
    "field",
    ["kicker: A{}", "standfirst: A{}", "author: [B, A{}]", "keywords: [b, A{}]"],
)
def test_unsafe_character_of_the_metadata_is_found(field: str) -> None:
    article = f"---\n{field}\n---\n\n# Title\n\nText.\n"
    assert described(document(article.format("\u2067"), ending="md")) == [
        (f"has {RLI} {UNPAIRED}", None)
    ]
    assert described(document(article.format("b"), ending="md")) == []


def test_unsafe_character_of_an_image_credit_is_found() -> None:
    article = document("Title\n\nText.\n")
    image_credits = {"a.png": "A\u2067", "b.png": "B"}
    metadata = replace(article.metadata, image_credits=image_credits)
    changed = replace(article, metadata=metadata, metadata_file=article.file)
    assert described(changed) == [(f"has {RLI} {UNPAIRED}", None)]


def test_text_of_an_article_is_safe() -> None:
    assert faults("unsafe-source", context([], "ru")) == []
