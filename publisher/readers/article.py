"""Articles in Markdown: parse the text, load its images, and run all passes over its tokens.

Every format but plain text comes here; the HTML and Word readers convert theirs to
Markdown first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from publisher.base.characters import CONTROL
from publisher.base.errors import PublisherError
from publisher.markup.parser import parse, parse_lines
from publisher.readers.parsed_source import ParsedSource
from publisher.readers.passes.admonitions import unify_admonitions
from publisher.readers.passes.code_titles import show_code_titles
from publisher.readers.passes.directives import apply_directives
from publisher.readers.passes.figures import check_credits, make_figures
from publisher.readers.passes.headings import assign_ids, close_level_gaps
from publisher.readers.passes.inline_tokens import is_unparsed, reparse
from publisher.readers.passes.lists import number_from_start, show_adjacent_paragraphs
from publisher.readers.passes.nesting import refuse_deep_nesting
from publisher.readers.passes.references import build_scope, collect_links, load_images
from publisher.readers.passes.source_faults import (
    dangling_footnotes,
    empty_pages,
    lost_anchors,
    plain_formulas,
    undescribed_images,
    without_repeated_footnotes,
)
from publisher.readers.passes.tables import (
    mark_column_headers,
    mirror_alignments,
    refuse_large_tables,
)
from publisher.readers.passes.tasks import mark_tasks
from publisher.readers.passes.title import (
    TitleSource,
    code_and_literal,
    literal_title,
    put_title_first,
)
from publisher.readers.passes.untranslated import mark_untranslated_text
from publisher.readers.raw_html.anchors import anchor_names, place_anchors
from publisher.readers.raw_html.blocks import HtmlConverter
from publisher.readers.raw_html.texts import convert_attributes, convert_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from publisher.markup.document import Asset, Metadata
    from publisher.markup.fault import SourceFault
    from publisher.markup.scope import Scope
    from publisher.readers.sidecar import Sidecar


@dataclass(frozen=True, kw_only=True)
class ArticleSource:
    """Origin of an article's text.

    `load_image` returns the image at an address, or raises PublisherError. `image_names` are the
    names of images that editors do not know by their address. `title_hint` is the remedy for a
    missing title. A page of a site has the title `title_of_file` without one of its own. The title
    in the metadata, in `title_line`, is plain text, unless it `is_markdown_title`. Descriptions of
    figures are their captions too if it `shows_descriptions`.
    """

    file: Path
    metadata: Metadata
    metadata_file: Path
    load_image: Callable[[str], Asset]
    title_hint: str
    image_names: Mapping[str, str] = field(default_factory=dict)
    title_of_file: str | None = None
    title_line: int = 1
    is_markdown_title: bool = False
    shows_descriptions: bool = False

    @property
    def title(self) -> TitleSource:
        """Where the article may have its title."""
        title = self.metadata.title
        if title is not None and not self.is_markdown_title:
            is_page = self.title_of_file is not None
            title = code_and_literal(title) if is_page else literal_title(title)
        return TitleSource(title, self.title_line, self.title_of_file, self.title_hint)


def read_article(
    text: str, source: ArticleSource, lines: Sequence[int] | None = None
) -> ParsedSource:
    """Parse an article. Raises PublisherError with the line in its file.

    `lines` are the lines of the file, from 0, that those of `text` come from, if they differ.
    """
    file = source.file
    try:
        return _parse_article(text, source, lines)
    except PublisherError as error:
        raise PublisherError(error.message, file=error.file or file, line=error.line) from error
    except RecursionError as error:
        raise PublisherError("marks are nested too deeply; remove some", file=file) from error


def read_converted(text: str, source: ArticleSource, sidecar: Sidecar) -> ParsedSource:
    """Parse an article that was converted to Markdown, without its meaningless line numbers.

    Raises PublisherError without a line.
    """
    refuse_headings(sidecar)
    if control := CONTROL.search(text):
        code = f"U+{ord(control[0]):04X}"
        before = " ".join(text[max(control.start() - 30, 0) : control.start()].split())
        problem = f"control character {code} cannot be printed; delete it after “{before}”"
        raise PublisherError(problem, file=source.file)
    try:
        parsed = read_article(text, source)
    except PublisherError as error:
        raise PublisherError(error.message, file=error.file) from error
    tokens = [replace(token, map=None) for token in parsed.tokens]
    faults = [fault._replace(line=None) for fault in parsed.faults]
    return replace(
        parsed, tokens=tokens, links=dict.fromkeys(parsed.links, (None,)), faults=faults
    )


def refuse_headings(sidecar: Sidecar) -> None:
    """Raise PublisherError for heading levels in the sidecar of an article that marks its own."""
    if sidecar.headings:
        raise PublisherError(
            "[headings] is for plain text only; delete it, as this article marks its headings",
            file=sidecar.file,
            line=min((line for line in sidecar.lines.values() if line), default=None),
        )


def _parse_article(text: str, source: ArticleSource, lines: Sequence[int] | None) -> ParsedSource:
    html, is_mdx = HtmlConverter(), source.file.suffix.lower() == ".mdx"
    if lines is None:
        tokens, env = parse(text, html, mdx=is_mdx)
    else:
        tokens, env = parse_lines(text, lines, html, mdx=is_mdx)
    refuse_deep_nesting(tokens)
    refuse_large_tables(tokens)
    tokens, repeated_notes = without_repeated_footnotes(tokens)
    tokens, faults = convert_texts(tokens, env)
    tokens, unused = apply_directives(place_anchors(tokens))
    tokens = mark_tasks(tokens)
    tokens = put_title_first(tokens, source.title)
    faults += [*repeated_notes, *html.faults_at(lines), *unused, *empty_pages(tokens)]
    anchors, repeated = assign_ids(tokens)
    anchors |= anchor_names(tokens, anchors)
    images = load_images(tokens, source.load_image)
    scope = build_scope(tokens, env, anchors, images.addresses)
    tokens = [reparse(token, scope) for token in tokens]
    faults += [*repeated, *images.faults]
    body, unshown = _apply_passes(tokens[3:], source, scope)
    tokens, faults = [*tokens[:3], *body], faults + unshown
    faults += dangling_footnotes(tokens, env)
    faults += lost_anchors(tokens, anchors)
    faults += undescribed_images(tokens, source.image_names)
    faults += plain_formulas(tokens)
    check_credits(tokens, source.metadata.image_credits, source.image_names)
    return ParsedSource(
        metadata=source.metadata,
        tokens=tokens,
        metadata_file=source.metadata_file,
        scope=scope,
        assets=images.assets,
        links=collect_links(tokens),
        faults=faults,
    )


def _apply_passes(
    body: list[Token], source: ArticleSource, scope: Scope
) -> tuple[list[Token], list[SourceFault]]:
    body = close_level_gaps(body)
    body = unify_admonitions(body)
    body = show_code_titles(body)
    body = make_figures(
        body, source.metadata.image_credits, shows_descriptions=source.shows_descriptions
    )
    body, faults = convert_attributes(body, scope)
    body = [reparse(token, scope) if is_unparsed(token) else token for token in body]
    body = show_adjacent_paragraphs(body)
    body = number_from_start(body)
    body = mark_column_headers(body)
    body = mirror_alignments(body)
    return mark_untranslated_text(body), faults
