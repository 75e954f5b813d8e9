"""Patches replace the attributes that they were written for, and nothing else."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from publisher.outputs.pdf.engine.patch import (
    Patch,
    Replacement,
    apply,
    has_parameters,
    is_applied,
    patched,
    unpatched,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Owner = Any  # a module with attributes that mypy does not know


def length(text: str) -> int:
    return len(text)


def owner(function: Callable[..., Any]) -> Owner:
    module = ModuleType("owner")
    module.__dict__["measure"] = function
    return module


def doubling(parameters: str, *owners: Owner) -> Patch:
    def wrap(function: Callable[..., int]) -> Callable[..., int]:
        return lambda *args: 2 * function(*args)

    replacement = Replacement(owners, "measure", has_parameters(parameters), wrap)
    return Patch("double", "for the test", (replacement,))


def test_function_is_replaced_once_on_all_owners_and_can_be_restored() -> None:
    here, there = owners = [owner(lambda text, _: len(text)) for _ in range(2)]
    with patched(doubling("text", *owners)):
        assert not apply(doubling("text", *owners))
        assert [here.measure("abc", 0), there.measure("abc", 0)] == [6, 6]
        with unpatched():
            assert [here.measure("abc", 0), there.measure("abc", 0)] == [3, 3]
        assert [here.measure("abc", 0), there.measure("abc", 0)] == [6, 6]
    assert [here.measure("abc", 0), there.measure("abc", 0)] == [3, 3]


def test_function_with_other_parameters_is_not_replaced() -> None:
    module = owner(lambda width, text: width * len(text))
    patch = doubling("text width", module)
    with patched(patch):
        assert not is_applied(patch)
        assert module.measure(2, "abc") == 6


@pytest.mark.parametrize("original", [None, 3, "measure", {"measure": 1}])
def test_missing_function_is_not_replaced(original: object) -> None:
    module = owner(length)
    module.measure = original
    with patched(doubling("text", owner(length), module)):
        assert module.measure is original


def test_patch_that_fits_in_part_is_not_applied() -> None:
    module = owner(length)
    fitting = doubling("text", module).replacements
    other = doubling("width", module).replacements
    with patched(Patch("both", "for the test", fitting + other)):
        assert module.measure("abc") == 3


def test_one_patch_is_suspended_by_name() -> None:
    module, other = owner(length), owner(length)
    second = Patch("second", "for the test", doubling("text", other).replacements)
    with patched(doubling("text", module), second):
        with unpatched("second"):
            assert [module.measure("abc"), other.measure("abc")] == [6, 3]
        assert [module.measure("abc"), other.measure("abc")] == [6, 6]
    with pytest.raises(KeyError), unpatched("second"):
        pass


def test_item_of_a_dict_is_added_and_removed() -> None:
    modules: dict[str, object] = {}
    replacement = Replacement((modules,), "a", lambda original: original is None, lambda _: 1)
    patch = Patch("item", "for the test", (replacement,))
    with patched(patch):
        assert modules == {"a": 1}
        with unpatched("item"):
            assert modules == {}
    assert modules == {}
