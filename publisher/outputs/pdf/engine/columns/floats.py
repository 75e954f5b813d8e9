"""Blocks that move to the top of the next column or page if they do not fit (page floats).

A style sheet marks them by `--float: block-start` (`float` of CSS Page Floats 3, which WeasyPrint
70 does not know). The text after them moves up, so that no hole is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.outputs.pdf.engine.custom_properties import custom_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = Any  # WeasyPrint is not typed
    # Where a box continues: the index of a child, and where that one does.
    Resume = dict[int, Any]


_MOST_DEFERRED = 2  # at a time: figures stay near the text about them
_LEAST_LINES = 3  # of room in which text goes on before a float


class Deferred(NamedTuple):
    """A float that was put off: its index, and where it continues if a part of it is placed."""

    child: int
    resume_at: Resume | None = None


class Continuation(dict[int, Any]):
    """Where a multi-column box continues on the next page, as the engine has it.

    - `flow`: where its text continues; None if it has ended
    - `deferred`: the floats that were put off
    - `ahead`: the indices of floats that are placed, though the text before them is not
    """

    def __init__(
        self, flow: Resume | None, deferred: Sequence[Deferred], ahead: frozenset[int]
    ) -> None:
        super().__init__(flow or dict([deferred[0]]))
        self.flow, self.deferred, self.ahead = flow, tuple(deferred), ahead

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Continuation) and vars(self) == vars(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # as a dict

    def __reduce__(self) -> tuple[type[Continuation], tuple[object, ...]]:
        return Continuation, (self.flow, self.deferred, self.ahead)


def continuation(
    flow: Resume | None, deferred: Sequence[Deferred], placed: set[int]
) -> Resume | None:
    """Return where a box continues; None if nothing is left.

    `placed` are the indices of blocks that are on its pages up to here.
    """
    ahead = frozenset(index for index in placed if flow and _is_ahead(index, flow))
    return Continuation(flow, deferred, ahead) if deferred or ahead else flow


def _is_ahead(index: int, flow: Resume) -> bool:
    [(start, inner)] = flow.items()
    return index > start or (index == start and inner is None)


def is_float(box: Box) -> bool:
    """Return whether a block may move to the top of the next column or page."""
    return custom_property(box.style, "float") == "block-start" and box.is_in_normal_flow()


def may_defer(room: float, leading: float, deferred: Sequence[Deferred]) -> bool:
    """Return whether a float that does not fit is put off: text can go on in the room, in px."""
    return room >= _LEAST_LINES * leading and len(deferred) < _MOST_DEFERRED


def placeholder(parent: Box, before: Box | None = None) -> Box:
    """Return an empty box, which keeps the index of a float among its parent's children.

    If the child before is a heading, it stays with the text after the float.
    """
    box = parent.anonymous_from(parent, children=[])
    if before is not None:
        box.style["break_after"] = before.style["break_after"]
    return box
