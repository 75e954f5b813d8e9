"""Consistency: one source has one translation, in an article and among articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from check_helpers import Pair, context, faults, messages

from publisher.catalogues.known import KnownTranslation

HE = Pair("He came on Monday.", "Он пришёл.")
LONG = "слово " * 20


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("Read more", "Читать далее"), ("Read more.", "Подробнее")], ["Читать далее"]),
        ([("Read more", "Читать далее"), ("READ MORE!", "Подробнее")], ["Читать далее"]),
        ([("Read *more*", "Читать далее"), ("Read more", "*Подробнее*")], ["Читать далее"]),
        ([("Open", "Открыть"), ("Shut", "Закрыть"), ("Open!", "Открыт!")], ["Открыть"]),
        ([("A", "а"), ("a", "б"), ("A.", "а."), ("A!", "в!")], ["а", "а"]),
        ([("A", "а"), ("B", "б"), ("B.", "а"), ("A.", "б")], ["а", "б"]),
        ([("Read more", LONG), ("Read more.", "Подробнее")], [LONG[:60]]),
        ([("Read more", "Читать далее"), ("Read more.", "Читать *далее*!")], []),
        ([("Read more", "Читать далее"), ("Read more.", "ЧИТАТЬ ДАЛЕЕ")], []),
        ([("Read more", "Читать далее"), ("Read less", "Подробнее")], []),
        ([("Read more", "Читать далее")], []),
        ([("Open", "Открыть"), ("Open.", "Открыт", "state")], []),
        ([("Open", "Открыть", "verb"), ("Open.", "Открыт", "state")], []),
        ([("—", "—"), ("…", "и так далее")], []),
        ([("*", "звезда"), ("`a`", "код")], []),
        ([], []),
    ],
)
def test_the_same_text_has_one_translation(
    pairs: list[tuple[str, str]], expected: list[str]
) -> None:
    found = messages("translated-otherwise", [Pair(*pair) for pair in pairs], "ru")
    assert sorted(found) == sorted(
        f"the same text is translated “{other}” elsewhere" for other in expected
    )


def test_later_message_with_another_translation_is_found() -> None:
    pairs = [Pair("Open", "Открыть"), Pair("Open.", "Открыт"), Pair("OPEN", "Открыть")]
    (fault,) = faults("translated-otherwise", context(pairs, "ru"))
    assert fault.key == (None, "Open.")


@pytest.mark.parametrize(
    ("source", "target", "is_found"),
    [
        ("She left at once.", "Он пришёл.", True),
        ("She left at once.", "*Он* пришёл!", True),
        ("She left at once.", "Она ушла.", False),
        ("She left.", "Он пришёл.", False),
        ("She left it.", "Он пришёл.", True),
        ("Left.", "Он пришёл.", False),
        ("He came, on Monday!", "Он пришёл.", False),
        ("He came on Tuesday.", "Он пришёл.", False),
        ("He left on Tuesday.", "Он пришёл.", True),
        ("Then he came on Monday.", "Он пришёл.", False),
        ("Then he too came on Monday.", "Он пришёл.", True),
        ("Came on Monday.", "Он пришёл.", False),
    ],
)
def test_texts_with_three_equal_words_of_four_may_have_one_translation(
    source: str, target: str, *, is_found: bool
) -> None:
    found = messages("translated-alike", [HE, Pair(source, target)], "ru")
    assert found == [f"“{HE.source}” has the same translation"] * is_found


@pytest.mark.parametrize(
    "pairs",
    [
        [HE],
        [HE, Pair("She left at once.", "Он пришёл.", "context")],
        [Pair("It is a b c d.", "—"), Pair("They were e f g.", "…")],
    ],
)
def test_text_without_context_and_words_is_not_compared(pairs: list[Pair]) -> None:
    assert messages("translated-alike", pairs, "ru") == []


def test_every_later_message_with_the_same_translation_is_found() -> None:
    long = "word " * 20
    pairs = [Pair(long, "Он."), HE, Pair("She left at once.", "Он."), Pair("They do so.", "Он.")]
    found = faults("translated-alike", context(pairs, "ru"))
    assert [fault.key for fault in found] == [(None, "She left at once."), (None, "They do so.")]
    assert {fault.message for fault in found} == {f"“{long[:60]}” has the same translation"}


@pytest.mark.parametrize(
    ("pair", "known", "is_found"),
    [
        (("Open", "Открыть"), "Открыт", True),
        (("Open", "Открыть"), "открыть.", False),
        (("Open", "Открыть"), "…", False),
        (("Open.", "Открыть"), "Открыт", False),
        (("Open", "Открыть", "verb"), "Открыт", False),
        (("Open", "Открыть"), LONG, True),
    ],
)
def test_the_same_text_is_translated_as_in_other_articles(
    pair: tuple[str, str], known: str, *, is_found: bool
) -> None:
    elsewhere = {"Open": KnownTranslation(known, "river")}
    edition = replace(context([Pair("Shut", "Закрыть"), Pair(*pair)], "ru"), elsewhere=elsewhere)
    found = faults("translated-otherwise", edition, across=True)
    expected = f"the same text is translated “{known[:60]}” in river"
    assert [(fault.message, fault.key) for fault in found] == [(expected, (None, "Open"))] * (
        is_found
    )
    assert faults("translated-otherwise", edition) == []
