"""What WeasyPrint is taught replaces the function that it was made for, and no other."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.engine.patch import patch, unpatched

if TYPE_CHECKING:
    from collections.abc import Callable


def place(function: Callable[..., Any]) -> Any:  # noqa: ANN401 - a module with what it was given
    module = ModuleType("place")
    module.__dict__["cut"] = function
    return module


def doubled(function: Callable[..., int]) -> Callable[..., int]:
    return lambda *arguments: 2 * function(*arguments)


def test_a_function_is_replaced_once_wherever_it_is_called_and_can_be_forgotten() -> None:
    here, there = modules = [place(lambda text, _: len(text)) for _ in range(2)]
    for _ in range(2):
        patch(modules, "cut", "text", doubled)
    assert [here.cut("abc", 0), there.cut("abc", 0)] == [6, 6]
    with unpatched():
        assert [here.cut("abc", 0), there.cut("abc", 0)] == [3, 3]
    assert [here.cut("abc", 0), there.cut("abc", 0)] == [6, 6]


def test_a_function_with_other_parameters_is_left_alone() -> None:
    module = place(lambda width, text: width * len(text))
    patch([module], "cut", "text width", doubled)
    assert module.cut(2, "abc") == 6
