"""Evidence that blocks translate each other, and how much of it there must be."""

from __future__ import annotations

import pytest

from publisher.translation.alignment_evidence import BlockPair, confirmed, evidence_of, numbers


def pairs(*sources: str, targets: tuple[str, ...] | None = None) -> list[BlockPair]:
    return [BlockPair(*texts) for texts in zip(sources, targets or sources, strict=True)]


def evidence(found: list[BlockPair]) -> tuple[list[int], list[int]]:
    confirming, contradicting = evidence_of(found)
    return list(confirming), list(contradicting)


def test_words_numbers_and_addresses_confirm_a_pair() -> None:
    source = "In Gyumri, 12 people wrote to a@b.org."
    found = pairs(source, targets=("В Гюмри 12 человек написали на a@b.org.",))
    assert evidence(found) == ([3], [0])


def test_a_word_on_one_side_only_contradicts_the_pair() -> None:
    found = pairs("In 2023.", "So.", "In 1990.", targets=("En 2023.", "En 1990.", "Ainsi."))
    assert evidence(found) == ([1, 0, 0], [0, 0, 1])


@pytest.mark.parametrize(("blocks", "is_rare"), [(1, True), (2, True), (3, False)])
def test_only_a_rare_word_is_evidence(blocks: int, *, is_rare: bool) -> None:
    many, once = ["In 2023."] * blocks, ["In 2023."] + ["Then."] * (blocks - 1)
    for sources, targets in ((many, once), (once, many)):
        found = pairs(*sources, targets=tuple(f"{text} Ja." for text in targets))
        assert any(map(any, evidence(found))) == is_rare


def test_equal_texts_are_no_translation() -> None:
    assert evidence(pairs("In 2023.")) == ([0], [0])


@pytest.mark.parametrize(
    ("source", "target", "is_similar"),
    [
        ("Pashinyan", "Пашинян", True),
        ("Vanadzor", "Վանաձոր", True),
        ("parliament", "government", False),
        ("12", "120", False),
    ],
)
def test_names_are_compared_as_they_sound(source: str, target: str, *, is_similar: bool) -> None:
    confirming, _ = evidence(pairs(f"A {source}.", targets=(f"{target} ja.",)))
    assert confirming == [int(is_similar)]


@pytest.mark.parametrize(("words", "is_enough"), [(2, False), (3, True), (4, True)])
def test_three_words_confirm_a_translation(words: int, *, is_enough: bool) -> None:
    years = ", ".join(str(1990 + number) for number in range(words))
    found = pairs(f"In {years}.", targets=(f"En {years}.",))
    assert confirmed(found, evidence_of(found)) == [is_enough]


def test_another_document_with_some_of_the_numbers_is_not_confirmed() -> None:
    sources = tuple(f"In {year}." for year in range(1990, 1998))
    order = (0, 1, 2, 4, 3, 6, 5, 7)
    targets = tuple(f"En {1990 + number}." for number in order)
    found = pairs(*sources, targets=targets)
    assert evidence(found)[0] == [1, 1, 1, 0, 0, 0, 0, 1]
    assert not any(confirmed(found, evidence_of(found)))


@pytest.mark.parametrize(("between", "are_confirmed"), [(4, True), (5, False)])
def test_blocks_between_two_with_evidence_are_confirmed_if_these_are_near(
    between: int, *, are_confirmed: bool
) -> None:
    sources = ("In 1990, 1991.", *["So it was."] * between, "In 1992, 1993.")
    targets = tuple(text.replace("In", "En").replace("So it", "Ainsi") for text in sources)
    found = pairs(*sources, targets=targets)
    assert confirmed(found, evidence_of(found)) == [True, *[are_confirmed] * between, True]


def test_blocks_between_evidence_and_an_end_are_confirmed() -> None:
    sources = ("So it was.", "So.", "In 1990, 1991.", "In 1992.", "The end.")
    targets = ("Ainsi fut-il.", "Ainsi.", "En 1990, 1991.", "En 1992.", "Fin.")
    found = pairs(*sources, targets=targets)
    assert all(confirmed(found, evidence_of(found)))


def test_a_block_with_as_much_against_it_as_for_it_is_no_evidence() -> None:
    sources = ("In 1990, 1991, 1992, 1996.", "In 1993, 1994.", "Then 1995.", *["So."] * 4)
    targets = ("En 1990, 1991, 1992, 1996.", "En 1993, 1995.", "Puis 1994.", *["Ainsi."] * 4)
    found = pairs(*sources, targets=targets)
    assert evidence(found) == ([4, 1, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0, 0])
    assert confirmed(found, evidence_of(found)) == [True] + [False] * 6


def test_blocks_beside_a_gap_are_not_confirmed() -> None:
    sources = ("In 1990, 1991.", "So it was.", "", "In 1992, 1993.")
    targets = ("En 1990, 1991.", "Ainsi.", "Enfin.", "En 1992, 1993.")
    found = pairs(*sources, targets=targets)
    assert confirmed(found, evidence_of(found)) == [True, False, False, True]


def test_numbers_have_no_separators_and_ascii_digits() -> None:
    assert numbers("1,234.5 and 10 000, ۲۰۲۳") == {"12345", "10000", "2023"}
