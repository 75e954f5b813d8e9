"""Template code: replace code that Markdown can express, leave out and report the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from publisher.markup.lines import BLOCK_PREFIX
from publisher.markup.links import ANYWHERE
from publisher.readers.site_syntax.constructs import HINT, find_constructs, pair_constructs
from publisher.readers.site_syntax.destinations import (
    ELLIPSIS,
    Destination,
    find_destination,
    is_in_address,
)
from publisher.readers.site_syntax.faults import left_out
from publisher.readers.site_syntax.outputs import value_of
from publisher.readers.site_syntax.shortcodes import REFERENCES, treat
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.markup.fault import SourceFault
    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.constructs import Construct
    from publisher.readers.site_syntax.shortcodes import Treatment
    from publisher.readers.site_syntax.source_text import SourceText

_MDBOOK = re.compile(r"#(?:rustdoc_)?(?:include|playground)\b")
# Parts of a tag's content, such as the branches of `{% if %}`.
_BRANCHES = frozenset({"else", "elsif", "elif", "elseif", "when", "break", "continue", "cycle"})


def resolve_templates(source: SourceText, code: CodeMap) -> Sequence[Change]:
    """Return the changes that resolve template code, or leave it out with a fault."""
    if not HINT.search(source.text):
        return ()
    resolver = _Resolver(source, code)
    resolver.resolve()
    return resolver.changes


class _Resolver:
    """A walk over the constructs of a text, which collects changes."""

    def __init__(self, source: SourceText, code: CodeMap) -> None:
        self._source, self._text, self._code = source, source.text, code
        self._constructs = find_constructs(source.text, code)
        self._partners = pair_constructs(self._constructs)
        self._closings: dict[int, Change] = {}
        self.changes: list[Change] = []

    def resolve(self) -> None:
        index = 0
        while index < len(self._constructs):
            index = self._resolve(index)

    def _resolve(self, index: int) -> int:
        """Resolve a construct; return the index of the next one to resolve."""
        construct = self._constructs[index]
        partner = self._partners.get(index)
        if construct.name == "raw":
            self.changes.append(self._without_line(construct))
            return index + 1
        if construct.kind == "escaped":
            self.changes.append(
                Change(construct.start, construct.end, _unescaped(construct, self._text))
            )
        elif index in self._closings:
            self.changes.append(self._closings[index])
        elif (destination := find_destination(self._text, construct)) is not None:
            return self._resolve_destination(index, destination)
        elif construct.kind == "output":
            self._resolve_output(construct)
        elif construct.kind == "comment" or construct.closes or construct.name in _BRANCHES:
            self.changes.append(Change(construct.start, construct.end, ""))
        else:
            return self._resolve_tag(index, partner)
        return index + 1

    def _without_line(self, construct: Construct) -> Change:
        """Return the deletion of a construct, and of its line if nothing else is in that."""
        start, end = self._source.line_bounds(construct.start)
        rest = (
            self._text[start : construct.start]
            + self._text[construct.end : max(end, construct.end)]
        )
        if rest.strip() or construct.end > end:
            return Change(construct.start, construct.end, "")
        return Change(start, min(end + 1, len(self._text)), "")

    def _resolve_output(self, construct: Construct) -> None:
        value = value_of(construct.arguments, self._text[construct.end : construct.end + 2])
        check = "include" if _MDBOOK.match(construct.arguments) else "template-code"
        fault = None if value is not None else self._fault(check, construct)
        shown = ELLIPSIS if is_in_address(self._text, construct.start) else ""
        text = shown if value is None else value
        self.changes.append(Change(construct.start, construct.end, text, fault=fault))

    def _resolve_tag(self, index: int, partner: int | None) -> int:
        construct = self._constructs[index]
        closing = None if partner is None else self._constructs[partner]
        content = None if closing is None else self._text[construct.end : closing.start]
        treatment = treat(construct, content)
        fault = None
        if treatment.fault:
            kept = closing is not None and treatment.content == "keep"
            effect = "is left out, and its content kept" if kept else "is left out"
            fault = self._fault(treatment.fault, construct, effect)
        if closing is None or partner is None:
            text = treatment.opening
            if construct.name in REFERENCES and text:
                text = f"[{text.removeprefix(ANYWHERE)}]({text})"
            change = Change(construct.start, construct.end, text, fault=fault)
            self.changes.append(change)
            return index + 1
        if treatment.content == "drop":
            change = Change(construct.start, closing.end, treatment.opening, fault=fault)
            self.changes.append(change)
            return partner + 1
        change = self._placed(construct, treatment.opening, treatment)
        self.changes.append(change._replace(fault=fault))
        if treatment.content == "code":
            self.changes.append(self._placed(closing, treatment.closing, treatment))
            return partner + 1
        self._closings[partner] = self._placed(closing, treatment.closing, treatment)
        return index + 1

    def _placed(self, construct: Construct, text: str, treatment: Treatment) -> Change:
        """Return the change of a construct to a text, in a line of its own for a block."""
        if treatment.is_block:
            start, _ = self._source.line_bounds(construct.start)
            _, end = self._source.line_bounds(construct.end)
            index = bisect_left(self._constructs, start, key=attrgetter("start"))
            if index:  # the line may begin within another construct
                start = max(start, self._constructs[index - 1].end)
            before, after = self._text[start : construct.start], self._text[construct.end : end]
            if not BLOCK_PREFIX.fullmatch(before):
                indent = len(before) - len(before.lstrip(" \t>"))
                text = f"\n{before[:indent]}{text}"
            text = f"{text}\n" if after.strip() else text
        return Change(construct.start, construct.end, text)

    def _resolve_destination(self, index: int, destination: Destination) -> int:
        """Resolve all constructs in the address of a link or image, as one."""
        parts, position = list[str](), destination.start
        unknown: Construct | None = None
        while index < len(self._constructs) and self._constructs[index].end <= destination.end:
            construct = self._constructs[index]
            value = self._address(construct)
            unknown = unknown or (construct if value is None else None)
            parts += [self._text[position : construct.start], value or ""]
            position, index = construct.end, index + 1
        address = "".join([*parts, self._text[position : destination.end]])
        if unknown is None:
            self.changes.append(destination.with_address(self._text, address))
        elif destination.is_image:
            self.changes.append(destination.with_written_address(self._text))
        else:
            effect = "is in the address of a link, of which only the words are shown"
            fault = self._fault("template-code", unknown, effect)
            first, *others = destination.without_link(self._text)
            self.changes += [first._replace(fault=fault), *others]
        return index

    def _address(self, construct: Construct) -> str | None:
        """Return the output of a construct in an address, or None if only the site knows."""
        if construct.kind == "output":
            after = self._text[construct.end : construct.end + 2]
            return value_of(construct.arguments, after, in_address=True)
        treatment = treat(construct, None)
        return None if treatment.fault else treatment.opening

    def _fault(self, check: str, construct: Construct, effect: str = "is left out") -> SourceFault:
        code = self._text[construct.start : construct.end]
        return left_out(check, code, self._source.file_line(construct.start), effect)


def _unescaped(construct: Construct, text: str) -> str:
    """Return the code that an escaped construct shows: `{{< x >}}` for `{{</* x */>}}`."""
    mark = text[construct.start : construct.end].lstrip("{")[0]
    closing = {"<": ">", "%": "%"}[mark]
    return f"{{{{{mark} {construct.arguments} {closing}}}}}"
