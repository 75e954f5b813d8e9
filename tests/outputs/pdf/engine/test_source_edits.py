"""Edited functions differ from their originals in the edited passages only."""

from __future__ import annotations

import pytest

from publisher.outputs.pdf.engine.source_edits import SourceEdit, edited, has_passages


def half(number: int, *, unit: str = "") -> str:
    """Return half of a number."""
    result = number // 2
    return f"{result}{unit}"


def test_edited_function_keeps_its_name_signature_and_module() -> None:
    double = edited(SourceEdit("number // 2", "number * 2"))(half)
    assert [double(4, unit="m"), half(4, unit="m")] == ["8m", "2m"]
    assert (double.__name__, double.__doc__) == (half.__name__, half.__doc__)
    assert double.__globals__ is half.__globals__


@pytest.mark.parametrize("passage", ["number % 2", "number"])
def test_passage_that_is_missing_or_ambiguous_does_not_fit(passage: str) -> None:
    assert has_passages(SourceEdit("number // 2", ""))(half)
    assert not has_passages(SourceEdit("number // 2", ""), SourceEdit(passage, ""))(half)


@pytest.mark.parametrize("original", [None, 3, "half", len])
def test_what_has_no_source_does_not_fit(original: object) -> None:
    assert not has_passages(SourceEdit("", ""))(original)
