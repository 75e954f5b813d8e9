"""Revisions of a Word document: comments and tracked changes that nobody has settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.markup.fault import SourceFault
from publisher.readers.word_parts import parse_part

if TYPE_CHECKING:
    from publisher.readers.word_parts import Attributes, WordParts

# The source of a move is left out: its target is the same change.
_CHANGES = frozenset({"ins", "del", "moveTo"})
_WRAPPERS = _CHANGES | {"moveFrom"}


def unsettled(parts: WordParts) -> list[SourceFault]:
    """Return a fault with the number of comments and of changes to the text, if there are any.

    Changes of style alone are not counted. Raises ExpatError for damaged XML.
    """
    revisions = _Revisions()
    for kind in ("document", "footnotes", "endnotes"):
        parse_part(parts.content(kind), revisions.start, revisions.end)
    comments = len(_open_comments(parts) & revisions.comments)
    changes = revisions.changes
    if not comments and not changes:
        return []
    counts = [(comments, "comment"), (changes, "tracked change")]
    what = " and ".join(counted(number, noun) for number, noun in counts if number)
    are = "is" if comments + changes == 1 else "are"
    if not changes:
        read, remedy = "no comment is read", "resolve or delete them"
    elif not comments:
        read, remedy = "insertions are read, deletions are not", "accept or reject them"
    else:
        read, remedy = "insertions are read, deletions and comments are not", "settle them"
    problem = f"{what} {are} not settled: {read}; {remedy} in Word"
    return [SourceFault("unsettled-changes", problem)]


class _Revisions:
    """Handlers that count changes and collect the IDs of comments.

    Word divides a change by paragraphs and formatting. Parts of one author with no other text
    between them are one change.
    """

    def __init__(self) -> None:
        self.changes = 0
        self.comments: set[str] = set()
        self._last: tuple[str, str] | None = None
        self._open: list[str] = []
        # For each open paragraph, the change of its mark: it comes first, but is at the end.
        self._marks: list[tuple[str, str] | None] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if "Choice" not in self._open:  # its Fallback has the same text
            self._start(name, attributes)
        self._open.append(name)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in _CHANGES:
            change = (name, attributes.get("author", ""))
            if "pPr" in self._open:
                self._marks[-1:] = [change]
            else:
                self._count(change)
        elif name == "p":
            self._marks.append(None)
        elif name == "t" and not _WRAPPERS.intersection(self._open):
            self._last = None
        elif name == "commentReference":
            self.comments.add(attributes.get("id", ""))

    def end(self, name: str) -> None:
        self._open.pop()
        if name == "p" and "Choice" not in self._open:
            if mark := self._marks.pop():
                self._count(mark)
            else:
                self._last = None

    def _count(self, change: tuple[str, str]) -> None:
        self.changes += change != self._last
        self._last = change


def _open_comments(parts: WordParts) -> set[str]:
    """Return the IDs of the comments that are no answers and are not marked as done.

    The last paragraph of a comment represents it in the part with its state (MS-DOCX, 2.5.1.1).
    """
    settled: set[str] = set()
    paragraphs: dict[str, str] = {}
    comment = ""

    def start_state(name: str, attributes: Attributes) -> None:
        is_done = attributes.get("done") in {"1", "true", "on"}
        if name == "commentEx" and (is_done or "paraIdParent" in attributes):
            settled.add(attributes.get("paraId", ""))

    def start(name: str, attributes: Attributes) -> None:
        nonlocal comment
        if name == "comment":
            comment = attributes.get("id", "")
            paragraphs[comment] = ""
        elif name == "p" and comment in paragraphs:
            paragraphs[comment] = attributes.get("paraId", "")

    parse_part(parts.content("commentsExtended"), start_state)
    parse_part(parts.content("comments"), start)
    return {comment for comment, last in paragraphs.items() if last not in settled}
