"""Tag edits: the edits that rewrite the tags of an inline text as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.inline_rules import Edit
from publisher.markup.links import is_allowed
from publisher.markup.raw_html import PAIRED_TAGS, tag_name
from publisher.markup.renderer import text_content
from publisher.markup.spans import code_lines, code_span, escaped, image
from publisher.markup.tags import JSX_STRING, Tag
from publisher.readers.raw_html import faults
from publisher.readers.raw_html.breaks import BREAK
from publisher.readers.raw_html.elements import (
    FRAGMENTS,
    LEFT_OUT,
    LINES,
    PLAYERS,
    UNSEEN,
    checkbox,
    untagged,
)
from publisher.readers.raw_html.pairs import pair, tags_among
from publisher.readers.raw_html.written_tags import (
    STRUCK,
    address_of,
    link_destination,
    name_of,
    pair_name,
    pair_tag,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from publisher.markup.fault import SourceFault

_CODE = frozenset({"code", "tt", "pre"})
_SPACE = re.compile(r"[ \n]*")


class _Mark(NamedTuple):
    """A tag, its place among the tokens, and that of its partner."""

    place: int
    tag: Tag
    partner: int | None


class TagEdits:
    """The edits that rewrite the tags of a text."""

    def __init__(self, text: str, tokens: list[Token], line: int | None) -> None:
        self.text, self.tokens, self.line = text, tokens, line
        self.faults: list[SourceFault] = []
        self.anchors: list[str] = []
        self.reported = Counter[str]()
        is_text = (bool(t.content.strip() or t.children) and "end" not in t.meta for t in tokens)
        self.texts_before = [0, *accumulate(is_text)]
        self.tags = tags_among(tokens)
        self.pairs = pair(tokens, self.tags)

    def made(self) -> list[Edit]:
        """Return the edits, in order."""
        edits: list[Edit] = []
        for index, tag in self.tags.items():
            if edits and tag.start < edits[-1].end:
                continue  # within one that is left out
            for edit in self._edit(_Mark(index, tag, self.pairs.partners.get(index))):
                edits.append(self._without_space(edit, edits[-1] if edits else None))
        return edits

    def _without_space(self, edit: Edit, before: Edit | None) -> Edit:
        """Delete the space after a deletion that has space before it too."""
        start = edit.start
        if before is not None and before.end == start and not before.text:
            start = before.start
        if edit.text or (start and self.text[start - 1] not in " \n"):
            return edit
        after = _SPACE.match(self.text, edit.end)
        return edit._replace(end=after.end() if after else edit.end)

    def _has_text(self, mark: _Mark) -> bool:
        end = mark.place if mark.partner is None else mark.partner
        return self.texts_before[end] > self.texts_before[mark.place]

    def _edit(self, mark: _Mark) -> Iterator[Edit]:
        tag = mark.tag
        if tag.name in {"!", "{"}:
            yield self._without_code(mark)
            return
        if tag.is_closing:
            yield from self._closing(mark)
            return
        self.anchors += filter(None, (tag.attributes.get("id"), name_of(tag)))
        if box := checkbox(tag.name, tag.attributes):
            is_apart = self.text[tag.end : tag.end + 1].isspace()
            yield _edit(tag, box if is_apart else f"{box} ")
        elif tag.name in LEFT_OUT | UNSEEN:
            yield self._left_out(mark)
        elif tag.is_component:
            yield self._component(mark)
        elif tag.name == "img":
            yield _edit(tag, self._image(tag))
        elif tag.name in _CODE and mark.partner is not None:
            yield self._code(mark)
        else:
            yield from self._opening(mark)

    def _opening(self, mark: _Mark) -> Iterator[Edit]:
        tag, source = mark.tag, self.text[mark.tag.start : mark.tag.end]
        if tag.name == "br":
            if tag_name(source) != "br":
                yield _edit(tag, "<br>")
        elif tag.name in PAIRED_TAGS | STRUCK | {"span"}:
            if mark.partner is None and tag.name in PAIRED_TAGS and not tag.is_empty:
                self._report(faults.unclosed, tag)
            if mark.partner is None or tag_name(source) != tag.name:
                yield _edit(tag, pair_tag(tag) if mark.partner is not None else "")
        elif tag.name == "a":
            yield _edit(tag, "[" if self._is_link(mark) else "")
        elif tag.name == "li":
            yield _edit(tag, f"{BREAK}• ")
        elif tag.name == "rt" and mark.partner is not None:
            yield _edit(tag, " (")
        else:
            yield _edit(tag, BREAK if tag.name in LINES else "")

    def _closing(self, mark: _Mark) -> Iterator[Edit]:
        tag = mark.tag
        opening = None if mark.partner is None else self.tags[mark.partner]
        if opening is None and tag.name in PAIRED_TAGS:
            self._report(faults.unopened, tag)
        if opening is not None and tag.name in PAIRED_TAGS | STRUCK | {"span"}:
            kept = tag_name(self.text[opening.start : opening.end])
            if kept != tag.name or tag_name(self.text[tag.start : tag.end]) != tag.name:
                yield _edit(tag, f"</{pair_name(opening)}>" if pair_name(opening) else "")
        elif opening is not None and tag.name == "a":
            paired = _Mark(mark.partner or 0, opening, mark.place)
            yield _edit(tag, f"]({link_destination(opening)})" if self._is_link(paired) else "")
        elif opening is not None and tag.name == "rt":
            yield _edit(tag, ")")
        elif opening is not None and tag.is_component:
            yield self._end_of_component(mark)
        else:
            yield _edit(tag, BREAK if tag.name in LINES else "")

    def _is_link(self, mark: _Mark) -> bool:
        """Return whether an element can be a link in Markdown: around text, and no other link."""
        href = mark.tag.attributes.get("href", "").strip()
        if mark.partner is None or not href or not is_allowed(href):
            return False
        if mark.place in self.pairs.around_links:
            return False
        plain = re.sub(r"\\.", "", self.text[mark.tag.end : self.tags[mark.partner].start])
        if plain.count("[") != plain.count("]"):
            return False
        inner = (self.tags.get(index) for index in range(mark.place + 1, mark.partner))
        has_image = any(
            tag is not None and tag.name == "img" and self._image(tag) for tag in inner
        )
        return has_image or self._has_text(mark)

    def _image(self, tag: Tag) -> str:
        """Return an image as Markdown; nothing for tracking pixels and images without a source."""
        named, address = tag.attributes, address_of(tag)
        if not address and tag.is_dynamic and not named.get("src"):
            self.faults.append(faults.computed_image(self._line(tag)))
        if not address:
            return ""
        if not is_allowed(address):
            self.faults.append(faults.unloaded(address, self._line(tag)))
            return ""
        return image(untagged(named.get("alt", "")), address, named.get("title", ""))

    def _code(self, mark: _Mark) -> Edit:
        """Return an element as code; one with line breaks is a span for each line."""
        end = self.tags[mark.partner or 0].end
        inner = range(mark.place + 1, mark.partner or 0)
        is_block = mark.tag.name == "pre"
        text = "".join(self._code_of(index, is_block=is_block) for index in inner)
        if is_block:
            return Edit(mark.tag.start, end, f"{BREAK}{code_lines(text)}{BREAK}")
        return Edit(mark.tag.start, end, code_lines(text) if "\n" in text else code_span(text))

    def _code_of(self, index: int, *, is_block: bool) -> str:
        """Return the text of a token in code, of which only line breaks are kept."""
        token, tag = self.tokens[index], self.tags.get(index)
        if tag is not None:
            return "\n" if tag.name == "br" else ""
        is_break = is_block and token.type in {"softbreak", "hardbreak"}
        return "\n" if is_break else text_content([token])

    def _left_out(self, mark: _Mark) -> Edit:
        """Leave out an element with its content, but the links and images of a player's."""
        tag = mark.tag
        if tag.name not in UNSEEN:
            self._report(faults.left_out, tag)
        if mark.partner is None:
            return _edit(tag, "")
        if tag.name in PLAYERS:
            inner = range(mark.place + 1, mark.partner)
            if any(i in self.tags and self.tags[i].name in {"a", "img"} for i in inner):
                return _edit(tag, "")
        return Edit(tag.start, self.tags[mark.partner].end, "")

    def _component(self, mark: _Mark) -> Edit:
        if mark.tag.name not in FRAGMENTS:
            self._report(faults.unwrapped if self._has_text(mark) else faults.left_out, mark.tag)
        return _edit(mark.tag, "")

    def _end_of_component(self, mark: _Mark) -> Edit:
        """Leave out an end tag; another component at once after it must not touch its text."""
        following = self.tags.get(mark.place + 1)
        touches = following is not None and following.is_component and not following.is_closing
        return _edit(mark.tag, " " if touches else "")

    def _without_code(self, mark: _Mark) -> Edit:
        """Leave out an expression of MDX, or an instruction; a string of words is kept."""
        source = self.text[mark.tag.start : mark.tag.end]
        if string := JSX_STRING.fullmatch(source):
            return _edit(mark.tag, escaped(string[2]))
        if not source.startswith(("<!", "{/*")):
            self.faults.append(faults.code(source, self._line(mark.tag)))
        elif source == "<!--":
            self.faults.append(faults.visible_comment(self._line(mark.tag)))
        return _edit(mark.tag, "")

    def _report(self, fault: Callable[[str, int | None], SourceFault], tag: Tag) -> None:
        """Report a fault, once for an element's two tags."""
        self.reported[tag.name] += 1
        if not tag.is_closing or self.reported[tag.name] == 1:
            self.faults.append(fault(tag.name, self._line(tag)))

    def _line(self, tag: Tag) -> int | None:
        return None if self.line is None else self.line + self.text.count("\n", 0, tag.start)


def _edit(tag: Tag, text: str) -> Edit:
    return Edit(tag.start, tag.end, text)
