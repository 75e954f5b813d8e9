"""Data that outputs receive and return: page, attachment and rendering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from publisher.fonts.installed import Face
    from publisher.markup.document import Asset

    Relationship = Literal["Source", "Supplement"]


class StyleSheetError(PublisherError):
    """Page that cannot be drawn with one of its style sheets, whose name is `sheet`."""

    def __init__(self, message: str, sheet: str = "") -> None:  # unpickled without it, then set
        super().__init__(message)
        self.sheet = sheet


@dataclass(frozen=True)
class Attachment:
    """File to embed in the output (ISO 19005-3, 6.8).

    - `name`: name of the file, without a folder
    - `media_type`: media type, such as `text/plain`
    - `content`: bytes of the file
    - `relationship`: relationship of the file to the output (ISO 19005-3, `AFRelationship`)
    - `modified`: time of the last change, in UTC; None if unknown
    """

    name: str
    media_type: str
    content: bytes
    relationship: Relationship
    modified: dt.datetime | None = None


@dataclass(frozen=True)
class Page:
    """Edition laid out as HTML, with everything that outputs need; they read nothing else.

    - `html`: the page; an image's address is `asset:` and its name
    - `families`: names of the font families that the page may use
    - `assets`: images by name
    - `attachments`: files to embed in the output
    - `page_limit`: the layout's limit, in pages; None for no limit
    - `image_ppi`: most pixels per inch that an image keeps in print; 0 for no limit
    - `has_text`: whether the layout shows the text of the edition
    - `stylesheets`: the style sheets in the page, by name, to find the one at fault
    - `fonts`: faces of those families that the project has itself; others are installed
    """

    html: str
    families: tuple[str, ...]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    page_limit: int | None = None
    image_ppi: int = 0
    has_text: bool = True
    stylesheets: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[Face, ...] = ()


@dataclass(frozen=True)
class Rendering:
    """Content of an output's file, and measurements of it.

    - `content`: bytes of the file
    - `pages`: number of pages; None for an output without pages
    - `missing_characters`: characters for which no font of the page has a glyph
    - `scale`: size of the type, as a fraction of the layout's
    - `fits`: whether `pages` is within the layout's limit; True without a limit or pages
    """

    content: bytes
    pages: int | None = None
    missing_characters: str = ""
    scale: float = 1
    fits: bool = True
