"""Figures: images in a paragraph of their own, with caption and credit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.markup.document import image_of
from publisher.markup.plain_text import literal
from publisher.readers.passes.inline_tokens import unparsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def make_figures(
    tokens: list[Token], image_credits: Mapping[str, str], *, shows_descriptions: bool = False
) -> list[Token]:
    """Turn paragraphs that hold only an image into figures.

    `shows_descriptions` makes a description the caption of a figure that has none (Pandoc's
    `implicit_figures`).
    """
    result: list[Token] = []
    for index, token in enumerate(tokens):
        image = _only_image(token)
        if image is None or not result or result[-1].type != "paragraph_open":
            result.append(token)
        else:
            opening = result.pop()
            credit = image_credits.get(str(image.attrs["src"]))
            caption = str(image.attrs.get("title", ""))
            if shows_descriptions:
                caption = caption or " ".join(image.content.split())
            result += _figure(opening, token, image, _Words(caption, credit))
            tokens[index + 1].type = "figure_end"  # the paragraph's closing token
    return [token for token in result if token.type != "figure_end"]


def _only_image(token: Token) -> Token | None:
    children = token.children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


class _Words(NamedTuple):
    caption: str
    credit: str | None


def _figure(opening: Token, text: Token, image: Token, words: _Words) -> Iterator[Token]:
    src = str(image.attrs["src"])
    yield replace(opening, type="figure_open", tag="figure", hidden=False)
    description = image_of(src, image.children or [])
    yield replace(text, content=image.content, children=description, meta={"image": src})
    caption, credit = words
    if caption or credit:
        yield Token("figcaption_open", "figcaption", 1, block=True)
        if caption:
            yield unparsed(caption, text.map)
        if credit:
            yield Token(
                "credit_open", "span", 1, attrs={"class": "credit" if caption else "credit alone"}
            )
            yield unparsed(literal(credit), text.map)
            yield Token("credit_close", "span", -1)
        yield Token("figcaption_close", "figcaption", -1, block=True)
    yield Token("figure_close", "figure", -1, block=True)


def check_credits(
    tokens: Iterable[Token], image_credits: Mapping[str, str], names: Mapping[str, str]
) -> None:
    """Raise PublisherError for the credit of an image that is no figure of the article.

    `names` are those of images that editors do not know by their address.
    """
    figures = {str(token.meta["image"]) for token in tokens if "image" in token.meta}
    for image in image_credits:
        if image not in figures:
            hint = nearest(image, figures) or _keys(figures, names)
            raise PublisherError(f"image-credits: the article does not show {image!r}{hint}")


def _keys(figures: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the keys of images that editors do not know by their address."""
    known = [f"{key!r} for {name}" for key, name in names.items() if key in figures]
    if not known:
        return "; put the image in a paragraph of its own"
    return f"; write {'; '.join(known)}"
