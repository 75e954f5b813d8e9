"""Prepare: rewrite the syntax of site generators in a Markdown text as Markdown of ours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.plural import counted
from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.attributes import remove_attributes
from publisher.readers.site_syntax.cells import read_cells
from publisher.readers.site_syntax.code_map import CodeMap
from publisher.readers.site_syntax.control_characters import remove_control_characters
from publisher.readers.site_syntax.critic import accept_edits
from publisher.readers.site_syntax.cross_references import resolve_cross_references
from publisher.readers.site_syntax.directives import read_directives
from publisher.readers.site_syntax.emoji_codes import read_emoji
from publisher.readers.site_syntax.external_references import read_external_references
from publisher.readers.site_syntax.images import describe_images
from publisher.readers.site_syntax.inline_footnotes import move_footnotes
from publisher.readers.site_syntax.lesson_boxes import name_boxes
from publisher.readers.site_syntax.markers import (
    keep_grids,
    read_badges,
    read_keys,
    remove_includes,
    remove_markers,
)
from publisher.readers.site_syntax.references import References, name_places
from publisher.readers.site_syntax.roles import read_roles
from publisher.readers.site_syntax.source_text import SourceText
from publisher.readers.site_syntax.table_captions import read_captions
from publisher.readers.site_syntax.template_code import resolve_templates
from publisher.readers.site_syntax.tex import read_commands, read_formulas
from publisher.readers.site_syntax.wiki_links import read_wiki_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from publisher.readers.site_syntax.source_text import Change

    _Step = Callable[[SourceText, CodeMap], Iterable[Change]]

# The steps of a round see the same text. Generators run templates first; footnotes hold all else.
_TEMPLATES: tuple[_Step, ...] = (resolve_templates,)
# Directives hold others.
_DIRECTIVES: tuple[tuple[_Step, ...], ...] = ((read_directives,),) * 4
_ROUNDS: tuple[tuple[_Step, ...], ...] = (
    (
        remove_includes,
        read_cells,
        keep_grids,
        remove_markers,
        read_keys,
        read_badges,
        accept_edits,
        read_emoji,
    ),
    (describe_images, remove_attributes),
    (read_wiki_links,),
    (resolve_cross_references,),
    (move_footnotes,),
    (move_footnotes,),  # those within others
)
_LINES_SHOWN = 3


class Prepared(NamedTuple):
    """Markdown, the line of the file (from 0) of each of its lines, and faults."""

    text: str
    lines: Sequence[int]
    faults: list[SourceFault]


class Dialect(NamedTuple):
    """Dialect of Markdown, from a file's ending and language.

    In MDX, double braces are no template code, and indented text is no code. `is_pandoc` is true
    where any `@name` is a reference or a citation, as in Quarto and R Markdown. With
    `in_english`, boxes of lessons have English titles.
    """

    is_mdx: bool = False
    is_pandoc: bool = False
    in_english: bool = False


_MARKDOWN = Dialect()


def prepare(
    text: str, dialect: Dialect = _MARKDOWN, references: References | None = None
) -> Prepared:
    """Rewrite a text; parts that only a generator can make are left out and reported."""
    source, faults = SourceText.of(text), list[SourceFault]()
    references = references or References()
    code = CodeMap(source, mdx=dialect.is_mdx)
    resolve = partial(references.changes, has_citations=dialect.is_pandoc)
    first: tuple[_Step, ...] = (resolve, name_places, read_captions, read_formulas)
    rounds = ((*first, read_commands) if dialect.is_pandoc else first, *_ROUNDS)
    if not dialect.is_mdx:
        roles = partial(read_roles, references=references)
        boxes = partial(name_boxes, in_english=dialect.in_english)
        rounds = (*_DIRECTIVES, (roles, read_external_references, boxes), *rounds)
    for steps in rounds if dialect.is_mdx else (_TEMPLATES, *rounds):
        if changes := [change for step in steps for change in step(source, code)]:
            faults += (change.fault for change in changes if change.fault)
            source = source.changed(changes)
            code = CodeMap(source, mdx=dialect.is_mdx)
    return Prepared(source.text, source.lines, _unite_repeated(faults))


def make_printable(text: str) -> tuple[str, list[SourceFault]]:
    """Return a file's text, with its front matter, without characters that pages cannot show."""
    source = SourceText.of(text)
    changes = [*remove_control_characters(source)]
    faults = _unite_repeated(change.fault for change in changes if change.fault)
    return (source.changed(changes).text if changes else text), faults


def _unite_repeated(faults: Iterable[SourceFault]) -> list[SourceFault]:
    """Return the faults with those of the same message as one, at the first's line."""
    lines: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        lines.setdefault((fault.check, fault.message), []).append(fault.line or 0)
    return [
        SourceFault(check, f"{message}{_also(first, others)}", first)
        for (check, message), (first, *others) in lines.items()
    ]


def _also(first: int, others: list[int]) -> str:
    if len(others) > _LINES_SHOWN:
        return f" (also {counted(len(others), 'more time')})"
    lines = [line for line in dict.fromkeys(others) if line != first]
    if not lines:
        return ""
    return f" (also in line {' and '.join(map(str, lines))})"
