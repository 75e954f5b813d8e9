"""Translation memory: the nearest known text, each of the first ones once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.catalogues import translation_memory
from publisher.catalogues.translation_memory import TranslationMemory
from publisher.catalogues.word_index import Occurrences, WordIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from publisher.catalogues.key import Key

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


WORDS = ("the", "a", "ferry", "bridge", "of", "was", "old", "in", "鲁拜集的译者", "1905")
SOME_TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), max_size=12)


@pytest.fixture
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_memory, "_MAX_CANDIDATES", 4)
    monkeypatch.setattr(translation_memory, "_COMMON_WORD", 3)


@pytest.mark.usefixtures("few_candidates")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=SOME_TEXTS, first=SOME_TEXTS, second=SOME_TEXTS, looked_up=SOME_TEXTS)
def test_texts_that_are_not_in_memory_are_found_alike(
    own: list[str], first: list[str], second: list[str], looked_up: list[str]
) -> None:
    keys = [(None, text) for text in looked_up]
    whole = memory(*own, *first, *second).match_all(keys, len(own))
    others = Apart(first, second)
    apart = TranslationMemory([(None, text) for text in own], others, keys)
    found = apart.match_all(keys, len(own))
    places = [*range(len(own)), *(len(own) + place for place in others.places)]
    assert {n: (places.index(m.position), m.score) for n, m in found.items()} == whole


class Apart:
    """Texts in two files."""

    START = 1 << 32

    def __init__(self, *files: list[str]) -> None:
        self.files = [[(None, text) for text in file] for file in files]

    @property
    def places(self) -> list[int]:
        files = enumerate(self.files)
        return [i * self.START + number for i, file in files for number in range(len(file))]

    def occurrences(self, words: set[int]) -> Iterator[Occurrences]:
        for number, file in enumerate(self.files):
            index = WordIndex.from_bytes(WordIndex.of(file).to_bytes())
            yield from index.occurrences(words, number * self.START)

    def keys_at(self, positions: Collection[int]) -> Mapping[int, Key]:
        return {p: self.files[p // self.START][p % self.START] for p in positions}
