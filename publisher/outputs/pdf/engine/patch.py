"""What WeasyPrint 70 is taught: functions of its own that are wrapped into ours.

It has no other place where a line, a style sheet or a headline could be had to hand.
"""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    Function = Callable[..., Any]

_ORIGINALS: dict[tuple[ModuleType, str], Function] = {}


def patch(
    places: Sequence[ModuleType], name: str, first: str, wrap: Callable[[Function], Function]
) -> None:
    """Replace a function in all modules that call it, once.

    One whose `first` parameters have other names is another function than `wrap` is
    made for: it is left as it is, which costs time or beauty, and breaks nothing.
    """
    function = getattr(places[0], name)
    parameters = list(inspect.signature(function).parameters)
    if (places[0], name) in _ORIGINALS or parameters[: len(first.split())] != first.split():
        return
    wrapped = wrap(function)
    for place in places:
        _ORIGINALS[place, name] = getattr(place, name)
        setattr(place, name, wrapped)


@contextmanager
def unpatched() -> Iterator[None]:
    """Let WeasyPrint be as it comes for a while: to measure it, or to compare what it makes."""
    taught = {(place, name): getattr(place, name) for place, name in _ORIGINALS}
    for (place, name), function in _ORIGINALS.items():
        setattr(place, name, function)
    try:
        yield
    finally:
        for (place, name), function in taught.items():
            setattr(place, name, function)
