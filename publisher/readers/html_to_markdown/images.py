"""Images: find their real sources, and make captions their titles."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from publisher.readers.html_to_markdown.writer import write_markdown

_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src")
_SHOWN = 30  # letters of the text before an image
_TINY = re.compile("0*[01](?:px)?")  # width or height of tracking pixels


def has_lazy_source(image: Tag) -> bool:
    """Return whether a script of the page would load the image, in place of a placeholder."""
    return any(image.get(attribute) for attribute in _LAZY_SOURCES)


def name_images(article: Tag) -> dict[str, str]:
    """Return the name of each image for editors, by its source.

    It is like `image 1, after “In 2013 the fish…”`. An image that occurs repeatedly is named
    after its first place.
    """
    names: dict[str, str] = {}
    number, before = 0, ""
    for element in article.descendants:
        if isinstance(element, Tag) and element.name == "img":
            number += 1
            place = f"after “{_shortened(before)}”" if before else "at the start"
            names.setdefault(str(element.get("src", "")), f"image {number}, {place}")
        elif type(element) is NavigableString:  # not one of a comment
            before = " ".join(element.split()) or before
    return names


def _shortened(text: str) -> str:
    """Return the first words of a text."""
    if len(text) <= _SHOWN:
        return text
    start = text[:_SHOWN]
    return f"{start.rsplit(' ', 1)[0] if ' ' in start else start}…"


def fix_image_sources(article: Tag) -> None:
    """Use the sources of lazily loaded images; remove tracking pixels and images without one."""
    for image in article.select("img"):
        lazy = next((str(image[key]) for key in _LAZY_SOURCES if image.get(key)), None)
        if lazy and str(image.get("src", "data:")).startswith("data:"):
            image["src"] = lazy
        if _is_tracking_pixel(image) or not image.get("src"):
            image.decompose()


def _is_tracking_pixel(image: Tag) -> bool:
    return any(_TINY.fullmatch(str(image.get(side, ""))) for side in ("width", "height"))


def attach_captions(article: Tag) -> None:
    """Make captions the titles of their images.

    A caption is a figure's, or a paragraph of class `caption` below the image.
    """
    for figure in article.select("figure"):
        _attach_figure_caption(figure)
    for caption in article.select("p.caption"):
        before = caption.find_previous_sibling()
        if not isinstance(before, Tag) or before.get_text().strip():
            continue
        if len(images := before.select("img")) == 1:
            images[0]["title"] = _one_line(caption)
            caption.decompose()


def _attach_figure_caption(figure: Tag) -> None:
    """Replace a figure by a paragraph with its image, or by a division if it holds more."""
    images, caption = figure.select("img"), figure.select_one("figcaption")
    caption_text = caption.get_text().strip() if caption else ""
    has_other_text = figure.get_text().strip() != caption_text
    if len(images) == 1 and not has_other_text and not figure.select("table, pre"):
        images[0]["title"] = _one_line(caption) if caption else ""
        paragraph = BeautifulSoup("", "html.parser").new_tag("p")
        paragraph.append(images[0].extract())
        figure.replace_with(paragraph)
    else:
        figure.name = "div"
        if caption:
            caption.name = "p"


def _one_line(tag: Tag) -> str:
    return " ".join(write_markdown(tag).split())
