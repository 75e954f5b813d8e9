"""Edited functions differ from their originals in the edited passages only."""

from __future__ import annotations

import pytest

from publisher.outputs.pdf.engine.patch import Patch, patched
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source


def half(number: int, *, unit: str = "") -> str:
    """Return half of a number."""
    result = number // 2
    return f"{result}{unit}"


def test_function_is_edited_in_place() -> None:
    imported, doubling = half, SourceEdit("number // 2", "number * 2")
    with patched(Patch("double", "for the test", (edit_source(half, doubling),))):
        assert imported(4, unit="m") == "8m"
    assert imported(4, unit="m") == "2m"


def test_edited_function_has_the_lines_of_its_original_in_a_traceback() -> None:
    failing = SourceEdit("number // 2", "number // 0")
    line = half.__code__.co_firstlineno + 2
    with (
        patched(Patch("fail", "for the test", (edit_source(half, failing),))),
        pytest.raises(ZeroDivisionError) as error,
    ):
        half(4)
    assert (str(error.traceback[-1].path), error.traceback[-1].lineno) == (__file__, line - 1)


@pytest.mark.parametrize("passage", ["number % 2", "number"])
def test_passage_that_is_missing_or_ambiguous_does_not_fit(passage: str) -> None:
    edits = (SourceEdit("number // 2", ""), SourceEdit(passage, ""))
    assert edit_source(half, *edits[:1]).guard(half.__code__)
    assert not edit_source(half, *edits).guard(half.__code__)


@pytest.mark.parametrize("original", [None, 3, "half", len])
def test_what_has_no_source_does_not_fit(original: object) -> None:
    assert not edit_source(half).guard(original)
