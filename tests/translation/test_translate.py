"""Translations of segments, and the sentences that are joined in one translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from helpers import document, picture

from publisher.language.locale import Language
from publisher.markup.renderer import render
from publisher.translation.segments import text_blocks
from publisher.translation.translate import joined_groups, translate, translate_segments

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO, THREE = "They built a bridge.", "It took years.", "Nobody was hurt."


@pytest.mark.parametrize(
    ("translations", "groups"),
    [
        ({}, [([ONE], None), ([TWO], None), ([THREE], None)]),
        ({ONE: "Մեկ։", TWO: "^", THREE: "^"}, [([ONE, TWO, THREE], "Մեկ։")]),
        ({ONE: "Մեկ։", TWO: "^", THREE: "Երեք։"}, [([ONE, TWO], "Մեկ։"), ([THREE], "Երեք։")]),
        ({ONE: "Մեկ։", TWO: "Երկու։", THREE: "^"}, [([ONE], "Մեկ։"), ([TWO, THREE], "Երկու։")]),
        # Without a translation before it, a mark joins nothing.
        ({ONE: "^", TWO: "^", THREE: "Երեք։"}, [([ONE], None), ([TWO], None), ([THREE], "Երեք։")]),
        ({ONE: "Մեկ։", THREE: "^"}, [([ONE], "Մեկ։"), ([TWO], None), ([THREE], None)]),
    ],
)
def test_joined_sentences_are_one_group(
    translations: dict[str, str], groups: list[tuple[list[str], str | None]]
) -> None:
    article = document(f"A title\n\n{ONE} {TWO} {THREE}\n")
    block = text_blocks(article, "sentence")[-1]
    found = joined_groups(block, lambda segment: translations.get(segment.source))
    assert [([s.source for s in group.segments], group.target) for group in found] == groups


@pytest.mark.parametrize(
    ("translations", "misplaced"),
    [
        ({ONE: "^", TWO: "^", THREE: "Երեք։"}, [ONE]),
        ({TWO: "^"}, []),
        ({ONE: "Մեկ։", TWO: "^", THREE: "^"}, []),
    ],
)
def test_join_mark_without_a_sentence_before_it_is_misplaced(
    translations: dict[str, str], misplaced: list[str]
) -> None:
    block = text_blocks(document(f"A title\n\n{ONE} {TWO} {THREE}\n"), "sentence")[-1]
    found = translate_segments(block, lambda segment: translations.get(segment.source))
    assert [each.segment.source for each in found if each.misplaced] == misplaced


@pytest.mark.parametrize(
    ("translations", "text"),
    [
        ({}, f"{ONE} {TWO} {THREE}"),
        ({ONE: "一。", TWO: "二。", THREE: "三。"}, "一。二。三。"),
        ({ONE: "一。", THREE: "三。"}, f"一。{TWO}三。"),
        ({TWO: "二。"}, f"{ONE}二。{THREE}"),
        ({ONE: "一。"}, f"一。{TWO} {THREE}"),
        ({THREE: "三。"}, f"{ONE} {TWO}三。"),
        ({ONE: "一、二。", TWO: "^", THREE: "三。"}, "一、二。三。"),
        # A sentence that is translated by itself is in the source's words.
        ({ONE: ONE, TWO: TWO, THREE: "三。"}, f"{ONE} {TWO}三。"),
    ],
)
@pytest.mark.parametrize("marked", [False, True])
def test_only_sentences_in_the_sources_words_keep_its_spaces(
    translations: dict[str, str], text: str, *, marked: bool
) -> None:
    article = document(f"A title\n\n{ONE} {TWO} {THREE}\n")
    target = translate(
        article,
        lambda segment: translations.get(segment.source),
        Language("zh"),
        "sentence",
        mark_untranslated=marked,
    )
    html = render(target.body)
    assert re.sub("<[^>]*>", "", html).strip() == text
    assert html.count('<span lang="en">') == marked * _runs(translations)


def _runs(translations: dict[str, str]) -> int:
    """Return the number of runs of untranslated sentences."""
    missing = "".join(" x"[source not in translations] for source in (ONE, TWO, THREE))
    return len(missing.split())


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("translated", [(), (ONE,), (ONE, TWO)])
def test_an_image_with_untranslated_words_is_in_the_sources_language(
    tmp_path: Path, translated: tuple[str, ...], *, marked: bool
) -> None:
    png = tmp_path / "a.png"
    png.write_bytes(picture())
    article = document(f"# A title\n\n![{ONE} {TWO}](a.png)\n", ending="md", beside=png)
    target = translate(
        article,
        lambda segment: "Մեկ։" if segment.source in translated else None,
        Language("hy"),
        "sentence",
        mark_untranslated=marked,
    )
    [image] = re.findall("<img[^>]*>", render(target.body))
    assert ('lang="en"' in image) is (marked and len(translated) < 2)


@pytest.mark.parametrize(
    ("source", "target", "marks"),
    [
        ("ar", "en", 'lang="ar" dir="rtl"'),
        ("en", "ar", 'lang="en" dir="ltr"'),
        ("en", "ru", 'lang="en"'),
    ],
)
def test_a_block_that_is_not_translated_has_its_language_and_direction(
    source: str, target: str, marks: str
) -> None:
    article = document("# A\n\n<!-- i18n: skip -->\n- b\n", source, "md")
    translated = translate(
        article, lambda _: "x", Language(target), "sentence", mark_untranslated=True
    )
    assert f'<ul translate="no" {marks}>' in render(translated.body)
