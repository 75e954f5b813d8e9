"""The choice between LibreOffice's patterns and TeX's, by the measurement in `choices.txt`."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pytest
from hyphenation_words import TEX_NAMES, divided, plain_pyphen, shares, words

from publisher.language.hyphenation.dictionaries import TEX, TEX_FILES

ROW = re.compile(r"\[(\w+)\] ([\d.]+) ([\d.]+) (\w+)")
# A share of points that is not worth a second file, in percent.
NEGLIGIBLE = 2
LIBREOFFICE = plain_pyphen().LANGUAGES


class Word(NamedTuple):
    """A word, divided by hand, by LibreOffice's patterns and by TeX's."""

    right: str
    libreoffice: str
    tex: str


class Measured(NamedTuple):
    """A language's row, and its words."""

    not_tex: float
    not_libreoffice: float
    choice: str
    words: list[Word]


def read_measured() -> dict[str, Measured]:
    measured: dict[str, Measured] = {}
    text = Path(__file__).with_name("choices.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if row := ROW.fullmatch(line):
            last = measured[row[1]] = Measured(float(row[2]), float(row[3]), row[4], [])
        elif line and not line.startswith("#"):
            last.words.append(Word(*re.split(" = | [|] ", line)))
    return measured


MEASURED = read_measured()
WITH_WORDS = [code for code, row in MEASURED.items() if row.words]


def tex_file(code: str) -> Path:
    return TEX_FILES / f"hyph-{TEX_NAMES[code]}.tex"


def points(division: str) -> set[int]:
    return set(accumulate(map(len, division.split("-")[:-1])))


def faults(row: Measured, column: str) -> tuple[int, int]:
    """Return the number of wrong points, and of missed ones."""
    pairs = [(points(getattr(word, column)), points(word.right)) for word in row.words]
    return sum(len(is_ - be) for is_, be in pairs), sum(len(be - is_) for is_, be in pairs)


def test_every_language_with_both_is_measured_and_its_choice_is_made() -> None:
    assert MEASURED.keys() == TEX_NAMES.keys()
    chosen = {code for code, row in MEASURED.items() if row.choice == "TeX"}
    assert chosen == {code for code in TEX_NAMES if code.partition("_")[0] in TEX}


@pytest.mark.parametrize("code", MEASURED)
def test_the_better_patterns_are_chosen(code: str) -> None:
    row = MEASURED[code]
    if row.words:
        # A wrong point is worse than any number of missed ones.
        is_tex_better = faults(row, "tex") < faults(row, "libreoffice")
        assert row.choice == ("TeX" if is_tex_better else "LibreOffice")
    else:
        assert max(row.not_tex, row.not_libreoffice) < NEGLIGIBLE


@pytest.mark.parametrize("code", WITH_WORDS)
def test_words_are_divided_as_recorded(code: str) -> None:
    for right, libreoffice, tex in MEASURED[code].words:
        word = right.replace("-", "")
        assert (libreoffice.replace("-", ""), tex.replace("-", "")) == (word, word)
        assert divided(LIBREOFFICE[code], word) == libreoffice != tex
        if tex_file(code).exists():
            assert divided(tex_file(code), word) == tex


@pytest.mark.parametrize("code", [code for code in MEASURED if tex_file(code).exists()])
def test_shares_are_as_recorded(code: str) -> None:
    recorded = MEASURED[code]
    found = shares(LIBREOFFICE[code], tex_file(code), words(code))
    # CLDR renames a few places in each version.
    assert found.not_tex == pytest.approx(recorded.not_tex, abs=0.5)
    assert found.not_libreoffice == pytest.approx(recorded.not_libreoffice, abs=0.5)
