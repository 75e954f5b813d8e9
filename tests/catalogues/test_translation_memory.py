"""Translation memory: the nearest known text, each of the first ones once."""

from __future__ import annotations

import pytest

from publisher.catalogues.translation_memory import TranslationMemory, indexed_words

BRIDGE = "The second bridge is planned for 2027."
FERRY = "The ferry was sold to a museum in the north."


def memory(*texts: str) -> TranslationMemory:
    return TranslationMemory([(None, text) for text in texts])


def position(known: TranslationMemory, text: str, context: str | None = None) -> int | None:
    found = known.nearest((context, text))
    return None if found is None else found.position


def test_the_nearest_text_is_found() -> None:
    known = memory(FERRY, BRIDGE)
    assert position(known, "The third bridge is planned for 2028.") == 1
    assert position(known, "The ferry was sold to a school in the south.") == 0
    assert position(known, "Nobody was hurt.") is None
    assert position(memory(), BRIDGE) is None
    exact = known.nearest((None, BRIDGE))
    assert exact is not None
    assert exact.score == 100


def test_words_in_another_order_are_near() -> None:
    known = memory("In the north, a museum bought the old ferry.")
    assert position(known, "The old ferry a museum bought, in the north.") == 0


def test_a_text_that_is_taken_is_not_found() -> None:
    known = memory(BRIDGE, BRIDGE.replace("second", "last"))
    text = (None, BRIDGE.replace("second", "third"))
    first = known.nearest(text)
    assert first is not None
    second = known.nearest(text, {first.position})
    assert second is not None
    assert {first.position, second.position} == {0, 1}
    assert known.nearest(text, {0, 1}) is None


def test_among_equals_the_same_context_is_preferred() -> None:
    known = TranslationMemory([("menu", "Open the door"), (None, "Open the door")])
    assert position(known, "Open the doors", "menu") == 0
    assert position(known, "Open the doors") == 1
    assert position(known, "Open the doors", "title") in {0, 1}


def test_a_misspelt_short_text_is_found_by_its_letters() -> None:
    assert position(memory("Compatability"), "Compatibility") == 0
    assert position(memory("鲁拜集的译者"), "鲁拜集的作者") == 0


def test_the_best_match_takes_precedence_and_own_texts_match_once() -> None:
    known = memory(BRIDGE, FERRY)
    nearer, farther = BRIDGE.replace("second", "next"), BRIDGE.replace("planned for", "due in")
    keys = [(None, farther), (None, nearer)]
    assert {n: m.position for n, m in known.match_all(keys, 2).items()} == {1: 0}
    # The texts of other catalogues may match repeatedly.
    assert {n: m.position for n, m in known.match_all(keys, 0).items()} == {0: 0, 1: 0}
    assert known.match_all(keys, 2, taken=[0]) == {}


def test_the_second_best_is_used_if_the_best_is_taken() -> None:
    known = memory(BRIDGE, BRIDGE.replace("2027", "2031"))
    keys = [(None, BRIDGE), (None, BRIDGE.replace("second", "2nd"))]
    matches = known.match_all(keys, 2)
    assert {number: match.position for number, match in matches.items()} == {0: 0, 1: 1}


def test_candidates_share_rare_words() -> None:
    common = [f"the bridge number {number} is closed today" for number in range(500)]
    known = memory(*common, "the bridge of Gyumri is closed today")
    assert known.candidates("a bridge at Gyumri is open")[0] == 500
    assert len(known.candidates("the bridge is closed today")) == 40
    assert known.candidates("nothing shared") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two three four", {"one", "two", "three", "four"}),
        ("One two", {"one", "two", "one…", "two…"}),
        ("Bridge", {"bridge", "bri…", "rid…", "idg…", "dge…"}),
        ("ab", {"ab"}),
        ("译者们", {"译者们", "译者们…", "译者", "者们"}),
    ],
)
def test_short_texts_are_indexed_by_trigrams_and_chinese_by_bigrams(
    text: str, words: set[str]
) -> None:
    assert indexed_words(text) == words
