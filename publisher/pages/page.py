"""What every output is given beside its page, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from publisher.markup.document import Asset

    Relationship = Literal["Source", "Supplement"]


@dataclass(frozen=True)
class Attachment:
    """A file that lies within the finished one, and what it is to that (ISO 19005-3, 6.8).

    `modified` is when it was last changed, where that is known.
    """

    name: str
    media_type: str
    content: bytes
    relationship: Relationship
    modified: dt.datetime | None = None


@dataclass(frozen=True)
class Page:
    """An edition laid out as HTML, and all that it is rendered with: nothing else is read.

    The HTML calls each image `asset:` and its name; `families` are the fonts that it may
    use, `attachments` what lies within the finished file. `promised` is how many pages
    the layout has for it, None where it has as many as are needed.
    """

    html: str
    families: tuple[str, ...]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    promised: int | None = None


@dataclass(frozen=True)
class Rendering:
    """A finished file. `foreign` are the characters that none of the chosen fonts has.

    `scale` is the share of its size at which the type was set; `fits` says whether the
    layout's promise of pages is kept, if it made one and the output has pages.
    """

    content: bytes
    pages: int | None = None
    foreign: str = ""
    scale: float = 1
    fits: bool = True
