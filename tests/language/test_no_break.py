"""No-break spaces by language; everything else stays unchanged."""

from __future__ import annotations

import fnmatch
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language import no_break_words
from publisher.language.locale import Language
from publisher.language.no_break import insert_no_break_spaces

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN = Path(__file__).with_name("no_break.txt")
CODES = ("en", "fr", "ru", "uk", "hy", "cs", "pl", "de", "zh", "hr", "lv")
LANGUAGES = [Language(code) for code in CODES]


def golden() -> list[tuple[str, str]]:
    """Return the lines of the golden file: a tag and a text."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("# "))
    return [(code, text) for code, text in pairs]


def marked(code: str, text: str) -> str:
    """Return a text with its no-break spaces set, in the notation of the golden file."""
    plain = text.replace("~", " ").replace("_", " ")
    result = insert_no_break_spaces(plain, Language(code))
    return result.replace("\u00a0", "~").replace("\u202f", "_")


def test_no_break_spaces_are_set_as_native_speakers_do() -> None:
    assert [(code, marked(code, text)) for code, text in golden()] == golden()


@pytest.mark.parametrize(
    ("table", "neighbour"),
    [
        (no_break_words.UNITS, r"~([^\s~,.]+)"),
        (no_break_words.BEFORE_NUMBER, r"([^\s~,]+)(?=~\d)"),
        (no_break_words.BEFORE_NAME, r"([^\s~,]+)(?=~[^\W\d_])"),
    ],
)
def test_every_word_of_the_tables_has_a_text(table: Mapping[str, str], neighbour: str) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for code, text in golden():
        found[Language(code).base].update(re.findall(neighbour, text))
    words = ((base, word) for base, row in table.items() for word in row.split())
    assert [(base, word) for base, word in words if not fnmatch.filter(found[base], word)] == []


@given(st.text(st.sampled_from("aвkrАII« »!?:;.—5 10№%г\u00a0")), st.sampled_from(LANGUAGES))
def test_only_the_kind_of_spaces_changes(text: str, language: Language) -> None:
    result = insert_no_break_spaces(text, language)
    assert len(result) == len(text)
    pairs = zip(text, result, strict=True)
    assert all(old == new or (old == " " and new in "\u00a0\u202f") for old, new in pairs)
    assert insert_no_break_spaces(result, language) == result
